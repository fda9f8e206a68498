import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PartitionQueue } from './partition-queue.ts'

type Fetched = Parameters<PartitionQueue['add']>[0]
type Batch = NonNullable<Fetched['records']>[number]

function batch(firstOffset: bigint, deltas: readonly number[], more: Partial<Batch> = {}): Batch {
  const records = deltas.map((offsetDelta) => ({
    ...{ length: 0, attributes: 0, timestampDelta: BigInt(offsetDelta), offsetDelta, key: null, headers: [] },
    value: Buffer.from(String(firstOffset + BigInt(offsetDelta))),
  }))
  return {
    ...{
      firstOffset,
      length: 0,
      partitionLeaderEpoch: 0,
      magic: 2,
      crc: 0,
      attributes: 0,
      producerId: -1n,
      producerEpoch: -1,
    },
    ...{ lastOffsetDelta: deltas.at(-1) ?? 0, firstTimestamp: 1000n, maxTimestamp: 1000n, firstSequence: -1, records },
    ...more,
  }
}

const fetched = (...records: Batch[]): Fetched => ({
  ...{ partitionIndex: 0, errorCode: 0, lastStableOffset: 0n, logStartOffset: 0n, abortedTransactions: null },
  ...{ preferredReadReplica: -1, highWatermark: 100n, records },
})

const queueAt = (from: bigint) => new PartitionQueue({ topic: 't', topicId: 'id', partition: 0, from })
const offsets = (queue: PartitionQueue) => queue.take(1000, 1e9).map(({ offset }) => Number(offset))

test('a fetch that begins inside of a batch gives nothing twice', () => {
  const queue = queueAt(12n)
  queue.add(fetched(batch(10n, [0, 1, 2, 3]), batch(14n, [0, 1])))
  assert.equal(queue.fetchFrom, 16n)
  assert.deepEqual(offsets(queue), [12, 13, 14, 15])
  queue.add(fetched(batch(14n, [0, 1]), batch(16n, [0])))
  assert.deepEqual(offsets(queue), [16])
})

test('the time of a record is its producer’s, or the broker’s where it writes its own', () => {
  const queue = queueAt(0n)
  const appended = { attributes: 0b1000, maxTimestamp: 5000n, partitionLeaderEpoch: 4 }
  queue.add(fetched(batch(0n, [0, 1]), batch(2n, [0, 1], appended)))
  assert.deepEqual(
    queue.take(10, 1e9).map(({ timestamp, leaderEpoch }) => [timestamp, leaderEpoch]),
    [
      [1000n, 0],
      [1001n, 0],
      [5000n, 4],
      [5000n, 4],
    ],
  )
})

test('gaps of a compacted topic and markers of transactions move the position on', () => {
  const queue = queueAt(0n)
  queue.add(fetched(batch(0n, [0, 7], { lastOffsetDelta: 9 }), batch(10n, [0], { attributes: 0b11_0000 })))
  assert.equal(queue.fetchFrom, 11n)
  assert.deepEqual(offsets(queue), [0, 7])
  assert.equal(queue.nextOffset, 11n)
})

test('records of a transaction that was given up are passed over, and nothing else is', () => {
  const queue = queueAt(3n)
  const of = (producerId: bigint) => ({ producerId, attributes: 0b1_0000 })
  const marker = (producerId: bigint) => ({ producerId, attributes: 0b11_0000 })
  const response = fetched(
    batch(0n, [0, 1, 2, 3, 4], of(1n)),
    batch(5n, [0], of(2n)),
    batch(6n, [0], { producerId: 1n }),
    batch(7n, [0], marker(1n)),
    batch(8n, [0], of(1n)),
    batch(9n, [0], marker(1n)),
    batch(10n, [0], marker(2n)),
    batch(11n, [0], of(1n)),
    batch(12n, [0], marker(1n)),
  )
  const abortedTransactions = [
    { producerId: 1n, firstOffset: 11n },
    { producerId: 1n, firstOffset: 0n },
  ]
  queue.add({ ...response, abortedTransactions })
  assert.deepEqual(offsets(queue), [5, 6, 8])
  assert.equal(queue.nextOffset, 13n)
})

test('so are those whose marker comes with a later fetch', () => {
  const queue = queueAt(0n)
  const abortedTransactions = [{ producerId: 1n, firstOffset: 0n }]
  const of = { producerId: 1n, attributes: 0b1_0000 }
  queue.add({ ...fetched(batch(0n, [0, 1], of)), abortedTransactions })
  const rest = fetched(batch(2n, [0], of), batch(3n, [0], { ...of, attributes: 0b11_0000 }), batch(4n, [0], of))
  queue.add({ ...rest, abortedTransactions })
  assert.deepEqual(offsets(queue), [4])
})

test('takes in order, at least one, and no more than asked for', () => {
  const queue = queueAt(0n)
  queue.add(fetched(batch(0n, [0, 1, 2, 3, 4])))
  assert.deepEqual(
    queue.take(2, 1e9).map(({ offset }) => offset),
    [0n, 1n],
  )
  assert.equal(queue.nextOffset, 2n)
  assert.deepEqual(
    queue.take(10, 1).map(({ offset }) => offset),
    [2n],
  )
  assert.equal(queue.length, 2)
  assert.deepEqual(offsets(queue), [3, 4])
  assert.equal(queue.bytes, 0)
  assert.equal(queue.nextOffset, 5n)
})

test('one that is somebody else’s holds nothing', () => {
  const queue = queueAt(0n)
  queue.add(fetched(batch(0n, [0, 1])))
  queue.finish()
  assert.deepEqual([queue.ended, queue.length, queue.bytes], [true, 0, 0])
})
