import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TwilioError } from '../errors/twilio-error.ts'
import { TwilioParams } from '../http/twilio-params.ts'
import { readCreateMessage } from './create-message.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const later = (seconds: number) => new Date(now + seconds * 1000).toISOString()
const service = `MG${'0'.repeat(32)}`
const good = { To: '+14155550123', From: '+15005550006', Body: 'Hello' }
const read = (params: Record<string, string | string[]>) => readCreateMessage(new TwilioParams(params), now)
const codeOf = (params: Record<string, string | string[]>): number | undefined => {
  try {
    read(params)
  } catch (error) {
    if (error instanceof TwilioError) return error.code
    throw error
  }
  return undefined
}

test('each fault of the form has its code', () => {
  const cases: [number | undefined, Record<string, string | string[]>][] = [
    [undefined, good],
    [21604, { ...good, To: '' }],
    [21603, { To: '+14155550123', Body: 'x' }],
    [21602, { To: '+14155550123', From: '+15005550006', Body: '' }],
    [21619, { To: '+14155550123', MessagingServiceSid: service }],
    [21609, { ...good, StatusCallback: 'example.com/status' }],
    [21609, { ...good, StatusCallback: `https://example.com/${'a'.repeat(4000)}` }],
    [21617, { ...good, Body: 'a'.repeat(1601) }],
    [undefined, { ...good, Body: 'a'.repeat(1600) }],
    [21620, { ...good, MediaUrl: ['https://example.com/a.png', 'ftp://example.com/b'] }],
    [21623, { ...good, MediaUrl: Array.from({ length: 11 }, (_, n) => `https://example.com/${n}.png`) }],
    [21624, { ...good, ValidityPeriod: '0' }],
    [21624, { ...good, ValidityPeriod: '36001' }],
    [21624, { ...good, ValidityPeriod: 'soon' }],
    [21627, { ...good, MaxPrice: '-1' }],
    [30029, { ...good, ContentRetention: 'discard' }],
    [30030, { ...good, AddressRetention: 'never' }],
    [21654, { ...good, ContentVariables: '{}' }],
    [21655, { ...good, ContentSid: 'HX1' }],
    [21656, { ...good, ContentSid: `HX${'0'.repeat(32)}`, ContentVariables: '[' }],
    [99501, { ...good, ContentSid: `HX${'0'.repeat(32)}` }],
    [35111, { ...good, ScheduleType: 'fixed' }],
    [35126, { ...good, ScheduleType: 'optimal' }],
    [35114, { ...good, ScheduleType: 'fixed', SendAt: 'tomorrow' }],
    [35114, { ...good, ScheduleType: 'fixed', SendAt: later(899) }],
    [35114, { ...good, ScheduleType: 'fixed', SendAt: later(35 * 86_400 + 1) }],
    [35118, { ...good, ScheduleType: 'fixed', SendAt: later(3600) }],
    [21705, { To: '+14155550123', MessagingServiceSid: 'MG1', Body: 'x' }],
    [21664, { ...good, FallbackFrom: '+15005550007' }],
    [21218, { ...good, ApplicationSid: 'AP1' }],
  ]
  for (const [code, params] of cases) assert.equal(codeOf(params), code, JSON.stringify(params).slice(0, 200))
})

test('of several faults the first in Twilio’s order is told', () => {
  const worst = {
    From: '',
    Body: 'a'.repeat(1601),
    StatusCallback: 'x',
    MediaUrl: 'x',
    ValidityPeriod: '0',
    ScheduleType: 'fixed',
  }
  const steps: [number, Record<string, string>][] = [
    [21604, {}],
    [21603, { To: '123' }],
    [21609, { From: 'nobody' }],
    [21617, { StatusCallback: 'https://example.com' }],
    [21620, { Body: 'x' }],
    [21624, { MediaUrl: 'https://example.com/a.png' }],
    [35111, { ValidityPeriod: '10' }],
  ]
  let params: Record<string, string> = worst
  for (const [code, mended] of steps) {
    params = { ...params, ...mended }
    assert.equal(codeOf(params), code)
  }
})

test('a message with media needs no body, and a scheduled one keeps its time', () => {
  assert.deepEqual(read({ To: '+14155550123', From: '+15005550006', MediaUrl: 'https://example.com/a.png' }).media, [
    'https://example.com/a.png',
  ])
  const scheduled = read({
    To: '+14155550123',
    MessagingServiceSid: service,
    Body: 'x',
    ScheduleType: 'fixed',
    SendAt: later(900),
  })
  assert.equal(scheduled.sendAt?.toISOString(), later(900))
})
