import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { listMessages, type MessageFilter } from '../src/message/query.ts'
import { claim, giveBack } from '../src/store/claim-store.ts'
import { delivers, hangs, ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

/** Stores messages that were delivered, as the past has them: the newest has the highest number. */
async function past(db: Database, clientId: string, count: number): Promise<void> {
  const delivery = {
    ...{ channel: 'sms', to: '+14155550199', from: null, gateways: ['one'], gateway: 'one', status: 'delivered' },
    ...{ final: true, dueAt: null, reason: null, segments: 1, errorCode: null, attempts: [], timeline: [] },
  }
  await db.query({
    text: `insert into channels_message (id, client_id, created_at, request, deliveries, final, phone)
      select ('0190' || lpad(to_hex(i), 8, '0') || '7000a000000000000000')::uuid, $1, now(), $2::text::jsonb, $3::text::jsonb, true, '+14155550199'
      from generate_series(1, $4::int) i`,
    values: [
      clientId,
      JSON.stringify({
        ...{ to: { phone: '+14155550199' }, steps: [{ channel: 'sms' }], strategy: 'all', category: 'transactional' },
      }),
      JSON.stringify([delivery]),
      count,
    ],
  })
}

/** All messages of a filter, and how many pages they took. */
async function all(world: World, filter: MessageFilter): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = []
  let after: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await listMessages(world.db, world.client.id, { ...filter, ...(after === undefined ? {} : { after }) })
    ids.push(...page.messages.map((message) => message.id))
    if (page.next === null) return { ids, pages }
    after = page.next
  }
}

describeOnEachEngine('listing', migrationSets, (open) => {
  test('pages follow each other without gaps or repetition, for every filter', async (t) => {
    const gateway = new ScriptedGateway('one', { script: delivers })
    const world = await startWorld(t, await open(t), [gateway])
    const sent = []
    for (let index = 0; index < 7; index++) sent.push((await world.sms(`m${index}`)).id)
    const sendAt = new Date(world.clock.now() + 3_600_000).toISOString()
    const held = []
    for (let index = 0; index < 5; index++) held.push((await world.sms('later', { sendAt }, '+14155550177')).id)
    for (const id of sent) await world.until(id, 'delivered')
    const newest = (ids: string[]) => ids.toReversed()
    assert.deepEqual((await all(world, { limit: 2 })).ids, newest([...sent, ...held]))
    assert.deepEqual((await all(world, { limit: 2, status: 'delivered' })).ids, newest(sent))
    assert.deepEqual((await all(world, { limit: 5, status: 'held' })).ids, newest(held))
    assert.deepEqual((await all(world, { limit: 2, to: '+14155550177' })).ids, newest(held))
    assert.deepEqual((await all(world, { limit: 3, channel: 'sms', status: 'held' })).ids, newest(held))
    for (const status of ['accepted', 'queued', 'sending', 'sent', 'failed', 'canceled'])
      assert.deepEqual((await all(world, { status })).ids, [])
    assert.deepEqual((await all(world, { channel: 'email' })).ids, [])
  })

  test('a status that the row of the message does not have yet is found', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one', { script: hangs, concurrency: 1 })])
    const first = await world.sms('busy')
    await world.until(first.id, 'sending')
    const sendAt = new Date(world.clock.now() + 60_000).toISOString()
    const second = await world.sms('was held', { sendAt })
    world.clock.advance(61_000)
    await world.until(second.id, 'queued')
    assert.deepEqual((await all(world, { status: 'sending' })).ids, [first.id])
    assert.deepEqual((await all(world, { status: 'queued' })).ids, [second.id])
    assert.deepEqual((await all(world, { status: 'held' })).ids, [])
  })

  test('what is rare is looked for in a bounded number of messages a page', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one', { script: hangs })])
    await past(world.db, world.client.id, 12_000)
    const page = await listMessages(world.db, world.client.id, { status: 'failed' })
    assert.deepEqual(page.messages, [])
    assert.notEqual(page.next, null)
    assert.deepEqual(await all(world, { status: 'failed' }), { ids: [], pages: 3 })
    assert.deepEqual(await all(world, { status: 'queued' }), { ids: [], pages: 3 })
    assert.equal((await all(world, { limit: 200, to: '+14155550199', status: 'delivered' })).ids.length, 12_000)
    assert.deepEqual(await all(world, { to: '+14155550111' }), { ids: [], pages: 1 })
  })

  test('a delivery that was taken to be sent and given back stays sending, and says that it waits', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: hangs, concurrency: 1 })])
    await world.channels.stop(0)
    const message = await world.sms('back')
    const owner = world.ids.uuid()
    const now = new Date(world.clock.now())
    const claimed = await claim(db, { routes: [{ route: 'one', most: 9 }], most: 9, owner, now, leaseUntil: now })
    const ids = claimed.map((row) => row.delivery_id)
    const running = (await world.get(message.id)).deliveries[0]
    assert.deepEqual([running?.status, running?.attempts.length, running?.reason], ['sending', 1, null])
    await giveBack(db, owner, ids)
    const given = (await world.get(message.id)).deliveries[0]
    assert.deepEqual([given?.status, given?.attempts.length], ['sending', 0])
    assert.match(given?.reason ?? '', /waits to be sent again/)
    await eventually(async () => assert.deepEqual((await all(world, { status: 'sending' })).ids, [message.id]))
  })
})
