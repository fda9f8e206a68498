import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultRetryPolicy } from '../gateways/retry.ts'
import type { StoredDelivery } from '../message/stored.ts'
import type { Outcome } from '../ports.ts'
import {
  afterOutcome,
  afterReceipt,
  afterUnknown,
  accepted as foundAccepted,
  lookUpAfter,
  type OutcomeQuestion,
} from './after-outcome.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const started = '2026-11-21T09:59:59.000Z'

const sending: StoredDelivery = {
  channel: 'sms',
  to: '+14155550123',
  from: null,
  gateways: ['first', 'second'],
  gateway: 'first',
  status: 'sending',
  final: false,
  dueAt: null,
  reason: null,
  segments: 1,
  errorCode: null,
  attempts: [],
  timeline: [
    { status: 'accepted', at: started },
    { status: 'queued', at: started },
    { status: 'sending', at: started },
  ],
}

function ask(outcome: Outcome, more: Partial<OutcomeQuestion> = {}): OutcomeQuestion {
  return {
    delivery: sending,
    outcome,
    gateway: 'first',
    index: 0,
    startedAt: started,
    now,
    receiptTimeout: 60_000,
    unknown: 'give-up',
    canLookUp: false,
    deferrals: 0,
    policy: defaultRetryPolicy,
    random: () => 0.5,
    ...more,
  }
}

const deferred: Outcome = { kind: 'deferred', errorCode: 'busy', reason: 'the line is busy', gatewayAtFault: true }
const refused: Outcome = { kind: 'refused', errorCode: '21211', reason: 'there is no such number', failover: false }
const unknown: Outcome = { kind: 'unknown', errorCode: 'timeout', reason: 'no answer' }

test('an accepted attempt makes the delivery sent, and its receipt is waited for', () => {
  const action = afterOutcome(ask({ kind: 'accepted', providerId: 'p1' }))
  assert.equal(action.kind, 'done')
  assert.equal(action.delivery.status, 'sent')
  assert.equal(action.delivery.final, false)
  assert.equal(action.kind === 'done' && action.awaits, 'p1')
  assert.deepEqual(action.delivery.attempts, [
    {
      gateway: 'first',
      outcome: 'accepted',
      providerId: 'p1',
      startedAt: started,
      endedAt: '2026-11-21T10:00:00.000Z',
      errorCode: null,
    },
  ])
})

test('sent is the end where the gateway gives no receipts', () => {
  const action = afterOutcome(ask({ kind: 'accepted', providerId: 'p1' }, { receiptTimeout: 0 }))
  assert.deepEqual(
    [action.delivery.status, action.delivery.final, action.kind === 'done' && action.awaits],
    ['sent', true, null],
  )
})

test('a receipt that comes with the answer ends the delivery at once', () => {
  const action = afterOutcome(ask({ kind: 'accepted', providerId: 'p1', receipt: { status: 'delivered', at: now } }))
  assert.deepEqual(
    action.delivery.timeline.map((move) => move.status),
    ['accepted', 'queued', 'sending', 'sent', 'delivered'],
  )
  assert.equal(action.delivery.final, true)
})

test('a refusal that concerns the recipient ends the delivery; one that concerns the gateway asks the next', () => {
  const end = afterOutcome(ask(refused))
  assert.deepEqual(
    [end.kind, end.delivery.status, end.delivery.final, end.delivery.errorCode],
    ['done', 'failed', true, '21211'],
  )
  const next = afterOutcome(ask({ ...refused, failover: true }))
  assert.deepEqual([next.kind, next.kind === 'next' && next.index, next.delivery.status], ['next', 1, 'sending'])
  assert.equal(afterOutcome(ask({ ...refused, failover: true }, { index: 1 })).kind, 'done')
})

test('a deferral asks the next gateway, and after the last waits with backoff', () => {
  assert.equal(afterOutcome(ask(deferred)).kind, 'next')
  const again = afterOutcome(ask(deferred, { index: 1 }))
  assert.equal(again.kind, 'again')
  assert.equal(again.kind === 'again' && again.at, now + 500)
  assert.match(again.delivery.reason ?? '', /^the line is busy; trying again at 2026-11-21T10:00:00.500Z$/)
})

