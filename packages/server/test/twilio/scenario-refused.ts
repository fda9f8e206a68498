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
]
