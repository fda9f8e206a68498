import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LiveRow } from '../store/message-store.ts'
import { deliveryIdAt, type StoredMessage } from './stored.ts'
import { viewOf } from './view.ts'

const id = '0192f3a0-1234-7abc-9def-001122330000'
const opening = '2026-11-21T02:15:00.000Z'
const message: StoredMessage = {
  id,
  clientId: '0190b0a0-0000-7000-8000-000000000001',
  createdAt: new Date('2026-11-20T20:00:00.000Z'),
  request: {
    to: { phone: '+14155550123' },
    steps: [{ channel: 'sms' }],
    strategy: 'first',
    category: 'transactional',
    content: { text: 'good morning' },
  },
  deliveries: [
    {
      ...{ channel: 'sms', to: '+14155550123', from: null, gateways: ['one'], gateway: 'one' },
      ...{ status: 'held', final: false, dueAt: opening, reason: 'held until Sat 08:00', segments: 1, errorCode: null },
      attempts: [],
      timeline: [
        { status: 'accepted', at: '2026-11-20T20:00:00.000Z' },
        { status: 'held', at: '2026-11-20T20:00:00.000Z' },
      ],
    },
  ],
  final: false,
}
const dueAt = (row: Pick<LiveRow, 'why' | 'due_at'>, of = message) => {
  const live: LiveRow = {
    ...{ delivery_id: deliveryIdAt(id, 0), place: 'held', sending: false, route: 'one', started_at: null },
    state: { gateways: ['one'], index: 0, event: { of: 'SM', channel: 'sms' } },
    ...row,
  }
  return viewOf(of, new Map([[live.delivery_id, live]])).deliveries[0]?.dueAt
}
const look = new Date('2026-11-20T20:00:00.069Z')

test('a delivery that waits is due when its row is', () => {
  assert.equal(dueAt({ why: 'window', due_at: look }), look.toISOString())
})

test('one that is about to be looked at anew is due when it was before, not when it is looked at', () => {
  assert.equal(dueAt({ why: 'recheck', due_at: look }), opening)
})

test('one that knew no time before is due when it is looked at anew', () => {
  const [delivery] = message.deliveries
  const of = { ...message, deliveries: delivery === undefined ? [] : [{ ...delivery, dueAt: null }] }
  assert.equal(dueAt({ why: 'recheck', due_at: look }, of), look.toISOString())
})
