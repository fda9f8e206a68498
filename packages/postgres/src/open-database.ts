import type { Clock, Database, Log } from './database.ts'
import { DatabaseError } from './database-error.ts'
import { openEmbedded } from './embedded/embedded-database.ts'
import { openServer } from './server/server-database.ts'

const defaultPoolSize = 10

/** Where the data is, and how to reach it. */
export interface OpenOptions {
  /** A PostgreSQL server, 15 or newer: `postgres://user:password@host:5432/name`. Goes before `dataFolder`. */
  readonly url?: string
  /** Without a URL: PGlite runs in a worker thread and keeps its files under this folder, in `postgres/`. */
  readonly dataFolder?: string
  /** Connections to the server at most (10), beside one more for locks and notifications. PGlite has one session. */
  readonly poolSize?: number
  /** What the server's `pg_stat_activity` shows. */
  readonly applicationName?: string
  readonly log: Log
  readonly clock?: Clock
}

/**
 * Opens the database. Rejects with a {@link DatabaseError}: UNAVAILABLE (the server does not answer: trying again may
 * help), NOT_SUPPORTED, FOLDER_LOCKED, FOLDER_BROKEN. Once open it heals by itself: see {@link Database}.
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const clock = options.clock ?? { now: () => Date.now() }
  const applicationName = options.applicationName ?? 'trunkline'
  if (options.url !== undefined) {
    const poolSize = options.poolSize ?? defaultPoolSize
    return openServer({ url: options.url, poolSize, applicationName, log: options.log, clock })
  }
  if (options.dataFolder === undefined) {
    throw new DatabaseError('NOT_SUPPORTED', 'neither a database URL nor a data folder was given')
  }
  return openEmbedded({ dataFolder: options.dataFolder, applicationName, log: options.log, clock })
}
