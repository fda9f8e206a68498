import type { Statement } from '@trunkline/postgres'
import type { CallStatus } from '@trunkline/wire'

/** A row of voice_participant, with what its call says. */
export interface ParticipantRow {
  readonly conference_id: string
  readonly call_id: string
  readonly client_id: string
  readonly joined: boolean
  readonly label: string | null
  readonly muted: boolean
  readonly held: boolean
  readonly coaching: boolean
  readonly coached_id: string | null
  readonly start_on_enter: boolean
  readonly end_on_exit: boolean
  readonly created_at: Date
  readonly updated_at: Date
  /** Null where the call is not known. */
  readonly call_status: CallStatus | null
  readonly call_started_at: Date | null
  readonly call_created_at: Date | null
}

/** A participant as it joins, or is called. */
export interface ParticipantContent {
  readonly conferenceId: string
  readonly callId: string
  readonly clientId: string
  readonly joined: boolean
  readonly label: string | null
  readonly muted: boolean
  readonly held: boolean
  readonly coachedId: string | null
  readonly startOnEnter: boolean
  readonly endOnExit: boolean
  readonly at: Date
}

/** Writes a participant down: it joins, is called, or has changed. A label that another one has breaks `voice_participant_label`. */
export const putParticipant = (content: ParticipantContent): Statement => ({
  name: 'voice-participant-put',
  text: `insert into voice_participant as p (conference_id, call_id, client_id, joined, label, muted, held, coaching, coached_id,
      start_on_enter, end_on_exit, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8::uuid is not null, $8, $9, $10, $11, $11)
    on conflict (conference_id, call_id) do update set joined = p.joined or excluded.joined,
      label = coalesce(excluded.label, p.label), muted = excluded.muted, held = excluded.held, coaching = excluded.coaching,
      coached_id = excluded.coached_id, start_on_enter = excluded.start_on_enter, end_on_exit = excluded.end_on_exit,
      updated_at = excluded.updated_at`,
  values: [
    ...[content.conferenceId, content.callId, content.clientId, content.joined, content.label, content.muted],
    ...[content.held, content.coachedId, content.startOnEnter, content.endOnExit, content.at],
  ],
})

/** Takes a participant out. */
export const deleteParticipant = (conferenceId: string, callId: string): Statement => ({
  name: 'voice-participant-delete',
  text: 'delete from voice_participant where conference_id = $1 and call_id = $2',
  values: [conferenceId, callId],
})

/** Takes all out. */
export const deleteParticipants = (conferenceId: string): Statement => ({
  name: 'voice-participant-delete-all',
  text: 'delete from voice_participant where conference_id = $1',
  values: [conferenceId],
})

/** Forgets those who were called and did not come. */
export const deleteUnreached = (): Statement => ({
  name: 'voice-participant-unreached',
  text: `delete from voice_participant p using voice_call k where not p.joined and k.id = p.call_id and k.ended_at is not null`,
  values: [],
})

const columns = `p.*, k.status as call_status, k.started_at as call_started_at, k.created_at as call_created_at`
/** Those who are there, and those whose call is under way. */
const present = '(p.joined or (k.id is not null and k.ended_at is null))'

/** One participant of a client's conference, by the call or by the label. */
export const getParticipant = (
  clientId: string,
  conferenceId: string,
  by: { readonly callId: string } | { readonly label: string },
): Statement => {
  const byCall = 'callId' in by
  return {
    name: `voice-participant-get-by-${byCall ? 'call' : 'label'}`,
    text: `select ${columns} from voice_participant p left join voice_call k on k.id = p.call_id
      where p.client_id = $1 and p.conference_id = $2 and p.${byCall ? 'call_id' : 'label'} = $3 and ${present}`,
    values: [clientId, conferenceId, byCall ? by.callId : by.label],
  }
}

/** Which participants to list. Every condition that is not null must hold. */
export interface ParticipantConditions {
  readonly clientId: string
  readonly conferenceId: string
  readonly muted: boolean | null
  readonly held: boolean | null
  readonly coaching: boolean | null
  readonly after: string | null
  readonly before: string | null
  readonly limit: number
}

/** Participants of a client's conference, in the order of their calls, the newest first; the other way round where they are read backwards. */
export const listParticipants = (given: ParticipantConditions): Statement => {
  const backwards = given.before !== null
  return {
    name: `voice-participant-list-${backwards ? 'back' : 'on'}`,
    text: `select ${columns} from voice_participant p left join voice_call k on k.id = p.call_id
      where p.client_id = $1 and p.conference_id = $2 and ${present} and ($3::boolean is null or p.muted = $3)
      and ($4::boolean is null or p.held = $4) and ($5::boolean is null or p.coaching = $5)
      and ($6::uuid is null or p.call_id ${backwards ? '>' : '<'} $6)
      order by p.call_id ${backwards ? 'asc' : 'desc'} limit $7`,
    values: [
      ...[given.clientId, given.conferenceId, given.muted, given.held, given.coaching],
      ...[given.before ?? given.after, given.limit],
    ],
  }
}

/** Those who are in a conference. */
export const joinedParticipants = (conferenceId: string): Statement => ({
  name: 'voice-participant-joined',
  text: `select ${columns} from voice_participant p left join voice_call k on k.id = p.call_id
    where p.conference_id = $1 and p.joined order by p.call_id`,
  values: [conferenceId],
})
