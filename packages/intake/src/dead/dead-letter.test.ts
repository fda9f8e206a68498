import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IncomingRecord } from '../record/incoming-record.ts'
import { bare, deadLetter, originalHeaders, readDeadLetter, withoutValue } from './dead-letter.ts'

const record: IncomingRecord = {
  ...{ topic: 'trunkline.send', topicId: 'id', partition: 3, offset: 42n, timestamp: 99n, leaderEpoch: 2 },
  key: Buffer.from('k'),
  value: Buffer.from('not json'),
  headers: [
    [Buffer.from('idempotency-key'), Buffer.from('mine')],
    [Buffer.from('bin'), Buffer.from([0, 255])],
    [Buffer.from('empty'), null],
  ],
}

const asIncoming = (letter: ReturnType<typeof deadLetter>): IncomingRecord => ({
  ...record,
  ...letter,
  partition: 0,
  offset: 0n,
})

test('a dead record keeps key, value and headers as they were, and says why and where', () => {
  const errors = [{ pointer: '/to', detail: 'is missing' }]
  const letter = deadLetter(record, { code: 'validation-failed', detail: 'no', errors, clientSid: 'AC1' }, 0)
  assert.deepEqual([letter.topic, letter.key, letter.value], ['trunkline.dead', record.key, record.value])
  const read = readDeadLetter(asIncoming(letter))
  assert.deepEqual(read, {
    ...{ code: 'validation-failed', detail: 'no', clientSid: 'AC1' },
    ...{ topic: 'trunkline.send', topicId: 'id', partition: 3, offset: 42n, place: undefined, withoutValue: false },
  })
  assert.deepEqual(originalHeaders(asIncoming(letter)), [
    [Buffer.from('idempotency-key'), Buffer.from('mine')],
    [Buffer.from('bin'), Buffer.from([0, 255])],
    [Buffer.from('empty'), Buffer.alloc(0)],
  ])
})

test('one of a topic with an id says by what place it is known, unless another record was taken from there', () => {
  const placed = { ...record, topicId: '0190b0a0-0000-4000-8000-000000000001' }
  const placeIn = (code: 'client-disabled' | 'idempotency-key-reused') =>
    readDeadLetter(asIncoming(deadLetter(placed, { code, detail: 'no' }, 0)))?.place
  assert.equal(placeIn('client-disabled'), `${placed.topicId}:3:42:${(2n << 44n) + 99n}`)
  assert.equal(placeIn('idempotency-key-reused'), undefined)
})

test('one whose value could not be kept says so', () => {
  const letter = withoutValue(deadLetter(record, { code: 'body-too-large', detail: 'big' }, 0))
  assert.equal(letter.value, null)
  assert.equal(readDeadLetter(asIncoming(letter))?.withoutValue, true)
})

test('headers of the sender that are called as ours do not say where it stood, in whatever case', () => {
  const forged = ['dead-topic', 'Dead-Topic', 'DEAD-TOPIC-ID'].map(
    (name) => [Buffer.from(name), Buffer.from('first.send')] as const,
  )
  const letter = deadLetter({ ...record, headers: forged }, { code: 'client-missing', detail: 'no' }, 0)
  const read = readDeadLetter(asIncoming(letter))
  assert.deepEqual([read?.topic, read?.topicId], ['trunkline.send', 'id'])
})

test('without key, value and the sender’s headers it is small, and still says why and where', () => {
  const huge = Buffer.alloc(1_000_000)
  const errors = [{ pointer: `/${'x'.repeat(1_000_000)}`, detail: 'is not known' }]
  const wide = { ...record, key: huge, headers: [[Buffer.from('wide'), huge] as const] }
  const letter = bare(withoutValue(deadLetter(wide, { code: 'validation-failed', detail: 'no', errors }, 0)))
  const bytes = letter.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  assert.ok(bytes < 10_000 && letter.key === null && letter.value === null)
  const read = readDeadLetter(asIncoming(letter))
  assert.deepEqual([read?.code, read?.offset, read?.withoutValue], ['validation-failed', 42n, true])
})

test('what somebody else put there is no dead record of ours', () => {
  assert.equal(readDeadLetter(record), undefined)
})
