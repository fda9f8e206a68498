import type { Database } from '@trunkline/postgres'
import { serverTime } from '../store/doctor-store.ts'
import type { Check } from './check.ts'

/** The database's answer and its clock. Leases and due times are instants of the processes' clocks, so these must agree. */
export async function checkDatabase(db: Database, now: () => number): Promise<readonly Check[]> {
  const before = now()
  const { rows } = await db.query<{ at: Date; version: string }>(serverTime)
  const took = now() - before
  const [row] = rows
  if (row === undefined) return [{ name: 'database', state: 'fail', detail: 'no answer' }]
  const slow = took > 250
  const answer: Check = {
    name: 'database',
    state: slow ? 'warn' : 'ok',
    detail: `${db.engine} ${row.version} answered in ${took} ms`,
    ...(slow ? { advice: 'Every accepted message waits for the database: look at its load and the way to it.' } : {}),
  }
  return [answer, checkClock(row.at.getTime() - (before + took / 2), took)]
}

/** `skew`: milliseconds that the database's clock is ahead. The half of the round trip cannot be told from skew. */
function checkClock(skew: number, took: number): Check {
  const seconds = Math.abs(skew) / 1000
  const detail = `${seconds.toFixed(3)} s apart from the database's clock (measured to ${took} ms)`
  if (seconds <= 1 + took / 1000) return { name: 'clock', state: 'ok', detail }
  const advice = 'Let NTP set the clocks of this machine and of the database’s.'
  return { name: 'clock', state: seconds > 10 ? 'fail' : 'warn', detail, advice }
}
