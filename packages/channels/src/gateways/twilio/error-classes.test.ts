import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classify, deliveryErrors, requestErrors } from './error-classes.ts'
import { failedOutcome, unsure } from './outcome.ts'
import { TwilioFault } from './twilio-api.ts'

const answer = (status: number, code?: number, retryAfter?: number) =>
  failedOutcome(new TwilioFault({ kind: 'answer', status, code, retryAfter }))

test('a fault of the recipient or the content ends the delivery', () => {
  for (const code of [21211, 21610, 21614, 21617, 21217, 63016]) {
    const outcome = answer(400, code)
    assert.ok(outcome.kind === 'refused' && !outcome.failover, String(code))
    assert.equal(outcome.errorCode, String(code))
  }
})

test('a fault of the sender or the account lets another gateway be asked', () => {
  for (const [status, code] of [
    [400, 21606],
    [400, 21408],
    [400, 21612],
    [401, 10001],
    [403, 20005],
    [404, 21701],
    [400, 99_999],
    [400, undefined],
    [422, undefined],
  ] as const) {
    const outcome = answer(status, code)
    assert.ok(outcome.kind === 'refused' && outcome.failover, `${status} ${code}`)
  }
})

test('throttling and wrong credentials keep the message and count against the gateway', () => {
  for (const [status, code] of [
    [429, 20429],
    [429, undefined],
    [429, 63038],
    [503, 20503],
    [503, undefined],
    [408, undefined],
    [401, 20003],
    [401, undefined],
    [403, undefined],
    [404, 20404],
    [302, undefined],
  ] as const) {
    const outcome = answer(status, code)
    assert.ok(outcome.kind === 'deferred' && outcome.gatewayAtFault, `${status} ${code}`)
  }
})

test('a throttled sender keeps the message and leaves the gateway to others', () => {
  for (const [status, code] of [
    [429, 21611],
    [400, 21702],
    [429, 63018],
  ] as const) {
    const outcome = answer(status, code)
    assert.ok(outcome.kind === 'deferred' && !outcome.gatewayAtFault, String(code))
  }
})

test('what asks to come again later says when', () => {
  const outcome = answer(429, 20429, 7_000)
  assert.ok(outcome.kind === 'deferred')
  assert.equal(outcome.retryAfter, 7_000)
})

test('a server error that leaves open whether the request was processed is an unknown outcome', () => {
  for (const [status, code] of [
    [500, 20500],
    [500, undefined],
    [502, undefined],
    [504, 20504],
    [599, 21211],
  ] as const)
    assert.equal(answer(status, code).kind, 'unknown', `${status} ${code}`)
})

test('an answer too large for the server ends the delivery', () => {
  const outcome = answer(413)
  assert.ok(outcome.kind === 'refused' && !outcome.failover)
})

test('what broke on the way is unknown if it may have left, and deferred if it cannot have', () => {
  const transport = (sent: boolean, why: 'timeout' | 'unreachable' | 'aborted') =>
    failedOutcome(new TwilioFault({ kind: 'transport', sent, why, detail: 'x' }))
  assert.equal(transport(true, 'timeout').kind, 'unknown')
  const unreachable = transport(false, 'unreachable')
  assert.ok(unreachable.kind === 'deferred' && unreachable.gatewayAtFault)
  const aborted = transport(false, 'aborted')
  assert.ok(aborted.kind === 'deferred' && !aborted.gatewayAtFault)
  assert.equal(failedOutcome(new Error('bug')).kind, 'unknown')
})

test('a failed look-up asks to be repeated', () => {
  assert.equal(unsure(new Error('x')).kind, 'unsure')
  const answered = unsure(new TwilioFault({ kind: 'answer', status: 429, code: 20429 }))
  assert.deepEqual(answered, { kind: 'unsure', reason: 'HTTP 429, error 20429' })
})

test('every row of the tables says why, in words without an end stop', () => {
  for (const [code, { reason }] of requestErrors) assert.match(reason, /^.{8,}[^.]$/, String(code))
  for (const [code, reason] of deliveryErrors) assert.match(reason, /^.{8,}[^.]$/, String(code))
  assert.equal(classify(400, 12_345).reason, "Twilio's error 12345")
})
