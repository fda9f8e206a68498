import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeliveryMoves, expandEvents, type Move, type StoredEvent } from '@trunkline/events'
import { deliveryUuid, sidFromUuid } from '@trunkline/wire'
import { isRun, type Outgoing } from '../connection/outgoing-record.ts'
import { RecordBatch } from '../connection/record-batch.ts'
import { cloudEvents } from './cloud-event.ts'
import { MoveKinds } from './move-kinds.ts'
import { ToldRows } from './told-rows.ts'

const clientId = '0190b0a0-0000-7000-8000-000000000001'
const topic = 'trunkline.events'
const delivery = deliveryUuid('0192f1d0-0000-7000-8000-0123456789ab', 1)
const at = '2026-11-21T16:54:32.717Z'
const moves = (list: readonly Move[], more: Partial<DeliveryMoves> = {}): DeliveryMoves => ({
  ...{ of: sidFromUuid('SM', delivery), channel: 'sms', from: 1, moves: list },
  ...more,
})
const sent: Move = ['sent', at]
/** A text of so many bytes, none of whose characters is ASCII. */
const long = (bytes: number) => 'é'.repeat(bytes / 2)

/** What one partition gets of these. */
function bytesOf(told: Iterable<Outgoing>): string {
  const batch = new RecordBatch()
  for (const one of told) isRun(one) ? one.addTo(batch) : batch.add(one)
  const head = { producerId: 7n, producerEpoch: 1, sequence: 3, timestamp: 1_700_000_000_000 }
  return batch.finish(head).toString('latin1')
}

const rows: Readonly<Record<string, readonly StoredEvent[]>> = {
  'the moves of a delivery': [
    moves([
      ['accepted', at],
      ['queued', '2026-11-21T16:54:32.718Z'],
      ['sending', at],
      sent,
      ['delivered', '2026-11-21T16:54:33Z', true, null, null],
    ]),
    moves([['accepted', at], ['queued', at], sent, ['read', at, true, null, null]]),
  ],
  'the same move as an end and not as one': [
    moves([
      ['undelivered', at, false, null, null],
      ['undelivered', at, true, null, null],
      ['undelivered', at],
    ]),
    moves([
      ['undelivered', at, true, null, null],
      ['undelivered', at],
    ]),
  ],
  'an end with its reason': [
    moves([['failed', at, true, 'der Empfänger sagte: „nein“ \\ "no"\n📵', '30003']], { from: 15 }),
    moves([['failed', at, true, 'another one', '30003']], { from: 15 }),
    moves([['failed', at, true, null, null]], { from: 15 }),
  ],
  'a reason without a code, and a code without a reason': [
    moves([
      ['failed', at, false, 'why', null],
      ['failed', at, true, null, '30003'],
    ]),
  ],
  'what a client gave as metadata': [
    moves([sent], { metadata: { größe: '📦'.repeat(40), 'a"b': [1, null, { c: '\u2028\ud800' }] } }),
    moves([sent], { metadata: {} }),
    moves([sent], { metadata: { order: 7 } }),
  ],
  'values of all lengths around those where a number takes a byte more': [40, 60, 63, 64, 7800, 8191, 8192].flatMap(
    (bytes) => [
      moves([sent, sent], { metadata: { a: 'x'.repeat(bytes) } }),
      moves([sent, ['failed', at, true, 'x'.repeat(bytes), null]]),
      moves([sent], { metadata: { a: long(bytes) } }),
      moves([['failed', at, true, long(bytes), null]]),
    ],
  ),
  'the first and the last number that a move can have': [1, 63, 64, 65, 255].map((from) => moves([sent], { from })),
  'more moves than a delivery has': [moves(Array.from({ length: 255 }, () => sent))],
  'a status longer than any there is, and not of ASCII': [moves([['x'.repeat(80), at], ['größer', at], sent])],
  'moves among other events': [
    { id: 'EV1', type: 'call.completed', timestamp: at, data: { callSid: 'CA1' } },
    moves([sent], { of: sidFromUuid('EM', delivery), channel: 'email' }),
    { id: 'EV2', type: 'message.received', timestamp: at, data: { messageId: 'NT1', text: 'grüß dich' } },
    { id: 'EV3', type: 'person.forgotten', timestamp: at, data: {} },
  ],
  'what is too large to be told whole': [moves([sent, sent], { metadata: { note: long(1_200_000) } })],
  nothing: [],
}

/** Kept from row to row, as a publisher does. */
const kinds = new MoveKinds()
const toldOf = (stored: readonly StoredEvent[]) => new ToldRows(topic, [{ clientId, stored: () => stored }], kinds)

for (const [what, stored] of Object.entries(rows))
  test(`${what}: told by the same bytes as by way of their events`, () => {
    const told = toldOf(stored)
    const events = expandEvents(clientId, stored).map(cloudEvents(topic, clientId))
    assert.equal(bytesOf(told), bytesOf(events))
    assert.deepEqual(
      [...told].flatMap((one) => (isRun(one) ? one.records() : [one])),
      events,
    )
  })

test('moves go where their events go, all of one delivery together, and only those of which none is large', () => {
  for (const stored of Object.values(rows)
    .flat()
    .filter((one) => 'moves' in one)) {
    const [event] = expandEvents(clientId, [stored]).map(cloudEvents(topic, clientId))
    const told = [...toldOf([stored])]
    assert.ok(told.every((one) => one.topic === topic && one.key === event?.key))
    const batch = new RecordBatch()
    for (const one of told) if (isRun(one)) one.addTo(batch)
    assert.ok(batch.size < 200 * 1024, `${batch.size} bytes`)
    assert.equal(told.length, isRun(told[0] as Outgoing) ? 1 : stored.moves.length)
  }
})

test('rows of several clients keep their order, and each names its own', () => {
  const other = '0190b0a0-0000-7000-8000-000000000002'
  const told = new ToldRows(
    topic,
    [clientId, other, clientId].map((id) => ({ clientId: id, stored: () => [moves([sent])] })),
    kinds,
  )
  const events = [clientId, other, clientId].flatMap((id) =>
    expandEvents(id, [moves([sent])]).map(cloudEvents(topic, id)),
  )
  assert.equal(bytesOf(told), bytesOf(events))
})
