import type { Log } from '../ports.ts'

/** A request that waits to be written with others. Neither of its methods throws. */
export interface Waiting<Row> {
  readonly rows: readonly Row[]
  /** Told the ids that were written, of this request and its batch. */
  resolve(written: ReadonlySet<string>): void
  reject(error: unknown): void
}

/** What {@link GroupCommit} needs. */
export interface GroupCommitOptions<Row> {
  /** Writes rows in one statement; resolves with the ids of those that were written. */
  readonly write: (rows: readonly Row[]) => Promise<ReadonlySet<string>>
  /** The most rows in one statement. Larger requests are still written whole. */
  readonly most: number
  /**
   * Milliseconds from the start of one statement to the next, while there is much to write: larger batches cost less a row. 0 (the
   * default) flushes as soon as the statement before is done, for what somebody waits for.
   */
  readonly gather?: number
  /** How many rows can wait at most before more are written: as soon as so many do, nothing more is gathered. Default: any number. */
  readonly atMost?: () => number
  /** The most rows that may wait; more are refused by {@link GroupCommit.full}. */
  readonly limit: number
  /** Whether a failed write may have been caused by one of its rows, so that each should be tried by itself. */
  readonly blameRows: (error: unknown) => boolean
  readonly log: Log
}

/** Requests in a batch from which on there is much to write. */
const busy = 8

/**
 * Joins requests that are in flight at the same time into one statement and one commit. What waits is flushed as soon as the statement
 * before it is done, with one in flight, so an idle system waits for no timer and a busy one writes large batches. (Two or three
 * statements in flight gave no more on two cores.)
 */
export class GroupCommit<Row> {
  readonly #options: GroupCommitOptions<Row>
  #waiting: Waiting<Row>[] = []
  #rows = 0
  #running = false
  /** Ends the gathering that is under way. */
  #enough: (() => void) | undefined

  constructor(options: GroupCommitOptions<Row>) {
    this.#options = options
  }

  /** How many rows wait. */
  get rows(): number {
    return this.#rows
  }

  /** Whether no more rows may wait. */
  get full(): boolean {
    return this.#rows >= this.#options.limit
  }

  /** Writes the rows of one request with whatever else waits. Resolves with the ids written, of this request and its batch. */
  add(rows: readonly Row[]): Promise<ReadonlySet<string>> {
    return new Promise((resolve, reject) => this.put({ rows, resolve, reject }))
  }

  /** {@link add} for who has something of its own that waits. */
  put(request: Waiting<Row>): void {
    this.#waiting.push(request)
    this.#rows += request.rows.length
    if (this.#enough !== undefined && this.#isAll()) this.#enough()
    if (this.#running) return
    this.#running = true
    setImmediate(() => void this.#drain())
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const began = performance.now()
      const batch = this.#take()
      await this.#flush(batch)
      await this.#gather(batch.length, began)
    }
    this.#running = false
  }

  async #gather(written: number, began: number): Promise<void> {
    const { gather = 0, most } = this.#options
    const rest = gather - (performance.now() - began)
    if (rest <= 1 || written < busy || this.#rows >= most || this.#isAll()) return
    const timer = Promise.withResolvers<void>()
    const handle = setTimeout(timer.resolve, rest)
    this.#enough = timer.resolve
    await timer.promise
    this.#enough = undefined
    clearTimeout(handle)
  }

  #isAll(): boolean {
    return this.#rows >= (this.#options.atMost?.() ?? Number.POSITIVE_INFINITY)
  }

  #take(): Waiting<Row>[] {
    let count = 0
    let end = 0
    while (
      end < this.#waiting.length &&
      (end === 0 || count + (this.#waiting[end] as Waiting<Row>).rows.length <= this.#options.most)
    )
      count += (this.#waiting[end++] as Waiting<Row>).rows.length
    this.#rows -= count
    return this.#waiting.splice(0, end)
  }

  async #flush(batch: readonly Waiting<Row>[]): Promise<void> {
    try {
      const written = await this.#options.write(batch.flatMap((one) => one.rows))
      // After what waits is on its way: whoever is told has much to do, and the database would wait for it.
      setImmediate(() => {
        for (const one of batch) one.resolve(written)
      })
    } catch (error) {
      if (batch.length === 1 || !this.#options.blameRows(error)) {
        for (const one of batch) one.reject(error)
        return
      }
      this.#options.log.warn(
        { err: error, requests: batch.length },
        'a batch was refused; writing its requests one by one',
      )
      for (const one of batch) await this.#flush([one])
    }
  }
}
