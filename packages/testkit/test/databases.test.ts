import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Database, type MigrationSet, openDatabase } from '@trunkline/postgres'
import {
  clonedDatabase,
  describeOnEachEngine,
  freshDatabase,
  quietLog,
  withoutPeer,
  withoutPostgres,
} from '@trunkline/testkit'

const note: MigrationSet = {
  package: 'note',
  migrations: [{ version: 1, name: 'note', sql: 'create table note (id int)' }],
}
const rows = async (db: Database) => (await db.query({ text: 'select id from note', values: [] })).rows
const dirty = (db: Database) =>
  db.query({ text: 'insert into note values (1); create table more (id int); set timezone to 3', values: [] })

describeOnEachEngine('a fresh database', [note], (open, engine) => {
  for (const time of ['first', 'second']) {
    test(`is migrated, empty and as it should be (${time} time)`, async (t) => {
      const db = await open(t)
      assert.equal(db.engine, engine)
      assert.deepEqual(await rows(db), [])
      const { rows: more } = await db.query({
        text: "select to_regclass('more') as more, current_setting('timezone') as zone",
        values: [],
      })
      assert.deepEqual(more, [{ more: null, zone: 'UTC' }])
      await dirty(db)
    })
  }

  test('is not seen by another test that has one at the same time', async (t) => {
    const [one, two] = [await open(t), await open(t)]
    await dirty(one)
    assert.deepEqual([(await rows(one)).length, (await rows(two)).length], [1, 0])
  })

  test('outlives the hooks of the test that asked for it', async (t) => {
    const db = await open(t)
    t.after(async () => assert.deepEqual(await rows(db), []))
  })

  test('a lent database ends what was begun on it when it is closed', async (t) => {
    const db = await open(t)
    const heard: string[] = []
    await db.listen('news', (payload) => heard.push(payload))
    const leadership = db.lead(
      'boss',
      (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    )
    await db.close()
    assert.equal(leadership.leading, false)
    const other = await open(t)
    await other.query({ text: "select pg_notify('news', 'late')", values: [] })
    assert.deepEqual(heard, [])
  })
})

test('without an engine named, a fresh database is PGlite', async (t) => {
  assert.equal((await freshDatabase(t, { migrations: [] })).engine, 'pglite')
})

test('clones of one template at once are made once and are apart', { skip: withoutPostgres }, async (t) => {
  const urls = await Promise.all(Array.from({ length: 4 }, () => clonedDatabase(t, [note])))
  assert.equal(new Set(urls).size, 4)
  for (const url of urls) {
    const db = await openDatabase({ url, log: quietLog })
    t.after(() => db.close())
    assert.deepEqual(await rows(db), [])
  }
})

describe('a peer that is not installed', () => {
  test('skips a test with the command that brings it, and in CI skips nothing', (t) => {
    const before = process.env.CI
    t.after(() => {
      if (before === undefined) delete process.env.CI
      else process.env.CI = before
    })
    delete process.env.CI
    assert.equal(withoutPeer('Exim', false), 'Exim is not installed: npm run test:setup')
    assert.equal(withoutPeer('Exim', true), false)
    process.env.CI = 'true'
    assert.equal(withoutPeer('Exim', false), false)
  })
})
