import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallCounter } from './call-counter.ts'

test('calls are counted by client, and taken off once when they are over', () => {
  const counter = new CallCounter({ now: () => 0 })
  const ends = [counter.begin('ana'), counter.begin('ana'), counter.begin('ben')]
  assert.deepEqual([counter.live('ana'), counter.live('ben'), counter.live('cleo')], [2, 1, 0])
  ends[0]?.()
  ends[0]?.()
  assert.deepEqual([counter.live('ana'), counter.lastMinute('ana')], [1, 2])
})

test('calls of the minute before fade, and are forgotten after two minutes', () => {
  let now = 0
  const counter = new CallCounter({ now: () => now })
  for (let made = 0; made < 10; made++) counter.begin('ana')
  now = 60_000
  assert.equal(counter.lastMinute('ana'), 10)
  now = 90_000
  assert.equal(counter.lastMinute('ana'), 5)
  counter.begin('ana')
  assert.equal(counter.lastMinute('ana'), 6)
  now = 240_000
  assert.equal(counter.lastMinute('ana'), 0)
})

test('clients without calls are forgotten, and those with a call are not', () => {
  let now = 0
  const counter = new CallCounter({ now: () => now })
  counter.begin('talks')
  for (let each = 0; each < 20_000; each++) counter.begin(`client ${each}`)()
  now = 600_000
  counter.begin('another')
  assert.equal(counter.live('talks'), 1)
})
