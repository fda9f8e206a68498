/** One row of the table of SID prefixes. */
export interface SidPrefixRow {
  /** What the SID names, in the words of its owner's documentation. */
  readonly names: string
  /** Who gave the prefix its meaning. Trunkline's own never collide with one that Twilio uses for a thing that Trunkline serves. */
  readonly owner: 'twilio' | 'trunkline'
}

const twilio = (names: string): SidPrefixRow => Object.freeze({ names, owner: 'twilio' })
const trunkline = (names: string): SidPrefixRow => Object.freeze({ names, owner: 'trunkline' })

/**
 * Every SID prefix that Trunkline reads or writes. Twilio's meaning stands where Twilio has one
 * (https://www.twilio.com/docs/glossary/what-is-a-sid); the others are ours.
 */
export const sidPrefixes = Object.freeze({
  // Who sends, and with which key.
  AC: twilio('account: a client'),
  SK: twilio('API key'),
  CR: twilio('credential: a public key, or push credentials'),
  OR: twilio('organization'),
  US: twilio('user'),
  // Messages and their trips.
  NT: trunkline('message: what a client asks to have said to one recipient'),
  SM: twilio('message by SMS: a delivery over the channel sms'),
  MM: twilio('message by MMS: a delivery over the channel sms with media'),
  EM: trunkline('delivery over the channel email'),
  PS: trunkline('delivery over the channel push'),
  DV: trunkline('device: a push address of a recipient'),
  ME: twilio('media of a message'),
  MG: twilio('messaging service'),
  AI: twilio('alphanumeric sender of a messaging service'),
  SC: twilio('short code'),
  HX: twilio('content template'),
  // Calls.
  CA: twilio('call: also a delivery over the channel call'),
  CF: twilio('conference'),
  QU: twilio('queue'),
  RE: twilio('recording'),
  TR: twilio('transcription'),
  MZ: twilio('media stream'),
  AP: twilio('TwiML application'),
  SD: twilio('SIP domain'),
  CL: twilio('SIP credential list'),
  AL: twilio('SIP IP access control list'),
  TK: twilio('SIP trunk'),
  KX: twilio('message inside a call'),
  // Numbers and addresses.
  PN: twilio('phone number, or caller id'),
  AD: twilio('address'),
  BU: twilio('regulatory bundle'),
  // Verification.
  VA: twilio('verify service'),
  VE: twilio('verification'),
  VL: twilio('verification attempt: one send of a code'),
  YF: twilio('verification factor'),
  YC: twilio('challenge of a factor'),
  YE: twilio('verify entity'),
  RK: twilio('verify rate limit'),
  BL: twilio('bucket of a verify rate limit'),
  GN: twilio('number on the safe list'),
  // Events and what carries them.
  EV: twilio('event'),
  WE: trunkline('webhook endpoint'),
  WD: trunkline('webhook delivery: one event on its way to one endpoint'),
  NO: twilio('notification: an entry of the debugger'),
  RQ: twilio('request'),
  // Named in tokens.
  IS: twilio('conversations, chat or sync service'),
  CH: twilio('conversation'),
  IM: twilio('message of a conversation'),
  MB: twilio('participant of a conversation'),
  RL: twilio('role'),
  RM: twilio('video room'),
  PA: twilio('participant; also a page token'),
  ET: twilio('sync document'),
  ES: twilio('sync list'),
  MP: twilio('sync map'),
  WS: twilio('TaskRouter workspace'),
  WK: twilio('TaskRouter worker'),
  WQ: twilio('TaskRouter queue'),
  WW: twilio('TaskRouter workflow'),
  WT: twilio('TaskRouter task'),
  WR: twilio('TaskRouter reservation'),
  WA: twilio('TaskRouter activity'),
})

/** A prefix of the table. */
export type SidPrefix = keyof typeof sidPrefixes
