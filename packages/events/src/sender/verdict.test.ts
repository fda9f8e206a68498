import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HttpResult } from '../http/http-caller.ts'
import { type Circumstances, judge } from './verdict.ts'

const answered = (status: number, headers: Record<string, string> = {}): HttpResult => ({
  answer: { status, headers, body: new Uint8Array(), complete: true },
  startedAt: 0,
  durationMs: 1,
})
const middle = 0.5
const fresh = (failures: number): Circumstances => ({ failures, failingSince: null })

test('every 2xx is success', () => {
  for (const status of [200, 201, 204, 299])
    assert.deepEqual(judge(answered(status), fresh(0), 0, middle), { kind: 'done' })
})

test('redirects, refusals and errors of the server are tried again on the schedule', () => {
  for (const status of [301, 307, 400, 401, 404, 500]) {
    const verdict = judge(answered(status), fresh(1), 1000, middle)
    assert.equal(verdict.kind, 'retry')
    assert.ok('dueAt' in verdict && verdict.dueAt === 301_000)
    assert.ok('pauseUntil' in verdict === false)
  }
})

test('a redirect tells what to do', () => {
  const verdict = judge(answered(308), fresh(0), 0, middle)
  assert.ok('reason' in verdict && /register the new URL/.test(verdict.reason))
})

test('410 ends the endpoint', () => {
  assert.equal(judge(answered(410), fresh(0), 0, middle).kind, 'gone')
})

test('a throttling receiver gets a pause, as long as it asks for', () => {
  assert.deepEqual(judge(answered(429, { 'retry-after': '60' }), fresh(0), 0, middle), {
    kind: 'retry',
    reason: 'the receiver answered 429',
    dueAt: 60_000,
    pauseUntil: 60_000,
  })
  const without = judge(answered(502), fresh(0), 0, middle)
  assert.ok(without.kind === 'retry' && without.pauseUntil === 5000)
})

test('Retry-After never makes a try earlier than the schedule has it', () => {
  const verdict = judge(answered(503, { 'retry-after': '1' }), fresh(2), 0, middle)
  assert.ok(verdict.kind === 'retry' && verdict.dueAt === 1_800_000 && verdict.pauseUntil === 1000)
})

test('the tenth failure is the last', () => {
  assert.equal(judge(answered(500), fresh(8), 0, middle).kind, 'retry')
  const verdict = judge(answered(500), fresh(9), 0, middle)
  assert.deepEqual(verdict, { kind: 'failed', reason: 'given up after 10 tries; at last the receiver answered 500' })
})

test('no answer is a failure that names its cause, and a try that we broke off does not count', () => {
  const failed = (code: 'timed-out' | 'canceled'): HttpResult => ({
    failure: { code, message: 'm' },
    startedAt: 0,
    durationMs: 1,
  })
  const verdict = judge(failed('timed-out'), fresh(0), 0, middle)
  assert.ok(verdict.kind === 'retry' && verdict.reason === 'timed-out: m')
  assert.deepEqual(judge(failed('canceled'), fresh(0), 0, middle), { kind: 'release' })
})

test('a receiver that goes on failing is left alone for a tenth of that time, between a second and a minute', () => {
  const pause = (now: number): number => {
    const verdict = judge(answered(500), { failures: 0, failingSince: 0 }, now, middle)
    return verdict.kind === 'retry' ? (verdict.pauseUntil ?? 0) - now : 0
  }
  assert.deepEqual([0, 30_000, 3_600_000].map(pause), [1000, 3000, 60_000])
})
