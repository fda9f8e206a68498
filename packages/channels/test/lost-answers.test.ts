import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Outcome } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import { keepEarly } from '../src/store/receipt-store.ts'
import { assertEventsMatch } from './support/assert-events.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { accepts, delivers, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, type World } from './support/world.ts'

/** A gateway whose receipts come before its answers. */
function hasty(world: () => World | undefined): ScriptedGateway {
  const script = async ({ deliveryId }: { readonly deliveryId: string }): Promise<Outcome> => {
    const receipt = { gateway: 'one', deliveryId, status: 'delivered', at: Date.now() } as const
    await world()?.channels.sink.receipt(receipt)
    return { kind: 'accepted', providerId: `p-${deliveryId}` }
  }
  return new ScriptedGateway('one', { script })
}

/** Leaves an early receipt as a process does that dies before it has matched it. */
async function leaveUnmatched({ db }: World, deliveryId: string): Promise<void> {
  const receipt = { gateway: 'one', deliveryId, status: 'delivered', at: Date.now() } as const
  await keepEarly(db, [{ receipt, named: uuidFromSid(deliveryId) }], new Date())
}

describeOnEachEngine('lost answers', migrationSets, (open) => {
  test('a receipt that came before the answer is applied at once though the database’s answer to the attempt’s end was lost', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world: World = await startWorld(t, db, [hasty(() => world)])
    db.fail({ statement: 'channels-change', when: 'after', code: 'CONNECTION_LOST' })
    const { id } = await world.sms('told early')
    await world.until(id, 'delivered', 30_000)
    assert.equal(db.struck, 1)
    await assertEventsMatch(world, id)
  })

  test('a receipt that came before the answer is matched again where the database was away, or ended a deadlock', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world: World = await startWorld(t, db, [hasty(() => world)])
    db.fail({ statement: 'channels-early-for', when: 'before', code: 'UNAVAILABLE' })
    db.fail({ statement: 'channels-early-for', when: 'before', code: 'CONFLICT' })
    const { id } = await world.sms('told early')
    await world.until(id, 'delivered', 30_000)
    assert.equal(db.struck, 2)
    await assertEventsMatch(world, id)
  })

  test('a process that ends matches first what came early, also where that has to be tried again', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world: World = await startWorld(t, db, [hasty(() => world)])
    const matching = db.hold('channels-early-for')
    t.after(matching.release)
    db.fail({ statement: 'channels-early-for', when: 'before', code: 'CONFLICT' })
    const { id } = await world.sms('told early')
    await matching.reached
    const stopping = world.channels.stop(60_000)
    matching.release()
    await stopping
    assert.deepEqual([(await world.get(id)).status, db.struck], ['delivered', 1])
    await assertEventsMatch(world, id)
  })

  test('a process that has ended does not go on trying to match receipts or to write attempts down', async (t) => {
    const told: string[] = []
    const log = { debug() {}, info() {}, warn() {}, error: (_: object, text: string) => told.push(text) }
    const db = new FaultyDatabase(await open(t))
    const world: World = await startWorld(t, db, [hasty(() => world)], { log })
    const fail = async (...names: string[]) => {
      const struck = db.struck
      db.whim = (name) => (names.includes(name ?? '') ? { when: 'before', code: 'UNAVAILABLE' } : undefined)
      await world.sms('told early')
      await eventually(() => assert.ok(db.struck > struck), 20_000)
    }
    await fail('channels-early-for')
    await fail('channels-early-for', 'channels-change', 'channels-change-lanes')
    await world.channels.stop(0)
    await eventually(() => assert.equal(told.length, 1), 20_000)
    assert.match(told.join(), /^an attempt could not be written down/)
    const { struck } = db
    // Longer than the pauses between tries.
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    assert.equal(db.struck, struck)
  })

  test('early receipts are looked through again soon where the look through them failed', async (t) => {
    const db = new FaultyDatabase(await open(t))
    db.whim = (name) => (name === 'channels-early-page' ? { when: 'before', code: 'UNAVAILABLE' } : undefined)
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: accepts })])
    await eventually(() => assert.ok(db.struck > 0), 20_000)
    const { id, deliveries } = await world.sms('told early')
    await world.until(id, 'sent')
    await leaveUnmatched(world, deliveries[0]?.id as string)
    db.whim = undefined
    await world.until(id, 'delivered', 30_000)
    await assertEventsMatch(world, id)
  })

  test('early receipts are looked through when a process is found to be gone, for it may have left some unmatched', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const letGo = Promise.withResolvers<void>()
    t.after(() => letGo.resolve())
    const slow = ({ content }: { readonly content: { readonly text?: string } }) =>
      content.text === 'slow' ? letGo.promise : Promise.resolve()
    const gateway = new ScriptedGateway('one', {
      script: (message, call) => slow(message).then(() => accepts(message, call)),
    })
    const world = await startWorld(t, db, [gateway])
    await eventually(() => assert.ok((db.runs.get('channels-early-page') ?? 0) > 0), 20_000)
    const { id, deliveries } = await world.sms('told early')
    await world.until(id, 'sent')
    await world.sms('slow')
    await eventually(() => assert.equal(gateway.sent.length, 2), 20_000)
    await leaveUnmatched(world, deliveries[0]?.id as string)
    const expire = `update channels_queue set lease_until = now() - interval '1 s' where owner is not null and state ? 'unknown' is false`
    await eventually(async () => {
      await db.query({ text: expire, values: [] })
      assert.equal((await world.get(id)).status, 'delivered')
    }, 30_000)
    await assertEventsMatch(world, id)
  })

  test('a receipt is taken in though the database ended deadlocks with it', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: accepts })])
    const { id, deliveries } = await world.sms('told')
    await world.until(id, 'sent')
    for (let times = 0; times < 2; times++)
      db.fail({ statement: 'channels-lock-many', when: 'before', code: 'CONFLICT' })
    const deliveryId = deliveries[0]?.id as string
    await world.channels.sink.receipt({ gateway: 'one', deliveryId, status: 'delivered', at: Date.now() })
    assert.deepEqual([(await world.get(id)).status, db.struck], ['delivered', 2])
  })

  test('the wait for a receipt ends at its time though the database ended a deadlock with its end', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: accepts, receiptTimeout: 200 })])
    db.fail({ statement: 'channels-still-due', when: 'before', code: 'CONFLICT' })
    const { id } = await world.sms('never told')
    await eventually(async () => assert.equal((await world.get(id)).final, true), 30_000)
    assert.deepEqual([(await world.get(id)).status, db.struck], ['sent', 1])
  })

  test('a lease that could not be renewed is renewed at once, not a quarter of its length later', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const clock = new MovableClock()
    const letGo = Promise.withResolvers<Outcome>()
    const gateway = new ScriptedGateway('one', { script: () => letGo.promise })
    const world = await startWorld(t, db, [gateway], { lease: 400_000 }, clock)
    const { id } = await world.sms('slow')
    await eventually(() => assert.equal(gateway.sent.length, 1), 20_000)
    const before = db.runs.get('channels-renew') ?? 0
    db.fail({ statement: 'channels-renew', when: 'before', code: 'UNAVAILABLE' })
    clock.advance(110_000)
    await eventually(() => assert.ok((db.runs.get('channels-renew') ?? 0) >= before + 2), 20_000)
    letGo.resolve({ kind: 'accepted', providerId: 'p', receipt: { status: 'delivered', at: clock.now() } })
    const message = await world.until(id, 'delivered')
    assert.deepEqual([message.deliveries[0]?.attempts.length, db.struck], [1, 1])
  })

  test('the end of an attempt whose claim was lost takes no other step of its message with it', async (t) => {
    const warned: string[] = []
    const log = { debug() {}, info() {}, warn: (_: object, text: string) => warned.push(text), error: console.error }
    const letGo = Promise.withResolvers<void>()
    const text = new ScriptedGateway('text', {
      channels: ['sms'],
      script: (message, call) => letGo.promise.then(() => delivers(message, call)),
      lookUp: () => ({ kind: 'unsure', reason: 'ask later' }),
    })
    const db = await open(t)
    const mail = new ScriptedGateway('mail', { channels: ['email'], script: accepts })
    const world = await startWorld(t, db, [text, mail], { log })
    // Open on one day of the week only, which is neither today nor tomorrow.
    const days = [
      (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[(new Date().getUTCDay() + 3) % 7] ?? 'sun',
    ]
    await world.channels.settings.putChannel(world.client.id, 'email', {
      windows: [{ days, opens: '00:00', closes: '24:00' }],
    })
    const { message } = await world.channels.accept(world.client, {
      to: { phone: '+14155550123', email: 'ana@example.com' },
      content: { text: 'hi', subject: 'Hi' },
      channels: [{ channel: 'sms', timeoutSeconds: 1 }, 'email'],
      strategy: 'first',
    })
    await eventually(() => assert.equal(text.sent.length, 1), 20_000)
    // As where the process was too slow to renew: the keeper takes its attempt for that of a dead one.
    const expire = `update channels_queue set lease_until = now() - interval '1 s' where owner is not null and not state ? 'unknown'`
    await eventually(async () => {
      await db.query({ text: expire, values: [] })
      const { rows } = await db.query({ text: 'select 1 from channels_held', values: [] })
      assert.equal(rows.length, 1)
    }, 30_000)
    const deliveryId = message.deliveries[0]?.id as string
    await world.channels.sink.receipt({ gateway: 'text', deliveryId, status: 'sent', at: Date.now() })
    const statuses = async () => (await world.get(message.id)).deliveries.map((one) => one.status)
    await eventually(async () => assert.deepEqual(await statuses(), ['sent', 'held']), 30_000)
    letGo.resolve()
    await eventually(() => assert.ok(warned.some((one) => one.startsWith('the claim was lost'))), 20_000)
    const { rows } = await db.query({ text: 'select 1 from channels_held', values: [] })
    assert.equal(rows.length, 1)
    assert.deepEqual(
      (await world.channels.cancel(world.client.id, message.id)).deliveries.map((one) => one.status),
      ['sent', 'canceled'],
    )
  })

  test('what is put aside to be looked at anew keeps its lane from what is being accepted meanwhile', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const letGo = Promise.withResolvers<void>()
    const gateway = new ScriptedGateway('one', {
      concurrency: 1,
      script: (message, call) => letGo.promise.then(() => delivers(message, call)),
    })
    const world = await startWorld(t, db, [gateway])
    await world.sms('in the way')
    await eventually(() => assert.equal(gateway.sent.length, 1), 20_000)
    await world.sms('a', { orderKey: 'k' })
    const accepting = db.hold('channels-accept-lanes')
    const b = world.sms('b', { orderKey: 'k' })
    await accepting.reached
    const looking = db.hold('channels-to-recheck')
    t.after(looking.release)
    await world.channels.settings.putChannel(world.client.id, 'sms', { unknown: 'resend' })
    await eventually(async () => {
      const { rows } = await db.query({ text: `select 1 from channels_held where why = 'recheck'`, values: [] })
      assert.equal(rows.length, 1)
    }, 30_000)
    accepting.release()
    const { id } = await b
    const { rows } = await db.query({ text: 'select ready from channels_queue where lane is not null', values: [] })
    assert.deepEqual(rows, [{ ready: false }])
    looking.release()
    letGo.resolve()
    await world.until(id, 'delivered', 30_000)
    assert.deepEqual(gateway.texts, ['in the way', 'a', 'b'])
  })

  test('the next of a lane does not pass what was put aside while the end of the one before waited for the database', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const letGo = Promise.withResolvers<void>()
    const gateway = new ScriptedGateway('one', {
      script: (message, call) => letGo.promise.then(() => delivers(message, call)),
    })
    const world = await startWorld(t, db, [gateway])
    const ordered = (text: string) => world.sms(text, { orderKey: 'k' })
    await ordered('a')
    await eventually(() => assert.equal(gateway.sent.length, 1), 20_000)
    await ordered('b')
    const ending = db.hold('channels-change-lanes')
    letGo.resolve()
    await ending.reached
    const looking = db.hold('channels-to-recheck')
    t.after(looking.release)
    await world.channels.settings.putChannel(world.client.id, 'sms', { unknown: 'resend' })
    await eventually(async () => {
      const { rows } = await db.query({ text: `select 1 from channels_held where why = 'recheck'`, values: [] })
      assert.equal(rows.length, 1)
    }, 30_000)
    const { id } = await ordered('c')
    ending.release()
    await eventually(async () => {
      const { rows } = await db.query({ text: 'select ready from channels_queue', values: [] })
      assert.deepEqual(rows, [{ ready: false }])
    }, 20_000)
    looking.release()
    await world.until(id, 'delivered', 30_000)
    assert.deepEqual(gateway.texts, ['a', 'b', 'c'])
  })
})
