import type { Log, Queryable, Statement } from '../database.ts'

/** When the work is due. The defaults of {@link Housekeeping} are for use, others for tests. */
export interface HousekeepingLimits {
  /** How often to look, in milliseconds. */
  readonly everyMs: number
  /** Bytes of write-ahead log after which a checkpoint is made: what a restart after a crash has to replay at most. */
  readonly walBytes: number
  /** Rows that were changed or deleted, over and above a fifth of the table, after which it is vacuumed. */
  readonly deadRows: number
  /** Transactions after which old rows are frozen: at 2^31 PostgreSQL refuses to work. */
  readonly freezeAge: number
}

const usualLimits: HousekeepingLimits = {
  everyMs: 5000,
  walBytes: 32 * 2 ** 20,
  deadRows: 1000,
  freezeAge: 200_000_000,
}

const readState: Statement = {
  name: 'housekeeping_state',
  text: `select pg_wal_lsn_diff(pg_current_wal_lsn(), (pg_control_checkpoint()).redo_lsn)::int8 as wal,
    (select age(datfrozenxid) from pg_database where datname = current_database()) as age`,
  values: [],
}

const readDue: Statement = {
  name: 'housekeeping_due',
  text: `select format('%I.%I', schemaname, relname) as table,
      n_dead_tup > $1::int8 + n_live_tup / 5 as dead
    from pg_stat_user_tables
    where n_dead_tup > $1::int8 + n_live_tup / 5 or n_mod_since_analyze > $1::int8 + n_live_tup / 10`,
  values: [],
}

/**
 * What a PostgreSQL server's background processes do and PGlite, which is a single process in single-user mode, does not:
 * without checkpoints its write-ahead log grows for ever, without vacuum and analyze its tables do and its plans go stale.
 * Each piece of work is one statement in the line with all others.
 */
export class Housekeeping {
  readonly #db: Queryable
  readonly #log: Log
  readonly #limits: HousekeepingLimits
  #timer: NodeJS.Timeout | undefined

  constructor(db: Queryable, log: Log, limits: HousekeepingLimits = usualLimits) {
    this.#db = db
    this.#log = log
    this.#limits = limits
  }

  start(): void {
    this.#timer = setTimeout(() => {
      void this.run().then(() => {
        if (this.#timer) this.start()
      })
    }, this.#limits.everyMs).unref()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Does what is due now. Never rejects: what fails is tried again the next time. */
  async run(): Promise<void> {
    try {
      const [state] = (await this.#db.query<{ wal: number; age: number }>(readState)).rows
      if (state && state.wal > this.#limits.walBytes) await this.#work('checkpoint')
      if (state && state.age > this.#limits.freezeAge) await this.#work('vacuum (freeze)')
      const due = await this.#db.query<{ table: string; dead: boolean }>({
        ...readDue,
        values: [this.#limits.deadRows],
      })
      for (const { table, dead } of due.rows) await this.#work(dead ? `vacuum (analyze) ${table}` : `analyze ${table}`)
    } catch (error) {
      this.#log.debug({ err: error }, 'the housekeeping of the database failed; it is tried again')
    }
  }

  async #work(text: string): Promise<void> {
    const start = performance.now()
    await this.#db.query({ text, values: [] })
    this.#log.debug({ statement: text, ms: Math.round(performance.now() - start) }, 'housekeeping of the database')
  }
}
