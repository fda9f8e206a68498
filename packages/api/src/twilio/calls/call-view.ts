import { defaultName } from '@trunkline/accounts'
import type { CallRecord } from '@trunkline/voice'
import { isOver } from '@trunkline/voice'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { uncertain } from '../uncertain.ts'

/** The path of a call below the version. */
export const callPath = (accountSid: string, sid: string): string => `/Accounts/${accountSid}/Calls/${sid}`

/** What stands below a call, by its member and its path. */
const below = {
  events: 'Events',
  notifications: 'Notifications',
  payments: 'Payments',
  recordings: 'Recordings',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
  user_defined_messages: 'UserDefinedMessages',
} as const

/** A Call (https://www.twilio.com/docs/voice/api/call-resource#call-properties). Prices are not known here: null. */
export function callView(call: CallRecord, { accountSid, phoneNumberSid, urls }: CallViewOptions): object {
  const path = callPath(accountSid, call.sid)
  return {
    account_sid: accountSid,
    answered_by: call.answeredBy,
    api_version: '2010-04-01',
    caller_name: call.callerName,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.updatedAt),
    direction: call.direction,
    duration: durationOf(call),
    end_time: rfc2822(call.endedAt),
    forwarded_from: call.forwardedFrom,
    from: call.from,
    from_formatted: defaultName(call.from),
    group_sid: null,
    parent_call_sid: call.parentCallSid,
    phone_number_sid: phoneNumberSid,
    price: null,
    price_unit: 'USD',
    queue_time: String(call.queueMilliseconds),
    sid: call.sid,
    start_time: rfc2822(call.startedAt),
    status: call.status,
    subresource_uris: Object.fromEntries(
      Object.entries(below).map(([name, part]) => [name, urls.uri(`${path}/${part}`)]),
    ),
    to: call.to,
    to_formatted: defaultName(call.to),
    trunk_sid: null,
    uri: urls.uri(path),
  }
}

/** What a view takes besides the call. */
export interface CallViewOptions {
  readonly accountSid: string
  /** `PN…` of the account's number in the call; null where it has none, or it was given up. */
  readonly phoneNumberSid: string | null
  readonly urls: TwilioUrls
}

/** Seconds as text; null while the call lasts. */
function durationOf({ status, durationSeconds }: CallRecord): string | null {
  if (!isOver(status)) return null
  return durationSeconds === null ? uncertain.unansweredDuration : String(durationSeconds)
}
