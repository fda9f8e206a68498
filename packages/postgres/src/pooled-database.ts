import type pg from 'pg'
import { classifyError } from './classify-error.ts'
import type {
  Database,
  DatabaseHealth,
  Leadership,
  Log,
  Queryable,
  Result,
  Statement,
  Subscription,
} from './database.ts'
import { DatabaseError } from './database-error.ts'
import type { HealthMonitor } from './health-monitor.ts'
import { Leaders } from './leadership.ts'
import { Notifications } from './notifications.ts'
import type { Session } from './session.ts'

/** More callers than this waiting for a connection are refused: memory is bounded, and they would time out anyway. */
const mostWaiting = 10_000
const tooManyConnections = '53300'
const retryConnectMs = 50
/** How long an outage may last before statements in flight on connections that say nothing are given up. */
const giveUpInFlightMs = 10_000

/** The parts a {@link PooledDatabase} is made of. */
export interface PooledDatabaseParts {
  readonly engine: Database['engine']
  readonly pool: pg.Pool
  /** For frequent statements, where there is one. */
  readonly frequent?: pg.Pool
  readonly session: Session
  readonly monitor: HealthMonitor
  readonly log: Log
  /** How long a caller may wait for a connection. */
  readonly acquireWithinMs: number
}

/** {@link Database} over a pool of `pg` clients; PGlite is a pool of one whose stream ends in a worker thread. */
export class PooledDatabase implements Database {
  readonly engine: Database['engine']
  readonly #parts: PooledDatabaseParts
  readonly #notifications: Notifications
  readonly #leaders: Leaders
  readonly #busy = new Set<pg.PoolClient>()
  #giveUp: NodeJS.Timeout | undefined
  #closing: Promise<void> | undefined

  constructor(parts: PooledDatabaseParts) {
    this.engine = parts.engine
    this.#parts = parts
    this.#notifications = new Notifications(parts.session, parts.log)
    this.#leaders = new Leaders(parts.session, parts.log)
    // A client that breaks while it is checked out tells its user by the statement's own error; without a listener the
    // event would end the process.
    for (const pool of this.#pools) {
      pool.on('connect', (client) => client.on('error', () => parts.monitor.suspect()))
      pool.on('error', () => parts.monitor.suspect())
    }
    parts.monitor.onChange((health) => this.#watchInFlight(health))
  }

  get health(): DatabaseHealth {
    return this.#parts.monitor.health
  }

  onHealth(listener: (health: DatabaseHealth) => void): () => void {
    return this.#parts.monitor.onChange(listener)
  }

  async query<Row = Record<string, unknown>>(statement: Statement): Promise<Result<Row>> {
    const { pool, frequent = pool } = this.#parts
    const client = await this.#acquire(statement.frequent === true ? frequent : pool)
    let broken = false
    try {
      return await run<Row>(client, statement)
    } catch (error) {
      broken = breaksConnection(error)
      throw error
    } finally {
      this.#release(client, broken)
    }
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await this.#acquire(this.#parts.pool)
    const tx = new Transaction(client)
    let broken = false
    try {
      await run(client, begin)
      const result = await work(tx)
      await tx.end()
      await commitOrThrow(client)
      return result
    } catch (error) {
      await tx.end()
      broken = breaksConnection(error) || !(await rolledBack(client))
      throw error
    } finally {
      this.#release(client, broken)
    }
  }

  listen(channel: string, onNotify: (payload: string) => void): Promise<Subscription> {
    return this.#notifications.listen(channel, onNotify)
  }

  lead(name: string, work: (signal: AbortSignal) => Promise<void>): Leadership {
    return this.#leaders.lead(name, work)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await this.#leaders.stopAll()
    this.#parts.monitor.close()
    clearTimeout(this.#giveUp)
    await this.#parts.session.close()
    const patience = setTimeout(() => this.#breakInFlight(), giveUpInFlightMs)
    await Promise.all(this.#pools.map((pool) => pool.end()))
    clearTimeout(patience)
  }

  get #pools(): readonly pg.Pool[] {
    const { pool, frequent } = this.#parts
    return frequent === undefined ? [pool] : [pool, frequent]
  }

  async #acquire(pool: pg.Pool): Promise<pg.PoolClient> {
    const { monitor, acquireWithinMs } = this.#parts
    if (this.#closing && pool.ending) throw new DatabaseError('UNAVAILABLE', 'the database is closed')
    if (monitor.health.state === 'down') throw new DatabaseError('UNAVAILABLE', outage(monitor.health))
    if (pool.waitingCount >= mostWaiting) {
      throw new DatabaseError('UNAVAILABLE', `${mostWaiting} statements wait for a connection already: try again later`)
    }
    const client = await this.#connect(pool, performance.now() + acquireWithinMs)
    this.#busy.add(client)
    return client
  }

  /** A server without a free connection slot may still serve us by a connection that we have. */
  async #connect(pool: pg.Pool, deadline: number): Promise<pg.PoolClient> {
    const { monitor } = this.#parts
    for (;;) {
      try {
        return await pool.connect()
      } catch (cause) {
        const error = classifyError(cause, 'connect')
        const full = error.sqlState === tooManyConnections
        const other = this.#pools.find((each) => each !== pool && each.totalCount > 0)
        if (full && pool.totalCount === 0 && other !== undefined) return this.#connect(other, deadline)
        if (!(full && pool.totalCount > 0 && performance.now() < deadline)) {
          if (!isBusy(cause)) monitor.suspect()
          throw isBusy(cause) ? new DatabaseError('UNAVAILABLE', 'all connections are in use: try again later') : error
        }
      }
      await new Promise((resolve) => setTimeout(resolve, retryConnectMs))
    }
  }

  #release(client: pg.PoolClient, broken: boolean): void {
    this.#busy.delete(client)
    client.release(broken)
    if (broken) this.#parts.monitor.suspect()
  }

  /** A server that vanished from the network leaves statements hanging for as long as TCP has patience. */
  #watchInFlight(health: DatabaseHealth): void {
    clearTimeout(this.#giveUp)
    if (health.state === 'down') this.#giveUp = setTimeout(() => this.#breakInFlight(), giveUpInFlightMs)
  }

  #breakInFlight(): void {
    // With a statement in flight, end() destroys the socket.
    for (const client of this.#busy) void (client as unknown as pg.Client).end().catch(() => undefined)
  }
}

const begin: Statement = { text: 'begin', values: [] }
const rollback: Statement = { text: 'rollback', values: [] }

/** The Queryable that is lent to the work of a transaction. Statements run one after another, in the order given. */
class Transaction implements Queryable {
  readonly #client: pg.PoolClient
  #turn: Promise<unknown> = Promise.resolve()
  #ended = false

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  query<Row = Record<string, unknown>>(statement: Statement): Promise<Result<Row>> {
    if (this.#ended) {
      return Promise.reject(new DatabaseError('MISUSE', 'a statement was sent to a transaction that has ended'))
    }
    const result = this.#turn.then(() => run<Row>(this.#client, statement))
    this.#turn = result.catch(() => undefined)
    return result
  }

