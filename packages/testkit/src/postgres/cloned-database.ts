import { createHash, randomBytes } from 'node:crypto'
import { type MigrationSet, migrate, openDatabase } from '@trunkline/postgres'
import pg from 'pg'
import { afterHooks, type Closer } from '../after-hooks.ts'
import { quietLog } from '../quiet-log.ts'
import { sharedServerUrl, urlOfDatabase } from './shared-server.ts'

const templates = new Map<string, Promise<string>>()

/**
 * URL of a new database on the shared PostgreSQL server, with the migrations applied; dropped after the test. It is a copy of
 * a template that is migrated once a run, so it costs some 30 ms however many migrations there are.
 */
export async function clonedDatabase(t: Closer, sets: readonly MigrationSet[]): Promise<string> {
  const { url, drop } = await cloneDatabase(sets)
  afterHooks(t, drop)
  return url
}

/** As {@link clonedDatabase}, for those who drop it themselves. */
export async function cloneDatabase(
  sets: readonly MigrationSet[],
): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await sharedServerUrl()
  const template = await templateFor(server, sets)
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`))
  const drop = `drop database if exists ${name} with (force)`
  return {
    url: urlOfDatabase(server, name),
    drop: () => onServer(server, async (client) => void (await client.query(drop))),
  }
}

function templateFor(server: string, sets: readonly MigrationSet[]): Promise<string> {
  const name = `template_${createHash('sha256').update(JSON.stringify(sets)).digest('hex').slice(0, 16)}`
  let template = templates.get(name)
  if (!template) {
    template = makeTemplate(server, name, sets).then(() => name)
    templates.set(name, template)
  }
  return template
}

/** Test files run side by side: the first makes the template, the others wait for it. Its comment says that it is whole. */
async function makeTemplate(server: string, name: string, sets: readonly MigrationSet[]): Promise<void> {
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    const found = await client.query(
      "select shobj_description(oid, 'pg_database') from pg_database where datname = $1",
      [name],
    )
    if (found.rows[0]?.shobj_description === 'whole') return
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
    const db = await openDatabase({ url: urlOfDatabase(server, name), poolSize: 1, log: quietLog })
    await migrate(db, sets)
    await db.close()
    await client.query(`comment on database ${name} is 'whole'`)
  })
}

/** A connection of its own each time: it is rare, and nothing stays open that would keep a test file from ending. */
async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
