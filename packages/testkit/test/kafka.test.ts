import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { inspect } from 'node:util'
import { Admin } from '@platformatic/kafka'
import { eventually, type KafkaCluster, selfSigned, startKafka, startProgram, withoutKafka } from '@trunkline/testkit'

const patience = 120_000
const alice = { mechanism: 'SCRAM-SHA-512', users: { alice: 'in-the-garden' } } as const

/** The topics that a client sees, or the words in which it is refused. */
async function topicsSeen(cluster: KafkaCluster, options: Partial<ConstructorParameters<typeof Admin>[0]>) {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [cluster.bootstrap], retries: 0, ...options })
  try {
    return await admin.listTopics()
  } catch (error) {
    return inspect(error, { depth: 10 })
  } finally {
    await admin.close().catch(() => undefined) // It never connected.
  }
}

describe('a Kafka that a test starts', { skip: withoutKafka }, () => {
  test('creates topics, and tells who leads them', async (t) => {
    const kafka = await startKafka()
    t.after(() => kafka.stop())
    await kafka.admin.createTopic('first', { partitions: 3, settings: { 'cleanup.policy': 'compact' } })
    await kafka.admin.addPartitions('first', 4)
    assert.deepEqual(await kafka.admin.topics(), ['first'])
    assert.deepEqual(await kafka.admin.describeTopic('first'), Array(4).fill({ leader: 1, replicas: [1], inSync: [1] }))
    assert.deepEqual(await topicsSeen(kafka, {}), ['first'])
    await assert.rejects(kafka.admin.createTopic('first'))
  })

  test('goes on with two brokers when the third is killed, and takes it back', async (t) => {
    const kafka = await startKafka({ brokers: 3 })
    t.after(() => kafka.stop())
    await kafka.admin.createTopic('first', { partitions: 3 })
    const [, second] = kafka.brokers
    assert.ok(second)
    await second.kill()
    assert.throws(() => second.pid, /does not run/)
    await eventually(async () => {
      const partitions = await kafka.admin.describeTopic('first')
      assert.ok(partitions.every(({ leader, inSync }) => leader > 0 && leader !== 2 && inSync.length === 2))
    }, patience)
    await second.restart()
    await eventually(async () => {
      const partitions = await kafka.admin.describeTopic('first')
      assert.ok(partitions.every(({ inSync }) => inSync.length === 3))
    }, patience)
  })

  test('lets only those in who know a password, over TLS', async (t) => {
    const tls = selfSigned()
    const kafka = await startKafka({ tls, sasl: alice })
    t.after(() => kafka.stop())
    await kafka.admin.createTopic('first')
    const sasl = { mechanism: alice.mechanism, username: 'alice', password: alice.users.alice }
    assert.deepEqual(await topicsSeen(kafka, { tls: { ca: tls.cert }, sasl }), ['first'])
    const wrong = { ...sasl, password: 'in-the-house' }
    assert.match(String(await topicsSeen(kafka, { tls: { ca: tls.cert }, sasl: wrong })), /auth/i)
    assert.equal(typeof (await topicsSeen(kafka, { tls: {}, sasl })), 'string')
  })

  test('is gone with its folder when the process that started it is killed', async (t) => {
    const owner = startProgram(t, new URL('./programs/kafka-owner.ts', import.meta.url))
    const [, pid, folder] = await owner.printed(/broker (\d+) in (\S+)\n/, patience)
    assert.ok(existsSync(`/proc/${pid}`) && existsSync(String(folder)))
    await owner.stop('SIGKILL')
    await eventually(() => assert.ok(!existsSync(`/proc/${pid}`) && !existsSync(String(folder))), patience)
  })
})
