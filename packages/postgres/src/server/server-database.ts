import pg from 'pg'
import { classifyError } from '../classify-error.ts'
import type { Clock, Database, Log } from '../database.ts'
import { DatabaseError } from '../database-error.ts'
import { HealthMonitor } from '../health-monitor.ts'
import { PooledDatabase } from '../pooled-database.ts'
import { typeParsers } from '../type-parsers.ts'
import { ServerSession } from './server-session.ts'

const connectWithinMs = 5000
const idleConnectionMs = 30_000
/** Connections for frequent statements, where there are so many in all that the others can spare them. */
const frequentConnections = 2
const manyConnections = 8
/** They are as good as always in use; without use, their plans are worth keeping for a while. */
const idleFrequentMs = 600_000
const oldestVersion = 150_000

/** idle_in_transaction: a process that hangs inside a transaction must not hold its row locks for ever. */
// JIT off: it compiled for 80 ms, on every connection, what then runs for 3 ms. The statements here are short; only their estimates are large.
// No look through a whole table where there is an index for it: plans are kept, and those made while a queue was short are wrong for a long one.
// LZ4 where the server has it: what is long (the events of a batch, a long text) is compressed several times as fast.
const connectionSettings = `set time zone 'UTC'; set idle_in_transaction_session_timeout = '60s'; set jit = off; set enable_seqscan = off;
  select set_config(name, 'lz4', false) from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)`

/** Options of {@link openServer}; see `openDatabase`. */
export interface ServerOptions {
  readonly url: string
  readonly poolSize: number
  readonly applicationName: string
  readonly log: Log
  readonly clock: Clock
}

/**
 * Opens a PostgreSQL server. Rejects with UNAVAILABLE when it cannot be reached, and with NOT_SUPPORTED when the URL
 * cannot be read, the server is older than 15 or the database is not UTF-8.
 */
export async function openServer(options: ServerOptions): Promise<Database> {
  const config = clientConfig(options)
  await checkServer(config)
  const spared = options.poolSize >= manyConnections ? frequentConnections : 0
  const pool = openPool(config, options.poolSize - spared, idleConnectionMs)
  const frequent = spared === 0 ? undefined : openPool(config, spared, idleFrequentMs)
  const pools = frequent === undefined ? [pool] : [pool, frequent]
  const monitor = new HealthMonitor({ probe: () => probe(config, pools), clock: options.clock, log: options.log })
  const session = new ServerSession(config, options.log, () => monitor.suspect())
  const parts = {
    engine: 'postgresql',
    pool,
    ...(frequent === undefined ? {} : { frequent }),
    session,
    monitor,
    log: options.log,
    acquireWithinMs: connectWithinMs,
  } as const
  return new PooledDatabase(parts)
}

function openPool(config: pg.ClientConfig, max: number, idleTimeoutMillis: number): pg.Pool {
  return new pg.Pool({
    ...config,
    max,
    idleTimeoutMillis,
    onConnect: async (client) => void (await client.query(connectionSettings)),
  })
}

function clientConfig({ url, applicationName }: ServerOptions): pg.ClientConfig {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new DatabaseError('NOT_SUPPORTED', 'the database URL must begin with postgres:// or postgresql://')
  }
  return {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5000,
    types: typeParsers,
  }
}

async function checkServer(config: pg.ClientConfig): Promise<void> {
  const text =
    "select current_setting('server_version_num')::int as version, current_setting('server_version') as name, " +
    "current_setting('server_encoding') as encoding"
  const [found] = await once<{ version: number; name: string; encoding: string }>(config, text)
  if (!found || found.version < oldestVersion) {
    throw new DatabaseError('NOT_SUPPORTED', `PostgreSQL ${found?.name} is too old: 15 or newer is needed`)
  }
  if (found.encoding !== 'UTF8') {
    const hint = "make one with: create database … encoding 'UTF8' template template0"
    throw new DatabaseError(
      'NOT_SUPPORTED',
      `the database has the encoding ${found.encoding} and must have UTF8: ${hint}`,
    )
  }
}

/** One statement on a connection of its own. */
async function once<Row>(config: pg.ClientConfig, text: string): Promise<Row[]> {
  const client = openClient(config)
  client.on('error', () => undefined) // The statement below has the same error.
  try {
    await client.connect()
    return (await client.query<Row & object>({ text, query_timeout: connectWithinMs } as pg.QueryConfig)).rows
  } catch (error) {
    throw classifyError(error, 'connect')
  } finally {
    await client.end().catch(() => undefined) // It may never have been open.
  }
}

/** A URL that cannot be parsed may hold a password: its text stays out of the error. */
function openClient(config: pg.ClientConfig): pg.Client {
  try {
    return new pg.Client(config)
  } catch {
    throw new DatabaseError(
      'NOT_SUPPORTED',
      'the database URL cannot be read: postgres://user:password@host:5432/name is its form',
    )
  }
}

const isOpen = (pool: pg.Pool) => pool.totalCount > 0

/** A server that has no slot left for a probe still serves the connections that we have. */
async function probe(config: pg.ClientConfig, pools: readonly pg.Pool[]): Promise<void> {
  try {
    await once(config, 'select 1')
  } catch (error) {
    if (error instanceof DatabaseError && error.sqlState === '53300' && pools.some(isOpen)) return
    throw error
  }
}
