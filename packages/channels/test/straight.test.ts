import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { assertEventsMatch } from './support/assert-events.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { delivers, hangs, type Script, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, World } from './support/world.ts'

/** A gateway that takes one message at a time, and answers when it is told. */
function oneAtATime(): { gateway: ScriptedGateway; answer: () => void } {
  const waiting: (() => void)[] = []
  const script: Script = async (message, call) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    return delivers(message, call)
  }
  return { gateway: new ScriptedGateway('one', { script, concurrency: 1 }), answer: () => waiting.shift()?.() }
}

describeOnEachEngine('what is accepted where it is dispatched', migrationSets, (open) => {
  test('goes to its gateway without being looked for in the queue', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway])
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    db.fail({ statement: 'channels-claim', when: 'before', code: 'UNAVAILABLE' })
    const accepted = await world.sms('straight')
    const message = await world.until(accepted.id, 'delivered')
    assert.deepEqual([accepted.status, db.struck, gateway.sent.length, gateway.sent[0]?.attempt], ['queued', 0, 1, 1])
    assert.deepEqual(
      message.deliveries[0]?.timeline.map((move) => move.status),
      ['accepted', 'queued', 'sending', 'sent', 'delivered'],
    )
    await assertEventsMatch(world, accepted.id)
  })

  test('is sent once where the answer to its being stored was lost on the way', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway])
    db.fail({ statement: 'channels-accept', when: 'after', code: 'CONNECTION_LOST' })
    const request = { to: '+14155550123', content: { text: 'once' } }
    const send = () => world.channels.accept(world.client, request, { channel: 'sms', idempotencyKey: 'k1' })
    await assert.rejects(send(), (error) => error instanceof ProblemError && error.code === 'unavailable')
    const { message, replayed } = await send()
    assert.equal(replayed, true)
    const { deliveries } = await world.until(message.id, 'delivered')
    assert.deepEqual(
      deliveries[0]?.attempts.map((one) => one.outcome),
      ['accepted'],
    )
    assert.equal(gateway.sent.length, 1)
    await assertEventsMatch(world, message.id)
  })

  test('waits its turn where the gateway is full, and passes nothing that waits', async (t) => {
    const { gateway, answer } = oneAtATime()
    const world = await startWorld(t, await open(t), [gateway])
    const first = await world.sms('first')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    for (const text of ['second', 'third']) await world.sms(text)
    answer()
    const last = await world.sms('fourth')
    for (let sent = 2; sent <= 4; sent++) {
      await eventually(() => assert.equal(gateway.sent.length, sent))
      answer()
    }
    await world.until(last.id, 'delivered')
    assert.deepEqual(gateway.texts, ['first', 'second', 'third', 'fourth'])
    for (const { id } of [first, last]) await assertEventsMatch(world, id)
  })

  test('is said beforehand how much of it there may be: as much as the gateway takes, and nothing while others wait', async (t) => {
    const { gateway, answer } = oneAtATime()
    const world = new World(await open(t), [gateway])
    assert.equal(world.channels.straightRoom(), 0)
    await world.channels.start({ dispatch: true })
    t.after(() => world.channels.stop(100))
    await eventually(() => assert.equal(world.channels.straightRoom(), 1))
    await world.sms('first')
    const { id } = await world.sms('second')
    assert.equal(world.channels.straightRoom(), 0)
    for (const sent of [1, 2]) {
      await eventually(() => assert.equal(gateway.sent.length, sent))
      answer()
    }
    await world.until(id, 'delivered')
    await eventually(() => assert.equal(world.channels.straightRoom(), 1))
  })

  test('waits for what its lane has before it, also of the same statement', async (t) => {
    const { gateway, answer } = oneAtATime()
    const many = new ScriptedGateway('one', { script: gateway.script, concurrency: 50 })
    const world = await startWorld(t, await open(t), [many])
    const entries = ['a', 'b', 'c'].map((text, index) => ({
      client: world.client,
      request: { to: '+14155550123', channels: ['sms'], content: { text }, orderKey: 'lane' },
      idempotencyKey: `k${index}`,
    }))
    const results = await world.channels.acceptMany(entries)
    for (let sent = 1; sent <= 3; sent++) {
      await eventually(() => assert.equal(many.sent.length, sent))
      const { rows } = await world.db.query<{ n: number }>({
        text: 'select count(*)::int as n from channels_queue where owner is not null',
        values: [],
      })
      assert.equal(rows[0]?.n, 1)
      answer()
    }
    assert.deepEqual(many.texts, ['a', 'b', 'c'])
    for (const result of results) {
      assert.ok('message' in result)
      await world.until(result.message.id, 'delivered')
      await assertEventsMatch(world, result.message.id)
    }
  })

  test('is looked up by another process where this one dies with it', async (t) => {
    const db = await open(t)
    const found = () => ({ kind: 'found', providerId: 'px', receipt: { status: 'delivered', at: Date.now() } }) as const
    const silent = new ScriptedGateway('one', { script: hangs })
    const dying = new World(db, [silent])
    await dying.channels.start({ dispatch: true })
    await eventually(() => assert.equal(dying.channels.straightRoom(), 100))
    const { id } = await dying.sms('in doubt')
    await eventually(() => assert.equal(silent.sent.length, 1))
    await dying.channels.stop(50)
    const other = new ScriptedGateway('one', { lookUp: found })
    const afterItsLease = new MovableClock()
    afterItsLease.advance(60_000)
    const world = await startWorld(t, db, [other], {}, afterItsLease)
    await eventually(async () =>
      assert.equal((await world.channels.getMessage(dying.client.id, id)).status, 'delivered'),
    )
    assert.equal(other.sent.length, 0)
  })

  test('holds up no lane behind it: the next of one goes as soon as the one before it has ended', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], { poll: 600_000 })
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    const entries = Array.from({ length: 5 }, (_, index) => ({
      client: world.client,
      request: { to: '+14155550123', channels: ['sms'], content: { text: `${index}` }, orderKey: 'lane' },
      idempotencyKey: `k${index}`,
    }))
    const results = await world.channels.acceptMany(entries)
    for (const result of results) {
      assert.ok('message' in result)
      await world.until(result.message.id, 'delivered')
    }
  })

  test('does not leave after its time, however long it waited to be stored', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, db, [gateway], { lease: 600_000 })
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    await world.until((await world.sms('first')).id, 'delivered')
    const query = db.query.bind(db)
    const [storing, stored] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    t.mock.method(db, 'query', async (statement: Parameters<typeof query>[0]) => {
      if (statement.name === 'channels-accept') {
        storing.resolve()
        await stored.promise
      }
      return query(statement)
    })
    const room = world.channels.room()
    const soon = () => ({ expiresAt: new Date(world.clock.now() + 60_000).toISOString() })
    // One is being stored when its time comes, the other waits for that.
    const before = world.sms('too late', soon())
    await storing.promise
    const after = world.sms('too late', soon())
    await eventually(() => assert.equal(world.channels.room(), room - 1))
    world.clock.advance(61_000)
    stored.resolve()
    for (const { id } of await Promise.all([before, after])) {
      const message = await world.until(id, 'expired')
      assert.deepEqual(message.deliveries[0]?.attempts, [])
    }
    assert.deepEqual(gateway.texts, ['first'])
  })

  test('passes nothing that came while the answer of a claim was on its way', async (t) => {
    const inner = new FaultyDatabase(await open(t))
    const { gateway, answer } = oneAtATime()
    const query = inner.query.bind(inner)
    const held = Promise.withResolvers<void>()
    let claims = 0
    t.mock.method(inner, 'query', async (statement: Parameters<typeof query>[0]) => {
      const result = await query(statement)
      if (statement.name === 'channels-claim' && claims++ === 0) await held.promise
      return result
    })
    const world = await startWorld(t, inner, [gateway], { poll: 600_000 })
    await eventually(() => assert.equal(world.channels.straightRoom(), 1))
    await world.sms('1')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    await world.sms('2')
    answer()
    await eventually(() => assert.equal(claims, 1))
    await world.sms('3')
    held.resolve()
    await eventually(() => assert.equal(gateway.sent.length, 2))
    answer()
    await eventually(() => assert.equal(gateway.sent.length, 3))
    answer()
    assert.deepEqual(gateway.texts, ['1', '2', '3'])
  })

  test('waits in the queue while its gateway is only tried again', async (t) => {
    let down = true
    const outcome = { kind: 'deferred', errorCode: 'down', reason: 'it is down', gatewayAtFault: true } as const
    const gateway = new ScriptedGateway('one', {
      script: (message, call) => (down ? outcome : delivers(message, call)),
    })
    const world = await startWorld(t, await open(t), [gateway])
    await eventually(() => assert.equal(world.channels.straightRoom(), 100))
    for (let sent = 0; world.channels.gateways.list()[0]?.state !== 'down'; sent++) {
      assert.ok(sent < 100)
      await world.sms(`${sent}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    down = false
    assert.equal(world.channels.straightRoom(), 0)
    world.clock.advance(120_000)
    assert.equal(world.channels.straightRoom(), 0)
    await world.until((await world.sms('later')).id, 'delivered')
  })
})
