import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelSettings } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { accepts, defers, losesTrack, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, type World } from './support/world.ts'

const daily: ChannelSettings = {
  timeZone: 'UTC',
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], opens: '08:00', closes: '21:00' }],
}

function clockAt(instant: string): MovableClock {
  const clock = new MovableClock()
  clock.moveTo(instant)
  return clock
}

const rows = async <Row>(world: World, text: string, values: unknown[] = []) =>
  (await world.db.query<Row>({ text, values })).rows
const pause = (span: number) => new Promise((resolve) => setTimeout(resolve, span))

/** Waits until the keeper has marked all that settings changes asked for. */
async function marked(world: World): Promise<void> {
  await eventually(async () =>
    assert.deepEqual(await rows(world, 'select 1 from channels_recheck_request where not marked'), []),
  )
}

/** Puts due rows of many clients into the held, as they are after a first try that was put off. */
async function holdDue(world: World, route: string, clients: number, each: number, at: Date): Promise<void> {
  await rows(
    world,
    `insert into channels_held (delivery_id, client_id, route, priority, due_at, why, sequence, state)
    select gen_random_uuid(), ('00000000-0000-4000-8000-' || lpad(c::text, 12, '0'))::uuid, $1, 1, $2, 'retry', 2,
      jsonb_build_object('gateways', jsonb_build_array($1::text), 'index', 0, 'sendingAt', 'x')
    from generate_series(1, $3::int) c, generate_series(1, $4::int) n`,
    [route, at, clients, each],
  )
}

