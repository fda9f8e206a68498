import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultSettings } from '../service/settings.ts'
import { countTry, type FailureBudget, freshBudget } from './failure-budget.ts'

/** Tries as soon as it may, for so long. Gives how often it could. */
function guess(span: number): number {
  let budget: FailureBudget = freshBudget(0)
  let allowed = 0
  for (let now = 0; now < span; ) {
    const tried = countTry(budget, defaultSettings, now)
    if (!tried.allowed) now += tried.retryAfter * 1000
    else {
      allowed += 1
      budget = tried.budget
    }
  }
  return allowed
}

test('ten tries, a lock of 15 minutes, ten more, a longer lock', () => {
  assert.equal(guess(899_000), 10)
  assert.equal(guess(901_000), 20)
  assert.equal(guess(901_000 + 3_600_000), 30)
})

test('a hundred in a row are the end for a month, however long one tries', () => {
  assert.equal(guess(20 * 86_400_000), 100)
})

test('a month of silence is forgiven', () => {
  const locked = { failures: 100, lockedUntil: 30 * 86_400_000, lastAt: 0 }
  assert.equal(countTry(locked, defaultSettings, 30 * 86_400_000 - 1).allowed, false)
  const tried = countTry(locked, defaultSettings, 30 * 86_400_000)
  assert.ok(tried.allowed)
  assert.equal(tried.budget.failures, 1)
})
