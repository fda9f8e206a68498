import assert from 'node:assert/strict'
import { readlinkSync } from 'node:fs'
import { describe, test } from 'node:test'
import { eventually, type PostgresServer, startPostgres, withoutPostgres } from '@trunkline/testkit'
import pg from 'pg'
import { backendsIn } from '../src/postgres/orphaned-backends.ts'

const endless = 'do $$ begin loop perform 1; end loop; end $$'

/** Runs a statement that never ends, in a backend that does not notice the death of the server meanwhile. */
async function keepBusy(server: PostgresServer): Promise<pg.Client> {
  const client = await connected(server)
  client.query(endless).catch(() => undefined) // The connection ends with the backend.
  const watcher = await connected(server)
  const running = `select from pg_stat_activity where query = '${endless.replaceAll("'", "''")}' and state = 'active'`
  await eventually(async () => assert.equal((await watcher.query(running)).rowCount, 1))
  await watcher.end()
  return client
}

async function connected(server: PostgresServer): Promise<pg.Client> {
  const client = new pg.Client(server.url())
  client.on('error', () => undefined) // It is broken on purpose.
  await client.connect()
  return client
}

/** A server with a table, one whose backend is busy, and where it keeps its data. */
async function busyServer() {
  const server = await startPostgres({ fsync: true })
  const client = await connected(server)
  await client.query('create table note (id int); insert into note values (1)')
  const data = (await client.query('show data_directory')).rows[0]?.data_directory as string
  await client.end()
  const busy = await keepBusy(server)
  const backend = (busy as unknown as { processID: number }).processID
  assert.ok(backendsIn(data).includes(backend))
  return { server, data, busy, backend }
}

describe('a PostgreSQL server of our own', { skip: withoutPostgres }, () => {
  test('starts again after kill -9 though a backend of the killed one still works on a statement', async (t) => {
    const { server, data, busy, backend } = await busyServer()
    t.after(() => server.stop())
    await server.kill()
    // The others notice.
    await eventually(() => assert.deepEqual(backendsIn(data), [backend]), 60_000)
    await server.start()
    assert.ok(!backendsIn(data).includes(backend))
    assert.ok(backendsIn(data).includes(server.pid))
    const after = await connected(server)
    assert.deepEqual((await after.query('select id from note')).rows, [{ id: 1 }])
    await Promise.all([after.end(), busy.end()])
  })

  test('leaves no backend behind when it is stopped after kill -9', async () => {
    const { server, data, busy, backend } = await busyServer()
    await server.kill()
    assert.ok(backendsIn(data).includes(backend))
    await server.stop()
    await server.stop() // As often as somebody wants to be sure.
    // What has ended works nowhere, even where nobody has collected it yet.
    assert.throws(() => readlinkSync(`/proc/${backend}/cwd`), { code: 'ENOENT' })
    await busy.end()
  })
})
