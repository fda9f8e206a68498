import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { checkTopics } from '@trunkline/intake'
import { eventually, type KafkaOptions, selfSigned, withoutKafka } from '@trunkline/testkit'
import { KeptLog, ownCluster, patience, smsRecord, TestBroker, world } from './support/world.ts'

const trusting = { trustClientId: true }
const log = new KeptLog()

describe('topics', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('a check tells what is missing with the command that makes it, and nothing once they were made', async (t) => {
    const cluster = await broker.cluster(t)
    const connection = { brokers: [cluster.bootstrap], clientId: 'test' }
    const config = {
      topics: { partitions: 3, replicas: 1, deadHours: 24 },
      clients: { [`AC${'a'.repeat(32)}`]: { topics: ['own'], eventsTopic: 'own.events' } },
    }
    const before = await checkTopics(connection, config, log)
    assert.deepEqual(
      before.map(({ name, state }) => [name, state]),
      [
        ...[
          'trunkline.send',
          'trunkline.send.sms',
          'trunkline.send.email',
          'trunkline.send.push',
          'trunkline.send.call',
        ],
        ...['own', 'trunkline.events', 'own.events', 'trunkline.dead'],
      ].map((name) => [name, 'missing']),
    )
    const dead = `kafka-topics.sh --bootstrap-server ${cluster.bootstrap} --create --topic trunkline.dead --partitions 3 --replication-factor 1 --config retention.ms=86400000`
    assert.ok(before.at(-1)?.command?.startsWith(dead), before.at(-1)?.command ?? 'no command')
    await world(t, broker, { config })
    await eventually(async () => {
      const findings = await checkTopics(connection, config, log)
      assert.ok(
        findings.every(({ state }) => state === 'ok'),
        JSON.stringify(findings),
      )
    }, patience)
    const larger = await checkTopics(connection, { ...config, maxRecordBytes: 5_000_000 }, log)
    const [send] = larger
    assert.equal(send?.state, 'differs')
    assert.match(
      send?.command ?? '',
      /kafka-configs\.sh .* --entity-name trunkline\.send --add-config max\.message\.bytes=\d{7}$/,
    )
  })

  test('where topics may not be made, those that are there are read, and what is missing is told', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('trunkline.send.sms')
    await cluster.admin.createTopic('trunkline.dead')
    const { client, process, send } = await world(t, broker, { config: { ...trusting, topics: { create: false } } })
    await send([smsRecord(client.sid, 'hello')])
    await eventually('it was sent', () => process.gateway.texts.length === 1, patience)
    assert.deepEqual((await cluster.admin.topics()).toSorted(), ['trunkline.dead', 'trunkline.send.sms'])
    const { state, detail } = process.intake.state()
    assert.equal(state, 'degraded')
    assert.match(detail ?? '', /trunkline\.send, .*trunkline\.events.*kafka check/)
  })

  test('brokers that do not answer are told in one line', async () => {
    const away = checkTopics({ brokers: ['127.0.0.1:1'], clientId: 'test' }, {}, log)
    await assert.rejects(away, { code: 'BROKER_AWAY', message: /^Kafka at 127\.0\.0\.1:1 cannot be asked: [^\n]+$/ })
  })

  const secured: readonly [
    'plain' | 'scram-sha-256' | 'scram-sha-512',
    NonNullable<KafkaOptions['sasl']>['mechanism'],
  ][] = [
    ['plain', 'PLAIN'],
    ['scram-sha-256', 'SCRAM-SHA-256'],
    ['scram-sha-512', 'SCRAM-SHA-512'],
  ]
  for (const [mechanism, name] of secured) {
    test(`brokers that ask for TLS and ${name} are served, and a wrong password is told`, async (t) => {
      const tls = selfSigned()
      const cluster = await ownCluster(t, { tls, sasl: { mechanism: name, users: { alice: 'in-the-garden' } } })
      const connection = (password: string) => ({
        tls: { ca: tls.cert },
        sasl: { mechanism, username: 'alice', password },
      })
      const { process } = await world(t, new TestBroker(cluster), {
        config: { ...trusting, topics: { partitions: 1 } },
        connection: connection('in-the-garden'),
      })
      await eventually('it is up', () => process.intake.state().state === 'up', patience)
      const wrong = checkTopics({ brokers: [cluster.bootstrap], clientId: 'test', ...connection('a-guess') }, {}, log)
      await assert.rejects(wrong, { name: 'IntakeError', code: 'BROKER_REFUSED' })
      const { sasl } = connection('in-the-garden')
      const untrusted = checkTopics({ brokers: [cluster.bootstrap], clientId: 'test', tls: {}, sasl }, {}, log)
      await assert.rejects(untrusted, { name: 'IntakeError', code: 'BROKER_AWAY', message: /certificate/ })
    })
  }
})
