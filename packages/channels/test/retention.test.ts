import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine, freshDatabase, withoutPostgres } from '@trunkline/testkit'
import { Retention } from '../src/retention/retention.ts'
import { ensureMonths, firstUuid } from '../src/store/partition-store.ts'
import { listMonths } from '../src/store/retention-store.ts'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld } from './support/world.ts'

const day = 86_400_000
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const meter = { count() {}, gauge() {}, observe() {} }
const march = Date.parse('2031-03-10T12:00:00Z')
const one = 'aaaaaaaa-0000-4000-8000-000000000001'
const two = 'aaaaaaaa-0000-4000-8000-000000000002'

/** Puts final messages into the store, a second after each other, made at `from` and final a minute later. */
async function fill(db: Database, clientId: string, from: number, count: number): Promise<void> {
  await db.query({
    text: `insert into channels_message (id, client_id, created_at, request, deliveries, final)
      select (left(lpad(to_hex($2::bigint + n), 12, '0'), 8) || '-' || right(lpad(to_hex($2::bigint + n), 12, '0'), 4) || '-7000-8000-' || lpad(to_hex(n), 8, '0') || '0000')::uuid,
        $1, to_timestamp(($2::bigint + n) / 1000.0), '{"to": {}, "steps": [{"channel": "sms"}], "strategy": "all", "category": "transactional"}',
        json_build_array(json_build_object('channel', 'sms', 'status', 'delivered', 'final', true, 'timeline',
          json_build_array(json_build_object('status', 'delivered', 'at', to_char(to_timestamp(($2::bigint + n) / 1000.0 + 60) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))))::jsonb, true
      from generate_series(1, $3::int) n`,
    values: [clientId, from, count],
  })
}
const count = async (db: Database): Promise<number> =>
  (await db.query<{ n: number }>({ text: 'select count(*)::int as n from channels_message', values: [] })).rows[0]?.n ??
  -1
const months = async (db: Database) => (await listMonths(db)).map((month) => month.name.slice(-7))

/** Puts a delivery of the month where it waits. */
async function hold(db: Database, month: number): Promise<void> {
  await db.query({
    text: `insert into channels_held (delivery_id, client_id, route, priority, due_at, why, sequence, state) values ($1, $2, 'a', 1, $3, 'window', 2, '{}')`,
    values: [firstUuid(new Date(month)).replace(/0{4}$/, '0100'), one, new Date('2035-01-01')],
  })
}

async function settle(t: TestContext, open: (t: TestContext) => Promise<Database>) {
  const db = await open(t)
  const clock = { at: march, now: () => clock.at }
  await ensureMonths(db, march)
  const retention = new Retention({ db, clock, log: quiet, meter, retentionDays: 90 })
  const at = async (instant: string) => {
    clock.at = Date.parse(instant)
    return retention.run()
  }
  return { db, at }
}
const keeps = (db: Database, clientId: string, days: number) =>
  db.query({
    text: `insert into channels_client (client_id, routing) values ($1, jsonb_build_object('retentionDays', $2::int))`,
    values: [clientId, days],
  })

