import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { Admin } from '@platformatic/kafka'
import { openDatabase } from '@trunkline/postgres'
import { clonedDatabase, eventually, startProgram, withoutKafka, withoutPostgres } from '@trunkline/testkit'
import {
  countMessages,
  KeptLog,
  migrationSets,
  patience,
  RememberingGateway,
  senderTo,
  smsRecord,
  startProcess,
  TestBroker,
  world,
} from './support/world.ts'

const config = { trustClientId: true, topics: { partitions: 4 } }
const inOrder = (texts: readonly string[], key: string) => {
  const numbers = texts.filter((text) => text.startsWith(`${key} `)).map((text) => Number(text.split(' ')[1]))
  assert.deepEqual(
    numbers,
    numbers.toSorted((a, b) => a - b),
    `those of ${key} are in order`,
  )
}

describe('the consumer group', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('processes that come and go share the partitions; nothing is lost, doubled or out of order', async (t) => {
    const gateway = new RememberingGateway()
    const { client, cluster, db, process, send } = await world(t, broker, { config, gateway })
    const total = 600
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const sending = (async () => {
      for (let n = 0; n < total; n += 10) {
        const batch = Array.from({ length: 10 }, (_, i) => {
          const key = keys[(n + i) % keys.length] ?? ''
          return smsRecord(client.sid, `${key} ${n + i}`, { key })
        })
        await send(batch)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })()
    const second = startProcess(t, db, cluster, { config, gateway })
    await second.start()
    const share = () => second.meter.gauges.get('trunkline_kafka_partitions{}') ?? 0
    await eventually('the second has its share', () => share() === 10, patience)
    await process.stop()
    await eventually('the second has all', () => share() === 20, patience)
    await sending
    await eventually('all were sent', () => gateway.texts.length >= total, patience)
    assert.equal(await countMessages(db), total)
    assert.equal(new Set(gateway.texts).size, total)
    assert.equal(gateway.texts.length, total)
    for (const key of keys) inOrder(gateway.texts, key)
  })

  test('a process that is killed between the database’s commit and that of the offsets doubles nothing', {
    skip: withoutPostgres,
  }, async (t) => {
    const cluster = await broker.cluster(t)
    const url = await clonedDatabase(t, migrationSets)
    const db = await openDatabase({ url, log: new KeptLog() })
    t.after(() => db.close())
    const survivor = startProcess(t, db, cluster, { config })
    const { client } = await survivor.accounts.clients.create({ name: 'first' })
    const dying = startProgram(t, new URL('./programs/dying-process.ts', import.meta.url), [url, cluster.bootstrap])
    await eventually(async () => assert.ok((await cluster.admin.topics()).includes('trunkline.dead')), patience)
    await senderTo(t, cluster)(Array.from({ length: 30 }, (_, n) => smsRecord(client.sid, `k ${n}`, { key: 'k' })))
    const { signal } = await dying.ended
    assert.equal(signal, 'SIGKILL')
    const accepted = Number(/accepted (\d+)/.exec(dying.output())?.[1])
    assert.ok(accepted > 0 && (await countMessages(db)) === accepted)
    const committed = await cluster.admin.committed('trunkline')
    assert.ok(
      [...committed.values()].every((offset) => offset <= 0n),
      'no offset was committed',
    )
    await survivor.start()
    await eventually('all were sent', () => survivor.gateway.texts.length >= 30, patience)
    const replayed = () => survivor.meter.counts.get('trunkline_kafka_records_total{replayed}')
    await eventually('those of before were read again and known', () => replayed() === accepted, patience)
    assert.equal(await countMessages(db), 30)
    assert.deepEqual(
      survivor.gateway.texts,
      Array.from({ length: 30 }, (_, n) => `k ${n}`),
    )
  })

  test('partitions that a topic is given later are read too', async (t) => {
    const { client, cluster, process, send } = await world(t, broker, { config })
    await send([smsRecord(client.sid, 'first')])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    await cluster.admin.addPartitions('trunkline.send.sms', 6)
    // Another one than before, which knows of no partition but the old ones.
    await senderTo(t, cluster)([smsRecord(client.sid, 'in the new one', { partition: 5 })])
    await eventually('the new one was read', () => process.gateway.texts.length === 2, patience)
  })

  test('a group whose offsets the brokers have forgotten goes on where it was, and a topic that is made again is read from its beginning', async (t) => {
    const { client, cluster, db, process, send } = await world(t, broker, { config })
    await send(Array.from({ length: 20 }, (_, n) => smsRecord(client.sid, `old ${n}`)))
    await eventually('all were sent', () => process.gateway.texts.length === 20, patience)
    await process.stop()
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [cluster.bootstrap], retries: 10, retryDelay: 300 })
    t.after(() => admin.close())
    // Refused for as long as the brokers take the group for one with members.
    await eventually(() => admin.deleteGroups({ groups: ['trunkline'] }), patience)
    await db.query({ text: 'delete from channels_record', values: [] })
    const next = startProcess(t, db, cluster, { config })
    await next.start()
    await send([smsRecord(client.sid, 'new')])
    await eventually('the new one was sent', () => next.gateway.texts.length === 1, patience)
    assert.deepEqual(next.gateway.texts, ['new'])
    assert.equal(await countMessages(db), 21)
    await next.stop()
    await admin.deleteTopics({ topics: ['trunkline.send.sms'] })
    await eventually(async () => assert.ok(!(await admin.listTopics()).includes('trunkline.send.sms')), patience)
    const last = startProcess(t, db, cluster, { config })
    await last.start()
    await eventually('it is up', () => last.intake.state().state === 'up', patience)
    await send([smsRecord(client.sid, 'in the topic that was made again')])
    await eventually('it was sent', () => last.gateway.texts.length === 1, patience)
  })

  test('a stop commits what is done, so that the next process reads nothing again', async (t) => {
    const { client, cluster, db, process, send } = await world(t, broker, { config })
    await send(Array.from({ length: 40 }, (_, n) => smsRecord(client.sid, `m${n}`)))
    await eventually('all were sent', () => process.gateway.texts.length === 40, patience)
    await process.stop()
    const next = startProcess(t, db, cluster, { config })
    await next.start()
    await send([smsRecord(client.sid, 'one more')])
    await eventually('it was sent', () => next.gateway.texts.length === 1, patience)
    assert.equal(next.meter.counts.get('trunkline_kafka_records_total{replayed}'), undefined)
  })
})
