import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../ports.ts'

/** Knows the operator's token by its hash alone, and the sessions of browsers that have shown it. */
export interface AdminToken {
  /** Whether this is the token. Takes the same time for every wrong one. */
  matches(given: string): boolean
  /** The value of a cookie that stands for the token until `sessionFor` is over. */
  newSession(): string
  /** Whether a cookie's value is of {@link newSession} and not over. */
  isSession(value: string): boolean
}

/** How long a browser that showed the token need not show it again, milliseconds. */
export const sessionFor = 12 * 60 * 60 * 1000

const hash = (text: string) => createHash('sha256').update(text).digest()
const same = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)

/** Sessions are not stored: each is its own end and a MAC over it, keyed by the token, so that a new token ends them all. */
export function createAdminToken(token: string, clock: Clock): AdminToken {
  const digest = hash(token)
  const key = createHmac('sha256', token).update('console session').digest()
  const mac = (end: string) => createHmac('sha256', key).update(end).digest()
  return {
    matches: (given) => same(hash(given), digest),
    newSession() {
      const end = String(clock.now() + sessionFor)
      return `${end}.${mac(end).toString('base64url')}`
    },
    isSession(value) {
      const [end = '', given = ''] = value.split('.', 2)
      return same(Buffer.from(given, 'base64url'), mac(end)) && Number(end) > clock.now()
    },
  }
}
