import type { Database, Leadership } from '@trunkline/postgres'
import type { Clock, Log } from '../ports.ts'
import { deleteChallenges, findOverdue } from '../store/challenge-store.ts'
import { deleteExpiredDevices } from '../store/factor-store.ts'
import { expireFailures } from '../store/failure-store.ts'
import { deleteCounters } from '../store/guard-store.ts'
import type { Ender } from './ender.ts'

/** What sweeping needs. */
export interface SweeperParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly ender: Ender
}

const everyMs = 1_000
const trimEvery = 60
const most = 500
/** How long challenges that have ended can be looked at, and failures are remembered. Milliseconds. */
const keptFor = 30 * 86_400_000

/** Ends challenges whose time is up, which erases their codes, and deletes what nobody will ask for. One process does it for all. */
export class Sweeper {
  readonly #parts: SweeperParts
  #leadership: Leadership | undefined

  constructor(parts: SweeperParts) {
    this.#parts = parts
  }

  start(): void {
    this.#leadership ??= this.#parts.db.lead('verify-sweeper', (signal) => this.#run(signal))
  }

  async stop(): Promise<void> {
    await this.#leadership?.stop()
  }

  /** Ends those that are overdue now; gives how many. */
  async expire(): Promise<number> {
    const { db, clock, ender } = this.#parts
    const { rows } = await db.query<{ id: string }>(findOverdue(new Date(clock.now()), most))
    const ended = await Promise.all(rows.map(({ id }) => ender.end(id, 'expired', 'its time is up')))
    return ended.filter((row) => row !== undefined).length
  }

  /** Deletes what is old. */
  async trim(signal?: AbortSignal): Promise<void> {
    const { db, clock } = this.#parts
    const now = clock.now()
    const old = [
      deleteCounters(new Date(now), most),
      deleteChallenges(uuidOfInstant(now - keptFor), most),
      expireFailures(new Date(now - keptFor), most),
      deleteExpiredDevices(new Date(now), most),
    ]
    // To the end, however much there is: what is made faster than it is swept would grow without bound.
    for (const statement of old) while ((await db.query(statement)).rowCount === most && !signal?.aborted);
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let round = 0; !signal.aborted; round += 1) {
      try {
        while (!signal.aborted && (await this.expire()) === most);
        if (round % trimEvery === 0) await this.trim(signal)
      } catch (err) {
        this.#parts.log.warn({ err }, 'verifications whose time is up could not be ended; trying again')
      }
      await pause(everyMs, signal)
    }
  }
}

/** The first UUIDv7 of an instant. */
function uuidOfInstant(at: number): string {
  const hex = Math.max(0, Math.floor(at)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
