import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { eventually, withoutKafka } from '@trunkline/testkit'
import { countMessages, patience, readTopic, smsRecord, TestBroker, world } from './support/world.ts'

const trusting = { config: { trustClientId: true, topics: { partitions: 3 } } }

describe('intake', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('a record is accepted, dispatched, and told of as CloudEvents in order, keyed by the message', async (t) => {
    const { cluster, db, client, process, send } = await world(t, broker, trusting)
    await send([smsRecord(client.sid, 'hello', { key: 'ana', body: { metadata: { order: 7 } } })])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    const told = await readTopic(t, cluster, 'trunkline.events', 4)
    const types = told.map(({ headers }) => headers.ce_type)
    assert.deepEqual(
      types,
      ['delivery.accepted', 'delivery.queued', 'delivery.sending', 'delivery.sent', 'delivery.delivered'].slice(
        0,
        types.length,
      ),
    )
    const [first] = told
    assert.ok(first)
    const { headers, value, key } = first
    const data = JSON.parse(value ?? '') as Record<string, unknown>
    assert.equal(key, data.messageId)
    assert.match(String(headers.ce_id), /^EV[0-9a-f]{32}$/)
    assert.deepEqual(
      { ...headers, ce_id: '', ce_time: '' },
      {
        ...{ ce_specversion: '1.0', ce_id: '', ce_type: 'delivery.accepted', ce_time: '' },
        ...{
          ce_source: `urn:trunkline:${client.sid}`,
          ce_subject: data.deliveryId,
          'content-type': 'application/json',
        },
      },
    )
    assert.deepEqual(data.metadata, { order: 7 })
    const { messages } = await process.channels.listMessages(client.id, {})
    assert.equal(messages[0]?.orderKey, 'ana')
    assert.equal(await countMessages(db), 1)
  })
})
