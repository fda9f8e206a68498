import assert from 'node:assert/strict'
import { after, describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { eventually, type KafkaCluster, withoutKafka } from '@trunkline/testkit'
import { isTooLarge } from '../src/connection/broker-failure.ts'
import { keyPartition } from '../src/connection/key-partition.ts'
import type { OutgoingRecord } from '../src/connection/outgoing-record.ts'
import { SteadyProducer } from '../src/connection/steady-producer.ts'
import { readAll, readTopic, type SeenRecord } from './support/read-topic.ts'
import { ownCluster, patience, TestBroker } from './support/world.ts'

const partitions = 3
const connectionOf = (bootstrap: string) => ({ brokers: bootstrap.split(','), clientId: 'test' })
const recordOf = (n: number, more: Partial<OutgoingRecord> = {}): OutgoingRecord => ({
  topic: 'told',
  key: `key-${n % 7}`,
  value: `${n}`,
  headers: [
    ['n', `${n}`],
    [Buffer.from('ümlaut'), Buffer.from('雨')],
  ],
  ...more,
})
const numbersOf = (records: readonly SeenRecord[]) => records.map(({ value }) => Number.parseInt(value ?? '', 10))

/** Numbers by key, in the order of the topic. */
function byKey(records: readonly SeenRecord[]): ReadonlyMap<string | undefined, readonly number[]> {
  return new Map([...Map.groupBy(records, ({ key }) => key)].map(([key, each]) => [key, numbersOf(each)]))
}

/** A producer that has its id: brokers that have just begun may have none to give yet, and then whoever writes has to write again. */
async function readyProducer(t: TestContext, { bootstrap }: KafkaCluster): Promise<SteadyProducer> {
  const producer = new SteadyProducer(connectionOf(bootstrap))
  t.after(() => producer.close())
  await eventually(() => producer.write([]), patience)
  return producer
}

/** Waits until all replicas are: two brokers that are away at once would be more than three promise to survive. */
const inStep = ({ admin }: KafkaCluster) =>
  eventually(async () => {
    const found = await admin.describeTopic('told')
    assert.ok(found.length > 0 && found.every(({ inSync }) => inSync.length === 3))
  }, patience)

/** Writes batches of a hundred numbers, each again until it is acknowledged, as whoever tells events does. */
class SteadyWriter {
  readonly #producer: SteadyProducer
  readonly #running: Promise<void>
  #stopped = false
  written = 0
  failed = 0

  constructor(producer: SteadyProducer) {
    this.#producer = producer
    this.#running = this.#run()
    this.#running.catch(() => undefined) // `finish` tells of it.
  }

  finish(): Promise<void> {
    this.#stopped = true
    return this.#running
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const batch = Array.from({ length: 100 }, (_, n) => recordOf(this.written + n))
      if (await this.#acknowledged(batch)) this.written += batch.length
      else this.failed += 1
      await sleep(20)
    }
  }

  async #acknowledged(batch: readonly OutgoingRecord[]): Promise<boolean> {
    let late: NodeJS.Timeout | undefined
    // A write that neither works nor fails is a fault of its own, and no reason to wait for ever.
    const tooLate = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('a write did not end')), patience)
    })
    const done = this.#producer.write(batch).then(
      () => true,
      () => false,
    )
    return Promise.race([done, tooLate]).finally(() => clearTimeout(late))
  }
}

describe('the producer', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('what is written in many requests, some at the same time, stands once and in order where its key belongs', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('told', { partitions })
    const producer = await readyProducer(t, cluster)
    const padding = ' '.repeat(1000)
    // Some 3 MB: several requests a call.
    const parts = [0, 1, 2].map((part) =>
      Array.from({ length: 1000 }, (_, n) => recordOf(part * 1000 + n, { value: `${part * 1000 + n}${padding}` })),
    )
    await Promise.all(parts.map((records) => producer.write(records)))
    const seen = await readAll(t, cluster, 'told', { count: 3000 })
    assert.deepEqual(
      numbersOf(seen).toSorted((a, b) => a - b),
      Array.from({ length: 3000 }, (_, n) => n),
    )
    for (const [key, numbers] of byKey(seen)) {
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
        String(key),
      )
    }
    assert.ok(seen.every(({ key, partition }) => partition === keyPartition(String(key), partitions)))
    assert.ok(seen.every(({ headers, value }) => headers.n === String(Number(value)) && headers.ümlaut === '雨'))
  })

  test('a record without key goes to any partition, one with a partition to that, and one may be empty', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('told', { partitions })
    const producer = await readyProducer(t, cluster)
    const keyless = Array.from({ length: 6 }, (_, n) => recordOf(n, { key: null }))
    await producer.write([...keyless, recordOf(6, { partition: 2, value: null, headers: [] })])
    const seen = await readTopic(t, cluster, 'told', 7)
    assert.equal(new Set(seen.filter(({ key }) => key !== 'key-6').map(({ partition }) => partition)).size, partitions)
    const empty = seen.find(({ key }) => key === 'key-6')
    assert.deepEqual([empty?.partition, empty?.value, empty?.headers], [2, undefined, {}])
  })

  test('a record that is larger than the topic takes is refused as that, and the next one is written', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('told', { partitions })
    const producer = await readyProducer(t, cluster)
    await assert.rejects(producer.write([recordOf(0, { value: 'x'.repeat(2_000_000) })]), isTooLarge)
    // Together they would be too large for one batch; each alone is not.
    const large = [1, 2, 3].map((n) => recordOf(n, { key: 'one', value: `${n}${'雨'.repeat(250_000)}` }))
    await producer.write(large)
    assert.deepEqual(numbersOf(await readTopic(t, cluster, 'told', 3)), [1, 2, 3])
  })

  test('loses nothing that was acknowledged, and keeps the order, when brokers are killed while it writes', async (t) => {
    const own = await ownCluster(t, { brokers: 3 })
    await own.admin.createTopic('told', { partitions })
    const producer = new SteadyProducer(connectionOf(own.bootstrap))
    t.after(() => producer.close())
    const writer = new SteadyWriter(producer)
    const goesOn = (records: number) => {
      const from = writer.written
      return eventually(() => assert.ok(writer.written >= from + records), patience)
    }
    for (const broker of own.brokers.slice(0, 2)) {
      await goesOn(500)
      await broker.kill()
      await goesOn(500)
      await broker.restart()
      await inStep(own)
    }
    await writer.finish()
    // What was not acknowledged may stand there twice.
    const identity = ({ headers }: SeenRecord) => String(headers.n)
    const seen = await readAll(t, own, 'told', { count: writer.written, identity })
    const all = Array.from({ length: writer.written }, (_, n) => n)
    const found = new Set(numbersOf(seen))
    assert.deepEqual(
      all.filter((n) => !found.has(n)),
      [],
    )
    for (const [key, numbers] of byKey(seen)) {
      const first = [...new Set(numbers)]
      assert.deepEqual(
        first,
        first.toSorted((a, b) => a - b),
        String(key),
      )
    }
  })
})
