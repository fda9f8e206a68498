import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCallLimits, limitsFault, mayCall, mergeLimits } from './call-limits.ts'

test('the longest beginning that is listed decides whether a number may be called', () => {
  const limits = { allow: ['+49', '+1', '+1900555'], deny: ['+1900', '+49137'] }
  for (const right of ['+4915112345678', '+14155550123', '+19005550123']) assert.ok(mayCall(limits, right), right)
  for (const wrong of ['+19006660123', '+491371234567', '+447911123456', '+3'])
    assert.ok(!mayCall(limits, wrong), wrong)
})

test('of two equal beginnings the one that denies counts, and nothing listed means nothing allowed', () => {
  assert.equal(mayCall({ allow: ['+49'], deny: ['+49'] }, '+4915112345678'), false)
  assert.equal(mayCall({ allow: [], deny: [] }, '+4915112345678'), false)
})

test('by default every country may be called, and no satellite phone or international premium number', () => {
  for (const right of ['+14155550123', '+819059876543', '+97798012345'])
    assert.ok(mayCall(defaultCallLimits, right), right)
  for (const wrong of ['+881612345678', '+8821234567', '+979123456789'])
    assert.ok(!mayCall(defaultCallLimits, wrong), wrong)
})

test('what a client has of its own goes before what the server says', () => {
  assert.deepEqual(mergeLimits(defaultCallLimits, { allow: ['+49'], concurrent: 2 }), {
    ...defaultCallLimits,
    allow: ['+49'],
    concurrent: 2,
  })
})

test('limits that make no sense are named', () => {
  assert.equal(limitsFault({ allow: ['+', '+49'], deny: [], perSecond: 0 }), undefined)
  assert.deepEqual(limitsFault({ allow: ['+49', '49'] })?.pointer, '/allow/1')
  assert.deepEqual(limitsFault({ deny: ['+4x'] })?.pointer, '/deny/0')
  assert.deepEqual(limitsFault({ concurrent: -1 })?.pointer, '/concurrent')
  assert.deepEqual(limitsFault({ perMinute: Number.NaN })?.pointer, '/perMinute')
})
