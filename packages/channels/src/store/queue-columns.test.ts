import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DeliveryLabel, DeliveryMoves, Move } from '@trunkline/events'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { deliverySid } from '../message/stored.ts'
import type { RowState } from '../queue/rows.ts'
import { coming, eventLine, stateJson } from './queue-columns.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', '\n', '\u2028', '\ud800', 'ü 漢 🎉'),
)
const plain = { noNullPrototype: true }
const metadata = fc.dictionary(text, fc.jsonValue(), { minKeys: 1, noNullPrototype: true })
const label: fc.Arbitrary<DeliveryLabel> = fc
  .record({ id: fc.uuid(), channel: fc.constantFrom('sms', 'email', 'push', 'call'), metadata: fc.option(metadata) })
  .map(({ id, channel, metadata }) => {
    const of = deliverySid(channel, id)
    return metadata === null ? { of, channel } : { of, channel, metadata }
  })
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.tuple(text, text),
  fc.tuple(text, text, fc.boolean(), fc.option(text), fc.option(text)),
)
const moves: fc.Arbitrary<DeliveryMoves> = fc
  .record({ label, from: fc.nat(255), moves: fc.array(move, { maxLength: 5 }) })
  .map(({ label, from, moves }) => ({ ...label, from, moves }))
const later: fc.Arbitrary<Required<RowState>> = fc.record(
  {
    gateways: fc.array(text, { maxLength: 3 }),
    index: fc.nat(9),
    event: label,
    queuedAt: text,
    sendingAt: text,
    deferredSince: text,
    deferrals: fc.nat(99),
    unknown: fc.record({ gateway: text, attempt: fc.nat(9), startedAt: text, lookUps: fc.nat(9) }, plain),
  },
  plain,
)
/** With any of the fields that a state may do without. */
const state: fc.Arbitrary<RowState> = later.chain(({ gateways, index, event, ...more }) =>
  fc.subarray(Object.entries(more)).map((kept): RowState => ({ gateways, index, event, ...Object.fromEntries(kept) })),
)

test('events are written as JSON.stringify writes them, whatever they tell', () => {
  fc.assert(
    fc.property(fc.array(moves, { minLength: 1, maxLength: 3 }), (events) => {
      assert.equal(`[${eventLine(events)}]`, JSON.stringify(events))
    }),
    fuzzing(),
  )
  assert.equal(eventLine([]), null)
})

test('the state of a row is written as JSON.stringify writes it, whatever it holds', () => {
  fc.assert(
    fc.property(state, (one) => {
      assert.equal(stateJson(one), JSON.stringify(one))
    }),
    fuzzing(),
  )
})

test('new rows are told with the number of what they come with, in order', () => {
  const batch = [['a', 'b'], [], ['c']]
  assert.deepEqual(
    coming(batch, (rows) => rows),
    [
      { of: 1, row: 'a' },
      { of: 1, row: 'b' },
      { of: 3, row: 'c' },
    ],
  )
})
