import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TokenBucket } from './token-bucket.ts'

test('a rate of nothing lets nothing through, from the first moment on', () => {
  assert.equal(new TokenBucket(0, 0).room(0, 60_000), 0)
  const lowered = new TokenBucket(50, 0)
  assert.deepEqual([lowered.room(50, 0), lowered.room(0, 1)], [50, 0])
})

test('a rate below one lets one through at a time, and a higher one a second’s worth', () => {
  const slow = new TokenBucket(0.5, 0)
  assert.equal(slow.room(0.5, 0), 1)
  slow.take(1)
  assert.deepEqual([slow.room(0.5, 1_000), slow.room(0.5, 2_000), slow.room(0.5, 60_000)], [0, 1, 1])
  assert.equal(new TokenBucket(3, 0).room(3, 10_000), 3)
})
