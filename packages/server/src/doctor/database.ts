import type { Database } from '@trunkline/postgres'
import { serverTime } from '../store/doctor-store.ts'
import type { Check } from './check.ts'

/** Beyond this an answer is slow. Milliseconds. */
const slow = 250
/** How often it is asked while its answers are slow: one alone may have waited for this process, or for a connection. */
const mostAsked = 3

/** The database's answer and its clock. Leases and due times are instants of the processes' clocks, so these must agree. */
export async function checkDatabase(db: Database, now: () => number): Promise<readonly Check[]> {
  const best = await quickest(db, now)
  if (best === undefined) return [{ name: 'database', state: 'fail', detail: 'no answer' }]
  const { at, version, before, took } = best
  const isSlow = took > slow
  const answer: Check = {
    name: 'database',
    state: isSlow ? 'warn' : 'ok',
    detail: `${db.engine} ${version} answered in ${took} ms`,
    ...(isSlow ? { advice: 'Every accepted message waits for the database: look at its load and the way to it.' } : {}),
  }
  return [answer, checkClock(at.getTime() - (before + took / 2), took)]
}

interface Answer {
  readonly at: Date
  readonly version: string
  readonly before: number
  readonly took: number
}

/** The quickest of some answers; the first one that is not slow. */
async function quickest(db: Database, now: () => number): Promise<Answer | undefined> {
  let best: Answer | undefined
  for (let asked = 0; asked < mostAsked && (best === undefined || best.took > slow); asked += 1) {
    const before = now()
    const { rows } = await db.query<{ at: Date; version: string }>(serverTime)
    const took = now() - before
    if (rows[0] !== undefined && took < (best?.took ?? Number.POSITIVE_INFINITY)) best = { ...rows[0], before, took }
  }
  return best
}

/** `skew`: milliseconds that the database's clock is ahead. The half of the round trip cannot be told from skew. */
function checkClock(skew: number, took: number): Check {
  const seconds = Math.abs(skew) / 1000
  const detail = `${seconds.toFixed(3)} s apart from the database's clock (measured to ${took} ms)`
  if (seconds <= 1 + took / 1000) return { name: 'clock', state: 'ok', detail }
  const advice = 'Let NTP set the clocks of this machine and of the database’s.'
  return { name: 'clock', state: seconds > 10 ? 'fail' : 'warn', detail, advice }
}
