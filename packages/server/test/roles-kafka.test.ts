import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka'
import {
  clonedDatabase,
  eventually,
  type KafkaCluster,
  startKafka,
  tempFolder,
  withoutKafka,
  withoutPostgres,
} from '@trunkline/testkit'
import { ledBy, startRoles } from './support/role-process.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

const patience = 90_000
/** What may pass until another process does what a dead one did for all. Milliseconds. */
const failOver = 5_000
/** What may pass until the records of a dead process's partitions are read by another. Milliseconds. */
const takeOver = 30_000
const follower = 'events-follower-kafka'

/** One broker for the tests of this file; each has topics of its own by a group and topics that it names. */
let cluster: Promise<KafkaCluster> | undefined
after(async () => (await cluster)?.stop())

interface Page {
  readonly messages: readonly { readonly status: string; readonly metadata: { readonly number?: string } }[]
}

/** An API process, and what the others need to be its company: they take part in a group of this test's own. */
async function company(t: TestContext, name: string) {
  cluster ??= startKafka()
  const kafka = await cluster
  const file = join(tempFolder(t), 'trunkline.yaml')
  const config = { trustClientId: true, group: name, topics: { partitions: 4 } }
  writeFileSync(file, JSON.stringify({ kafka: config }))
  const env = {
    DATABASE_URL: await clonedDatabase(t, []),
    TRUNKLINE_SECRET: 'a secret that all of them know',
    TRUNKLINE_CONFIG: file,
    KAFKA_BROKERS: kafka.bootstrap,
  }
  const api = await startServer(t, { folder: tempFolder(t), env: { ...env, TRUNKLINE_ROLES: 'api' } })
  const sender = new Producer({
    clientId: 'test',
    bootstrapBrokers: [kafka.bootstrap],
    serializers: stringSerializers,
    retries: 10,
    retryDelay: 300,
  })
  t.after(() => sender.close())
  let sent = 0
  /** Sends so many records more, dealt to eight keys. */
  const send = async (count: number) => {
    const messages = Array.from({ length: count }, () => record(api.demo.accountSid, sent++))
    await sender.send({ messages, acks: ProduceAcks.ALL })
  }
  return { kafka, env, api, send }
}

function record(clientId: string, number: number) {
  const message = {
    clientId,
    to: '+14155550123',
    content: { text: `number ${number}` },
    metadata: { number: `${number}` },
  }
  // The producer may send a batch again of which some partitions had no leader yet.
  const headers = { 'idempotency-key': `number ${number}` }
  return { topic: 'trunkline.send.sms', key: `key ${number % 8}`, value: JSON.stringify(message), headers }
}

/** How many messages there are of each number. */
async function numbersOf(api: RunningServer, status?: string): Promise<string[]> {
  const { json } = await api.call('GET', '/v1/messages?limit=200')
  const found = (json as Page).messages.filter((message) => status === undefined || message.status === status)
  return found.map(({ metadata }) => metadata.number ?? '').sort((a, b) => Number(a) - Number(b))
}

const upTo = (count: number) => Array.from({ length: count }, (_, number) => String(number))

describe('the roles of Kafka', { skip: withoutPostgres || withoutKafka }, () => {
  test('are split over processes: one takes in, another sends, and either may be away', async (t) => {
    const { env, api, send, kafka } = await company(t, 'split')
    const intake = await startRoles(t, 'intake', env)
    await eventually(async () => assert.ok((await kafka.admin.topics()).includes('trunkline.send.sms')), patience)
    await send(20)
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'queued'), upTo(20)), patience)
    await startRoles(t, 'worker', env)
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'delivered'), upTo(20)), patience)
    assert.deepEqual(await intake.stop(), { code: 0, signal: null })
    await send(10)
    await startRoles(t, 'intake', env)
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'delivered'), upTo(30)), patience)
  })

  test('are taken over from a process that is killed: events within 5 s, records within 30 s, none twice', async (t) => {
    const { env, api, send } = await company(t, 'killed')
    const first = await startRoles(t, 'worker,intake', env)
    await eventually(() => assert.ok(ledBy(first).includes(follower)), patience)
    const second = await startRoles(t, 'worker,intake', env)
    await send(20)
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'delivered'), upTo(20)), patience)
    const began = performance.now()
    await first.stop('SIGKILL')
    const sending = send(40)
    await eventually(() => assert.ok(ledBy(second).includes(follower)), patience)
    const ledAgain = performance.now() - began
    await sending
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'delivered'), upTo(60)), patience)
    const readAgain = performance.now() - began
    assert.ok(ledAgain <= failOver, `events were told again after ${Math.round(ledAgain)} ms`)
    assert.ok(readAgain <= takeOver, `all records were read after ${Math.round(readAgain)} ms`)
  })

  test('wait for a broker that is away, and the API goes on', async (t) => {
    const { env, api, send, kafka } = await company(t, 'away')
    const both = await startRoles(t, 'worker,intake', env)
    const [, probes = ''] = await both.printed(/probes at (\S+)\n/)
    const kafkaState = async () => {
      const answer = await fetch(probes)
      const { parts } = (await answer.json()) as { parts: { name: string; state: string; essential: boolean }[] }
      return [answer.status, parts.find(({ name }) => name === 'kafka')?.state]
    }
    await send(5)
    await eventually(async () => assert.deepEqual(await numbersOf(api, 'delivered'), upTo(5)), patience)
    await eventually(async () => assert.deepEqual(await kafkaState(), [200, 'up']), patience)
    const [broker] = kafka.brokers
    await broker?.kill()
    await eventually(async () => assert.deepEqual(await kafkaState(), [200, 'down']), patience)
    const { status } = await api.call('POST', '/v1/sms', { to: '+14155550123', content: { text: 'by HTTP' } })
    assert.equal(status, 202)
    await broker?.restart()
    await eventually(async () => assert.deepEqual(await kafkaState(), [200, 'up']), patience)
    await send(5)
    await eventually(async () => {
      const numbers = await numbersOf(api, 'delivered')
      assert.deepEqual(
        numbers.filter((each) => each !== ''),
        upTo(10),
      )
    }, patience)
  })
})
