import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageReceipt } from './status.ts'

test('every status of a message has its word', () => {
  for (const [status, ours] of [
    ['accepted', 'sending'],
    ['scheduled', 'sending'],
    ['queued', 'sending'],
    ['sending', 'sending'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['partially_delivered', 'delivered'],
    ['read', 'delivered'],
    ['undelivered', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ] as const)
    assert.equal(messageReceipt('message', status, null)?.status, ours, status)
  assert.equal(messageReceipt('message', 'invented', null), null)
})

test('a call is delivered when it was answered and is over', () => {
  for (const [status, ours] of [
    ['queued', 'sending'],
    ['initiated', 'sending'],
    ['ringing', 'sending'],
    ['in-progress', 'sent'],
    ['completed', 'delivered'],
    ['busy', 'undelivered'],
    ['no-answer', 'undelivered'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ] as const)
    assert.equal(messageReceipt('call', status, null)?.status, ours, status)
  assert.deepEqual(messageReceipt('call', 'busy', null), {
    status: 'undelivered',
    errorCode: 'busy',
    reason: 'the line was busy',
  })
})

test('a message that was not delivered says why', () => {
  assert.deepEqual(messageReceipt('message', 'undelivered', '30005'), {
    status: 'undelivered',
    errorCode: '30005',
    reason: 'the number does not exist any more',
  })
  assert.equal(messageReceipt('message', 'failed', '39999')?.reason, "Twilio's error 39999")
  assert.deepEqual(messageReceipt('message', 'failed', undefined), {
    status: 'failed',
    errorCode: 'failed',
    reason: 'Twilio gave no reason',
  })
  assert.deepEqual(messageReceipt('message', 'delivered', '30005'), { status: 'delivered' })
})
