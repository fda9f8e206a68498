import { createHash } from 'node:crypto'
import { type Cookie, cookieHeader, withCookies } from '@trunkline/events'
import type { Database, Sealer } from '@trunkline/postgres'
import type { Clock } from '../../ports.ts'
import { forgetCookies, keepCookies, readCookies } from '../../store/webhook-cookie-store.ts'

/** How long the cookies of a conversation live after their last use, milliseconds (https://www.twilio.com/docs/messaging/twiml#cookies). */
const livesFor = 4 * 3_600_000

/** Cookies of conversations, kept sealed. */
export interface CookieJars {
  open(clientId: string, person: string, ours: string): Promise<CookieJar>
  /** Throws away what was not used for too long. */
  sweep(): Promise<void>
}

/** The cookies of one conversation. */
export interface CookieJar {
  header(url: URL): string | undefined
  take(url: URL, header: string): void
  /** Writes down what was used and set. */
  keep(): Promise<void>
}

/** Makes the jars. */
export function createCookieJars(parts: {
  readonly db: Pick<Database, 'query'>
  readonly sealer: Pick<Sealer, 'seal' | 'open'>
  readonly clock: Clock
}): CookieJars {
  const { db, sealer, clock } = parts
  return {
    async open(clientId, person, ours) {
      const pair = createHash('sha256').update(`${person}\n${ours}`).digest()
      const context = `webhook-cookies:${clientId}:${pair.toString('hex')}`
      const since = new Date(clock.now() - livesFor)
      const [row] = (await db.query<{ sealed: string }>(readCookies(clientId, pair, since))).rows
      let cookies = row === undefined ? [] : (JSON.parse(sealer.open(row.sealed, context)) as readonly Cookie[])
      return {
        header: (url) => cookieHeader(cookies, url),
        take(url, header) {
          cookies = withCookies(cookies, url, header, clock.now())
        },
        async keep() {
          if (cookies.length === 0 && row === undefined) return
          await db.query(
            keepCookies(clientId, pair, sealer.seal(JSON.stringify(cookies), context), new Date(clock.now())),
          )
        },
      }
    },
    async sweep() {
      await db.query(forgetCookies(new Date(clock.now() - livesFor)))
    },
  }
}
