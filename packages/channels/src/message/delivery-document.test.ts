import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { type DeliveryDocument, deliveriesJson, fromDocuments, fromRow } from './delivery-document.ts'
import type { StoredAttempt, StoredDelivery } from './stored.ts'

const statuses = ['accepted', 'held', 'queued', 'sending', 'sent', 'delivered', 'failed', 'expired'] as const
const outcomes = ['accepted', 'refused', 'deferred', 'unknown', null] as const

const start = Date.parse('2026-11-21T16:54:32.717Z')
/** Of the same minute, of another one, and years that RFC 3339 does not know. */
const instants = fc
  .oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 300_000_000_000_000 }))
  .map((offset) => new Date(start + offset).toISOString())
const text = fc.oneof(
  fc.stringMatching(/^[a-z0-9-]{1,12}$/),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '-', ' ', '|', 'a b', 'a|b', '<1@mail.example> queued as 7', '"', '\\', '\n'),
)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

const plain = { noNullPrototype: true }
const attempts: fc.Arbitrary<StoredAttempt> = fc.record(
  {
    gateway: text,
    outcome: fc.constantFrom(...outcomes),
    providerId: orNull(text),
    startedAt: instants,
    endedAt: orNull(instants),
    errorCode: orNull(text),
  },
  plain,
)
const moves = fc.record({ status: fc.constantFrom(...statuses), at: instants }, plain)
const deliveries: fc.Arbitrary<StoredDelivery> = fc
  .record(
    {
      channel: fc.constantFrom('sms', 'email', 'push', 'call'),
      to: text,
      from: orNull(text),
      gateways: fc.array(text, { maxLength: 3 }),
      gateway: orNull(text),
      status: fc.constantFrom(...statuses),
      final: fc.boolean(),
      dueAt: orNull(instants),
      reason: orNull(text),
      segments: orNull(fc.nat(20)),
      errorCode: orNull(text),
      attempts: fc.array(attempts, { maxLength: 3 }),
      timeline: fc.array(moves, { maxLength: 6 }),
    },
    plain,
  )
  .chain((delivery) =>
    fc.boolean().map((consistent) => {
      const last = delivery.timeline.at(-1)?.status
      return consistent && last !== undefined ? { ...delivery, status: last } : delivery
    }),
  )

const stored = (of: readonly StoredDelivery[]): DeliveryDocument[] => JSON.parse(deliveriesJson(of))

const delivered: StoredDelivery = {
  channel: 'sms',
  to: '+14155550123',
  from: null,
  gateways: ['loopback', 'backup'],
  gateway: 'loopback',
  status: 'delivered',
  final: true,
  dueAt: null,
  reason: null,
  segments: 1,
  errorCode: null,
  attempts: [
    {
      gateway: 'loopback',
      outcome: 'accepted',
      providerId: 'LB01-1',
      startedAt: '2026-11-21T16:54:59.990Z',
      endedAt: '2026-11-21T16:55:00.010Z',
      errorCode: null,
    },
  ],
  timeline: [
    { status: 'accepted', at: '2026-11-21T16:54:32.717Z' },
    { status: 'sending', at: '2026-11-21T16:54:59.990Z' },
    { status: 'delivered', at: '2026-11-21T16:55:00.002Z' },
  ],
}

test('deliveries come out of their documents as they were written, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(deliveries, { maxLength: 3 }), (of) => {
      assert.deepEqual(fromDocuments(stored(of)), of)
    }),
    fuzzing(2_000),
  )
})

test('what statements look into stands by itself, whatever the form', () => {
  fc.assert(
    fc.property(deliveries, (delivery) => {
      const [document] = stored([delivery])
      const { channel, to, status, from } = delivery
      assert.deepEqual(
        { channel: document?.channel, to: document?.to, status: document?.status, from: document?.from ?? null },
        { channel, to, status, from },
      )
    }),
    fuzzing(),
  )
})

test('a delivery is short in the database, and can be read there', () => {
  assert.deepEqual(stored([delivered]), [
    {
      channel: 'sms',
      to: '+14155550123',
      status: 'delivered',
      rest: 'loopback 1 final loopback backup|accepted 2026-11-21T16:54:32.717Z sending 59.990Z delivered 2026-11-21T16:55:00.002Z|loopback accepted 59.990Z 2026-11-21T16:55:00.010Z - LB01-1',
    },
  ])
})

test('a delivery that a former version wrote field by field is read as it is', () => {
  assert.deepEqual(fromDocuments([delivered]), [delivered])
})

test('a row is read with all else that it holds', () => {
  const row = { id: 'a', clientId: 'b', createdAt: new Date(0), final: true, extra: 1 }
  const request = { to: {}, steps: [], strategy: 'all', category: 'transactional' } as const
  assert.deepEqual(fromRow({ ...row, request, deliveries: stored([delivered]) }), {
    ...row,
    request,
    deliveries: [delivered],
  })
})