test('a gateway that asks for time is given it', () => {
  const again = afterOutcome(ask({ ...deferred, retryAfter: 30_000 } as Outcome, { index: 1 }))
  assert.ok(again.kind === 'again' && again.at >= now + 30_000)
})

test('a delivery is given up when no try is left, and expired when none fits', () => {
  const over = afterOutcome(ask(deferred, { index: 1, deferrals: defaultRetryPolicy.attempts }))
  assert.deepEqual([over.kind, over.delivery.status, over.delivery.errorCode], ['done', 'failed', 'busy'])
  const late = afterOutcome(ask(deferred, { index: 1, expiresAt: now + 100 }))
  assert.deepEqual([late.kind, late.delivery.status, late.delivery.final], ['done', 'expired', true])
})

test('an unknown outcome is looked up before anything else, where that can be done', () => {
  const action = afterOutcome(ask(unknown, { canLookUp: true }))
  assert.deepEqual([action.kind, action.kind === 'look-up' && action.at], ['look-up', now + lookUpAfter])
  assert.equal(action.delivery.attempts[0]?.outcome, 'unknown')
})

test('an unknown outcome that cannot be looked up follows the client’s policy', () => {
  const end = afterOutcome(ask(unknown))
  assert.deepEqual([end.kind, end.delivery.status, end.delivery.errorCode], ['done', 'failed', 'outcome-unknown'])
  const resend = afterOutcome(ask(unknown, { unknown: 'resend', index: 1 }))
  assert.deepEqual(
    [resend.kind, resend.delivery.attempts.length, resend.delivery.attempts[0]?.outcome],
    ['again', 1, 'unknown'],
  )
})

test('what was found at the provider replaces that nothing was known of the attempt', () => {
  const lost = afterOutcome(ask(unknown, { canLookUp: true })).delivery
  const found = foundAccepted(ask({ kind: 'accepted', providerId: 'p9' }, { delivery: lost }), 'p9')
  assert.deepEqual(
    found.delivery.attempts.map((one) => [one.outcome, one.providerId]),
    [['accepted', 'p9']],
  )
})

test('an attempt of a process that died is written down as unknown when the policy decides', () => {
  const action = afterUnknown(ask(unknown), { errorCode: 'outcome-unknown', reason: 'the process died' })
  assert.deepEqual(
    action.delivery.attempts.map((one) => one.outcome),
    ['unknown'],
  )
})

test('a receipt never moves a delivery back, and one that says nothing new changes nothing', () => {
  const sent = afterOutcome(ask({ kind: 'accepted', providerId: 'p1' })).delivery
  const delivered = afterReceipt(sent, { status: 'delivered', at: now }, now)
  assert.equal(delivered.status, 'delivered')
  for (const status of ['sending', 'sent', 'undelivered', 'failed', 'delivered'] as const)
    assert.equal(afterReceipt(delivered, { status, at: now }, now), delivered)
  assert.equal(afterReceipt(sent, { status: 'sending', at: now }, now), sent)
})

test('a late bounce follows even where sent was the end', () => {
  const sent = afterOutcome(ask({ kind: 'accepted', providerId: 'p1' }, { receiptTimeout: 0 })).delivery
  const bounced = afterReceipt(
    sent,
    { status: 'undelivered', errorCode: '5.1.1', reason: 'no such mailbox', at: now },
    now,
  )
  assert.deepEqual(
    [bounced.status, bounced.errorCode, bounced.reason, bounced.final],
    ['undelivered', '5.1.1', 'no such mailbox', true],
  )
})

test('a provider whose clock is ahead does not date a move in the future', () => {
  const sent = afterOutcome(ask({ kind: 'accepted', providerId: 'p1' })).delivery
  const delivered = afterReceipt(sent, { status: 'delivered', at: now + 3_600_000 }, now)
  assert.equal(delivered.timeline.at(-1)?.at, '2026-11-21T10:00:00.000Z')
})

test('a receipt that the gateway dates before the move to sent does not turn the timeline back', () => {
  const early = { status: 'delivered', at: now - 44 } as const
  const { delivery } = foundAccepted(ask({ kind: 'accepted', providerId: 'P1' }), 'P1', early)
  assert.deepEqual(delivery.timeline.slice(-2), [
    { status: 'sent', at: '2026-11-21T10:00:00.000Z' },
    { status: 'delivered', at: '2026-11-21T10:00:00.000Z' },
  ])
})