describeOnEachEngine('keeping', migrationSets, (open) => {
  test('a message for a given time is not sent outside a window that was set after it was accepted', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt('2030-01-07T12:00:00Z'))
    const { id } = await world.sms('night', { sendAt: '2030-01-08T03:00:00Z' })
    await world.channels.settings.putChannel(world.client.id, 'sms', daily)
    await marked(world)
    world.clock.moveTo('2030-01-08T03:00:01Z')
    await eventually(async () => assert.equal((await world.get(id)).deliveries[0]?.dueAt, '2030-01-08T08:00:00.000Z'))
    assert.equal(gateway.sent.length, 0)
    world.clock.moveTo('2030-01-08T08:00:01Z')
    await world.until(id, 'delivered')
  })

  test('a further try is not made outside a window that was set after the first', async (t) => {
    const gateway = new ScriptedGateway('one', { script: defers })
    const world = await startWorld(
      t,
      await open(t),
      [gateway],
      { retryPolicy: { base: 3_600_000, cap: 3_600_000, floor: 3_600_000, attempts: 9, retryAfterCap: 1 } },
      clockAt('2030-01-07T20:30:00Z'),
    )
    const { id } = await world.sms('evening')
    await eventually(async () => assert.equal((await world.get(id)).deliveries[0]?.attempts.length, 1))
    await world.channels.settings.putChannel(world.client.id, 'sms', daily)
    await marked(world)
    world.clock.moveTo('2030-01-07T23:00:00Z')
    await eventually(async () =>
      assert.match((await world.get(id)).deliveries[0]?.reason ?? '', /^held until Tue 08:00/),
    )
    assert.equal(gateway.sent.length, 1)
  })

  test('an attempt in doubt is looked up though its client is disabled and its window closed meanwhile', async (t) => {
    const gateway = new ScriptedGateway('one', {
      script: losesTrack,
      lookUp: () => ({ kind: 'unsure', reason: 'ask later' }),
    })
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt('2030-01-07T20:59:00Z'))
    await world.channels.settings.putChannel(world.client.id, 'sms', { ...daily, outside: 'reject' })
    await marked(world)
    const { id } = await world.sms('in doubt')
    await eventually(async () => assert.equal((await world.get(id)).deliveries[0]?.attempts.length, 1))
    world.disabled.add(world.client.id)
    await pause(2_500)
    await rows(world, `update channels_held set why = 'recheck', due_at = $1`, [new Date(world.clock.now())])
    world.clock.advance(600_000)
    await pause(1_500)
    world.disabled.clear()
    const message = await world.get(id)
    assert.notEqual(message.status, 'rejected')
    assert.equal(message.final, false)
    const [row] = await rows<{ valid_until: Date | null; unknown: boolean }>(
      world,
      `select valid_until, state ? 'unknown' as unknown from channels_queue union all select valid_until, state ? 'unknown' from channels_held`,
    )
    assert.deepEqual(row, { valid_until: null, unknown: true })
  })

  test('a delivery whose place cannot be worked out waits, and the others are not held up', async (t) => {
    const clock = clockAt('2030-01-07T12:00:00Z')
    const faults: object[] = []
    const log = { debug() {}, info() {}, warn() {}, error: (fields: object) => void faults.push(fields) }
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], { log }, clock)
    const sendAt = '2030-01-07T18:00:00Z'
    await world.sms('bad', { sendAt })
    const good = await world.sms('good', { sendAt })
    await rows(
      world,
      `update channels_message set deliveries = jsonb_set(deliveries, '{0,channel}', '"fax"') where request -> 'content' ->> 'text' = 'bad'`,
    )
    await rows(world, `update channels_held set why = 'recheck', due_at = $1`, [new Date(clock.now())])
    await eventually(async () =>
      assert.deepEqual(
        await rows(world, 'select why, due_at > $1 as later from channels_held order by delivery_id', [
          new Date(clock.now() + 30_000),
        ]),
        [
          { why: 'recheck', later: true },
          { why: 'send-at', later: true },
        ],
      ),
    )
    assert.equal(faults.length, 1)
    assert.ok('deliveryId' in (faults[0] ?? {}))
    clock.moveTo('2030-01-07T18:00:01Z')
    await world.until(good.id, 'delivered')
  })

  test('a job that fails does not keep leases from being freed nor what is due from leaving', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], {
      disabledClients: () => Promise.reject(new Error('nobody knows')),
    })
    const { id } = await world.sms('soon', { sendAt: new Date(world.clock.now() + 800).toISOString() })
    await world.until(id, 'delivered')
  })

  test('clients with a backlog that cannot leave do not keep what is due on another route from leaving', async (t) => {
    const world = await startWorld(t, await open(t), [
      new ScriptedGateway('a', { rate: 0.0001, channels: ['sms'] }),
      new ScriptedGateway('b', { channels: ['email'] }),
    ])
    await holdDue(world, 'a', 1_100, 8, new Date(world.clock.now() - 60_000))
    const { message } = await world.channels.accept(
      world.client,
      { to: 'a@example.com', content: { text: 'x' }, sendAt: new Date(world.clock.now() + 500).toISOString() },
      { channel: 'email' },
    )
    await world.until(message.id, 'delivered')
  })

  test('of one client’s backlog no more than 500 are let go ahead of what is being served', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('a', { rate: 0.0001 })])
    await holdDue(world, 'a', 1, 1_500, new Date(world.clock.now() - 60_000))
    const waiting = async () =>
      (await rows<{ n: number }>(world, 'select count(*)::int as n from channels_queue where owner is null'))[0]?.n ?? 0
    await eventually(async () => assert.ok((await waiting()) >= 400))
    await pause(1_500)
    assert.ok((await waiting()) <= 501, `${await waiting()} were let go`)
  })

  test('messages of one lane that are looked at anew keep their order, and one of them is ready', async (t) => {
    const gateway = new ScriptedGateway('one', { rate: 0.001, script: accepts })
    const world = await startWorld(t, await open(t), [gateway])
    await world.sms('takes the one that the pace allows')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    for (let index = 0; index < 30; index++) await world.sms(`m${index}`, { orderKey: 'k' })
    await world.channels.settings.putChannel(world.client.id, 'sms', { from: '+15005550006' })
    await marked(world)
    const lane = `select count(*)::int as n, count(*) filter (where ready)::int as ready, bool_and(coalesce(tag > before, true)) as ordered
      from (select ready, tag, lag(tag) over (order by delivery_id) as before from channels_queue where lane is not null and valid_until is null) q`
    await eventually(async () => assert.deepEqual(await rows(world, lane), [{ n: 30, ready: 1, ordered: true }]))
  })

  test('settings that cannot be noted for what waits are not changed at all', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    await rows(world, 'alter table channels_recheck_request rename to elsewhere')
    await assert.rejects(world.channels.settings.putChannel(world.client.id, 'sms', daily))
    assert.deepEqual(await world.channels.settings.getChannel(world.client.id, 'sms'), {})
  })

  test('thousands that were held by an old window leave once it is lifted', async (t) => {
    const gateway = new ScriptedGateway('one', { concurrency: 500 })
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt('2030-01-07T22:00:00Z'))
    await world.channels.settings.putChannel(world.client.id, 'sms', daily)
    const request = { to: '+14155550123', channels: ['sms'], content: { text: 'x' } }
    for (let batch = 0; batch < 2; batch++)
      await world.channels.acceptBatch(
        world.client,
        Array.from({ length: 600 }, () => request),
      )
    await world.channels.settings.putChannel(world.client.id, 'sms', {})
    await eventually(() => assert.equal(gateway.sent.length, 1_200))
    assert.equal(new Set(gateway.sent.map((one) => one.deliveryId)).size, 1_200)
  })
})
