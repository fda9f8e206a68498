import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { assertEventsMatch } from './support/assert-events.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { defers, delivers, hangs, losesTrack, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld } from './support/world.ts'

const found = () => ({ kind: 'found', providerId: 'px', receipt: { status: 'delivered', at: Date.now() } }) as const

describeOnEachEngine('recovering', migrationSets, (open) => {
  test('what a claim took whose answer was lost on the way is given back and sent, not taken for sent', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one', { rate: 1_000 })
    const world = await startWorld(t, db, [gateway])
    db.fail({ statement: 'channels-claim', when: 'after', code: 'CONNECTION_LOST' })
    const { id } = await world.sms('not lost')
    const message = await world.until(id, 'delivered')
    assert.equal(db.struck, 1)
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => one.outcome),
      ['accepted'],
    )
    await assertEventsMatch(world, id)
  })

  test('an attempt’s end is written even where the database ends a deadlock with it, or goes away, or loses the answer', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway])
    for (const [when, code] of [
      ['before', 'CONFLICT'],
      ['before', 'UNAVAILABLE'],
      ['after', 'CONNECTION_LOST'],
    ] as const) {
      db.fail({ statement: 'channels-change', when, code })
      const { id } = await world.sms(`${when} ${code}`)
      await world.until(id, 'delivered')
      await assertEventsMatch(world, id)
    }
    assert.deepEqual([db.struck, gateway.sent.length], [3, 3])
  })

  test('a request is accepted though the database ended a deadlock with its batch', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, [new ScriptedGateway('one')])
    db.fail({ statement: 'channels-accept', when: 'before', code: 'CONFLICT' })
    await world.until((await world.sms('through')).id, 'delivered')
  })

  test('a message is canceled though the database ended deadlocks with it, and told of once', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, [new ScriptedGateway('one')])
    const { id } = await world.sms('tomorrow', { sendAt: new Date(Date.now() + 3_600_000).toISOString() })
    for (const statement of ['channels-withdraw', 'channels-change'])
      db.fail({ statement, when: 'before', code: 'CONFLICT' })
    const canceled = await world.channels.cancel(world.client.id, id)
    assert.deepEqual([canceled.status, db.struck], ['canceled', 2])
    await assertEventsMatch(world, id)
    await assert.rejects(world.channels.cancel(world.client.id, id), { code: 'not-cancelable' })
  })

  test('an attempt of a dead process is looked up even after the message’s window or time is over', async (t) => {
    const db = await open(t)
    const clock = new MovableClock()
    const dying = new ScriptedGateway('one', { script: hangs, lookUp: found })
    const first = await startWorld(t, db, [dying], {}, clock)
    const { id } = await first.sms('in doubt', { expiresAt: new Date(clock.now() + 60_000).toISOString() })
    await eventually(() => assert.equal(dying.sent.length, 1))
    // As good as dead: it renews no lease any more, and its gateway does not let go.
    await first.channels.stop(0)
    clock.advance(61_000)
    const second = await startWorld(t, db, [new ScriptedGateway('one', { lookUp: found })], {}, clock)
    await eventually(async () =>
      assert.equal((await second.channels.getMessage(first.client.id, id)).status, 'delivered'),
    )
  })

  test('text from a provider that cannot be stored does not make its message go out again', async (t) => {
    const gateway = new ScriptedGateway('one', {
      script: () => ({
        kind: 'refused',
        errorCode: 'x\u0000y',
        reason: `half \ud800 and nul \u0000 ${'z'.repeat(5_000)}`,
        failover: false,
      }),
    })
    const world = await startWorld(t, await open(t), [gateway])
    const message = await world.until((await world.sms('once')).id, 'failed')
    assert.equal(gateway.sent.length, 1)
    assert.equal(message.deliveries[0]?.errorCode, 'x\ufffdy')
    assert.ok((message.deliveries[0]?.reason?.length ?? 0) <= 1_000)
  })

  test('a message that is canceled after it was let go or put off has every move once', async (t) => {
    const gateway = new ScriptedGateway('one', { script: defers })
    const world = await startWorld(t, await open(t), [gateway], {
      retryPolicy: { base: 600_000, cap: 600_000, floor: 600_000, attempts: 9, retryAfterCap: 1 },
    })
    const { id } = await world.sms('enough', { sendAt: new Date(world.clock.now() + 3_600_000).toISOString() })
    world.clock.advance(3_600_001)
    await eventually(async () => assert.equal((await world.get(id)).deliveries[0]?.attempts[0]?.outcome, 'deferred'))
    const canceled = await world.channels.cancel(world.client.id, id)
    assert.deepEqual(
      canceled.deliveries[0]?.timeline.map((move) => move.status),
      ['accepted', 'held', 'queued', 'sending', 'canceled'],
    )
    await assertEventsMatch(world, id)
  })

  test('a provider that loses every request is given up like one that refuses them', async (t) => {
    const gateway = new ScriptedGateway('hole', { script: losesTrack, lookUp: () => ({ kind: 'absent' }) })
    const world = await startWorld(t, await open(t), [gateway], {
      retryPolicy: { base: 10, cap: 10, floor: 1, attempts: 3, retryAfterCap: 1 },
    })
    const message = await world.until((await world.sms('gone')).id, 'failed')
    assert.equal(message.deliveries[0]?.errorCode, 'never-arrived')
    assert.ok(gateway.sent.length <= 4, `${gateway.sent.length} sends`)
  })

  test('what one provider never had goes to the next', async (t) => {
    const hole = new ScriptedGateway('hole', { script: losesTrack, lookUp: () => ({ kind: 'absent' }) })
    const sound = new ScriptedGateway('sound')
    const world = await startWorld(t, await open(t), [hole, sound])
    const message = await world.until((await world.sms('over')).id, 'delivered')
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => [one.gateway, one.outcome]),
      [
        ['hole', 'unknown'],
        ['sound', 'accepted'],
      ],
    )
  })

  test('a lease whose renewal took long is renewed a quarter of its length after that had begun', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const clock = new MovableClock()
    const letGo = Promise.withResolvers<Outcome>()
    const gateway = new ScriptedGateway('one', { script: () => letGo.promise })
    const world = await startWorld(t, db, [gateway], { lease: 400_000 }, clock)
    const { id } = await world.sms('slow')
    await eventually(() => assert.equal(gateway.sent.length, 1), 20_000)
    const renewing = db.hold('channels-renew')
    clock.advance(110_000)
    await renewing.reached
    const before = db.runs.get('channels-renew') ?? 0
    clock.advance(110_000)
    renewing.release()
    await eventually(() => assert.ok((db.runs.get('channels-renew') ?? 0) > before), 20_000)
    letGo.resolve({ kind: 'accepted', providerId: 'p', receipt: { status: 'delivered', at: clock.now() } })
    assert.equal((await world.until(id, 'delivered')).deliveries[0]?.attempts.length, 1)
  })

  test('while a gateway is down what waits for it goes to the one that is up, and comes back to it afterwards', async (t) => {
    let broken = true
    const first = new ScriptedGateway('first', {
      concurrency: 5,
      script: (message, call) =>
        broken ? { kind: 'deferred', errorCode: 'x', reason: 'down', gatewayAtFault: true } : delivers(message, call),
    })
    const second = new ScriptedGateway('second')
    const world = await startWorld(t, await open(t), [first, second])
    const during = await Promise.all(Array.from({ length: 40 }, (_, index) => world.sms(`during ${index}`)))
    for (const { id } of during) await world.until(id, 'delivered')
    assert.equal(second.sent.length, 40)
    assert.ok(first.sent.length < 40, `the gateway that is down was asked ${first.sent.length} times`)
    broken = false
    world.clock.advance(400_000)
    const after = await Promise.all(Array.from({ length: 10 }, (_, index) => world.sms(`after ${index}`)))
    for (const { id } of after) await world.until(id, 'delivered')
    assert.ok(world.channels.gateways.list().every((gateway) => gateway.state === 'up' || gateway.state === 'trying'))
  })
})
