import { type CallStatus, sidFromUuid } from '@trunkline/wire'
import type { ConferenceRow } from '../store/conference-store.ts'
import type { ParticipantRow } from '../store/participant-store.ts'
import type { ConferenceRecord, ParticipantRecord, ParticipantStatus } from './conference-record.ts'

/** A row of a conference as others see it. */
export function conferenceOf(row: ConferenceRow): ConferenceRecord {
  return {
    ...{ sid: sidFromUuid('CF', row.id), clientId: row.client_id, name: row.name, status: row.status },
    ...{ reason: row.reason, endedBy: row.ended_by === null ? null : sidFromUuid('CA', row.ended_by) },
    ...{ createdAt: row.created_at, updatedAt: row.updated_at },
  }
}

/** A row of a participant as others see it. */
export function participantOf(row: ParticipantRow): ParticipantRecord {
  const { call_started_at: started, call_created_at: created } = row
  return {
    ...{ conferenceSid: sidFromUuid('CF', row.conference_id), callSid: sidFromUuid('CA', row.call_id) },
    ...{ clientId: row.client_id, status: row.joined ? 'connected' : statusOf(row.call_status), label: row.label },
    ...{ muted: row.muted, hold: row.held, coaching: row.coaching },
    callSidToCoach: row.coached_id === null ? null : sidFromUuid('CA', row.coached_id),
    ...{ startConferenceOnEnter: row.start_on_enter, endConferenceOnExit: row.end_on_exit },
    queueMilliseconds: started === null || created === null ? 0 : Math.max(0, Number(started) - Number(created)),
    ...{ createdAt: row.created_at, updatedAt: row.updated_at },
  }
}

/** Where a call is that is to come: answered and not yet in the room counts as connecting. */
function statusOf(status: CallStatus | null): ParticipantStatus {
  return status === 'queued' || status === 'ringing' ? status : 'connecting'
}
