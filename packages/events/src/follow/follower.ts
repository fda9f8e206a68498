import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Leadership, Statement } from '@trunkline/postgres'
import { OutageLog } from '../loop/outage-log.ts'
import { WakeUp } from '../loop/wake-up.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import { followerPosition, moveFollower, registerFollower } from '../store/follower-store.ts'
import type { LogBatch, LogReader } from './log-reader.ts'
import type { LoggedEvents } from './logged-row.ts'

const pollMs = 250
const firstRetryMs = 250
const longestRetryMs = 15_000
/** How often a follower that does not move says that it is there. */
const touchEveryMs = 3_600_000
const defaultLimit = 200
/** For how long it is not written down that rows were passed over, milliseconds: written at each batch, it would cost more than to read them again. */
const passedMs = 1000

/** Who follows all clients' events, and what is done with them. */
export interface FollowOptions {
  /** The same in all processes; only one of them follows at a time. */
  readonly name: string
  /** Rows of the log at most in one batch; 200. */
  readonly limit?: number
  /** Where one that is new begins: at the head of the log (nothing of the past), or with the oldest row there is. */
  readonly from?: 'head' | 'start'
  /**
   * Which of the rows are to be handled; all where left out. The follower passes the others over, and writes that down within a second, or with
   * the next rows that are handled: another process may be asked for them once more. See {@link LoggedEvents.mentions} for what costs little.
   */
  wants?(rows: readonly LoggedEvents[]): readonly LoggedEvents[] | Promise<readonly LoggedEvents[]>
  /**
   * Called with the rows after the last ones, oldest first; what it does outside the database may happen again. The statements that it gives
   * are committed in one transaction with the moved position, so they take effect exactly once. When it rejects, it is called again after
   * 250 ms, doubling up to 15 s. `signal` is aborted when this process no longer leads.
   */
  handle(rows: readonly LoggedEvents[], signal: AbortSignal): Promise<readonly Statement[] | undefined>
}

/** A running {@link FollowOptions}. */
export interface Follower {
  /** Whether this process is the one that follows. */
  readonly leading: boolean
  /** Resolves once it is written down where it begins: what happens after that is not missed. Waits while the database is away. */
  registered(): Promise<void>
  /** How many rows of the log it has not handled; in a process where it does not lead, those that it has passed over in the last second too. */
  lag(): Promise<number>
  /** Lets the batch under way end, and stops. Safe to call twice. */
  stop(): Promise<void>
}

/** What a follower works with. */
export interface FollowerParts {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** Shared by the followers of the process. */
  readonly reader: LogReader
}

/**
 * Reads the log on from a position that is kept in the database, in one process at a time.
 *
 * ```
 *  following ──lock──> resuming ──> reading ──rows──> handling ──committed──> reading
 *                         ^           └──none: woken, or 250 ms──┘   │
 *                         └──────────position moved by another───────┴──rejected: waits, handles again
 * ```
 * Rows that are not wanted take the same way without being handled, and their position is written within a second.
 */
export class LogFollower implements Follower {
  readonly #parts: FollowerParts
  readonly #options: FollowOptions
  readonly #wakeUp = new WakeUp()
  readonly #outage: OutageLog
  readonly #stopping = new AbortController()
  readonly #registered: Promise<void>
  readonly #leadership: Leadership
  /** Up to where it has come; undefined: to be looked up. */
  #position: number | undefined
  /** The position as it is written down: less than {@link #position} where rows were passed over since `#passedAt`. */
  #written = 0
  #passedAt = 0
  /** The next batch, read while the one before it is handled. */
  #ahead: Promise<LogBatch> | undefined
  /** Whether the last batch failed: rows may have been changed since, to forget a person. */
  #anew = false
  #touchAt = 0

  constructor(parts: FollowerParts, options: FollowOptions) {
    this.#parts = parts
    this.#options = options
    this.#outage = new OutageLog(parts.log, `the follower ${options.name}`)
    this.#registered = this.#register()
    this.#leadership = parts.db.lead(`events-follower-${options.name}`, (signal) => this.#run(signal))
  }

  get leading(): boolean {
    return this.#leadership.leading
  }

  registered(): Promise<void> {
    return this.#registered
  }

