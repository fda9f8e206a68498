import type { Database, Queryable, Statement } from '@trunkline/postgres'
import { unreadIn } from '../store/follower-store.ts'
import {
  createPartition,
  type DailyTable,
  dayOf,
  dropPartition,
  listPartitions,
  setLockTimeout,
} from '../store/partition-store.ts'

const dayMs = 86_400_000
const tables: readonly DailyTable[] = ['events_log', 'events_request']

/** How long partitions are kept, in milliseconds. */
export interface Retention {
  readonly keepMs: number
  /** The same for what a follower has not read. */
  readonly keepUnreadMs: number
}

/** What was dropped, and which rows of it a follower had not read. */
export interface Dropped {
  readonly names: readonly string[]
  readonly unread: readonly { readonly follower: string; readonly rows: number; readonly partition: string }[]
}

/** Makes the daily partitions ahead of their day and drops them when they are old. */
export class Partitions {
  readonly #db: Database
  readonly #known = new Set<string>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Makes sure that the partition of the day is there; costs nothing when this process has seen it. */
  async ensure(table: DailyTable, at: number): Promise<void> {
    const name = `${table}_${dayOf(at)}`
    if (this.#known.has(name)) return
    if (!(await this.#names(table)).includes(name)) await this.#create(table, at, name)
    this.#known.add(name)
  }

  /** Makes the partitions of today and the next two days. */
  async makeAhead(now: number): Promise<void> {
    for (const table of tables) for (const days of [0, 1, 2]) await this.ensure(table, now + days * dayMs)
  }

  /** Drops the partitions whose last instant is `keepMs` ago or longer, and, of those, none younger than `keepUnreadMs` that a follower has not read. */
  async dropOld(now: number, { keepMs, keepUnreadMs }: Retention): Promise<Dropped> {
    const names: string[] = []
    const unread: Dropped['unread'][number][] = []
    for (const table of tables) {
      // A partition's day must have ended keepMs ago: it is older than the day in which that instant lies.
      const oldest = `${table}_${dayOf(now - keepMs)}`
      const oldestUnread = `${table}_${dayOf(now - keepUnreadMs)}`
      for (const name of (await this.#names(table)).filter((each) => each < oldest)) {
        const waiting = table === 'events_log' ? await this.#unread(name) : []
        if (waiting.length > 0 && name >= oldestUnread) continue
        await this.#alter(dropPartition(name))
        this.#known.delete(name)
        names.push(name)
        unread.push(...waiting)
      }
    }
    return { names, unread }
  }

  async #unread(partition: string): Promise<Dropped['unread']> {
    const { rows } = await this.#db.query<{ name: string; rows: number }>(unreadIn(partition))
    return rows.map(({ name, rows: count }) => ({ follower: name, rows: count, partition }))
  }

  async #names(table: DailyTable): Promise<readonly string[]> {
    const { rows } = await this.#db.query<{ name: string }>(listPartitions(table))
    return rows.map(({ name }) => name)
  }

  /** Two processes may try at once; `if not exists` does not keep them from colliding in the catalog, so look before complaining. */
  async #create(table: DailyTable, at: number, name: string): Promise<void> {
    try {
      await this.#alter(createPartition(table, at))
    } catch (error) {
      if (!(await this.#names(table)).includes(name)) throw error
    }
  }

  #alter(statement: Statement): Promise<void> {
    return this.#db.transaction(async (tx: Queryable) => {
      await tx.query(setLockTimeout)
      await tx.query(statement)
    })
  }
}
