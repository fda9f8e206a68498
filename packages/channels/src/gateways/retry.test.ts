import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { backoffSpan, defaultRetryPolicy, parseRetryAfter, planRetry, type RetryPolicy, retryDelay } from './retry.ts'

const policies: fc.Arbitrary<RetryPolicy> = fc.record({
  base: fc.integer({ min: 1, max: 60_000 }),
  cap: fc.integer({ min: 1, max: 3_600_000 }),
  floor: fc.integer({ min: 0, max: 1_000 }),
  attempts: fc.integer({ min: 1, max: 100 }),
  retryAfterCap: fc.integer({ min: 0, max: 86_400_000 }),
})
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempts = fc.integer({ min: 1, max: 5_000 })

test('a wait lies between the floor and the span, whatever the draw', () => {
  fc.assert(
    fc.property(policies, attempts, randoms, (policy, attempt, draw) => {
      const wait = retryDelay(policy, { attempt }, () => draw)
      assert.ok(Number.isSafeInteger(wait))
      assert.ok(wait >= policy.floor)
      assert.ok(wait <= Math.max(policy.floor, backoffSpan(policy, attempt)))
    }),
    fuzzing(),
  )
})

test('the span doubles with each attempt, never shrinks, and stops at the cap', () => {
  fc.assert(
    fc.property(policies, attempts, (policy, attempt) => {
      const here = backoffSpan(policy, attempt)
      const next = backoffSpan(policy, attempt + 1)
      assert.ok(next === here * 2 || next === policy.cap)
      assert.ok(next <= policy.cap)
    }),
    fuzzing(),
  )
  assert.equal(backoffSpan({ ...defaultRetryPolicy, base: 1_000, cap: 10_000 }, 4), 8_000)
  assert.equal(backoffSpan({ ...defaultRetryPolicy, base: 1_000, cap: 10_000 }, 5), 10_000)
})

test('full jitter uses the whole span', () => {
  const policy = { ...defaultRetryPolicy, base: 1_000, cap: 60_000, floor: 0 }
  assert.equal(
    retryDelay(policy, { attempt: 3 }, () => 0),
    0,
  )
  assert.equal(
    retryDelay(policy, { attempt: 3 }, () => 0.5),
    2_000,
  )
  assert.equal(
    retryDelay(policy, { attempt: 3 }, () => 0.99975),
    3_999,
  )
})

test('a Retry-After is never undercut, unless it is beyond its cap', () => {
  fc.assert(
    fc.property(policies, attempts, randoms, fc.integer({ min: 1, max: 2 ** 40 }), (policy, attempt, draw, asked) => {
      const wait = retryDelay(policy, { attempt, retryAfter: asked }, () => draw)
      assert.ok(wait >= Math.min(asked, policy.retryAfterCap) + policy.floor)
    }),
    fuzzing(),
  )
  assert.equal(
    retryDelay(defaultRetryPolicy, { attempt: 1, retryAfter: 30_000 }, () => 0.5),
    30_500,
  )
})

test('the attempts are limited, and so is the time', () => {
  fc.assert(
    fc.property(
      policies,
      attempts,
      randoms,
      fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined }),
      (policy, attempt, draw, life) => {
        const now = 1_700_000_000_000
        const expiresAt = life === undefined ? undefined : now + life
        const plan = planRetry(policy, { attempt, now, expiresAt }, () => draw)
        if (attempt >= policy.attempts) assert.deepEqual(plan, { kind: 'give-up', because: 'attempts' })
        else if (plan.kind === 'retry') assert.ok(plan.at >= now && (expiresAt === undefined || plan.at < expiresAt))
        else assert.equal(plan.because, 'expires')
      },
    ),
    fuzzing(),
  )
})

test('Retry-After is read as seconds or as an HTTP date', () => {
  const now = Date.parse('2026-11-20T21:00:00Z')
  assert.equal(parseRetryAfter('120', now), 120_000)
  assert.equal(parseRetryAfter(' 0 ', now), 0)
  assert.equal(parseRetryAfter('Fri, 20 Nov 2026 21:00:30 GMT', now), 30_000)
  assert.equal(parseRetryAfter('Fri, 20 Nov 2026 20:00:00 GMT', now), 0)
  for (const nothing of ['', 'soon', '-1', '1.5', null, undefined, '99999999999999'])
    assert.equal(parseRetryAfter(nothing, now), undefined, String(nothing))
})
