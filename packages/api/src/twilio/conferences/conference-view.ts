import type { ConferenceRecord, ParticipantRecord } from '@trunkline/voice'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** The path of a conference below the version. */
export const conferencePath = (accountSid: string, sid: string): string => `/Accounts/${accountSid}/Conferences/${sid}`

/** Where everything is mixed: there is one place, and programs expect the name of one of Twilio's. */
const region = 'us1'

/** A Conference (https://www.twilio.com/docs/voice/api/conference-resource). */
export function conferenceView(record: ConferenceRecord, accountSid: string, urls: TwilioUrls): object {
  const path = conferencePath(accountSid, record.sid)
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    call_sid_ending_conference: record.endedBy,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.updatedAt),
    friendly_name: record.name,
    reason_conference_ended: record.reason,
    region,
    sid: record.sid,
    status: record.status,
    subresource_uris: { participants: urls.uri(`${path}/Participants`), recordings: urls.uri(`${path}/Recordings`) },
    uri: urls.uri(path),
  }
}

/** A Participant (https://www.twilio.com/docs/voice/api/conference-participant-resource). */
export function participantView(record: ParticipantRecord, accountSid: string, urls: TwilioUrls): object {
  return {
    account_sid: accountSid,
    call_sid: record.callSid,
    call_sid_to_coach: record.callSidToCoach,
    coaching: record.coaching,
    conference_sid: record.conferenceSid,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.updatedAt),
    end_conference_on_exit: record.endConferenceOnExit,
    hold: record.hold,
    label: record.label,
    muted: record.muted,
    queue_time: String(record.queueMilliseconds),
    start_conference_on_enter: record.startConferenceOnEnter,
    status: record.status,
    uri: urls.uri(`${conferencePath(accountSid, record.conferenceSid)}/Participants/${record.callSid}`),
  }
}
