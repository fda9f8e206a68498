/** What the rest of Trunkline sees of the store: one interface, whichever engine is behind it. */

/** One SQL statement with its parameters. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  /** Names a prepared statement: parsed and planned once per connection. One name, one text, for ever. */
  readonly name?: string
  /**
   * One that does most of what a process asks for, of which few run at a time. Such statements have connections of their own, where there are many: a long text is planned
   * anew on each connection that it comes to, which takes milliseconds. Means nothing within a transaction.
   */
  readonly frequent?: boolean
}

/** What a statement gave back. `rowCount` is the number of rows returned or changed. */
export interface Result<Row> {
  readonly rows: Row[]
  readonly rowCount: number
}

/** Anything that runs statements: the database itself, or a transaction on it. */
export interface Queryable {
  /**
   * Runs one statement. Types come back alike on both engines: int8 as number, timestamptz as Date, json as parsed
   * values, uuid, numeric, date and timestamp as text, bytea as Uint8Array. Throws {@link DatabaseError}.
   */
  query<Row = Record<string, unknown>>(statement: Statement): Promise<Result<Row>>
}

/** A running `listen`. */
export interface Subscription {
  close(): Promise<void>
}

/** A running `lead`. */
export interface Leadership {
  /** True while this process holds the lock. Turns false at the moment that the signal is aborted. */
  readonly leading: boolean
  /** Aborts the work, waits until it has settled, and gives the lock up. Safe to call twice. */
  stop(): Promise<void>
}

/** Whether statements have a chance. `since` is in milliseconds since the epoch. */
export interface DatabaseHealth {
  readonly state: 'up' | 'down'
  readonly since: number
  /** Why it is down; never holds a password. */
  readonly error?: string
}

/** A PostgreSQL server, or PostgreSQL in process (PGlite). */
export interface Database extends Queryable {
  readonly engine: 'postgresql' | 'pglite'
  /**
   * Runs `work` between BEGIN and COMMIT (read committed) and gives back its result; rolls back when it throws. The `tx`
   * is dead afterwards. On PGlite there is one session, so a transaction blocks all else: keep it short, wait for
   * nothing but its own statements inside, and never use the database itself there (it would wait for itself).
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /**
   * Calls `onNotify` for each NOTIFY on the channel that is committed while the connection stands. It is a hint: what is
   * notified while the connection is away is not told later, so poll as well. Subscribes again after a lost connection.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<Subscription>
  /**
   * Runs `work` while this process is the only one of all that lead `name`. When the connection that holds the lock is
   * lost, `signal` is aborted at once; another process takes over within 5 s. Work that ends or throws is started again.
   */
  lead(name: string, work: (signal: AbortSignal) => Promise<void>): Leadership
  readonly health: DatabaseHealth
  /** Calls `listener` at each change of {@link health}; the function it returns takes it off again. */
  onHealth(listener: (health: DatabaseHealth) => void): () => void
  /** Stops leading and listening, waits for running statements, and closes. Safe to call twice. */
  close(): Promise<void>
}

/** Structured log, of pino's shape. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}
