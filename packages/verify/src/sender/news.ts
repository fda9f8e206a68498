import type { Database } from '@trunkline/postgres'
import { isSid, uuidFromSid } from '@trunkline/wire'
import type { SendRow } from '../challenge/challenge.ts'
import type { Ender } from '../challenge/ender.ts'
import { conversionBump, conversionKey } from '../guard/guard.ts'
import type { Clock } from '../ports.ts'
import { bumpCounters } from '../store/guard-store.ts'
import { findHopeless, hastenFallbacks, moveSends, type SendNews } from '../store/send-store.ts'
import { transact } from '../store/transact.ts'

/** What a provider tells of a send, in our words. */
export interface Receipt {
  /** `VL…`: the send. */
  readonly sendId: string
  /** UUID of the client who tells it, where a client could: of another's send it says nothing. */
  readonly clientId?: string
  /** Name of the gateway that tells it, where it was asked for its signature: of another's send it says nothing. */
  readonly gateway?: string
  readonly status: 'sent' | 'delivered' | 'undelivered' | 'failed'
  readonly errorCode?: string | null
  readonly reason?: string | null
  /** When it happened, milliseconds since the epoch. */
  readonly at: number
}

/** What moving sends needs. */
export interface NewsParts {
  readonly db: Database
  readonly clock: Clock
  readonly ender: Ender
  readonly onSends: () => void
  readonly onEvents: () => void
}

/**
 * What becomes of sends moves their challenges. A send that did not arrive begins the fallback at once; where there is none, and nothing else
 * is on its way, the challenge has failed; and the guard counts it against the number's range.
 */
export class News {
  readonly #parts: NewsParts

  constructor(parts: NewsParts) {
    this.#parts = parts
  }

  /** Takes in what providers tell, late, twice or out of order: a send only moves on. */
  receipts(receipts: readonly Receipt[]): Promise<void> {
    const known = receipts.filter(({ sendId }) => isSid(sendId, 'VL'))
    return this.tell(
      known.map(({ sendId, at, ...rest }) => ({ id: uuidFromSid(sendId), at: new Date(at).toISOString(), ...rest })),
    )
  }

  /** The same by the sends' UUIDs. */
  async tell(news: readonly SendNews[]): Promise<void> {
    if (news.length === 0) return
    const { db, ender, onSends, onEvents } = this.#parts
    const lost = await transact(db, async (tx) => {
      const { rows } = await tx.query<SendRow>(moveSends(news))
      const missed = rows.filter(({ status }) => status === 'undelivered' || status === 'failed')
      if (missed.length === 0) return false
      const challenges = [...new Set(missed.map((row) => row.challenge_id))]
      await tx.query(hastenFallbacks(challenges, new Date(this.#parts.clock.now())))
      const { rows: hopeless } = await tx.query<{ id: string }>(findHopeless(challenges))
      const why = new Map(missed.map((row) => [row.challenge_id, row.reason ?? row.error_code]))
      if (hopeless.length > 0) {
        const reason = (id: string) => why.get(id) ?? 'it did not arrive'
        await ender.endWithin(
          tx,
          hopeless.map(({ id }) => ({ id, status: 'failed', reason: reason(id) })),
        )
      }
      const bumps = this.#lostBumps(missed)
      if (bumps.length > 0) await tx.query(bumpCounters(bumps))
      return true
    })
    if (!lost) return
    onSends()
    onEvents()
  }

  #lostBumps(missed: readonly SendRow[]) {
    const counts = new Map<string, number>()
    for (const { client_id, prefix } of missed) {
      if (prefix === null) continue
      const key = conversionKey('lost', client_id, prefix)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    return [...counts].map(([key, n]) => conversionBump(key, this.#parts.clock.now(), n))
  }
}
