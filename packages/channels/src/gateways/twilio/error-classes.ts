/**
 * What an error of Twilio's means for the attempt. The numbers are Twilio's (https://www.twilio.com/docs/api/errors), the words ours.
 *
 * - `final`: it lies in the recipient or in what is to be said; no gateway would do better
 * - `elsewhere`: this account, or this sender, will not send it; another gateway may
 * - `later`: not processed; the same request may succeed later (Twilio or the account is throttled)
 * - `sender-later`: the same, for one sender of the account only; others are not affected
 * - `operator`: not processed; nothing goes through this gateway until somebody acts, so that it is skipped and what waits is kept
 * - `unknown`: the answer does not tell whether the request was processed
 */
export type ErrorClass = 'final' | 'elsewhere' | 'later' | 'sender-later' | 'operator' | 'unknown'

/** One row of the table. */
export interface ErrorRow {
  readonly class: ErrorClass
  readonly reason: string
}

const rows = (errorClass: ErrorClass, table: Readonly<Record<number, string>>): [number, ErrorRow][] =>
  Object.entries(table).map(([code, reason]) => [Number(code), { class: errorClass, reason }])

/** Codes that come in the answer to a request to create a message or a call. A code that is not here goes by its HTTP status. */
export const requestErrors: ReadonlyMap<number, ErrorRow> = new Map([
  ...rows('final', {
    21201: 'the call has no recipient',
    21202: 'the number is a premium-rate line',
    21205: "the call's URL cannot be used",
    21211: 'not a phone number that can be reached',
    21214: 'the number cannot be reached by phone',
    21217: 'not a phone number that can be called',
    21265: 'the recipient is a short code',
    21266: 'sender and recipient are the same',
    21268: 'the number is a premium-rate line',
    21602: 'the message has no content',
    21604: 'the message has no recipient',
    21605: 'the text is too long',
    21610: 'the recipient has opted out',
    21614: 'the number cannot receive text messages',
    21617: 'the text is longer than 1,600 characters',
    21618: 'every carrier filters this content',
    21619: 'the message has no content',
    21620: "a medium's URL cannot be used",
    21623: 'more than ten media',
    21624: 'the message would expire too soon or too late',
    21635: 'the number is a landline',
    21655: 'the content template is unknown',
    21656: "the content template's variables are not valid",
    32018: "the call's document is longer than 4,000 characters",
    63003: 'the recipient does not exist on this channel',
    63013: "the content breaks the channel's rules",
    63016: 'outside the 24-hour window only templates may be sent',
    63021: 'the content is not valid on this channel',
    63024: 'the recipient is not valid on this channel',
    63033: 'the recipient has opted out on this channel',
  }),
  ...rows('elsewhere', {
    10001: 'the Twilio account is suspended, closed or unpaid',
    10002: 'a trial account may not do this',
    20005: 'the Twilio account is not active',
    20008: 'these are test credentials, which may not do this',
    20010: 'the account may not use this feature',
    21203: "the recipient's country is not enabled for calls",
    21210: 'the sender is neither owned nor verified',
    21212: 'the sender is not valid',
    21213: 'the call has no sender',
    21215: "the recipient's country is not enabled for calls",
    21216: 'Twilio blocks calls to this number',
    21219: 'a trial account may call verified numbers only',
    21267: 'a trial account may not use a name as sender',
    21408: "the recipient's country is not enabled for messages",
    21601: 'the sender cannot be used for messages',
    21603: 'the message has no sender',
    21606: 'the sender cannot be used for messages to this recipient',
    21607: 'a trial account may send from its trial number only',
    21608: 'a trial account may send to verified numbers only',
    21609: 'Twilio refuses the address for status callbacks',
    21612: 'there is no route from this sender to this recipient',
    21621: 'the sender cannot send media',
    21622: 'the account cannot send media',
    21657: 'the sender is not supported at the destination',
    21659: 'the sender is not a Twilio number',
    21660: 'the sender belongs to another account',
    21661: 'the sender cannot send messages',
    21662: 'this pair is not supported in the region',
    21663: "the sender's region is not set up",
    21668: 'this kind of sender is not supported in the region',
    21701: 'the Messaging Service does not exist',
    21703: 'the Messaging Service has no sender that fits',
    21704: 'the Messaging Service has no senders',
    21705: "the Messaging Service's SID is not valid",
    21910: 'sender and recipient are on different channels',
    63007: 'the account has no sender on this channel',
    63031: 'sender and recipient are the same',
  }),
  ...rows('later', {
    20429: 'too many requests at a time',
    20503: "Twilio's API is not available at the moment",
    22001: 'too many calls a second',
    22005: 'too many calls wait already',
    63017: 'too many messages for the channel',
    63038: "the account's messages of the day are used up",
  }),
  ...rows('sender-later', {
    21611: "the sender's queue is full",
    21702: 'the Messaging Service cannot send at the moment',
    63018: 'the channel throttles the sender',
  }),
  ...rows('operator', {
    20003: 'Twilio does not accept the credentials',
    20006: 'the credentials may not do this',
    20403: 'the credentials may not do this',
    20404: 'the account does not exist at this address',
    70051: 'the API key may not do this',
  }),
  ...rows('unknown', {
    20500: "a fault inside Twilio's API",
    20504: 'a fault inside Twilio while it processed the message',
  }),
])

