import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, DatabaseError, type Queryable } from '@trunkline/postgres'
import { describeOnEachEngine, eventually, quietLog } from '@trunkline/testkit'
import type { ReceiptStatus } from '../src/ports.ts'
import { accepts, hangs, losesTrack, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, type World } from './support/world.ts'

const count = async (db: Database, table: string) => {
  const { rows } = await db.query<{ count: number }>({
    text: `select count(*)::int as count from ${table}`,
    values: [],
  })
  return rows[0]?.count
}
const statuses = async (world: World, id: string) =>
  (await world.get(id)).deliveries.map((one) => one.timeline.map((move) => move.status).join(' '))

/** Waits until the attempt in doubt is held, and keeps its look-up, which is due in two seconds, from coming: by the clock it is an hour off. */
async function inDoubt(world: World): Promise<void> {
  await eventually(async () => assert.equal(await count(world.db, 'channels_held'), 1))
  world.clock.advance(-3_600_000)
}

describeOnEachEngine('receipts', migrationSets, (open) => {
  const told = (world: World, deliveryId: string | undefined, status: ReceiptStatus) =>
    world.channels.sink.receipt({
      gateway: 'one',
      ...(deliveryId === undefined ? {} : { deliveryId }),
      providerId: 'p1',
      status,
      at: world.clock.now(),
    })

  test('a receipt proves an attempt in doubt: it is not sent again, and its moves are told once', async (t) => {
    const db = await open(t)
    const unsure = () => ({ kind: 'unsure', reason: 'ask later' }) as const
    const gateway = new ScriptedGateway('one', { script: losesTrack, lookUp: unsure })
    const world = await startWorld(t, db, [gateway])
    const { id, deliveries } = await world.sms('did it arrive?')
    await inDoubt(world)
    await told(world, deliveries[0]?.id, 'delivered')
    const message = await world.get(id)
    assert.deepEqual([message.status, message.final, gateway.sent.length], ['delivered', true, 1])
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => [one.outcome, one.providerId]),
      [['accepted', 'p1']],
    )
    assert.deepEqual(
      (await world.events()).map((event) => [event.type, event.data.sequence]),
      ['accepted', 'queued', 'sending', 'sent', 'delivered'].map((status, index) => [`delivery.${status}`, index + 1]),
    )
    assert.deepEqual([await count(db, 'channels_held'), await count(db, 'channels_awaiting')], [0, 0])
  })

  test('a receipt that only says sent proves the attempt too, and the end is waited for', async (t) => {
    const db = await open(t)
    const unsure = () => ({ kind: 'unsure', reason: 'ask later' }) as const
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: losesTrack, lookUp: unsure })])
    const { id, deliveries } = await world.sms('did it leave?')
    await inDoubt(world)
    await told(world, deliveries[0]?.id, 'sending')
    assert.equal((await world.get(id)).status, 'sent')
    assert.equal(await count(db, 'channels_awaiting'), 1)
    await told(world, undefined, 'delivered')
    assert.equal((await world.get(id)).status, 'delivered')
  })

  test('an attempt that is to be made again is not made when a receipt says that it arrived', async (t) => {
    const gateway = new ScriptedGateway('one', { script: losesTrack })
    const slow = { base: 60_000, cap: 60_000, floor: 60_000, attempts: 6, retryAfterCap: 60_000 }
    const world = await startWorld(t, await open(t), [gateway], { retryPolicy: slow })
    await world.channels.settings.putChannel(world.client.id, 'sms', { unknown: 'resend' })
    const { id, deliveries } = await world.sms('again?')
    await eventually(async () => assert.equal((await world.get(id)).deliveries[0]?.attempts[0]?.outcome, 'unknown'))
    await told(world, deliveries[0]?.id, 'delivered')
    assert.equal((await world.get(id)).status, 'delivered')
    world.clock.advance(120_000)
    assert.deepEqual(await world.channels.depth(), { ...(await world.channels.depth()), queued: 0, held: 0 })
    assert.equal(gateway.sent.length, 1)
  })

  test('a receipt that comes while the attempt is looked up is applied after it', async (t) => {
    const unsure = { kind: 'unsure', reason: 'ask later' } as const
    const asked = Promise.withResolvers<void>()
    const answered = Promise.withResolvers<void>()
    const gateway = new ScriptedGateway('one', { script: losesTrack })
    const lookUp = async () => {
      asked.resolve()
      await answered.promise
      return unsure
    }
    Object.assign(gateway, { lookUp })
    const world = await startWorld(t, await open(t), [gateway])
    const { id, deliveries } = await world.sms('who was first?')
    await asked.promise
    await told(world, deliveries[0]?.id, 'delivered')
    assert.equal(await count(world.db, 'channels_early_receipt'), 1)
    answered.resolve()
    await world.until(id, 'delivered')
    assert.equal(gateway.sent.length, 1)
    await eventually(async () => assert.equal(await count(world.db, 'channels_early_receipt'), 0))
  })

  test('a late receipt after the client’s policy gave up changes the reason, not the end', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one', { script: losesTrack })])
    const { id, deliveries } = await world.sms('too late')
    await world.until(id, 'failed')
    const events = (await world.events()).length
    await told(world, deliveries[0]?.id, 'delivered')
    const { status, deliveries: after } = await world.get(id)
    assert.deepEqual([status, after[0]?.reason], ['failed', 'a late receipt says that it was delivered'])
    assert.equal((await world.events()).length, events)
  })

  test('receipts of many deliveries at one time are each applied once', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: accepts })])
    const sent = await Promise.all(Array.from({ length: 40 }, (_, index) => world.sms(`m${index}`)))
    await eventually(async () => assert.equal(await count(db, 'channels_awaiting'), 40))
    const tell = async (name: { deliveryId?: string; providerId?: string }, status: ReceiptStatus) =>
      world.channels.sink.receipt({ gateway: 'one', ...name, status, at: Date.now() })
    await Promise.all(
      sent.flatMap(({ deliveries }) => {
        const deliveryId = deliveries[0]?.id as string
        const providerId = `p-${deliveryId}`
        return [tell({ deliveryId }, 'sent'), tell({ providerId }, 'delivered'), tell({ providerId }, 'undelivered')]
      }),
    )
    for (const { id } of sent) assert.deepEqual(await statuses(world, id), ['accepted queued sending sent delivered'])
    assert.equal((await world.events()).filter((event) => event.type === 'delivery.delivered').length, 40)
    assert.equal(await count(db, 'channels_early_receipt'), 0)
  })

  test('a receipt that cannot be stored fails by itself', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one', { script: accepts })])
    const { id, deliveries } = await world.sms('fine')
    await world.until(id, 'sent')
    const bad = world.channels.sink.receipt({ gateway: 'x\u0000', providerId: 'p', status: 'failed', at: Date.now() })
    const good = told(world, deliveries[0]?.id, 'delivered')
    await assert.rejects(bad)
    await good
    assert.equal((await world.get(id)).status, 'delivered')
  })

  test('a provider that repeats itself after the end leaves nothing behind', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: accepts })])
    const { id, deliveries } = await world.sms('again and again')
    await world.until(id, 'sent')
    const providerId = `p-${deliveries[0]?.id}`
    for (const status of ['delivered', 'delivered', 'sent', 'undelivered'] as const)
      await world.channels.sink.receipt({ gateway: 'one', providerId, status, at: Date.now() })
    assert.deepEqual(await statuses(world, id), ['accepted queued sending sent delivered'])
    assert.equal(await count(db, 'channels_early_receipt'), 0)
    assert.equal((await world.channels.depth()).awaiting, 0)
    world.clock.advance(2 * 3_600_000)
    await eventually(async () => assert.equal(await count(db, 'channels_settled'), 0))
  })

  test('a receipt of a provider’s id that nobody knows is kept for a day, unless it could tell nothing', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, [new ScriptedGateway('one')])
    for (const status of ['sending', 'sent', 'failed'] as const)
      await world.channels.sink.receipt({ gateway: 'one', providerId: 'nobody', status, at: Date.now() })
    assert.equal(await count(db, 'channels_early_receipt'), 1)
    world.clock.advance(25 * 3_600_000)
    await eventually(async () => assert.equal(await count(db, 'channels_early_receipt'), 0))
  })

  test('the wait of many deliveries ends together, also beside one whose message is gone and one that cannot be read', async (t) => {
    const db = await open(t)
    const clock = new MovableClock()
    const failures: object[] = []
    const log = { ...quietLog, error: (fields: object) => failures.push(fields) }
    const world = await startWorld(
      t,
      db,
      [new ScriptedGateway('one', { script: accepts, receiptTimeout: 60_000 })],
      { log },
      clock,
    )
    const sent = await Promise.all(Array.from({ length: 20 }, (_, index) => world.sms(`m${index}`)))
    await eventually(async () => assert.equal(await count(db, 'channels_awaiting'), 20))
    const [gone, broken, ...others] = sent
    const key = (sid: string | undefined) => sid?.slice(2)
    await db.query({ text: 'delete from channels_message where id = $1', values: [key(gone?.id)] })
    const unreadable = {
      text: `update channels_message set deliveries = '[{}]' where id = $1`,
      values: [key(broken?.id)],
    }
    await db.query(unreadable)
    clock.advance(61_000)
    await eventually(async () => {
      for (const { id } of others) assert.equal((await world.get(id)).final, true)
    })
    await eventually(async () => assert.equal(await count(db, 'channels_awaiting'), 1))
    for (const { id } of others) assert.equal((await world.get(id)).status, 'sent')
    const { rows } = await db.query<{ later: boolean }>({
      text: 'select due_at > $1 as later from channels_awaiting',
      values: [new Date(clock.now())],
    })
    assert.deepEqual(rows, [{ later: true }])
    assert.equal(failures.length, 1)
  })

  test('waits for receipts end at their time though the database ends a deadlock whenever they are ended together', async (t) => {
    const db = await open(t)
    const transaction = db.transaction.bind(db)
    let conflicts = 0
    t.mock.method(db, 'transaction', <T>(work: (tx: Queryable) => Promise<T>) =>
      transaction((tx) =>
        work({
          query: (statement) => {
            const [ids] = statement.values
            if (statement.name !== 'channels-lock-many' || (ids as string[]).length === 1) return tx.query(statement)
            conflicts++
            throw new DatabaseError('CONFLICT', 'as told: a deadlock')
          },
        }),
      ),
    )
    const clock = new MovableClock()
    const gateway = new ScriptedGateway('one', { script: accepts, receiptTimeout: 60_000 })
    const world = await startWorld(t, db, [gateway], {}, clock)
    const sent = await Promise.all(Array.from({ length: 5 }, (_, index) => world.sms(`m${index}`)))
    await eventually(async () => assert.equal(await count(db, 'channels_awaiting'), 5))
    clock.advance(61_000)
    await eventually(async () => {
      for (const { id } of sent) assert.equal((await world.get(id)).final, true)
    }, 20_000)
    assert.ok(conflicts > 0)
  })

  test('a receipt that names a delivery being sent waits for its end', async (t) => {
    const gateway = new ScriptedGateway('one', { script: hangs })
    const world = await startWorld(t, await open(t), [gateway])
    const { id, deliveries } = await world.sms('still going')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    await told(world, deliveries[0]?.id, 'delivered')
    assert.equal((await world.get(id)).status, 'sending')
    assert.equal(await count(world.db, 'channels_early_receipt'), 1)
  })
})
