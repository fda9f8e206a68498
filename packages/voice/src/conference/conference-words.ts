import type { ConferenceEndReason } from './conference-record.ts'
import type { Participant } from './participant.ts'

/** Why somebody left, as events say it. */
export type LeaveReason =
  | 'participant_hung_up'
  | 'participant_updated_via_api'
  | 'moderator_ended_conference'
  | 'conference_ended_via_api'
  | 'participant_add_failed'

/** In words, for the event of the end. */
const reasons: Readonly<Record<ConferenceEndReason, string>> = {
  'conference-ended-via-api': 'Conference ended via API',
  'participant-with-end-conference-on-exit-left': 'Participant with endConferenceOnExit left',
  'participant-with-end-conference-on-exit-kicked': 'Participant with endConferenceOnExit was removed',
  'last-participant-kicked': 'Last participant was removed',
  'last-participant-left': 'Last participant left',
}

/** As it is now: what is told later must not tell of later. */
export const snapshot = ({ callSid, label, muted, held, coaching, startOnEnter, endOnExit }: Participant) => ({
  ...{ callSid, label, muted, held, coaching, startOnEnter, endOnExit },
})

/** What the event of the end says (https://www.twilio.com/docs/voice/twiml/conference#statuscallbackevent). */
export function endParams(reason: ConferenceEndReason, by: Participant | undefined): Record<string, string> {
  return {
    ReasonConferenceEnded: reason,
    Reason: reasons[reason],
    ...(by === undefined ? {} : { CallSidEndingConference: by.callSid }),
    ...(by?.label == null ? {} : { ParticipantLabelEndingConference: by.label }),
  }
}
