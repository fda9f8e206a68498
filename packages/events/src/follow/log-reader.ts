import type { Database } from '@trunkline/postgres'
import { type AheadRow, readAhead } from '../store/follower-store.ts'
import { LoggedRow } from './logged-row.ts'

/** Characters of JSON that are kept for those who come to them a moment later. */
const mostKept = 8_000_000
/** Milliseconds for which a row is kept. Short, since a row may be changed to forget a person. */
const keptMs = 1000
/** Milliseconds for which the log is taken to have ended where it did, unless somebody says that it has grown. */
const quietMs = 200

/** Rows after a position. */
export interface LogBatch {
  /** The last position that was given, as far as it is known. */
  readonly head: number
  readonly rows: readonly LoggedRow[]
  /** Whether there is more to read at once. */
  readonly more: boolean
}

interface KeptRow {
  readonly row: LoggedRow
  readonly until: number
}

interface Reading {
  readonly after: number
  readonly rows: Promise<readonly LoggedRow[]>
}

/**
 * Reads the log for all followers of a process. Most of them are at its end, and each wants the rows that the others have just read: these are kept for a
 * moment, so a row is read once however many follow, and parsed once or not at all. Who is behind, or far ahead of the others, reads for itself.
 *
 * ```
 *   … 41 42 │ 43 44 45 46 │ 47 …
 *      self │  kept rows  │ one query for all who are here
 * ```
 */
export class LogReader {
  readonly #db: Pick<Database, 'query'>
  readonly #now: () => number
  /** All rows after `#from`, up to the last one kept. */
  readonly #kept: KeptRow[] = []
  #keptSize = 0
  #from = 0
  /** How far each of those who read has come. */
  readonly #places = new Map<object, number>()
  #head = 0
  /** The query under way, where it sees all that is known to be there. */
  #reading: Reading | undefined
  #quiet: { readonly after: number; readonly until: number } | undefined

  /** @param now milliseconds that only grow, since any moment */
  constructor(db: Pick<Database, 'query'>, now = () => performance.now()) {
    this.#db = db
    this.#now = now
  }

  /**
   * The rows after a position, oldest first, at most `limit` of them.
   * @param who has all up to `after`, and will not come back for it: what all have is kept no longer
   */
  async read(after: number, limit: number, who?: object): Promise<LogBatch> {
    if (who !== undefined) this.#places.set(who, after)
    this.#forget()
    const near = this.#near(after, limit)
    if (near.length > 0) return this.#batch(near, limit)
    if (this.#quiet?.after === after && this.#now() < this.#quiet.until) return this.#batch([], limit)
    if (this.#reading?.after !== after) this.#begin(after, limit)
    const rows = await this.#reading?.rows
    return this.#batch(rows?.slice(0, limit) ?? [], limit)
  }

  /** The same from the database in any case: for who reads again what it has read a while ago. */
  async readAnew(after: number, limit: number): Promise<LogBatch> {
    return this.#batch(await this.#query(after, limit), limit)
  }

  /** Somebody reads no more, so nothing is kept for them. */
  leave(who: object): void {
    this.#places.delete(who)
  }

  /** The log has grown: what was read before may not be all. */
  grown(): void {
    this.#reading = undefined
    this.#quiet = undefined
  }

  #batch(rows: readonly LoggedRow[], limit: number): LogBatch {
    const last = rows.at(-1)
    // No row where there should be one is a day that was dropped: nothing to look for at once.
    return { head: this.#head, rows, more: last !== undefined && (rows.length >= limit || last.position < this.#head) }
  }

  #begin(after: number, limit: number): void {
    const reading: Reading = { after, rows: this.#query(after, limit) }
    this.#reading = reading
    const over = (rows: readonly LoggedRow[]): void => {
      this.#keep(after, rows)
      // Where the log has grown since the query began, somebody else's is the one to wait for.
      if (this.#reading !== reading) return
      this.#reading = undefined
      if (rows.length === 0) this.#quiet = { after, until: this.#now() + quietMs }
    }
    reading.rows.then(over, () => {
      if (this.#reading === reading) this.#reading = undefined // Whoever reads is told.
    })
  }

  async #query(after: number, limit: number): Promise<readonly LoggedRow[]> {
    const { rows } = await this.#db.query<AheadRow>(readAhead(after, limit))
    this.#head = rows[0]?.head ?? this.#head
    return rows.flatMap(({ position, client_id, events }) =>
      position === null || client_id === null || events === null ? [] : [new LoggedRow(position, client_id, events)],
    )
  }

  get #end(): number {
    return this.#kept.at(-1)?.row.position ?? this.#from
  }

  /** Kept rows after a position; none where not all of them are here. */
  #near(after: number, limit: number): readonly LoggedRow[] {
    if (after < this.#from || after >= this.#end) return []
    const first = this.#kept.findIndex(({ row }) => row.position > after)
    return this.#kept.slice(first, first + limit).map(({ row }) => row)
  }

  #keep(after: number, rows: readonly LoggedRow[]): void {
    if (this.#kept.length === 0 || after > this.#end) this.#clear(after)
    // Read by one who is behind the others: they don't come back for it.
    if (after < this.#from) return
    const until = this.#now() + keptMs
    for (const row of rows) {
      if (row.position <= this.#end) continue
      this.#kept.push({ row, until })
      this.#keptSize += row.size
    }
    this.#forget()
  }

  #clear(from: number): void {
    this.#kept.length = 0
    this.#keptSize = 0
    this.#from = from
  }

  /** Lets go of what everybody has, and of what is too old, or too much. */
  #forget(): void {
    const now = this.#now()
    const passed = this.#places.size === 0 ? 0 : Math.min(...this.#places.values())
    const firstKept = this.#kept.findIndex(({ row, until }) => {
      if (row.position > passed && until > now && this.#keptSize <= mostKept) return true
      this.#keptSize -= row.size
      this.#from = row.position
      return false
    })
    this.#kept.splice(0, firstKept === -1 ? this.#kept.length : firstKept)
  }
}
