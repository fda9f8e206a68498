import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Admin } from '@platformatic/kafka'
import { type RedriveRequest, redrive } from '@trunkline/intake'
import { eventually, withoutKafka } from '@trunkline/testkit'
import { readTopic } from './support/read-topic.ts'
import { countMessages, KeptLog, patience, smsRecord, startProcess, TestBroker, world } from './support/world.ts'

const config = { trustClientId: true, topics: { partitions: 3 } }

describe('redrive', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('sends dead records again once their fault is mended; however often, each makes one message', async (t) => {
    const { cluster, accounts, db, other, process, send } = await world(t, broker, { config })
    const connection = { brokers: [cluster.bootstrap], clientId: 'test' }
    const again = (request: RedriveRequest) => redrive(request, { connection, config, log: new KeptLog() })
    await accounts.clients.disable(other.sid, 'for the test')
    const named = { headers: { 'idempotency-key': 'mine' } }
    await send([
      smsRecord(other.sid, 'one', { key: 'k' }),
      smsRecord(other.sid, 'two', named),
      smsRecord(undefined, 'never'),
    ])
    await readTopic(t, cluster, 'trunkline.dead', 3)

    const dry = await again({ dryRun: true })
    assert.deepEqual([dry.seen, Object.fromEntries(dry.sent)], [3, { 'client-disabled': 2, 'client-missing': 1 }])

    await accounts.clients.enable(other.sid)
    const byReason = await again({ code: 'client-disabled' })
    assert.deepEqual(
      [Object.fromEntries(byReason.sent), Object.fromEntries(byReason.left)],
      [{ 'client-disabled': 2 }, { 'other-reason': 1 }],
    )
    await eventually('both were sent', () => process.gateway.texts.length === 2, patience)

    const all = await again({})
    assert.equal(all.seen, 3, 'with a reason nothing is passed over')
    await readTopic(t, cluster, 'trunkline.dead', 4)
    const replayed = () => process.meter.counts.get('trunkline_kafka_records_total{replayed}')
    await eventually('those that were accepted are known', () => replayed() === 2, patience)
    assert.equal(await countMessages(db), 2)
    assert.deepEqual(process.gateway.texts.toSorted(), ['one', 'two'])

    const rest = await again({})
    assert.deepEqual(Object.fromEntries(rest.sent), { 'client-missing': 1 }, 'it goes on where it has come to')
    const limited = await again({ all: true, limit: 1 })
    assert.deepEqual([...limited.sent.values()], [1])
    const theirs = await again({ clientSid: other.sid, dryRun: true })
    assert.deepEqual(Object.fromEntries(theirs.sent), { 'client-disabled': 2 })
  })

  test('a record that was accepted, and was dead when it was read again, makes no second message', async (t) => {
    const { cluster, accounts, db, other, process, send } = await world(t, broker, { config })
    await send([smsRecord(other.sid, 'one')])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    await process.stop()
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [cluster.bootstrap], retries: 10, retryDelay: 300 })
    t.after(() => admin.close())
    // As if the process had died before it committed: refused for as long as the brokers take the group for one with members.
    await eventually(() => admin.deleteGroups({ groups: ['trunkline'] }), patience)
    await db.query({ text: 'delete from intake_position', values: [] })
    await accounts.clients.disable(other.sid, 'for the test')
    const next = startProcess(t, db, cluster, { config })
    await next.start()
    await readTopic(t, cluster, 'trunkline.dead', 1)
    await accounts.clients.enable(other.sid)
    const connection = { brokers: [cluster.bootstrap], clientId: 'test' }
    const report = await redrive({}, { connection, config, log: new KeptLog() })
    assert.deepEqual(Object.fromEntries(report.sent), { 'client-disabled': 1 })
    const replayed = () => next.meter.counts.get('trunkline_kafka_records_total{replayed}')
    await eventually('it is known', () => replayed() === 1, patience)
    assert.deepEqual([await countMessages(db), next.gateway.texts.length], [1, 0])
  })

  test('what somebody else put into the topic is left there, also when it names a topic', async (t) => {
    const { cluster, send } = await world(t, broker, { config })
    const forged = { 'dead-topic': 'their.topic', 'dead-topic-id': 'x', 'dead-partition': '0', 'dead-offset': '0' }
    await send([
      smsRecord(undefined, 'x', { topic: 'trunkline.dead' }),
      smsRecord(undefined, 'x', { topic: 'trunkline.dead', headers: forged }),
    ])
    const connection = { brokers: [cluster.bootstrap], clientId: 'test' }
    const report = await redrive({}, { connection, config, log: new KeptLog() })
    assert.deepEqual([report.seen, report.sent.size, Object.fromEntries(report.left)], [2, 0, { foreign: 2 }])
  })
})
