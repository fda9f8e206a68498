import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { type DeliveryDocument, fromDocuments } from '../src/message/delivery-document.ts'
import { listMessages } from '../src/message/query.ts'
import { Retention } from '../src/retention/retention.ts'
import { delivers, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld } from './support/world.ts'

const day = 86_400_000
const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const meter = { count() {}, gauge() {}, observe() {} }
const key = (sid: string) => sid.slice(2)

async function documents(db: Database, sid: string): Promise<readonly DeliveryDocument[]> {
  const { rows } = await db.query<{ deliveries: readonly DeliveryDocument[] }>({
    text: 'select deliveries from channels_message where id = $1',
    values: [key(sid)],
  })
  return rows[0]?.deliveries ?? []
}

/** Writes a message's deliveries field by field, as they were written once. */
async function makeFormer(db: Database, sid: string): Promise<void> {
  const now = await documents(db, sid)
  assert.ok(now.length > 0 && now.every((one) => 'rest' in one))
  await db.query({
    text: 'update channels_message set deliveries = $2::text::jsonb where id = $1',
    values: [key(sid), JSON.stringify(fromDocuments(now))],
  })
}

describeOnEachEngine('rows of a former version', migrationSets, (open) => {
  test('a held message is shown, listed and sent, and then stands in the present form', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: delivers })])
    const from = '+15005550006'
    const sendAt = new Date(world.clock.now() + 3_600_000).toISOString()
    const { id } = await world.sms('later', { sendAt, from })
    const before = await world.get(id)
    await makeFormer(db, id)
    assert.deepEqual(await world.get(id), before)
    const found = async (status: string) =>
      (await listMessages(db, world.client.id, { status, limit: 5 })).messages.map((message) => message.id)
    assert.deepEqual(await found('held'), [id])
    const texts = () => world.channels.texts.list(world.client.id, { from, limit: 5 })
    assert.equal((await texts()).texts.length, 1)
    world.clock.advance(3_601_000)
    const { deliveries } = await world.until(id, 'delivered')
    assert.deepEqual(
      deliveries[0]?.timeline.map(({ status }) => status),
      ['accepted', 'held', 'queued', 'sending', 'sent', 'delivered'],
    )
    assert.ok((await documents(db, id)).every((one) => 'rest' in one))
    assert.deepEqual(await found('delivered'), [id])
    assert.equal((await texts()).texts.length, 1)
  })

  test('messages of either form are deleted when their time is up, and not before', async (t) => {
    const db = await open(t)
    const clock = new MovableClock()
    const world = await startWorld(t, db, [new ScriptedGateway('one', { script: delivers })], {}, clock)
    await db.query({
      text: `insert into channels_client (client_id, routing) values ($1, '{"retentionDays": 30}')`,
      values: [world.client.id],
    })
    const retention = new Retention({ db, clock, log: quiet, meter, retentionDays: 90 })
    const left = async () => {
      await retention.run()
      return (await listMessages(db, world.client.id, { limit: 9 })).messages.map((message) => message.id)
    }
    const ids: string[] = []
    for (const text of ['former', 'present']) ids.push((await world.sms(text)).id)
    for (const id of ids) await world.until(id, 'delivered')
    await makeFormer(db, ids[0] as string)
    clock.advance(29 * day)
    assert.deepEqual((await left()).length, 2)
    const { id } = await world.sms('new')
    await world.until(id, 'delivered')
    clock.advance(2 * day)
    await eventually(async () => assert.deepEqual(await left(), [id]))
  })
})
