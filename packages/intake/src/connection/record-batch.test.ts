import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32c, Reader, readRecordsBatch } from '@platformatic/kafka'
import { GrowingBytes, RecordBatch, type RecordContent } from './record-batch.ts'

const head = { producerId: 7n, producerEpoch: 3, sequence: 41, timestamp: 1_795_000_000_123 }
const text = (bytes: Buffer | null | undefined) => bytes?.toString() ?? null
const bytesOf = (part: RecordContent['key']) => (part === null ? null : Buffer.from(part))

function roundTrip(records: readonly RecordContent[], scratch?: GrowingBytes) {
  const batch = new RecordBatch(scratch)
  for (const record of records) batch.add(record)
  const bytes = batch.finish(head)
  return { bytes, read: readRecordsBatch(Reader.from(bytes)) }
}

test('a batch reads as what was put into it, with the numbers of its producer', () => {
  const headers = [
    ['ce_id', 'EV1'],
    [Buffer.from([0, 255]), Buffer.from([1])],
  ] as const
  const { bytes, read } = roundTrip([
    { key: 'NT1', value: '{"a":1}', headers },
    { key: null, value: null, headers: [] },
    { key: Buffer.alloc(0), value: Buffer.from('x'), headers: [] },
  ])
  const { producerId, producerEpoch, firstSequence, firstTimestamp, maxTimestamp, magic, lastOffsetDelta, crc } = read
  assert.deepEqual(
    { producerId, producerEpoch, sequence: firstSequence, timestamp: Number(firstTimestamp), magic, lastOffsetDelta },
    { ...head, magic: 2, lastOffsetDelta: 2 },
  )
  assert.equal(maxTimestamp, firstTimestamp)
  assert.equal(read.length, bytes.length - 12)
  assert.equal(crc, crc32c(bytes.subarray(21)))
  assert.deepEqual(
    read.records.map(({ offsetDelta, key, value }) => [offsetDelta, text(key), text(value)]),
    [
      [0, 'NT1', '{"a":1}'],
      [1, null, null],
      [2, '', 'x'],
    ],
  )
  assert.deepEqual(
    read.records[0]?.headers.map(([name, value]) => [name, value]),
    headers.map(([name, value]) => [bytesOf(name), bytesOf(value)]),
  )
})

test('text of any length and script is written as UTF-8', () => {
  const texts = ['', 'a', 'é', 'x'.repeat(48), 'x'.repeat(49), `${'x'.repeat(47)}é`, '雨'.repeat(30), '😀'.repeat(40)]
  // Lengths whose own length differs between characters and bytes.
  for (const length of [63, 64, 8191, 8192, 100_000])
    texts.push('x'.repeat(length), `é${'x'.repeat(length - 2)}`, '雨'.repeat(length))
  const { read } = roundTrip(texts.map((value) => ({ key: value, value, headers: [['h', value]] as const })))
  assert.deepEqual(
    read.records.map(({ key, value, headers }) => [text(key), text(value), text(headers[0]?.[1])]),
    texts.map((value) => [value, value, value]),
  )
})

test('batches that share their scratch do not share what is in them', () => {
  const scratch = new GrowingBytes()
  const [first, second] = [new RecordBatch(scratch), new RecordBatch(scratch)]
  first.add({ key: null, value: 'first', headers: [] })
  second.add({ key: null, value: 'second', headers: [] })
  first.add({ key: null, value: '1', headers: [] })
  const values = (batch: RecordBatch) =>
    readRecordsBatch(Reader.from(batch.finish(head))).records.map(({ value }) => text(value))
  assert.deepEqual([values(first), values(second)], [['first', '1'], ['second']])
})
