import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstStatus, messageFault, messageStatus } from './message-status.ts'
import { readOrigin } from './origin.ts'

const plain = readOrigin({ edge: 'twilio' })
const pooled = readOrigin({ edge: 'twilio', messagingServiceSid: 'MG00000000000000000000000000000001' })
const scheduled = readOrigin({ edge: 'twilio', scheduled: true })

test('a message begins queued, with a service accepted, with a time scheduled', () => {
  assert.deepEqual([plain, pooled, scheduled].map(firstStatus), ['queued', 'accepted', 'scheduled'])
})

test('what waits is still where it began, and what ends has Twilio’s word for it', () => {
  assert.deepEqual(
    [plain, pooled, scheduled].map((origin) => messageStatus('held', origin)),
    ['queued', 'accepted', 'scheduled'],
  )
  const words = [
    'queued',
    'sent',
    'delivered',
    'undelivered',
    'expired',
    'rejected',
    'suppressed',
    'canceled',
    'received',
  ] as const
  assert.deepEqual(
    words.map((word) => messageStatus(word, pooled)),
    ['queued', 'sent', 'delivered', 'undelivered', 'failed', 'failed', 'failed', 'canceled', 'received'],
  )
})

test('a failure has a number of Twilio’s: the provider’s, that of our own end, or unknown', () => {
  const of = (
    status: 'failed' | 'undelivered' | 'expired' | 'rejected' | 'suppressed' | 'sent',
    errorCode: string | null,
  ) => messageFault({ status, errorCode, reason: null })?.code
  assert.deepEqual(
    [
      of('undelivered', '30003'),
      of('failed', 'SMPP 11'),
      of('failed', '99999'),
      of('expired', 'expired'),
      of('rejected', 'rejected'),
      of('suppressed', null),
    ],
    [30003, 30008, 30008, 30036, 30007, 21610],
  )
  assert.equal(of('sent', '30003'), undefined)
  assert.equal(
    messageFault({ status: 'failed', errorCode: null, reason: 'the line is dead' })?.message,
    'the line is dead',
  )
})

test('an origin of another edge, or one that is broken, says nothing', () => {
  assert.deepEqual(readOrigin({ edge: 'verify', callbacks: [{ url: 'x' }] }), { edge: 'twilio' })
  assert.deepEqual(readOrigin({ edge: 'twilio', callbacks: [{ url: 'https://a' }, 7], scheduled: 'yes' }), {
    edge: 'twilio',
    callbacks: [{ url: 'https://a' }],
  })
})
