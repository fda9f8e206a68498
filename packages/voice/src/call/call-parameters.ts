import { placeFields } from '@trunkline/accounts'
import type { CallStatus } from '@trunkline/wire'
import type { RecordedDirection } from './call-record.ts'

/** What the parameters of a call's webhooks are made of. */
export interface CallFacts {
  readonly sid: string
  readonly accountSid: string
  readonly direction: RecordedDirection
  readonly from: string
  readonly to: string
  readonly status: CallStatus
  readonly parentCallSid?: string | undefined
  readonly forwardedFrom?: string | undefined
  readonly callerName?: string | undefined
  /** `SipCallId`, `ApplicationSid`, `AnsweredBy` and kin: from the leg, or of the way the call came. */
  readonly own: Readonly<Record<string, string>>
  /** Parameters that the caller's program gave. */
  readonly custom: Readonly<Record<string, string>>
}

const parties = ['From', 'To', 'Caller', 'Called'] as const

/**
 * Names that a caller's own parameters cannot take: a program reads them as said by the server. `To` is what the caller asked for and stands in the call itself;
 * Twilio lets `From` and `Caller` be set too, which would let any browser pass for another one, so they are not.
 */
const reserved: ReadonlySet<string> = new Set([
  ...['AccountSid', 'ApiVersion', 'ApplicationSid', 'CallSid', 'CallStatus', 'CallToken', 'CallerName', 'Direction'],
  ...['CalledVia', 'ForwardedFrom', 'ParentCallSid', 'AnsweredBy', 'Digits', 'FinishedOnKey', 'SpeechResult', 'msg'],
  ...['Confidence', 'StirVerstat', 'StirPassportToken', 'ErrorCode', 'ErrorUrl', 'CallbackSource', 'SequenceNumber'],
  ...['ConferenceSid', 'QueueSid', 'QueueResult', 'Timestamp', 'CallDuration', 'Duration'],
  ...parties.flatMap((party) => [party, ...['City', 'State', 'Zip', 'Country'].map((part) => `${party}${part}`)]),
])
const reservedFamily = /^(?:Dial|Sip|Recording|Transcription|Refer)[A-Z]/

/** The caller's own parameters that may stand in its webhooks. */
export const customParameters = (given: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !reserved.has(name) && !reservedFamily.test(name)))

/**
 * The parameters that every request about a call carries (https://www.twilio.com/docs/voice/twiml#request-parameters). `Caller` and `Called` repeat `From` and
 * `To`; parties that are plain numbers have their place in four fields each, empty where it is not known.
 */
export function callParameters(facts: CallFacts): Record<string, string> {
  const { sid, accountSid, direction, from, to, status, parentCallSid, forwardedFrom, callerName } = facts
  return {
    ...customParameters(facts.custom),
    ...facts.own,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    CallSid: sid,
    CallStatus: status,
    Direction: direction,
    ...{ From: from, Caller: from, To: to, Called: to },
    ...placeFields('From', from),
    ...placeFields('Caller', from),
    ...placeFields('To', to),
    ...placeFields('Called', to),
    ...(forwardedFrom === undefined ? {} : { ForwardedFrom: forwardedFrom, CalledVia: forwardedFrom }),
    ...(callerName === undefined ? {} : { CallerName: callerName }),
    ...(parentCallSid === undefined ? {} : { ParentCallSid: parentCallSid }),
  }
}
