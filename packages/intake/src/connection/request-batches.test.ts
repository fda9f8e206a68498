import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Reader, readRecordsBatch } from '@platformatic/kafka'
import { keyPartition } from './key-partition.ts'
import type { Outgoing } from './outgoing-record.ts'
import { type PlacedBatch, RequestBatches } from './request-batches.ts'

const head = { producerId: 7n, producerEpoch: 0, sequence: 0, timestamp: 1 }
const partitions = 3
const ofKey = keyPartition('k', partitions)
const another = (ofKey + 1) % partitions
const recordOf = (value: string, more: object = {}): Outgoing => ({
  ...{ topic: 'told', key: 'k', value, headers: [] },
  ...more,
})
const valuesIn = ({ batch }: PlacedBatch) =>
  readRecordsBatch(Reader.from(batch.finish(head))).records.map(({ value }) => value?.toString())
const fill = (batches: RequestBatches, ...values: readonly string[]) => {
  for (const value of values) batches.add(recordOf(value), partitions)
}

test('what is added goes to the batch of its topic and partition, and is counted', () => {
  const batches = new RequestBatches()
  const run: Outgoing = {
    ...{ topic: 'told', key: 'k', records: () => [] },
    addTo: (batch) => {
      batch.add({ key: 'k', value: 'run 1', headers: [] })
      batch.add({ key: 'k', value: 'run 2', headers: [] })
    },
  }
  const outgoing = [
    recordOf('1'),
    run,
    recordOf('2', { topic: 'other' }),
    recordOf('3', { partition: another + partitions }),
  ]
  assert.deepEqual(
    outgoing.map((one) => batches.add(one, partitions)),
    [1, 2, 1, 1],
  )
  assert.ok(batches.bytes > 0)
  const taken = batches.take()
  assert.deepEqual(
    taken.map((placed) => [placed.topic, placed.partition, valuesIn(placed)]),
    [
      ['told', ofKey, ['1', 'run 1', 'run 2']],
      ['told', another, ['3']],
      ['other', ofKey, ['2']],
    ],
  )
  assert.deepEqual([batches.bytes, batches.take()], [0, []])
})

test('a batch that was given back is filled anew, and nothing of what it had is left', () => {
  const batches = new RequestBatches()
  fill(batches, 'first', 'second')
  const first = batches.take()
  assert.deepEqual(first.flatMap(valuesIn), ['first', 'second'])
  batches.giveBack(first)
  fill(batches, '3')
  const second = batches.take()
  assert.equal(second[0]?.batch, first[0]?.batch)
  assert.deepEqual(second.flatMap(valuesIn), ['3'])
})

test('a batch that was not given back is left alone', () => {
  const batches = new RequestBatches()
  fill(batches, 'first')
  const first = batches.take()
  fill(batches, 'second')
  assert.deepEqual(batches.take().flatMap(valuesIn), ['second'])
  assert.deepEqual(first.flatMap(valuesIn), ['first'])
})

test('a batch that has become very large is not kept', () => {
  const batches = new RequestBatches()
  fill(batches, 'x'.repeat(5_000_000))
  const large = batches.take()
  batches.giveBack(large)
  fill(batches, 'small')
  assert.notEqual(batches.take()[0]?.batch, large[0]?.batch)
})
