import type { Step } from './step.ts'

const to = '+14155550123'
const from = '$first.phone_number'
const service = '$service.sid'

/** One error: parameters of a new message, and what must come of them. */
const message = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  name: `${code}: ${name}`,
  call: 'messages.create',
  with: parameters,
  refused: { status: 400, code },
})

/** One error of a number that is to be taken. */
const number = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  ...message(code, name, parameters),
  call: 'incomingPhoneNumbers.create',
})

/** One error of a number that is to be changed. */
const changed = (code: number, name: string, parameters: Readonly<Record<string, unknown>>): Step => ({
  ...message(code, name, parameters),
  call: 'incomingPhoneNumbers($first/sid).update',
})

/** The errors that the served operations can give (https://www.twilio.com/docs/api/errors), but those that other steps meet already. */
export const refusedSteps: readonly Step[] = [
  { name: 'a wrong token', call: 'messages.list', as: ['$account', 'wrong'], refused: { status: 401, code: 20003 } },
  {
    name: 'a user name that is none',
    call: 'messages.list',
    as: ['ana', 'wrong', '$account'],
    refused: { status: 401, code: 20003 },
  },
  {
    name: 'another account',
    call: 'api.v2010.accounts(ACffffffffffffffffffffffffffffffff).messages.list',
    refused: { status: 401, code: 20003 },
  },
  {
    name: 'a message that nobody has',
    call: 'messages(SMffffffffffffffffffffffffffffffff).fetch',
    refused: { status: 404, code: 20404 },
  },
  message(21604, 'no recipient', { to: '', from, body: 'x' }),
  message(21603, 'no sender', { to, body: 'x' }),
  message(21602, 'nothing to say', { to, from }),
  message(21619, 'nothing to say, by a messaging service', { to, messagingServiceSid: service }),
  message(21609, 'a callback that is no URL', { to, from, body: 'x', statusCallback: 'nowhere' }),
  message(21617, 'a text of more than 1,600 characters', { to, from, body: 'x'.repeat(1601) }),
  message(21620, 'a picture that is no URL', { to, from, body: 'x', mediaUrl: ['nowhere'] }),
  message(21623, 'eleven pictures', {
    to,
    from,
    mediaUrl: Array.from({ length: 11 }, (_, n) => `https://example.com/${n}.jpg`),
  }),
  message(21624, 'a validity of no time', { to, from, body: 'x', validityPeriod: 0 }),
  message(21654, 'variables without content', { to, from, body: 'x', contentVariables: '{"1":"a"}' }),
  message(35111, 'a schedule without a time', { to, messagingServiceSid: service, body: 'x', scheduleType: 'fixed' }),
  message(35114, 'a schedule that is too near', {
    to,
    messagingServiceSid: service,
    body: 'x',
    scheduleType: 'fixed',
    sendAt: '$in 60',
  }),
  message(35118, 'a schedule without a messaging service', {
    to,
    from,
    body: 'x',
    scheduleType: 'fixed',
    sendAt: '$in 3600',
  }),
  message(21705, 'a messaging service that is none', { to, messagingServiceSid: 'MG1', body: 'x' }),
  message(21211, 'a recipient that is no number', { to: '123', from, body: 'x' }),
  message(21212, 'a sender that is no number', { to, from: '+1', body: 'x' }),
  message(21266, 'a message to its sender', { to: from, from, body: 'x' }),
  message(21606, 'a sender that is not the account’s', { to, from: '+14155550199', body: 'x' }),
  message(21655, 'content that is none', { to, from, contentSid: 'HX1' }),
  message(21656, 'variables that are no JSON', { to, from, contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{' }),
  message(21627, 'a price below nothing', { to, from, body: 'x', maxPrice: -1 }),
  message(30029, 'content that is to be thrown away', { to, from, body: 'x', contentRetention: 'discard' }),
  message(30030, 'addresses that are to be hidden', { to, from, body: 'x', addressRetention: 'obfuscate' }),
  message(35126, 'a schedule of another kind', { to, messagingServiceSid: service, body: 'x', scheduleType: 'never' }),
  {
    ...message(21701, 'a messaging service that nobody has', {
      to,
      messagingServiceSid: `MG${'f'.repeat(32)}`,
      body: 'x',
    }),
    refused: { status: 404, code: 21701 },
  },
  message(21218, 'an application that nobody has', { to, from, body: 'x', applicationSid: `AP${'f'.repeat(32)}` }),
  message(21910, 'sender and recipient on two channels', { to: 'whatsapp:+14155550123', from, body: 'x' }),
  message(21265, 'a short code as recipient', { to: '12345', from, body: 'x' }),
  message(21268, 'a premium number as recipient', { to: '+19005550123', from, body: 'x' }),
  message(21664, 'another sender to fall back to, beside a number', { to, from, body: 'x', fallbackFrom: from }),
  message(21667, 'another sender to fall back to, in a service without RCS', {
    to,
    messagingServiceSid: service,
    body: 'x',
    fallbackFrom: from,
  }),
  {
    name: '30400: a change that is none',
    call: 'messages($long/sid).update',
    with: { status: 'sent' },
    refused: { status: 400, code: 30400 },
  },
  message(63007, 'a channel that the account does not have', {
    to: 'whatsapp:+14155550123',
    from: 'whatsapp:+14155550199',
    body: 'x',
  }),
  number(21451, 'an area code that is none', { areaCode: 'abc' }),
  number(21452, 'an area code in which all are taken', { areaCode: '999' }),
  number(21403, 'a method that is none', { smsMethod: 'PATCH', phoneNumber: '$offered.2.phone_number' }),
  changed(21402, 'an address that is no URL', { smsUrl: 'nowhere' }),
  changed(21405, 'a voice URL to fall back to from none', { voiceUrl: '', voiceFallbackUrl: 'https://example.com/' }),
  changed(21406, 'an SMS URL to fall back to from none', { smsUrl: '', smsFallbackUrl: 'https://example.com/' }),
  changed(21420, 'an application that nobody has', { smsApplicationSid: `AP${'f'.repeat(32)}` }),
  {
    ...number(21458, 'a local number as a toll-free one', { phoneNumber: '$offered.2.phone_number' }),
    call: 'incomingPhoneNumbers.tollFree.create',
  },
  {
    name: '20001: a value that is none of those that can be',
    call: 'api.v2010.accounts.list',
    with: { status: 'asleep' },
    refused: { status: 400, code: 20001 },
  },
  {
    name: 'another messaging service is made',
    call: 'messaging.v1.services.create',
    with: { friendlyName: 'Other' },
    keep: 'other',
    gives: { friendly_name: 'Other' },
  },
  {
    name: '21712: a number that is in another service',
    call: 'messaging.v1.services($other/sid).phoneNumbers.create',
    with: { phoneNumberSid: '$second.sid' },
    refused: { status: 409, code: 21712 },
  },
  { name: 'a messaging service is deleted', call: 'messaging.v1.services($other/sid).remove', gives: true },
  changed(21470, 'to be handed to no account', { accountSid: 'nobody' }),
  changed(21471, 'to be handed to a stranger', { accountSid: `AC${'f'.repeat(32)}` }),
  changed(21472, 'to be handed to an account that is closed', { accountSid: '$sub.sid' }),
  {
    name: '21401: numbers near something that is no number',
    call: 'availablePhoneNumbers(US).local.list',
    with: { nearNumber: 'x' },
    refused: { status: 400, code: 21401 },
  },
  {
    name: '21475: a status that is none',
    call: 'api.v2010.accounts($sub/sid).update',
    with: { status: 'asleep' },
    refused: { status: 400, code: 21475 },
  },
  {
    name: '21479: a closed account is to be opened',
    call: 'api.v2010.accounts($sub/sid).update',
    with: { status: 'active' },
    refused: { status: 400, code: 21479 },
  },
  {
    name: '21477: an account changes its own status',
    call: 'api.v2010.accounts($account).update',
    with: { status: 'closed' },
    refused: { status: 400, code: 21477 },
  },
  {
    name: '20002: a messaging service with a name that is too long',
    call: 'messaging.v1.services.create',
    with: { friendlyName: 'x'.repeat(300) },
    refused: { status: 400, code: 20002 },
  },
  {
    name: '21709: a name that is no sender',
    call: 'messaging.v1.services($service/sid).alphaSenders.create',
    with: { alphaSender: '!' },
    refused: { status: 400, code: 21709 },
  },
  {
    name: '21710: a number that is in the service already',
    call: 'messaging.v1.services($service/sid).phoneNumbers.create',
    with: { phoneNumberSid: '$second.sid' },
    refused: { status: 409, code: 21710 },
  },
  {
    name: '20007: a page that is too large',
    call: 'messaging.v1.services.list',
    with: { pageSize: 1001 },
    refused: { status: 400, code: 20007 },
  },
  {
    name: '99501: what is not served says so',
    call: 'queues.list',
    refused: { status: 501, code: 99501 },
  },
]
