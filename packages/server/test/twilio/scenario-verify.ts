import type { Step } from './step.ts'

const sid = (prefix: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`)
const service = 'verify.v2.services($verify/sid)'
const person = `${service}.entities(person-0001)`
const to = (last: number) => `+1415555010${last}`

/** Starts a verification with a code that the scenario knows. */
const start = (name: string, last: number, more: Partial<Step> = {}): Step => ({
  name,
  call: `${service}.verifications.create`,
  with: { to: to(last), channel: 'sms', customCode: '246810' },
  ...more,
})

/** Checks a code by number. */
const check = (name: string, last: number, code: string, more: Partial<Step>): Step => ({
  name,
  call: `${service}.verificationChecks.create`,
  with: { to: to(last), code },
  ...more,
})

/** The same step so many times. */
const times = (count: number, step: Step): readonly Step[] =>
  Array.from({ length: count }, (_, n) => ({ ...step, name: `${step.name}, no. ${n + 1}` }))

const services: readonly Step[] = [
  {
    name: 'a service is made',
    call: 'verify.v2.services.create',
    with: { friendlyName: 'Acme é', codeLength: 6, customCodeEnabled: true, 'totp.issuer': 'Acme', 'totp.skew': 2 },
    keep: 'verify',
    gives: { sid: sid('VA'), friendly_name: 'Acme é', code_length: 6, custom_code_enabled: true },
  },
  {
    name: 'a service is changed',
    call: `${service}.update`,
    with: { friendlyName: 'Acme', dtmfInputRequired: false },
    gives: { friendly_name: 'Acme', dtmf_input_required: false, code_length: 6 },
  },
  { name: 'a service is fetched', call: `${service}.fetch`, gives: { friendly_name: 'Acme' } },
  { name: 'services are listed', call: 'verify.v2.services.list', count: 1 },
  {
    name: '60200: a service with codes of eleven digits',
    call: 'verify.v2.services.create',
    with: { friendlyName: 'x', codeLength: 11 },
    refused: { status: 400, code: 60200 },
  },
]

const verifications: readonly Step[] = [
  start('a verification is started', 1, {
    keep: 'verification',
    gives: { sid: sid('VE'), status: 'pending', valid: false, channel: 'sms', to: to(1) },
  }),
  {
    name: 'a verification is fetched',
    call: `${service}.verifications($verification/sid).fetch`,
    gives: { status: 'pending', to: to(1) },
  },
  check('a wrong code leaves it pending', 1, '111111', { gives: { status: 'pending', valid: false } }),
  check('the right code approves it', 1, '246810', { gives: { status: 'approved', valid: true } }),
  check('20404: a code is good once', 1, '246810', { refused: { status: 404, code: 20404 } }),
  start('another one is started', 2, { keep: 'second' }),
  {
    name: 'it is canceled',
    call: `${service}.verifications($second/sid).update`,
    with: { status: 'canceled' },
    gives: { status: 'canceled', valid: false },
  },
  check('20404: what is canceled takes no code', 2, '246810', { refused: { status: 404, code: 20404 } }),
  start('a third one is started', 3, { keep: 'third' }),
  {
    name: 'its client says that the code was right',
    call: `${service}.verifications($third/sid).update`,
    with: { status: 'approved' },
    gives: { status: 'approved', valid: true },
  },
  start('60200: a recipient that is no number', 4, {
    with: { to: '123', channel: 'sms' },
    refused: { status: 400, code: 60200 },
  }),
  start('60200: a channel that is none', 4, {
    with: { to: to(4), channel: 'pigeon' },
    refused: { status: 400, code: 60200 },
  }),
  check('60200: no code', 4, '', { refused: { status: 400, code: 60200 } }),
  {
    name: '60221: nobody',
    call: `${service}.verificationChecks.create`,
    with: { code: '246810' },
    refused: { status: 400, code: 60221 },
  },
  check('20404: nothing was sent', 4, '246810', { refused: { status: 404, code: 20404 } }),
  start('one whose code is guessed is started', 5),
  ...times(5, check('a wrong guess', 5, '111111', { gives: { status: 'pending', valid: false } })),
  check('60202: one guess too many', 5, '246810', { refused: { status: 429, code: 60202 } }),
  ...times(5, start('the code is sent', 6, { with: { to: to(6), channel: 'sms' }, gives: { status: 'pending' } })),
  start('60203: the code is sent too often', 6, {
    with: { to: to(6), channel: 'sms' },
    refused: { status: 429, code: 60203 },
  }),
]

const limits: readonly Step[] = [
  {
    name: 'a rate limit is made',
    call: `${service}.rateLimits.create`,
    with: { uniqueName: 'user', description: 'per user' },
    keep: 'limit',
    gives: { sid: sid('RK'), unique_name: 'user' },
  },
  {
    name: '60208: its name is taken',
    call: `${service}.rateLimits.create`,
    with: { uniqueName: 'user' },
    refused: { status: 400, code: 60208 },
  },
  {
    name: 'it gets a bucket',
    call: `${service}.rateLimits($limit/sid).buckets.create`,
    with: { max: 1, interval: 600 },
    gives: { sid: sid('BL'), max: 1, interval: 600 },
  },
  { name: 'rate limits are listed', call: `${service}.rateLimits.list`, count: 1 },
  start('the first start of a user is taken', 7, {
    with: { to: to(7), channel: 'sms', rateLimits: '{"user":"ana"}' },
    gives: { status: 'pending' },
  }),
  start('20429: the second one is not', 8, {
    with: { to: to(8), channel: 'sms', rateLimits: '{"user":"ana"}' },
    refused: { status: 429, code: 20429 },
  }),
  { name: 'a rate limit is deleted', call: `${service}.rateLimits($limit/sid).remove`, gives: true },
  {
    name: 'a number is put on the safe list',
    call: 'verify.v2.safelist.create',
    with: { phoneNumber: to(9) },
    gives: { sid: sid('GN'), phone_number: to(9) },
  },
  { name: 'it is found there', call: `verify.v2.safelist(${to(9)}).fetch`, gives: { phone_number: to(9) } },
  { name: 'it is taken off', call: `verify.v2.safelist(${to(9)}).remove`, gives: true },
  {
    name: 'attempts are listed',
    call: 'verify.v2.verificationAttempts.list',
    with: { limit: 3 },
    count: 3,
    gives: [{ sid: sid('VL') }],
  },
  {
    name: 'attempts are counted',
    call: 'verify.v2.verificationAttemptsSummary().fetch',
    gives: { total_converted: 2 },
  },
]

const factors: readonly Step[] = [
  {
    name: 'an authenticator is made',
    call: `${person}.newFactors.create`,
    with: { friendlyName: 'Phone', factorType: 'totp' },
    keep: 'factor',
    gives: { sid: sid('YF'), status: 'unverified', binding: { uri: /^otpauth:\/\/totp\/Acme:/ } },
  },
  {
    name: 'a wrong first code does not prove it',
    call: `${person}.factors($factor/sid).update`,
    with: { authPayload: '000000' },
    gives: { status: 'unverified' },
  },
  {
    name: '60318: what is not proven is not challenged',
    call: `${person}.challenges.create`,
    with: { factorSid: '$factor.sid' },
    refused: { status: 403, code: 60318 },
  },
  { name: 'authenticators are listed', call: `${person}.factors.list`, count: 1 },
  { name: 'an authenticator is deleted', call: `${person}.factors($factor/sid).remove`, gives: true },
  { name: 'a service is deleted', call: `${service}.remove`, gives: true },
  { name: '20404: it is gone', call: `${service}.fetch`, refused: { status: 404, code: 20404 } },
]

/** Verify: services, verifications with all their ends, limits, attempts, and authenticators. */
export const verifySteps: readonly Step[] = [...services, ...verifications, ...limits, ...factors]