  async lag(): Promise<number> {
    const { position, head } = await this.#whereabouts()
    return Math.max(0, head - Math.max(position, this.leading ? (this.#position ?? 0) : 0))
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#leadership.stop()
    await this.#registered
  }

  /** The log has grown. */
  wake(): void {
    this.#wakeUp.wake()
  }

  async #register(): Promise<void> {
    const { db, clock } = this.#parts
    const { name, from = 'head' } = this.#options
    for (let retryMs = firstRetryMs; !this.#stopping.signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
      try {
        await db.query(registerFollower(name, from, new Date(clock.now())))
        return
      } catch (error) {
        this.#outage.failed(error)
        await this.#pause(retryMs, this.#stopping.signal)
      }
    }
  }

  async #run(signal: AbortSignal): Promise<void> {
    let retryMs = firstRetryMs
    this.#position = undefined
    this.#ahead = undefined
    await this.#registered
    while (!signal.aborted) {
      try {
        const more = await this.#step(signal)
        this.#outage.worked()
        this.#anew = false
        retryMs = firstRetryMs
        if (!more) await this.#wakeUp.wait(pollMs, signal)
      } catch (error) {
        this.#ahead = undefined
        this.#anew = true
        if (signal.aborted) break
        this.#outage.failed(error)
        // One that fails for weeks is there all the same, and not to be forgotten with all that it has not told.
        await this.#settle().catch(() => undefined)
        await this.#pause(retryMs, signal)
        retryMs = Math.min(retryMs * 2, longestRetryMs)
      }
    }
    this.#parts.reader.leave(this)
    // Whoever goes on is not to read again what was passed over; where this fails, they do.
    if (this.#stopping.signal.aborted) await this.#settle(0).catch(() => undefined)
  }

  /** Handles one batch. Gives true when there may be more to do at once. */
  async #step(signal: AbortSignal): Promise<boolean> {
    const { name } = this.#options
    this.#position ??= await this.#resume()
    const { head, rows, more } = await (this.#ahead ?? this.#read(this.#position))
    this.#ahead = undefined
    const last = rows.at(-1)?.position
    this.#parts.meter.gauge('trunkline_follower_lag_rows', { follower: name }, Math.max(0, head - this.#position))
    if (last === undefined) {
      await this.#settle()
      return false
    }
    if (more) this.#readAhead(last)
    if (!(await this.#handle(rows, last, signal))) return true
    this.#parts.meter.gauge('trunkline_follower_lag_rows', { follower: name }, Math.max(0, head - last))
    return more
  }

  /** Has what is wanted of a batch handled. False when another process has moved the follower. */
  async #handle(rows: readonly LoggedEvents[], last: number, signal: AbortSignal): Promise<boolean> {
    const { wants, handle } = this.#options
    const wanted = wants === undefined ? rows : await wants.call(this.#options, rows)
    if (wanted.length > 0) return this.#move(last, (await handle.call(this.#options, wanted, signal)) ?? [])
    if (this.#position === this.#written) this.#passedAt = performance.now()
    this.#position = last
    return this.#settle()
  }

  async #resume(): Promise<number> {
    const { position } = await this.#whereabouts()
    this.#written = position
    return position
  }

  #readAhead(after: number): void {
    this.#ahead = this.#read(after)
    this.#ahead.catch(() => undefined) // Whoever awaits it is told.
  }

  #read(after: number): Promise<LogBatch> {
    const { limit = defaultLimit } = this.#options
    const { reader } = this.#parts
    return this.#anew ? reader.readAnew(after, limit) : reader.read(after, limit, this)
  }

  /** Commits the statements with the moved position. False when another process has moved it: then nothing took effect. */
  async #move(to: number, statements: readonly Statement[]): Promise<boolean> {
    const { db, clock, log } = this.#parts
    const { name } = this.#options
    const moving = moveFollower(name, this.#written, to, new Date(clock.now()))
    try {
      if (statements.length === 0) assertMoved((await db.query(moving)).rowCount)
      else {
        await db.transaction(async (tx) => {
          assertMoved((await tx.query(moving)).rowCount)
          for (const statement of statements) await tx.query(statement)
        })
      }
    } catch (error) {
      // A commit whose answer was lost may have taken effect: look up where we are.
      this.#position = undefined
      this.#ahead = undefined
      if (!(error instanceof Overtaken)) throw error
      log.info({ follower: name }, 'another process has moved this follower on; reading on from there')
      return false
    }
    this.#position = to
    this.#written = to
    return true
  }

  /** Writes the position down where rows were passed over that long ago, and once an hour in any case. False when another process has moved it. */
  async #settle(afterMs = passedMs): Promise<boolean> {
    const now = this.#parts.clock.now()
    if (this.#position === undefined) return true
    const due = this.#position > this.#written && performance.now() >= this.#passedAt + afterMs
    if (!due && now < this.#touchAt) return true
    if (!(await this.#move(this.#position, []))) return false
    this.#touchAt = now + touchEveryMs
    return true
  }

  async #whereabouts(): Promise<{ position: number; head: number }> {
    const { db } = this.#parts
    const { name } = this.#options
    const { rows } = await db.query<{ position: number; head: number }>(followerPosition(name))
    const [row] = rows
    if (row === undefined) throw new Error(`the follower ${name} is not written down; restart this process`)
    return row
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined) // Stopped: no pause.
  }
}

/** The position was not where we left it. */
class Overtaken extends Error {}

function assertMoved(rowCount: number): void {
  if (rowCount === 0) throw new Overtaken('the position was moved by another process')
}
