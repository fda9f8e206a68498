import { randomUUID } from 'node:crypto'
import type { Database } from '@trunkline/postgres'
import { sidFromUuid, uuidFromSid } from '@trunkline/wire'

/** What a recording of a test is. */
export interface KeptRecording {
  readonly clientId: string
  readonly callSid?: string
  readonly conferenceSid?: string
  readonly status?: string
  readonly channels?: number
  /** 16 bit, channels beside each other. */
  readonly samples?: Int16Array
}

/** Puts a recording into the database as if it had been made, and gives its SID. */
export async function putRecording(db: Pick<Database, 'query'>, recording: KeptRecording): Promise<string> {
  const { clientId, callSid, conferenceSid, status = 'completed', channels = 1 } = recording
  const { samples = new Int16Array(8_000) } = recording
  const id = randomUUID()
  const sound = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  await db.query({
    text: `insert into voice_recording (id, client_id, call_id, conference_id, status, source, channels, track, trimmed, started_at,
        duration_seconds, bytes, created_at, updated_at)
      values ($1, $2, $3, $4, $5, 'StartCallRecordingAPI', $6, 'both', false, now(), $7, $8, now(), now())`,
    values: [
      ...[id, clientId, callSid === undefined ? null : uuidFromSid(callSid)],
      ...[conferenceSid === undefined ? null : uuidFromSid(conferenceSid), status, channels],
      ...[Math.ceil(samples.length / channels / 8_000), sound.length],
    ],
  })
  await db.query({
    text: 'insert into voice_recording_part (recording_id, ordinal, sound) values ($1, 0, $2)',
    values: [id, sound],
  })
  return sidFromUuid('RE', id)
}
