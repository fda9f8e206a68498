import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainFault, formatNumber, formatSeconds } from './words.ts'

test('writes numbers and times as people do', () => {
  assert.equal(formatNumber('+14155550123'), '+1 415 555 0123')
  assert.equal(formatNumber('+815012349876'), '+815012349876')
  assert.equal(formatNumber('client:alice'), 'alice')
  assert.deepEqual([5, 75, 3675].map(formatSeconds), ['0:05', '1:15', '1:01:15'])
})

test('explains faults by code, and others by their own words', () => {
  assert.match(explainFault({ code: 31401, message: 'PermissionDenied' }), /microphone is not allowed/)
  assert.equal(explainFault({ code: 99999, message: 'Odd.' }), 'Odd. (99999)')
  assert.equal(explainFault(new Error('Broken.')), 'Broken.')
})
