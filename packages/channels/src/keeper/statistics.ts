import type { Database } from '@trunkline/postgres'
import type { Log } from '../ports.ts'
import { analyze, tableSizes } from '../store/statistics-store.ts'

/** Tables below this size are read whole whatever the plan. Bytes. */
const smallest = 65_536

/**
 * Has PostgreSQL count tables anew that doubled or halved. Its own daemon does so within a minute; until then, statements that were planned
 * while the tables were empty read the whole of them, and a queue grows by a million in that time.
 */
export class Statistics {
  readonly #db: Database
  readonly #log: Log
  readonly #known = new Map<string, number>()

  constructor(db: Database, log: Log) {
    this.#db = db
    this.#log = log
  }

  /** One look at all tables. Returns false: there is never more to do at once. */
  async run(): Promise<boolean> {
    for (const { table, bytes } of await tableSizes(this.#db)) {
      const size = Math.max(bytes, smallest)
      const known = this.#known.get(table) ?? smallest
      if (size < known * 2 && size > known / 2) continue
      await analyze(this.#db, table)
      this.#known.set(table, size)
      this.#log.debug({ table, bytes }, 'the statistics of a table were renewed')
    }
    return false
  }
}
