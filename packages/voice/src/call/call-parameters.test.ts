import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CallFacts, callParameters } from './call-parameters.ts'

const call: CallFacts = {
  ...{ sid: `CA${'1'.repeat(32)}`, accountSid: `AC${'2'.repeat(32)}`, direction: 'inbound', status: 'ringing' },
  ...{ from: 'client:alice', to: '', own: { ApplicationSid: `AP${'3'.repeat(32)}` }, custom: {} },
}

test('a browser has no place, calls nobody where it names nobody, and says through which application it calls', () => {
  assert.deepEqual(callParameters(call), {
    AccountSid: call.accountSid,
    ApiVersion: '2010-04-01',
    ApplicationSid: call.own.ApplicationSid,
    CallSid: call.sid,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ...{ From: 'client:alice', Caller: 'client:alice', To: '', Called: '' },
  })
})

test('a caller’s own parameters go along, but for those that the server says itself', () => {
  const custom = {
    ...{ callerPhoneNumber: '+815031234567', callOutgoingPhoneNumber: '+819059876543', To: 'x', digits: '1' },
    ...{ From: 'client:bob', Caller: 'client:bob', CallStatus: 'completed', Digits: '1', DialCallStatus: 'completed' },
    ...{ FromCity: 'Rome', ParentCallSid: 'CA0', RecordingUrl: 'http://x', SipUsername: 'root', ErrorCode: '1' },
  }
  const given = callParameters({ ...call, to: '+14155550100', custom })
  assert.equal(given.callerPhoneNumber, '+815031234567')
  assert.equal(given.callOutgoingPhoneNumber, '+819059876543')
  assert.equal(given.digits, '1')
  assert.deepEqual(
    [given.From, given.Caller, given.To, given.CallStatus],
    ['client:alice', 'client:alice', '+14155550100', 'ringing'],
  )
  for (const name of [
    'Digits',
    'DialCallStatus',
    'FromCity',
    'ParentCallSid',
    'RecordingUrl',
    'SipUsername',
    'ErrorCode',
  ])
    assert.equal(given[name], undefined, name)
})

test('a call that was forwarded says from where, and a child whose it is', () => {
  const given = callParameters({ ...call, forwardedFrom: '+14155550199', callerName: 'ALICE', parentCallSid: 'CA9' })
  assert.deepEqual(
    [given.ForwardedFrom, given.CalledVia, given.CallerName, given.ParentCallSid],
    ['+14155550199', '+14155550199', 'ALICE', 'CA9'],
  )
})
