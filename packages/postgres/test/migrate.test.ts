import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bindSecret, createSealer, type Database, DatabaseError, type MigrationSet, migrate } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'

const set = (name: string, ...sql: string[]): MigrationSet => ({
  package: name,
  migrations: sql.map((each, index) => ({ version: index + 1, name: `step-${index + 1}`, sql: each })),
})
const has = async (db: Database, table: string) =>
  (await db.query<{ has: boolean }>({ text: 'select to_regclass($1) is not null as has', values: [table] })).rows[0]
    ?.has
const code = (expected: string) => (error: unknown) => error instanceof DatabaseError && error.code === expected

describeOnEachEngine('migrations', [], (open) => {
  test('are applied once each, in the order of packages and versions', async (t) => {
    const db = await open(t)
    const sets = [
      set('one', 'create table one_a (id int primary key)', 'alter table one_a add b int'),
      set('two', 'create table two_a (id int references one_a)'),
    ]
    const report = await migrate(db, sets)
    assert.deepEqual(
      report.applied.map((each) => `${each.package} ${each.version}`),
      ['one 1', 'one 2', 'two 1'],
    )
    assert.deepEqual(await migrate(db, sets), { applied: [] })
  })

  test('later steps are added to earlier ones', async (t) => {
    const db = await open(t)
    await migrate(db, [set('one', 'create table a (id int)')])
    const report = await migrate(db, [
      set('one', 'create table a (id int)', 'create table b (id int)'),
      set('new', 'select 1'),
    ])
    assert.deepEqual(
      report.applied.map((each) => `${each.package} ${each.version}`),
      ['one 2', 'new 1'],
    )
  })

  test('a step that fails leaves nothing of itself behind, and keeps the steps before it', async (t) => {
    const db = await open(t)
    const sets = [set('one', 'create table a (id int)', 'create table b (id int); selec')]
    await assert.rejects(
      migrate(db, sets),
      (error) => code('MIGRATION_FAILED')(error) && /step 2 .* of one/.test(String(error)),
    )
    assert.deepEqual([await has(db, 'a'), await has(db, 'b')], [true, false])
    await migrate(db, [set('one', 'create table a (id int)', 'create table b (id int)')])
  })

  test('a schema that is newer than the program is refused and not touched', async (t) => {
    const db = await open(t)
    await migrate(db, [set('one', 'select 1', 'select 2')])
    const older = [set('zero', 'create table a (id int)'), set('one', 'select 1')]
    await assert.rejects(
      migrate(db, older),
      (error) => code('SCHEMA_NEWER')(error) && /one is at step 2/.test(String(error)),
    )
    assert.equal(await has(db, 'a'), false)
  })

  test('a step that was edited after it had been applied is noticed', async (t) => {
    const db = await open(t)
    await migrate(db, [set('one', 'select 1')])
    await assert.rejects(migrate(db, [set('one', 'select 2')]), code('MIGRATION_CHANGED'))
  })

  test('line ends of another system are no edit', async (t) => {
    const db = await open(t)
    await migrate(db, [set('one', 'select 1;\nselect 2')])
    assert.deepEqual(await migrate(db, [set('one', 'select 1;\r\nselect 2')]), { applied: [] })
  })

  test('versions with a gap are a mistake of the program', async (t) => {
    const gap: MigrationSet = { package: 'one', migrations: [{ version: 2, name: 'b', sql: 'select 1' }] }
    await assert.rejects(migrate(await open(t), [gap]), TypeError)
  })

  test('several that start at once apply each step once', async (t) => {
    const db = await open(t)
    const sets = [set('one', ...Array.from({ length: 5 }, (_, index) => `create table t${index} (id int)`))]
    const reports = await Promise.all(Array.from({ length: 4 }, () => migrate(db, sets)))
    assert.equal(reports.flatMap((each) => each.applied).length, 5)
  })
})

describeOnEachEngine('the secret of a database', [], (open) => {
  const sealer = (byte: number) => createSealer(new Uint8Array(32).fill(byte))

  test('is bound at the first start and accepted at later ones', async (t) => {
    const db = await open(t)
    await Promise.all([bindSecret(db, sealer(1)), bindSecret(db, sealer(1))])
    await bindSecret(db, sealer(1))
  })

  test('another one is refused, and says what to do', async (t) => {
    const db = await open(t)
    await bindSecret(db, sealer(1))
    await assert.rejects(
      bindSecret(db, sealer(2)),
      (error) => code('SECRET_MISMATCH')(error) && /TRUNKLINE_SECRET/.test(String(error)),
    )
  })
})