/** Codes that come in a status callback: why a message that Twilio had taken was not delivered. */
export const deliveryErrors: ReadonlyMap<number, string> = new Map([
  [30001, 'it waited too long in the queue of its sender'],
  [30002, 'the Twilio account was suspended meanwhile'],
  [30003, 'the phone is off, out of reach or cannot receive messages'],
  [30004, 'the recipient or the carrier blocks it'],
  [30005, 'the number does not exist any more'],
  [30006, 'the number is a landline, or its carrier takes no messages'],
  [30007, 'the carrier or Twilio filtered it'],
  [30008, 'the carrier gave no reason'],
  [30010, 'its price would be above the limit'],
  [30011, 'the recipient cannot receive media'],
  [30017, 'the carrier is overloaded'],
  [30019, 'it is larger than the carrier takes'],
  [30022, "the campaign's rate is used up"],
  [30023, "the brand's messages of the day are used up"],
  [30024, 'the carrier does not know the sender'],
  [30027, "the carrier's messages of the day are used up"],
  [30032, 'the toll-free sender is not verified'],
  [30033, 'the campaign is suspended'],
  [30034, 'the sender is not registered with a campaign'],
  [30035, 'the registration of the sender is not complete'],
  [30036, 'it expired before it could be sent'],
  [30037, 'the account may not send messages'],
  [30040, 'the sender has to be registered in this country'],
  [21610, 'the recipient has opted out'],
  [21703, 'the Messaging Service has no sender that fits'],
  [21704, 'the Messaging Service has no senders'],
  [63003, 'the recipient does not exist on this channel'],
  [63013, "the content breaks the channel's rules"],
  [63016, 'outside the 24-hour window only templates may be sent'],
  [63018, 'the channel throttles the sender'],
  [63024, 'the recipient is not valid on this channel'],
])

/**
 * The meaning of an error answer.
 *
 * A server error leaves open whether the request was processed: Twilio says of 500 that a repeated request may reach the recipient
 * twice (https://www.twilio.com/docs/api/errors/20500), and a proxy's 502 or 504 tells nothing of what stood behind it. 503 and 429
 * are given before anything is done.
 */
export function classify(status: number, code: number | undefined): ErrorRow {
  const known = code === undefined ? undefined : requestErrors.get(code)
  // The HTTP status wins where it says that nothing was done, or that nobody knows.
  if (status >= 500) return known?.class === 'later' || status === 503 ? later(status) : unknown(status)
  if (known) return known
  if (status === 429 || status === 408) return later(status)
  if (status === 401 || status === 403 || status === 404 || status === 405 || status === 407) return operator(status)
  if (status >= 300 && status < 400) return operator(status)
  if (status === 413 || status === 414) return { class: 'final', reason: 'the message is too large' }
  return { class: 'elsewhere', reason: code === undefined ? `HTTP ${status}` : `Twilio's error ${code}` }

  function later(at: number): ErrorRow {
    return { class: 'later', reason: known?.reason ?? `Twilio is busy or not available (HTTP ${at})` }
  }
  function unknown(at: number): ErrorRow {
    return { class: 'unknown', reason: known?.reason ?? `a fault on the way to Twilio (HTTP ${at})` }
  }
  function operator(at: number): ErrorRow {
    return { class: 'operator', reason: `what answers is not set up as the gateway expects (HTTP ${at})` }
  }
}
