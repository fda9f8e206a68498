import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually, freshDatabase, withoutPostgres } from '@trunkline/testkit'
import { Statistics } from '../src/keeper/statistics.ts'
import { ensureMonths } from '../src/store/partition-store.ts'
import { accepts, ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld } from './support/world.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

describeOnEachEngine('keeping tables', migrationSets, (open) => {
  test('a table that grew is analysed, and one that did not is left alone', async (t) => {
    const db = await open(t)
    const analysed: unknown[] = []
    const statistics = new Statistics(db, { ...quiet, debug: (fields) => void analysed.push(fields) })
    await statistics.run()
    assert.deepEqual(analysed, [])
    await db.query({
      text: `insert into channels_held (delivery_id, client_id, route, priority, due_at, why, sequence, state)
        select gen_random_uuid(), gen_random_uuid(), 'a', 1, $1, 'window', 2, '{}' from generate_series(1, 5000)`,
      values: [new Date('2030-01-01')],
    })
    await statistics.run()
    assert.equal(analysed.length, 1)
    const { rows } = await db.query({
      text: `select reltuples::int as rows from pg_class where relname = 'channels_held'`,
      values: [],
    })
    assert.deepEqual(rows, [{ rows: 5000 }])
    await statistics.run()
    assert.equal(analysed.length, 1)
  })

  test('what a disabled client has in the queue is kept, and goes on once the client is enabled', async (t) => {
    const gateway = new ScriptedGateway('one', { rate: 0.001, script: accepts })
    const world = await startWorld(t, await open(t), [gateway])
    await world.sms('takes the one that the pace allows')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    const { id } = await world.sms('waits')
    world.disabled.add(world.client.id)
    await eventually(async () =>
      assert.match((await world.get(id)).deliveries[0]?.reason ?? '', /the client is disabled/),
    )
    world.disabled.clear()
    await eventually(async () => {
      const { rows } = await world.db.query({ text: 'select why from channels_held', values: [] })
      assert.deepEqual(rows, [])
    })
    const message = await world.get(id)
    assert.deepEqual([message.status, message.deliveries[0]?.reason], ['queued', null])
  })
})

test('a month’s table that cannot be had at once is not waited for, and made later', {
  skip: withoutPostgres,
}, async (t) => {
  const db = await freshDatabase(t, { migrations: migrationSets, engine: 'postgresql' })
  const now = Date.parse('2030-01-15T00:00:00Z')
  const locked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const reading = db.transaction(async (tx) => {
    await tx.query({ text: 'select 1 from channels_message limit 1', values: [] })
    locked.resolve()
    await release.promise
  })
  await locked.promise
  assert.deepEqual(await ensureMonths(db, now), { made: 0, missing: 4 })
  release.resolve()
  await reading
  assert.deepEqual(await ensureMonths(db, now), { made: 4, missing: 0 })
  assert.deepEqual(await ensureMonths(db, now), { made: 0, missing: 0 })
})
