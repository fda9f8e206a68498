import assert from 'node:assert/strict'
import { test } from 'node:test'
import { estimate, secondsLeft, windowStart } from './counter.ts'

test('the window before counts for the part of it that is still within reach', () => {
  const counter = { count: 3, previous: 10, startedAt: 60_000 }
  assert.equal(estimate(counter, 60, 60_000), 13)
  assert.equal(estimate(counter, 60, 90_000), 8)
  assert.equal(estimate(counter, 60, 119_999), 3 + 10 / 60_000)
})

test('a counter that nobody has turned over yet fades by itself', () => {
  const counter = { count: 4, previous: 10, startedAt: 0 }
  assert.equal(estimate(counter, 60, 60_000), 4)
  assert.equal(estimate(counter, 60, 90_000), 2)
  assert.equal(estimate(counter, 60, 120_000), 0)
})

test('windows begin at the same instants everywhere', () => {
  assert.equal(windowStart(119_999, 60), 60_000)
  assert.equal(secondsLeft(60, 119_999), 1)
  assert.equal(secondsLeft(60, 60_000), 60)
})
