import pg from 'pg'
import { classifyError } from '../classify-error.ts'
import type { Clock, Database, Log } from '../database.ts'
import { DatabaseError } from '../database-error.ts'
import { HealthMonitor } from '../health-monitor.ts'
import { PooledDatabase } from '../pooled-database.ts'
import { typeParsers } from '../type-parsers.ts'
import { type ClusterFolder, finishCluster, openClusterFolder, prepareCluster } from './cluster-folder.ts'
import { EmbeddedSession } from './embedded-session.ts'
import { EngineStream } from './engine-stream.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { Housekeeping } from './housekeeping.ts'

/** One session serves everyone, so a caller waits for whoever is before it: longer than for a server. */
const acquireWithinMs = 30_000

/** Options of {@link openEmbedded}; see `openDatabase`. */
export interface EmbeddedOptions {
  readonly dataFolder: string
  readonly applicationName: string
  readonly log: Log
  readonly clock: Clock
  /** fsync (true). False is for tests that make many databases. */
  readonly durable?: boolean
  /** Lets the process end while no statement runs (false). For tests, which leave engines open. */
  readonly exitWhenIdle?: boolean
}

/**
 * Opens PostgreSQL in process (PGlite in a worker thread, fsync on) in `<dataFolder>/postgres`; makes the cluster on the
 * first start, which takes some seconds. Rejects with FOLDER_LOCKED or FOLDER_BROKEN.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const folder = makeFolder(options.dataFolder)
  const lock = lockFolder(folder.root)
  try {
    const isNew = prepareCluster(folder)
    if (isNew)
      options.log.info({ folder: folder.cluster }, 'making the database, which takes some seconds the first time')
    const database = await openPool(options, folder, lock)
    if (isNew) finishCluster(folder)
    return database
  } catch (error) {
    lock.release()
    throw error
  }
}

function makeFolder(dataFolder: string): ClusterFolder {
  try {
    return openClusterFolder(dataFolder)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new DatabaseError('FOLDER_BROKEN', `the data folder cannot be made: ${reason}`, { cause })
  }
}

async function openPool(options: EmbeddedOptions, folder: ClusterFolder, lock: FolderLock): Promise<Database> {
  const pool = new pg.Pool({
    stream: () => new EngineStream({ folder: folder.cluster, durable: options.durable ?? true }),
    user: 'postgres',
    database: 'postgres',
    application_name: options.applicationName,
    types: typeParsers,
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: options.exitWhenIdle ?? false,
  })
  const session = new EmbeddedSession(pool)
  const monitor = new HealthMonitor({ probe: async () => void (await pool.query('select 1')), ...options })
  const parts = { engine: 'pglite', pool, session, monitor, log: options.log, acquireWithinMs } as const
  const database = new EmbeddedDatabase(parts, lock)
  try {
    // Making the cluster takes as long as it takes; the limit on waiting counts from here on.
    await pool.query('select 1')
    pool.options.connectionTimeoutMillis = acquireWithinMs
  } catch (cause) {
    await database.close()
    const reason = classifyError(cause, 'connect').message
    throw new DatabaseError('FOLDER_BROKEN', `the database in ${folder.cluster} does not open: ${reason}`, { cause })
  }
  return database
}

/** Keeps house, and gives the folder's lock up after the engine has closed. */
class EmbeddedDatabase extends PooledDatabase {
  readonly #lock: FolderLock
  readonly #housekeeping: Housekeeping
  #closed: Promise<void> | undefined

  constructor(parts: ConstructorParameters<typeof PooledDatabase>[0], lock: FolderLock) {
    super(parts)
    this.#lock = lock
    this.#housekeeping = new Housekeeping(this, parts.log)
    this.#housekeeping.start()
  }

  override async close(): Promise<void> {
    this.#housekeeping.stop()
    this.#closed ??= super.close().finally(() => this.#lock.release())
    await this.#closed
  }
}
