import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { withoutKafka } from '@trunkline/testkit'
import { isTooLarge } from '../src/connection/broker-failure.ts'
import { keyPartition } from '../src/connection/key-partition.ts'
import type { OutgoingRecord } from '../src/connection/outgoing-record.ts'
import { SteadyProducer } from '../src/connection/steady-producer.ts'
import { readTopic, type SeenRecord, TestBroker } from './support/world.ts'

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

describe('the producer', { skip: withoutKafka }, () => {
  const broker = new TestBroker()
  after(() => broker.stop())

  test('what is written in many requests, some at the same time, stands once and in order where its key belongs', async (t) => {
    const cluster = await broker.cluster(t)
    await cluster.admin.createTopic('told', { partitions })
    const producer = new SteadyProducer(connectionOf(cluster.bootstrap))
    t.after(() => producer.close())
    const padding = ' '.repeat(1000)
    // Some 3 MB: several requests a call.
    const parts = [0, 1, 2].map((part) =>
      Array.from({ length: 1000 }, (_, n) => recordOf(part * 1000 + n, { value: `${part * 1000 + n}${padding}` })),
    )
    await Promise.all(parts.map((records) => producer.write(records)))
    const seen = await readTopic(t, cluster, 'told', 3000)
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
    const producer = new SteadyProducer(connectionOf(cluster.bootstrap))
    t.after(() => producer.close())
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
    const producer = new SteadyProducer(connectionOf(cluster.bootstrap))
    t.after(() => producer.close())
    await assert.rejects(producer.write([recordOf(0, { value: 'x'.repeat(2_000_000) })]), isTooLarge)
    // Together they would be too large for one batch; each alone is not.
    const large = [1, 2, 3].map((n) => recordOf(n, { key: 'one', value: `${n}${'雨'.repeat(250_000)}` }))
    await producer.write(large)
    assert.deepEqual(numbersOf(await readTopic(t, cluster, 'told', 3)), [1, 2, 3])
  })
})
