import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { eventually, withoutKafka } from '@trunkline/testkit'
import { readTold, readTopic } from './support/read-topic.ts'
import { countMessages, patience, smsRecord, TestBroker, world } from './support/world.ts'

const trusting = { config: { trustClientId: true, topics: { partitions: 3 } } }

describe('intake', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('a record is accepted, dispatched, and told of as CloudEvents in order, keyed by the message', async (t) => {
    const { cluster, db, client, process, send } = await world(t, broker, trusting)
    await send([smsRecord(client.sid, 'hello', { key: 'ana', body: { metadata: { order: 7 } } })])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    const told = await readTold(t, cluster, 'trunkline.events', 1)
    const sequences = told.map(({ value }) => (JSON.parse(value ?? '') as { sequence: number }).sequence)
    assert.deepEqual(
      sequences,
      sequences.map((_, index) => index + 1),
    )
    const [first] = told
    assert.ok(first)
    const { headers, value, key } = first
    const data = JSON.parse(value ?? '') as Record<string, unknown>
    assert.ok(told.every((each) => each.key === data.messageId && each.partition === first.partition))
    assert.equal(key, data.messageId)
    assert.match(String(headers.ce_id), /^EV[0-9a-f]{32}$/)
    assert.match(String(headers.ce_time), /^\d{4}-\d\d-\d\dT.*Z$/)
    assert.deepEqual(
      { ...headers, ce_id: '', ce_time: '' },
      {
        ...{ ce_specversion: '1.0', ce_id: '', ce_type: 'delivery.accepted', ce_time: '' },
        ...{ ce_source: `urn:trunkline:${client.sid}`, ce_subject: data.deliveryId },
        'content-type': 'application/json',
      },
    )
    assert.deepEqual(data.metadata, { order: 7 })
    const { messages } = await process.channels.listMessages(client.id, {})
    assert.equal(messages[0]?.orderKey, 'ana')
    assert.equal(await countMessages(db), 1)
  })

  test('records of one key leave in their order', async (t) => {
    const { client, process, send } = await world(t, broker, trusting)
    const keys = ['a', 'b', 'c', 'd', 'e']
    const records = Array.from({ length: 200 }, (_, n) => {
      const key = keys[n % keys.length] ?? ''
      return smsRecord(client.sid, `${key} ${n}`, { key })
    })
    for (let i = 0; i < records.length; i += 20) await send(records.slice(i, i + 20))
    await eventually('all were sent', () => process.gateway.texts.length === 200, patience)
    for (const key of keys) {
      const numbers = process.gateway.texts.filter((text) => text.startsWith(key)).map((text) => Number(text.slice(2)))
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
        `those of ${key}`,
      )
    }
  })

  test('a record that a producer sends twice makes one message when it carries a key', async (t) => {
    const { client, process, send, db } = await world(t, broker, trusting)
    const twice = smsRecord(client.sid, 'once', { headers: { 'idempotency-key': 'order-1' } })
    await send([twice, twice])
    await send([twice, smsRecord(client.sid, 'other')])
    await eventually('both were sent', () => process.gateway.texts.length === 2, patience)
    const counted = () => process.meter.counts
    await eventually('all were read', () => counted().get('trunkline_kafka_records_total{replayed}') === 2, patience)
    assert.equal(await countMessages(db), 2)
    assert.deepEqual(process.gateway.texts.toSorted(), ['once', 'other'])
  })

  test('a client’s own topic needs no name, and its events go to its own topic too, and no other’s', async (t) => {
    const { cluster, client, other, process, send } = await world(t, broker, (sid) => ({
      config: {
        trustClientId: true,
        topics: { partitions: 3 },
        clients: { [sid]: { topics: ['first.send'], eventsTopic: 'first.events' } },
      },
    }))
    await send([smsRecord(undefined, 'mine', { topic: 'first.send', body: { channels: ['sms'] } })])
    await send([smsRecord(other.sid, 'theirs')])
    await eventually('both were sent', () => process.gateway.texts.length === 2, patience)
    const all = await readTold(t, cluster, 'trunkline.events', 2)
    const own = await readTold(t, cluster, 'first.events', 1)
    const sources = (records: typeof all) => [...new Set(records.map(({ headers }) => headers.ce_source))].toSorted()
    const first = `urn:trunkline:${client.sid}`
    assert.deepEqual(sources(own), [first])
    assert.deepEqual(sources(all), [first, `urn:trunkline:${other.sid}`].toSorted())
    const idsOf = (records: typeof all) => records.map(({ headers }) => headers.ce_id)
    assert.deepEqual(idsOf(own), idsOf(all.filter(({ headers }) => headers.ce_source === first)))
  })

  test('one client cannot send as another: what it says goes to the dead, and nothing is sent', async (t) => {
    const secret = 'the-secret-of-the-first'
    const { cluster, client, other, process, send, db } = await world(t, broker, (sid) => ({
      config: {
        trustClientId: true,
        topics: { partitions: 3 },
        clients: { [sid]: { topics: ['first.send'], secret } },
      },
    }))
    const header = { 'trunkline-secret': secret }
    await send([
      smsRecord(client.sid, 'as another', { topic: 'trunkline.send.sms' }),
      smsRecord(client.sid, 'with a guess', { headers: { 'trunkline-secret': 'a-guess-that-is-wrong' } }),
      smsRecord(other.sid, 'on a strange topic', { topic: 'first.send' }),
      smsRecord(client.sid, 'itself', { headers: header }),
    ])
    const dead = await readTopic(t, cluster, 'trunkline.dead', 3)
    await eventually('its own was sent', () => process.gateway.texts.length === 1, patience)
    assert.deepEqual(process.gateway.texts, ['itself'])
    assert.equal(await countMessages(db), 1)
    const codes = dead.map(({ headers }) => headers['dead-code']).toSorted()
    assert.deepEqual(codes, ['client-mismatch', 'client-secret-wrong', 'client-secret-wrong'])
  })

  test('what cannot be accepted goes to the dead with reason, place and headers, and the rest is accepted; tombstones are counted', async (t) => {
    const { cluster, accounts, client, other, process, send } = await world(t, broker, {
      config: { trustClientId: true, topics: { partitions: 1 }, maxRecordBytes: 4096 },
    })
    await accounts.clients.disable(other.sid, 'for the test')
    const raw = (text: string) => ({ ...smsRecord(client.sid, ''), value: Buffer.from(text) })
    const { value: _, ...tombstone } = smsRecord(client.sid, '', { key: 'gone' })
    await send([
      smsRecord(client.sid, 'good 1', { key: 'k' }),
      { ...raw('{no json'), key: Buffer.from('k'), headers: new Map([[Buffer.from('trace'), Buffer.from('t-1')]]) },
      raw('[1]'),
      smsRecord(client.sid, 'x', { body: { surprise: true } }),
      smsRecord(client.sid, 'x', { body: { to: 'nobody' } }),
      smsRecord(client.sid, 'x'.repeat(5000)),
      smsRecord(`AC${'0'.repeat(32)}`, 'x'),
      smsRecord(other.sid, 'x'),
      smsRecord(undefined, 'x'),
      tombstone,
      smsRecord(client.sid, 'x', { headers: { 'idempotency-key': '\n' } }),
      smsRecord(client.sid, 'good 2', { key: 'k' }),
    ])
    await eventually('the good ones were sent', () => process.gateway.texts.length === 2, patience)
    const dead = await readTopic(t, cluster, 'trunkline.dead', 9)
    const byOffset = dead.toSorted((a, b) => Number(a.headers['dead-offset']) - Number(b.headers['dead-offset']))
    assert.deepEqual(
      byOffset.map(({ headers }) => [headers['dead-offset'], headers['dead-code']]),
      [
        ['1', 'json-malformed'],
        ['2', 'validation-failed'],
        ['3', 'field-unknown'],
        ['4', 'number-invalid'],
        ['5', 'body-too-large'],
        ['6', 'client-unknown'],
        ['7', 'client-disabled'],
        ['8', 'client-missing'],
        ['10', 'idempotency-key-invalid'],
      ],
    )
    const [malformed, , unknown] = byOffset
    assert.equal(malformed?.value, '{no json')
    assert.equal(malformed?.key, 'k')
    const { trace, 'dead-topic': topic, 'dead-partition': partition } = malformed?.headers ?? {}
    assert.deepEqual([trace, topic, partition], ['t-1', 'trunkline.send.sms', '0'])
    assert.match(unknown?.headers['dead-errors'] ?? '', /surprise/)
    assert.deepEqual(process.gateway.texts, ['good 1', 'good 2'])
    const tombstones = () => process.meter.counts.get('trunkline_kafka_records_total{tombstone}')
    await eventually('the batch is counted behind its dead', () => tombstones() === 1, patience)
    const logged = JSON.stringify(process.log.lines, (_key, each: unknown) =>
      each instanceof Error ? each.stack : each,
    )
    assert.ok(!logged.includes('good 1'), 'what a message says is not in the log')
  })
})
