import { createHash } from 'node:crypto'
import type { Database, Queryable, Statement } from './database.ts'
import { DatabaseError } from './database-error.ts'

/** One step of a package's schema. `version` counts from 1 without gaps; `sql` may hold several statements. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** All steps of one package, oldest first. A step that has been released is never edited: add another. */
export interface MigrationSet {
  readonly package: string
  readonly migrations: readonly Migration[]
}

/** What {@link migrate} did. */
export interface MigrationReport {
  readonly applied: readonly { readonly package: string; readonly version: number; readonly name: string }[]
}

interface Applied {
  readonly package: string
  readonly version: number
  readonly name: string
  readonly checksum: string
}

/** Serialises migrating processes. A lock of the transaction, so that a process that dies leaves none behind. */
const lock: Statement = { text: "select pg_advisory_xact_lock(hashtextextended('trunkline/migrate', 0))", values: [] }

const createTable: Statement = {
  text: `create table if not exists trunkline_migration (
    package text not null, version integer not null, name text not null, checksum text not null,
    applied_at timestamptz not null default statement_timestamp(), primary key (package, version))`,
  values: [],
}

const readApplied: Statement = {
  text: 'select package, version, name, checksum from trunkline_migration order by package, version',
  values: [],
}

/**
 * Brings the schema up to date, in the order of `sets`, each step in a transaction of its own. Several processes may do it
 * at once: they take turns, step by step, and each step runs once. Throws {@link DatabaseError}:
 *
 * - SCHEMA_NEWER when the database has steps that this program does not know;
 * - MIGRATION_CHANGED when a step that was applied had another text (its checksum differs), or one is missing;
 * - MIGRATION_FAILED when a step fails; the steps before it stay, it and those after it are not applied.
 */
export async function migrate(db: Database, sets: readonly MigrationSet[]): Promise<MigrationReport> {
  for (const set of sets) requireSequence(set)
  const applied: { package: string; version: number; name: string }[] = []
  for (;;) {
    const step = await db.transaction((tx) => applyNext(tx, sets))
    if (!step) return { applied }
    applied.push(step)
  }
}

type Step = MigrationReport['applied'][number]

async function applyNext(tx: Queryable, sets: readonly MigrationSet[]): Promise<Step | undefined> {
  await tx.query(lock)
  await tx.query(createTable)
  const applied = (await tx.query<Applied>(readApplied)).rows
  for (const set of sets) checkApplied(set, applied)
  for (const set of sets) {
    const done = applied.filter((each) => each.package === set.package).length
    const next = set.migrations[done]
    if (next) return apply(tx, set.package, next)
  }
  return undefined
}

async function apply(tx: Queryable, owner: string, { version, name, sql }: Migration): Promise<Step> {
  try {
    await tx.query({ text: sql, values: [] })
  } catch (cause) {
    if (!(cause instanceof DatabaseError) || cause.retryable) throw cause
    const message = `step ${version} (${name}) of ${owner} failed, nothing of it was kept: ${cause.message}`
    throw new DatabaseError('MIGRATION_FAILED', message, { cause, sqlState: cause.sqlState })
  }
  await tx.query({
    text: 'insert into trunkline_migration (package, version, name, checksum) values ($1, $2, $3, $4)',
    values: [owner, version, name, checksum(sql)],
  })
  return { package: owner, version, name }
}

function checkApplied(set: MigrationSet, all: readonly Applied[]): void {
  const applied = all.filter((each) => each.package === set.package)
  const newest = applied.at(-1)?.version ?? 0
  if (newest > set.migrations.length) {
    throw new DatabaseError(
      'SCHEMA_NEWER',
      `the database is newer than this program: ${set.package} is at step ${newest} and this program knows ` +
        `${set.migrations.length}. Start the newer version, or give this one a database of its own`,
    )
  }
  for (const [index, row] of applied.entries()) {
    const known = set.migrations[index]
    if (row.version !== index + 1 || !known || row.checksum !== checksum(known.sql)) {
      throw new DatabaseError(
        'MIGRATION_CHANGED',
        `step ${row.version} (${row.name}) of ${set.package} was applied with another text than it has now: restore the ` +
          'text it was released with and add a step for the change',
      )
    }
  }
}

function requireSequence(set: MigrationSet): void {
  const wrong = set.migrations.find((each, index) => each.version !== index + 1)
  if (wrong) throw new TypeError(`the steps of ${set.package} must count 1, 2, 3 …: ${wrong.name} has ${wrong.version}`)
}

/** Line ends don't count: Git may check files out with other ones. */
function checksum(sql: string): string {
  return createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
}
