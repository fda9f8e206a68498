import type { Step } from './step.ts'

const [CA, AC, PN] = [/^CA[0-9a-f]{32}$/, /^AC[0-9a-f]{32}$/, /^PN[0-9a-f]{32}$/]
const to = '+14155550123'
const from = '$first.phone_number'
const long = '<Response><Say>Please wait.</Say><Pause length="120"/></Response>'

/** One error of a call that is to be made. */
const refused = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  name: `${code}: ${name}`,
  call: 'calls.create',
  with: { to, from, twiml: long, ...parameters },
  refused: { status: 400, code },
})

/** One error of a call that lives. */
const unchanged = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  ...refused(code, name, {}),
  call: 'calls($live/sid).update',
  with: parameters,
})

/** One error of a number that is to be verified. */
const unverified = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  ...refused(code, name, {}),
  call: 'validationRequests.create',
  with: { phoneNumber: '+14155550188', ...parameters },
})

const sip = { to: 'sip:ana@example.com' }

/** Calls to built-in phones, which answer by themselves after a second. */
export const callSteps: readonly Step[] = [
  {
    name: 'a call is created',
    call: 'calls.create',
    with: { to: '+1 (415) 555-0123', from, twiml: long, timeout: 20, machineDetection: 'Enable' },
    keep: 'live',
    gives: {
      ...{ sid: CA, account_sid: AC, to, status: 'queued', direction: 'outbound-api' },
      ...{ to_formatted: '(415) 555-0123', phone_number_sid: PN, parent_call_sid: null, price: null },
      ...{ api_version: '2010-04-01', uri: /^\/2010-04-01\/Accounts\/AC\w{32}\/Calls\/CA\w{32}\.json$/ },
      subresource_uris: { recordings: /\/Recordings\.json$/ },
    },
  },
  {
    name: 'a call is answered',
    call: 'calls($live/sid).fetch',
    until: { status: 'in-progress' },
    gives: { status: 'in-progress', start_time: /^\d{4}-/, end_time: null, answered_by: 'unknown' },
  },
  { name: 'calls are listed by status', call: 'calls.list', with: { status: 'in-progress' }, count: 1 },
  {
    name: 'a call is redirected in the middle',
    call: 'calls($live/sid).update',
    with: { twiml: '<Response><Say>Something else.</Say><Pause length="120"/></Response>' },
    gives: { status: 'in-progress' },
  },
  {
    name: 'a call that was answered is not canceled',
    call: 'calls($live/sid).update',
    with: { status: 'canceled' },
    gives: { status: 'in-progress' },
  },
  unchanged(21205, 'a change to an address that is none', { url: 'nowhere' }),
  unchanged(15004, 'a change to a document with a relative action', {
    twiml: '<Response><Gather action="/next"/></Response>',
  }),
  {
    name: '20009: a call that lives is deleted',
    call: 'calls($live/sid).remove',
    refused: { status: 409, code: 20009 },
  },
  {
    name: 'a call is completed',
    call: 'calls($live/sid).update',
    with: { status: 'completed' },
    gives: { status: 'completed', end_time: /^\d{4}-/, duration: /^\d+$/ },
  },
  unchanged(21220, 'a call that is over is redirected', { twiml: long }),
  unchanged(21220, 'a call that is over is completed', { status: 'completed' }),
  {
    name: 'another call is created',
    call: 'calls.create',
    with: { to: '+14155550124', from, twiml: long },
    keep: 'other',
    gives: { sid: CA },
  },
  {
    name: 'another call is answered',
    call: 'calls($other/sid).fetch',
    until: { status: 'in-progress' },
    gives: { status: 'in-progress' },
  },
  {
    name: 'another call is redirected to its end',
    call: 'calls($other/sid).update',
    with: { twiml: '<Response><Hangup/></Response>' },
    gives: { sid: CA },
  },
  {
    name: 'what it was redirected to is run',
    call: 'calls($other/sid).fetch',
    until: { status: 'completed' },
    gives: { status: 'completed' },
  },
  { name: 'calls are listed by recipient', call: 'calls.list', with: { to: '+14155550124' }, count: 1 },
  {
    name: 'calls are walked through',
    call: 'calls.pages',
    with: { pageSize: 1 },
    gives: { sizes: [1, 1], distinct: 2 },
  },
  { name: 'a call that is over is deleted', call: 'calls($other/sid).remove', gives: true },
  {
    name: 'a call that was deleted is not there',
    call: 'calls($other/sid).fetch',
    refused: { status: 404, code: 20404 },
  },
  refused(21201, 'a call to nobody', { to: '' }),
  refused(21213, 'a call from nobody', { from: '' }),
  refused(21205, 'a call that says nothing', { twiml: '' }),
  refused(21205, 'a document at an address that is none', { url: 'nowhere' }),
  refused(21209, 'a method that is none', { url: 'https://example.com/', method: 'PUT' }),
  refused(21208, 'a time to ring that is none', { timeout: 0 }),
  refused(21206, 'keys that are none', { sendDigits: '1x' }),
  refused(21609, 'a callback that is no URL', { statusCallback: 'nowhere' }),
  refused(21234, 'a detection that is none', { machineDetection: 'perhaps' }),
  refused(32018, 'a document of more than 4,000 characters', { twiml: 'x'.repeat(4001) }),
  refused(21218, 'an application that is none', { applicationSid: 'AP1' }),
  refused(21217, 'a number that is none', { to: '123' }),
  refused(21212, 'a caller that is none', { from: 'home' }),
  refused(21210, 'a caller that is not the account’s', { from: '+14155550199' }),
  refused(21221, 'a long user name for a SIP party', {
    ...sip,
    sipAuthUsername: 'x'.repeat(256),
    sipAuthPassword: 'y',
  }),
  refused(21222, 'a user name that SIP does not allow', { ...sip, sipAuthUsername: 'a b', sipAuthPassword: 'y' }),
  refused(21223, 'a long password for a SIP party', { ...sip, sipAuthUsername: 'a', sipAuthPassword: 'x'.repeat(256) }),
  refused(21224, 'a password that SIP does not allow', { ...sip, sipAuthUsername: 'a', sipAuthPassword: 'ÿ' }),
  refused(21225, 'a user name without a password', { ...sip, sipAuthUsername: 'a' }),
  refused(21227, 'long SIP headers', { to: `sip:ana@example.com?X-A=${'x'.repeat(1024)}` }),
  refused(21228, 'a SIP header whose name SIP does not allow', { to: 'sip:ana@example.com?X(A=1' }),
  refused(21229, 'a SIP header whose value SIP does not allow', { to: 'sip:ana@example.com?X-A=ü' }),
  {
    name: 'a number is verified by a call',
    call: 'validationRequests.create',
    with: { phoneNumber: '+14155550188', friendlyName: 'Home' },
    gives: { phone_number: '+14155550188', friendly_name: 'Home', call_sid: CA, validation_code: /^\d{6}$/ },
  },
  unverified(21401, 'a number that is none', { phoneNumber: 'home' }),
  unverified(21449, 'a number of one’s own', { phoneNumber: from }),
  unverified(21454, 'a delay of more than a minute', { callDelay: 61 }),
  unverified(21456, 'a callback that is no URL', { statusCallback: 'nowhere' }),
]
