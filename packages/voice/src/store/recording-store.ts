import type { Statement } from '@trunkline/postgres'
import type {
  RecordingCallback,
  RecordingOrigin,
  RecordingStatus,
  RecordingTrack,
} from '../recording/recording-record.ts'

/** A row of voice_recording. */
export interface RecordingRow {
  readonly id: string
  readonly client_id: string
  readonly call_id: string | null
  readonly conference_id: string | null
  readonly status: RecordingStatus
  readonly source: RecordingOrigin
  readonly channels: number
  readonly track: RecordingTrack
  readonly callback: RecordingCallback | null
  readonly trimmed: boolean
  readonly started_at: Date
  readonly duration_seconds: number | null
  readonly bytes: number
  readonly error_code: number | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** What is known when a recording begins. */
export interface NewRecording {
  readonly id: string
  readonly clientId: string
  readonly callId: string | null
  readonly conferenceId: string | null
  readonly source: RecordingOrigin
  readonly channels: number
  readonly track: RecordingTrack
  readonly callback: RecordingCallback | null
  readonly trimmed: boolean
  readonly at: Date
}

/** Stores a recording that runs. */
export const insertRecording = (row: NewRecording): Statement => ({
  name: 'voice-recording-insert',
  text: `insert into voice_recording (id, client_id, call_id, conference_id, status, source, channels, track, callback, trimmed,
      started_at, created_at, updated_at)
    values ($1, $2, $3, $4, 'in-progress', $5, $6, $7, $8::text::jsonb, $9, $10, $10, $10) returning *`,
  values: [
    ...[row.id, row.clientId, row.callId, row.conferenceId, row.source, row.channels, row.track],
    ...[row.callback === null ? null : JSON.stringify(row.callback), row.trimmed, row.at],
  ],
})

/** Moves a recording from one of some states to another; gives no row where it is in none of them. */
export const moveRecording = (
  id: string,
  from: readonly RecordingStatus[],
  to: RecordingStatus,
  at: Date,
): Statement => ({
  name: 'voice-recording-move',
  text: 'update voice_recording set status = $3, updated_at = $4 where id = $1 and status = any($2) returning *',
  values: [id, from, to, at],
})

/** How a recording ended. */
export interface RecordingOutcome {
  readonly status: 'completed' | 'absent' | 'failed'
  readonly durationSeconds: number | null
  readonly bytes: number
  readonly errorCode: number | null
}

/** Writes down how a recording ended; gives no row where that was done before. */
export const endRecording = (id: string, end: RecordingOutcome, at: Date): Statement => ({
  name: 'voice-recording-end',
  text: `update voice_recording set status = $2, duration_seconds = $3, bytes = $4, error_code = $5, updated_at = $6
    where id = $1 and status in ('in-progress', 'paused', 'stopped', 'processing') returning *`,
  values: [id, end.status, end.durationSeconds, end.bytes, end.errorCode, at],
})

/** One recording of a client. */
export const getRecording = (clientId: string, id: string): Statement => ({
  name: 'voice-recording-get',
  text: 'select * from voice_recording where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** Recordings that are not over, after an id. */
export const openRecordings = (after: string, limit: number): Statement => ({
  name: 'voice-recording-open',
  text: `select * from voice_recording where status in ('in-progress', 'paused', 'stopped', 'processing') and id > $1
    order by id limit $2`,
  values: [after, limit],
})

/** Gives a row where the recording is not over. */
export const isOpenRecording = (id: string): Statement => ({
  name: 'voice-recording-is-open',
  text: `select id from voice_recording where id = $1 and status in ('in-progress', 'paused', 'stopped', 'processing')`,
  values: [id],
})

/** What to list. Every condition that is not null must hold. */
export interface RecordingConditions {
  readonly clientId: string
  readonly callId: string | null
  readonly conferenceId: string | null
  readonly from: Date | null
  readonly until: Date | null
  readonly deleted: boolean
  readonly after: string | null
  readonly before: string | null
  readonly limit: number
}

/** A client's recordings, newest first; oldest first where they are read backwards. */
export const listRecordings = (given: RecordingConditions): Statement => {
  const backwards = given.before !== null
  return {
    name: `voice-recording-list-${backwards ? 'back' : 'on'}`,
    text: `select * from voice_recording where client_id = $1 and ($2::uuid is null or call_id = $2)
      and ($3::uuid is null or conference_id = $3) and ($4::timestamptz is null or created_at >= $4)
      and ($5::timestamptz is null or created_at < $5) and ($6 or status <> 'deleted')
      and ($7::uuid is null or id ${backwards ? '>' : '<'} $7)
      order by id ${backwards ? 'asc' : 'desc'} limit $8`,
    values: [
      ...[given.clientId, given.callId, given.conferenceId, given.from, given.until, given.deleted],
      ...[given.before ?? given.after, given.limit],
    ],
  }
}

/** Takes the sound of a recording that is over away, and keeps what is known of it; gives no row where it is not over or not there. */
export const removeRecording = (clientId: string, id: string, at: Date): Statement => ({
  name: 'voice-recording-remove',
  text: `with gone as (update voice_recording set status = 'deleted', updated_at = $3
      where client_id = $1 and id = $2 and status in ('completed', 'absent', 'failed') returning id),
    sound as (delete from voice_recording_part where recording_id in (select id from gone))
    select id from gone`,
  values: [clientId, id, at],
})

/** Forgets what was deleted before an instant. */
export const forgetRecordings = (before: Date, limit: number): Statement => ({
  name: 'voice-recording-forget',
  text: `delete from voice_recording where id in (select id from voice_recording where status = 'deleted' and updated_at < $1
    order by updated_at limit $2 for update skip locked)`,
  values: [before, limit],
})

/** Keeps a part of the sound; the same part again changes nothing. */
export const insertPart = (id: string, ordinal: number, sound: Uint8Array): Statement => ({
  name: 'voice-recording-part-insert',
  text: `insert into voice_recording_part (recording_id, ordinal, sound) values ($1, $2, $3) on conflict do nothing`,
  values: [id, ordinal, sound],
})

/** A part of the sound. */
export const getPart = (id: string, ordinal: number): Statement => ({
  name: 'voice-recording-part-get',
  text: 'select sound from voice_recording_part where recording_id = $1 and ordinal = $2',
  values: [id, ordinal],
})

/** Takes parts away that were kept for a recording that failed all the same. */
export const deleteParts = (id: string): Statement => ({
  name: 'voice-recording-part-delete',
  text: 'delete from voice_recording_part where recording_id = $1',
  values: [id],
})
