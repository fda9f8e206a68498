import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delayAfter, mostTries, retryAfterMs } from './retry-schedule.ts'

test('an event is tried ten times over a little more than three days', () => {
  const delays = Array.from({ length: mostTries }, (_, index) => delayAfter(index + 1, 0.5))
  assert.deepEqual(delays, [5e3, 3e5, 18e5, 72e5, 18e6, 36e6, 504e5, 72e6, 864e5, undefined])
  const hours = delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0) / 3_600_000
  assert.ok(hours > 72 && hours < 78, `${hours} hours`)
})

test('delays are spread by a tenth either way', () => {
  assert.equal(delayAfter(2, 0), 270_000)
  assert.equal(delayAfter(2, 0.999_999), 330_000)
})

test('Retry-After is read as seconds and as all three forms of a date', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  assert.equal(retryAfterMs('120', now), 120_000)
  assert.equal(retryAfterMs(' 0 ', now), 0)
  assert.equal(retryAfterMs('Fri, 20 Nov 2026 12:01:00 GMT', now), 60_000)
  assert.equal(retryAfterMs('Friday, 20-Nov-26 12:01:00 GMT', now), 60_000)
  assert.equal(retryAfterMs('Fri Nov 20 12:01:00 2026 GMT', now), 60_000)
})

test('Retry-After in the past is now, and beyond a day is a day', () => {
  const now = Date.parse('2026-11-20T12:00:00Z')
  assert.equal(retryAfterMs('Thu, 19 Nov 2026 12:00:00 GMT', now), 0)
  assert.equal(retryAfterMs('9999999999', now), 86_400_000)
})

test('a Retry-After that cannot be read counts as none', () => {
  for (const text of [undefined, '', 'soon', '-5', '1.5', '2026-11-20', '99999999999', 'Fri, never']) {
    assert.equal(retryAfterMs(text, 0), undefined, String(text))
  }
})
