import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TwilioError } from '../errors/twilio-error.ts'
import { parseForm } from '../http/twilio-bodies.ts'
import { TwilioParams } from '../http/twilio-params.ts'
import { readCreateCall } from './create-call.ts'

const base = { To: '+14155550123', From: '+14155550100', Url: 'https://app.example/voice' }
const read = (given: Readonly<Record<string, string>>, more = '') =>
  readCreateCall(new TwilioParams(parseForm(new URLSearchParams(given).toString() + more)))
const codeOf = (given: Readonly<Record<string, string>>) => {
  try {
    read(given)
    return 0
  } catch (error) {
    if (error instanceof TwilioError) return error.code
    throw error
  }
}

test('a call is read with what Twilio takes where nothing is said', () => {
  const call = read(base)
  assert.deepEqual(call, {
    to: base.To,
    from: base.From,
    source: { kind: 'program', program: { document: { url: base.Url, method: 'POST' } } },
    warnings: [],
    options: {},
  })
})

test('the first fault is reported in the order in which Twilio looks', () => {
  assert.equal(codeOf({}), 21201)
  assert.equal(codeOf({ To: base.To }), 21213)
  assert.equal(codeOf({ To: base.To, From: base.From, Method: 'PUT' }), 21205)
  assert.equal(codeOf({ ...base, Url: 'nowhere', Timeout: '0' }), 21205)
  assert.equal(codeOf({ ...base, ApplicationSid: 'AP1' }), 21218)
  assert.equal(codeOf({ ...base, Method: 'PUT', Timeout: '0' }), 21209)
  assert.equal(codeOf({ ...base, Timeout: '0', SendDigits: 'x' }), 21208)
  assert.equal(codeOf({ ...base, SendDigits: '12x', StatusCallback: 'nowhere' }), 21206)
  assert.equal(codeOf({ ...base, StatusCallback: 'nowhere', MachineDetection: 'perhaps' }), 21609)
  assert.equal(codeOf({ ...base, MachineDetection: 'perhaps' }), 21234)
  assert.equal(codeOf({ ...base, MachineDetection: 'Enable', MachineDetectionTimeout: '2' }), 21234)
  assert.equal(codeOf({ To: base.To, From: base.From, Twiml: 'x'.repeat(4001) }), 32018)
})

test('Url goes before Twiml, and an application before both', () => {
  const both = read({ ...base, Twiml: '<Response/>' })
  assert.deepEqual(both.source, { kind: 'program', program: { document: { url: base.Url, method: 'POST' } } })
  assert.deepEqual(both.warnings, [32019])
  const sid = `AP${'a'.repeat(32)}`
  assert.deepEqual(read({ ...base, ApplicationSid: sid }).source, { kind: 'application', sid })
})

test('a document in place is taken with what is asked when it fails', () => {
  const { source } = read({
    ...{ To: base.To, From: base.From, Twiml: '<Response><Hangup/></Response>' },
    ...{ FallbackUrl: 'https://app.example/f', FallbackMethod: 'get' },
  })
  assert.deepEqual(source, {
    kind: 'program',
    program: { twiml: '<Response><Hangup/></Response>', fallback: { url: 'https://app.example/f', method: 'GET' } },
  })
})

test('a call rings for ten minutes at most', () => {
  assert.equal(read({ ...base, Timeout: '20' }).options.timeoutSeconds, 20)
  assert.equal(read({ ...base, Timeout: '9999' }).options.timeoutSeconds, 600)
})

test('events of progress are repeated parameters; one that does not exist makes a call without callbacks', () => {
  const callback = { ...base, StatusCallback: 'https://app.example/s' }
  assert.deepEqual(read(callback).statusCallback?.events, ['completed'])
  const several = read(callback, '&StatusCallbackEvent=answered&StatusCallbackEvent=initiated')
  assert.deepEqual(several.statusCallback?.events, ['initiated', 'answered'])
  for (const wrong of ['initiated answered', 'finished']) {
    const call = read({ ...callback, StatusCallbackEvent: wrong })
    assert.deepEqual([call.statusCallback, call.warnings], [undefined, [21626]], wrong)
  }
})

test('recordings are asked for by Record alone, and their events come joined or repeated', () => {
  assert.equal(read({ ...base, RecordingChannels: 'dual' }).options.record, undefined)
  assert.deepEqual(read({ ...base, Record: 'true' }).options.record, { channels: 'mono', track: 'both', trim: true })
  const { record } = read({
    ...{ ...base, Record: 'true', RecordingChannels: 'dual', Trim: 'do-not-trim', RecordingTrack: 'inbound' },
    ...{ RecordingStatusCallback: 'https://app.example/r', RecordingStatusCallbackEvent: 'in-progress completed' },
  }).options
  assert.deepEqual(record, {
    ...{ channels: 'dual', track: 'inbound', trim: false },
    callback: { url: 'https://app.example/r', method: 'POST', events: ['in-progress', 'completed'] },
  })
})

test('detection is asked for in the way that Twilio has, and not beside keys that are sent', () => {
  assert.deepEqual(read({ ...base, MachineDetection: 'enable' }).options.machineDetection, { mode: 'Enable' })
  const wanted = { ...base, MachineDetection: 'DetectMessageEnd', AsyncAmd: 'true' }
  assert.deepEqual(read(wanted).warnings, [21262])
  assert.deepEqual(read({ ...wanted, AsyncAmdStatusCallback: 'https://app.example/a' }).options.machineDetection, {
    mode: 'DetectMessageEnd',
    async: { callback: { url: 'https://app.example/a', method: 'POST' } },
  })
  assert.equal(read({ ...base, MachineDetection: 'Enable', SendDigits: '1' }).options.machineDetection, undefined)
})

test('credentials of a SIP party are checked as SIP writes them', () => {
  const sip = { ...base, To: 'sip:ana@example.com' }
  assert.equal(codeOf({ ...sip, SipAuthUsername: 'x'.repeat(256), SipAuthPassword: 'y' }), 21221)
  assert.equal(codeOf({ ...sip, SipAuthUsername: 'a b', SipAuthPassword: 'y' }), 21222)
  assert.equal(codeOf({ ...sip, SipAuthUsername: 'ana' }), 21225)
  assert.equal(codeOf({ ...sip, SipAuthUsername: 'ana', SipAuthPassword: 'y'.repeat(256) }), 21223)
  assert.equal(codeOf({ ...sip, SipAuthUsername: 'ana', SipAuthPassword: 'ÿ' }), 21224)
  const { sipAuth } = read({ ...sip, SipAuthUsername: 'ana', SipAuthPassword: 'secret' }).options
  assert.deepEqual(sipAuth, { username: 'ana', password: 'secret' })
})
