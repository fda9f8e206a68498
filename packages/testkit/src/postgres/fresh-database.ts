import { describe } from 'node:test'
import { type Database, type MigrationSet, openDatabase } from '@trunkline/postgres'
import { afterHooks, type Closer } from '../after-hooks.ts'
import { withoutPeer } from '../missing-peer.ts'
import { quietLog } from '../quiet-log.ts'
import { cloneDatabase } from './cloned-database.ts'
import { embeddedDatabase } from './embedded-test-database.ts'
import { findPostgres } from './postgres-programs.ts'

/** What a test needs of its database. */
export interface FreshDatabaseOptions {
  readonly migrations: readonly MigrationSet[]
  /** `pglite` runs everywhere; `postgresql` needs the server's programs: see {@link withoutPostgres}. */
  readonly engine?: Database['engine']
}

/** The `skip` option of a test that needs a PostgreSQL server. */
export const withoutPostgres: string | false = withoutPeer('PostgreSQL', findPostgres() !== undefined)

/** An empty database with the migrations applied, closed and dropped after the test. PGlite unless told otherwise. */
export async function freshDatabase(t: Closer, options: FreshDatabaseOptions): Promise<Database> {
  if (options.engine !== 'postgresql') return embeddedDatabase(t, options.migrations)
  const { url, drop } = await cloneDatabase(options.migrations)
  const db = await openDatabase({ url, log: quietLog })
  afterHooks(t, async () => {
    await db.close()
    await drop()
  })
  return db
}

/** Opens the database of one test. */
export type OpenDatabase = (t: Closer) => Promise<Database>

/**
 * Runs the same tests on both engines: `describe('<name> on PGlite')` and `describe('<name> on PostgreSQL')`, the latter
 * skipped where PostgreSQL is not installed. `tests` calls `test()` and opens its database with `await open(t)`.
 */
export function describeOnEachEngine(
  name: string,
  migrations: readonly MigrationSet[],
  tests: (open: OpenDatabase, engine: Database['engine']) => void,
): void {
  describe(`${name} on PGlite`, () => {
    tests((t) => freshDatabase(t, { migrations, engine: 'pglite' }), 'pglite')
  })
  describe(`${name} on PostgreSQL`, { skip: withoutPostgres }, () => {
    tests((t) => freshDatabase(t, { migrations, engine: 'postgresql' }), 'postgresql')
  })
}