  /** Waits for what was sent and takes nothing more. */
  async end(): Promise<void> {
    this.#ended = true
    await this.#turn
  }
}

async function run<Row>(client: pg.PoolClient, statement: Statement): Promise<Result<Row>> {
  refuseCopy(statement)
  try {
    const result = await client.query({
      text: statement.text,
      values: statement.values as unknown[],
      ...(statement.name === undefined ? {} : { name: statement.name }),
    })
    // Several statements in one text (migrations) give several results.
    const last = (Array.isArray(result) ? result.at(-1) : result) as pg.QueryResult
    return { rows: last.rows as Row[], rowCount: last.rowCount ?? 0 }
  } catch (error) {
    throw classifyError(error, 'query')
  }
}

/** COPY FROM STDIN waits for data that nobody sends; on PGlite it would stop the engine for good. */
function refuseCopy({ text }: Statement): void {
  if (/^\s*copy\b[^;]*\bfrom\s+stdin\b/i.test(text)) {
    throw new DatabaseError(
      'MISUSE',
      'COPY FROM STDIN does not work on every engine: insert from json_to_recordset or unnest',
    )
  }
}

/** COMMIT of a transaction in which a statement failed says ROLLBACK, and no error. */
async function commitOrThrow(client: pg.PoolClient): Promise<void> {
  let command: string
  try {
    ;({ command } = await client.query('commit'))
  } catch (error) {
    throw classifyError(error, 'query')
  }
  if (command !== 'COMMIT') {
    throw new DatabaseError(
      'QUERY',
      'a statement of the transaction failed and its error was dropped: all was rolled back',
    )
  }
}

async function rolledBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await run(client, rollback)
    return true
  } catch {
    return false // The connection is closed instead, which rolls back as well.
  }
}

function breaksConnection(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === 'CONNECTION_LOST' || error.sqlState === '25006')
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'timeout exceeded when trying to connect'
}

function outage(health: DatabaseHealth): string {
  return `the database does not answer (${health.error ?? 'unknown reason'}): try again later`
}
