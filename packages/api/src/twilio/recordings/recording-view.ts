import type { RecordingRecord } from '@trunkline/voice'
import { callPath } from '../calls/call-view.ts'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** The path of a recording below the version. */
export const recordingPath = (accountSid: string, sid: string): string => `/Accounts/${accountSid}/Recordings/${sid}`

/** What all three resources have in common. Prices are not known here, and nothing is encrypted: null. */
function members(record: RecordingRecord, accountSid: string) {
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_sid: record.callSid,
    conference_sid: record.conferenceSid,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.updatedAt),
    start_time: rfc2822(record.startedAt),
    duration: record.durationSeconds === null ? null : String(record.durationSeconds),
    sid: record.sid,
    price: null,
    price_unit: 'USD',
    // Twilio has no word for a recording whose sound was lost; the code of the error tells it from one that was too short.
    status: record.status === 'failed' ? 'absent' : record.status,
    channels: record.channels,
    source: record.source,
    error_code: record.errorCode,
    encryption_details: null,
  }
}

/** A Recording (https://www.twilio.com/docs/voice/api/recording). */
export function recordingView(record: RecordingRecord, accountSid: string, urls: TwilioUrls): object {
  const path = recordingPath(accountSid, record.sid)
  return {
    ...members(record, accountSid),
    uri: urls.uri(path),
    media_url: urls.absolute(path),
    subresource_uris: {
      add_on_results: urls.uri(`${path}/AddOnResults`),
      transcriptions: urls.uri(`${path}/Transcriptions`),
    },
  }
}

/** A recording as part of its call. */
export function callRecordingView(record: RecordingRecord, accountSid: string, urls: TwilioUrls): object {
  const path = `${callPath(accountSid, record.callSid ?? '')}/Recordings/${record.sid}`
  return { ...members(record, accountSid), track: record.track, uri: urls.uri(path) }
}

/** A recording as part of its conference. */
export function conferenceRecordingView(record: RecordingRecord, accountSid: string, urls: TwilioUrls): object {
  const path = `/Accounts/${accountSid}/Conferences/${record.conferenceSid}/Recordings/${record.sid}`
  return { ...members(record, accountSid), uri: urls.uri(path) }
}
