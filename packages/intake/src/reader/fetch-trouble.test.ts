import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FetchTrouble } from './fetch-trouble.ts'

test('a broker that fails for long is told, until it works or is asked for nothing', () => {
  let now = 0
  const trouble = new FetchTrouble(() => now)
  trouble.failed(1, 'first')
  now = 29_000
  trouble.failed(1, 'again')
  trouble.failed(2, 'other')
  assert.equal(trouble.reason, undefined, 'a leader may move')
  now = 30_000
  assert.equal(trouble.reason, 'again')
  trouble.worked(1)
  assert.equal(trouble.reason, undefined)
  now = 60_000
  assert.equal(trouble.reason, 'other')
  trouble.keep(new Set([1]))
  assert.equal(trouble.reason, undefined)
})
