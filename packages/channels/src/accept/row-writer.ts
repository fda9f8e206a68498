import { type Database, DatabaseError } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Straight } from '../dispatch/straight.ts'
import type { Log, Meter } from '../ports.ts'
import { type AcceptAnswer, acceptedBy } from '../store/accept-answer.ts'
import { type AcceptRow, acceptStatement } from '../store/accept-store.ts'
import { recordKey } from '../store/record-store.ts'
import { GroupCommit } from './group-commit.ts'

/** What {@link RowWriter} needs. */
export interface RowWriterOptions {
  readonly db: Database
  readonly log: Log
  readonly meter: Meter
  /** How many more messages the queue takes. */
  readonly queueRoom: () => number
  /** The way past the queue of what this process can send at once; undefined while it does not dispatch. */
  readonly straight: () => Straight | undefined
  /** Told of what was stored: the routes that something waits in now, and the lanes in which it waits for what was there before. */
  readonly onAccepted: (routes: readonly string[], blocked: readonly string[]) => void
}

/** Messages that may wait to be written. */
const limit = 20_000

/** Writes accepted messages: those of all requests in flight in one statement and one commit. */
export class RowWriter {
  readonly #options: RowWriterOptions
  readonly #commit: GroupCommit<AcceptRow>

  constructor(options: RowWriterOptions) {
    this.#options = options
    this.#commit = new GroupCommit({
      write: (rows) => this.#write(rows, 1),
      most: 64,
      limit,
      blameRows: isRowAtFault,
      log: options.log,
    })
  }

  /** How many more messages may come now. */
  room(): number {
    return Math.max(0, Math.min(limit - this.#commit.rows, this.#options.queueRoom()))
  }

  /** @throws ProblemError `queue-full` where there is no room at all */
  checkRoom(): void {
    if (this.room() === 0) throw new ProblemError('queue-full', undefined, { retryAfter: 5 })
  }

  /**
   * Stores messages, all or none, and returns the ids of those whose idempotency key was free. Resolves after the commit.
   * @throws ProblemError `storage-full` or `unavailable`; DatabaseError for what is wrong with the rows
   */
  async store(rows: readonly AcceptRow[]): Promise<ReadonlySet<string>> {
    try {
      const written = await this.#commit.add(rows)
      const fresh = rows.filter((row) => written.has(row.prepared.message.id))
      this.#options.meter.count('trunkline_accepted_total', {}, fresh.length)
      return written
    } catch (error) {
      throw asProblem(error)
    }
  }

  async #write(rows: readonly AcceptRow[], retries: number): Promise<ReadonlySet<string>> {
    const queued = rows.flatMap((row) => row.prepared.queued)
    const straight = this.#options.straight()
    const claim = straight?.claim(queued) ?? null
    let answer: readonly AcceptAnswer[]
    try {
      answer = (await this.#options.db.query<AcceptAnswer>(acceptStatement(rows, claim))).rows
    } catch (error) {
      if (claim !== null) straight?.abandon(claim, queued, mayBeWritten(error))
      // Nothing was written, and whoever was in the way is through by now.
      if (retries > 0 && wasInTheWay(error)) return this.#write(rows, retries - 1)
      throw error
    }
    const { written, claimed, waitingIn, blocked } = acceptedBy(rows, claim, answer)
    if (claim !== null) straight?.begin(claim, queued, claimed)
    this.#options.onAccepted([...waitingIn], blocked)
    return written
  }
}

/** Whether the database ended a deadlock by this statement, or another process has just taken some of the same records. */
function wasInTheWay(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === 'CONFLICT' || error.constraint === recordKey)
}

/** Whether a statement that failed may have been committed all the same. */
export function mayBeWritten(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.code === 'CONNECTION_LOST' || error.code === 'CANCELED'
}

/** Whether a statement failed because of something in one of its rows, which the others need not suffer for. */
export function isRowAtFault(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === 'QUERY' || error.code === 'CONSTRAINT')
}

function asProblem(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error
  if (error.code === 'DISK_FULL') return new ProblemError('storage-full', undefined, { cause: error, retryAfter: 30 })
  return error.retryable
    ? new ProblemError('unavailable', 'The database is away for the moment. Try again with the same idempotency key.', {
        cause: error,
        retryAfter: 2,
      })
    : error
}
