import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { kill } from 'node:process'
import { after, describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createIntake } from '@trunkline/intake'
import { eventually, withoutKafka } from '@trunkline/testkit'
import { SteadyProducer } from '../src/connection/steady-producer.ts'
import { noMeter } from '../src/ports.ts'
import { GroupSession } from '../src/reader/group-session.ts'
import { TopicKeeper } from '../src/topics/topic-keeper.ts'
import { heldAcceptance } from './support/held-acceptance.ts'
import { KeptLog, ownCluster, patience, smsRecord, TestBroker, world } from './support/world.ts'

/** Longer than intake gives brokers in all, and shorter than the library's patience with one request (30 s). */
const soon = 25_000
const log = { debug() {}, info() {}, warn() {}, error() {} }

/** How long something takes, milliseconds. */
async function duration(work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work
  return performance.now() - began
}

/** A broker that takes connections and whatever is written to them, and says nothing. */
async function silentBroker(t: TestContext) {
  const sockets = new Set<Socket>()
  let bytes = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined) // Whoever connected may break off.
    socket.on('data', (data) => {
      bytes += data.length
    })
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    connection: { brokers: [`127.0.0.1:${port}`], clientId: 'test' },
    asked: () => eventually(() => assert.ok(bytes > 0), patience),
    left: () => eventually(() => assert.equal(sockets.size, 0), patience),
  }
}

test('a stop does not wait for brokers that take connections and never answer, nor leaves any open', async (t) => {
  const { connection, asked, left } = await silentBroker(t)
  const follower = { leading: false, registered: async () => {}, lag: async () => 0, stop: async () => {} }
  const intake = createIntake({
    db: { query: () => Promise.reject(new Error('nothing is to be asked')) },
    connection,
    config: {},
    acceptance: { acceptMany: async () => [], room: () => 1 },
    clients: { find: async () => undefined, onChange: () => () => {} },
    events: { follow: () => follower },
    clock: { now: () => Date.now() },
    log,
  })
  await intake.start()
  await asked()
  const took = await duration(intake.stop())
  assert.ok(took < soon, `it took ${took} ms`)
  await left()
})

test('a producer that is closed fails what it waits for and what is asked of it later, and leaves no connection', async (t) => {
  const { connection, asked, left } = await silentBroker(t)
  const producer = new SteadyProducer(connection)
  const records = [{ topic: 'told', key: null, value: 'v', headers: [] }]
  const [first, second] = [producer.write(records), producer.write(records)]
  const failed = Promise.all([assert.rejects(first, /closed/), assert.rejects(second, /closed/)])
  await asked()
  const took = await duration(Promise.all([producer.close(), failed]))
  assert.ok(took < soon, `it took ${took} ms`)
  await assert.rejects(producer.write(records), /closed/)
  await left()
})

describe('the end of intake', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('is not held up by a dead record for brokers that hang, and the record comes again', async (t) => {
    const own = await ownCluster(t)
    const held = heldAcceptance()
    const config = { trustClientId: true, topics: { partitions: 1 } }
    const { client, process, send } = await world(t, new TestBroker(own), { config, acceptance: held.wrap })
    await send([smsRecord(client.sid, 'good'), { ...smsRecord(client.sid, 'bad'), value: Buffer.from('{') }])
    await held.entered
    const [only] = own.brokers
    assert.ok(only)
    kill(only.pid, 'SIGSTOP')
    held.letGo()
    await eventually(() => assert.equal(process.gateway.texts.length, 1), patience)
    // The dead record is under way by now, or as good as.
    await sleep(500)
    const took = await duration(process.stop())
    assert.ok(took < soon, `it took ${took} ms`)
    assert.equal(process.meter.counts.get('trunkline_kafka_dead_total{json-malformed}'), undefined)
  })

  test('calls no topic missing that it did not wait for', async (t) => {
    const own = await ownCluster(t)
    const [only] = own.brokers
    assert.ok(only)
    const stop = new AbortController()
    const kept = new KeptLog()
    const info = (fields: object, message: string) => {
      kept.info(fields, message)
      kill(only.pid, 'SIGSTOP') // The first is made, and the second is asked for in vain.
      setTimeout(() => stop.abort(), 500)
    }
    const keeper = new TopicKeeper(
      { brokers: own.bootstrap.split(','), clientId: 'test' },
      { debug() {}, info, warn: (fields, message) => kept.warn(fields, message), error() {} },
    )
    const plan = ['one', 'two', 'three'].map((name) => ({
      name,
      purpose: 'send' as const,
      partitions: 1,
      replicas: 1,
      settings: {},
    }))
    await assert.rejects(keeper.make(plan, true, stop.signal), { name: 'AbortError' })
    assert.deepEqual(
      kept.lines.map(({ message }) => message),
      ['made a topic'],
    )
  })

  test('of a membership says nothing of the brokers, whatever fails because of it', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('trunkline.send', { partitions: 2 })
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const told: unknown[] = []
    const find = async (): Promise<never> => {
      asked.resolve()
      await held.promise
      throw new Error('too late')
    }
    const session = new GroupSession({
      connection: { brokers: cluster.bootstrap.split(','), clientId: 'test' },
      ...{ group: `ending-${Math.random()}`, topics: ['trunkline.send'], positions: { find, note() {} } },
      ...{ log: new KeptLog(), meter: noMeter, onRecords() {} },
      onContact: (error) => void told.push(error),
    })
    await session.open()
    await asked.promise
    await session.close()
    told.length = 0
    held.resolve()
    await sleep(1000)
    assert.deepEqual(told, [])
  })
})
