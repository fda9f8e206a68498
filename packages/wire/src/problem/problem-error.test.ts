import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from './problem-error.ts'

test('a problem has the words of the table, unless the case has better ones', () => {
  const plain = new ProblemError('not-found')
  assert.equal(plain.status, 404)
  assert.match(plain.message, /^There is no such thing here\. /)
  assert.equal(new ProblemError('not-found', 'no message NT1').message, 'no message NT1')
})

test('its body is that of RFC 9457, with instance and faults where there are any', () => {
  const body = new ProblemError('not-found', 'no message NT1').toBody()
  assert.deepEqual(body, {
    type: 'urn:trunkline:problem:not-found',
    title: 'There is no such thing here',
    status: 404,
    code: 'not-found',
    detail: 'no message NT1',
  })
  const errors = [{ pointer: '/to', detail: 'is no number' }]
  const more = new ProblemError('not-found', 'x', { errors, retryAfter: 5 })
  assert.deepEqual([more.toBody('RQ1').instance, more.toBody('RQ1').errors, more.retryAfter], ['RQ1', errors, 5])
})