describeOnEachEngine('retention', migrationSets, (open) => {
  test('a month is dropped when its end lies as far back as messages are kept', async (t) => {
    const { db, at } = await settle(t, open)
    await fill(db, one, march, 300)
    await fill(db, two, march + 40 * day, 5)
    await at('2031-04-01T00:30:00Z')
    assert.equal(await count(db), 305)
    await at('2031-06-29T00:00:00Z')
    assert.equal(await count(db), 305)
    assert.equal(await at('2031-07-01T00:00:00Z'), false)
    assert.deepEqual([await count(db), await months(db)], [5, ['2031_04', '2031_06']])
  })

  test('one message that waits keeps its month, and the time counts from when it no longer does', async (t) => {
    const { db, at } = await settle(t, open)
    await fill(db, one, march, 10)
    await hold(db, march)
    for (const instant of ['2031-04-02T00:00:00Z', '2031-07-15T00:00:00Z', '2031-09-01T00:00:00Z']) await at(instant)
    assert.equal(await count(db), 10)
    await db.query({ text: 'delete from channels_held', values: [] })
    await at('2031-09-02T00:00:00Z')
    await at('2031-11-30T00:00:00Z')
    assert.equal(await count(db), 10)
    await at('2031-12-02T00:00:00Z')
    assert.equal(await count(db), 0)
  })

  test('a client that wants its messages longer keeps the month; one that wants them shorter has its own deleted', async (t) => {
    const { db, at } = await settle(t, open)
    await keeps(db, one, 365)
    await keeps(db, two, 7)
    await fill(db, one, march, 3)
    await fill(db, two, march + 1_000, 1_200)
    await at('2031-03-17T12:00:59Z')
    assert.equal(await count(db), 1_203)
    await at('2031-03-17T12:02:30Z')
    assert.equal(await count(db), 3)
    await at('2031-04-02T00:00:00Z')
    await at('2031-08-01T00:00:00Z')
    assert.equal(await count(db), 3)
    await at('2032-04-03T00:00:00Z')
    assert.equal(await count(db), 0)
  })

  test('a client that wants its messages longer keeps only its own', async (t) => {
    const { db, at } = await settle(t, open)
    await keeps(db, one, 365)
    await fill(db, one, march, 3)
    await fill(db, two, march + 1_000, 700)
    await at('2031-04-02T00:00:00Z')
    await at('2031-06-28T00:00:00Z')
    assert.equal(await count(db), 703)
    await at('2031-07-02T00:00:00Z')
    assert.equal(await count(db), 3)
  })

  test('what lies outside of all months goes too when its time is up', async (t) => {
    const { db, at } = await settle(t, open)
    const before = march - 60 * day
    await fill(db, one, before, 3)
    await fill(db, two, before + 1_000, 2)
    await keeps(db, two, 365)
    await at('2031-04-08T00:00:00Z')
    assert.equal(await count(db), 5)
    await at('2031-04-10T00:00:00Z')
    assert.equal(await count(db), 2)
  })

  test('what is not final is not deleted, however short its client keeps messages', async (t) => {
    const { db, at } = await settle(t, open)
    await keeps(db, one, 1)
    await fill(db, one, march, 2)
    await db.query({
      text: `update channels_message set final = false where id = (select min(id::text)::uuid from channels_message)`,
      values: [],
    })
    await at('2031-03-20T00:00:00Z')
    assert.equal(await count(db), 1)
  })

  test('texts from people go with the time, and the keeper sees to it by itself', async (t) => {
    const clock = new MovableClock()
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text')], {}, clock)
    const says = (id: string, ago: number) =>
      world.channels.sink.inbound({
        ...{ gateway: 'text', channel: 'sms', providerId: id, from: '+14155550123', to: '+15005550006', text: 'hi' },
        ...{ media: [], at: clock.now() - ago },
      })
    await says('old', 91 * day)
    await says('new', 89 * day)
    const retention = new Retention({ db: world.db, clock, log: quiet, meter, retentionDays: 90 })
    await retention.run()
    const { rows } = await world.db.query({ text: 'select provider_id from channels_inbound', values: [] })
    assert.deepEqual(rows, [{ provider_id: 'new' }])
  })
})

test('a month of a million messages is dropped in a small part of the time that they took to be stored', {
  skip: withoutPostgres,
}, async (t) => {
  const { db, at } = await settle(t, (context) => freshDatabase(context, { migrations: migrationSets }))
  const stored = await timed(() => fill(db, one, march, 1_000_000))
  await hold(db, march)
  await at('2031-04-02T00:00:00Z')
  await at('2031-08-01T00:00:00Z')
  assert.equal(await count(db), 1_000_000)
  await db.query({ text: 'delete from channels_held', values: [] })
  await at('2031-08-02T00:00:00Z')
  const dropped = await timed(() => at('2031-12-01T00:00:00Z'))
  assert.equal(await count(db), 0)
  assert.ok(dropped < stored / 10, `${dropped.toFixed(0)} ms, and ${stored.toFixed(0)} ms to be stored`)
})

/** Milliseconds that some work took. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
