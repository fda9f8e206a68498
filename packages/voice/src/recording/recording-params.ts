import { type FormCallback, type NewFormWebhookJob, targetOf } from '@trunkline/events'
import { sidFromUuid } from '@trunkline/wire'
import type { RecordingRow } from '../store/recording-store.ts'
import type { RecordingEvent, RecordingRecord } from './recording-record.ts'
import { rfc2822 } from './rfc2822.ts'

/** A row as others see it. */
export function recordOf(row: RecordingRow): RecordingRecord {
  return {
    sid: sidFromUuid('RE', row.id),
    clientId: row.client_id,
    callSid: row.call_id === null ? null : sidFromUuid('CA', row.call_id),
    conferenceSid: row.conference_id === null ? null : sidFromUuid('CF', row.conference_id),
    ...{ status: row.status, source: row.source, channels: row.channels, track: row.track },
    ...{ startedAt: row.started_at, durationSeconds: row.duration_seconds, bytes: row.bytes },
    ...{ errorCode: row.error_code, createdAt: row.created_at, updatedAt: row.updated_at },
  }
}

/** Where the sound of a recording is fetched; webhooks tell it. */
export type RecordingUrl = (accountSid: string, recordingSid: string) => string

/** `failed` comes to those who asked for `absent`: they wait for the word that nothing will come. */
const eventOf = (status: RecordingRecord['status']): RecordingEvent | undefined =>
  status === 'failed'
    ? 'absent'
    : status === 'in-progress' || status === 'completed' || status === 'absent'
      ? status
      : undefined

/** The callbacks that a recording's state asks for: one or none (https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback). */
export function recordingCallbacks(row: RecordingRow, url: RecordingUrl): NewFormWebhookJob[] {
  const { callback, id: subject } = row
  const event = eventOf(row.status)
  if (callback === null || event === undefined || !callback.events.includes(event)) return []
  const payload: FormCallback = { url: callback.url, method: callback.method, params: recordingParams(row, url) }
  const sequence = event === 'in-progress' ? 0 : 1
  return [
    {
      ...{ kind: 'recording-status', clientId: row.client_id, subject, sequence, part: 0 },
      ...{ lane: `recording:${subject}`, target: targetOf(callback.url), payload },
    },
  ]
}

function recordingParams(row: RecordingRow, url: RecordingUrl): Record<string, string> {
  const record = recordOf(row)
  const accountSid = sidFromUuid('AC', row.client_id)
  return {
    AccountSid: accountSid,
    ...(record.conferenceSid === null ? {} : { ConferenceSid: record.conferenceSid }),
    ...(record.callSid === null ? {} : { CallSid: record.callSid }),
    RecordingSid: record.sid,
    RecordingUrl: url(accountSid, record.sid),
    RecordingStatus: record.status,
    ...(record.durationSeconds === null ? {} : { RecordingDuration: String(record.durationSeconds) }),
    RecordingChannels: String(record.channels),
    RecordingStartTime: rfc2822(record.startedAt),
    RecordingSource: record.source,
    RecordingTrack: record.track,
    ...(record.errorCode === null ? {} : { ErrorCode: String(record.errorCode) }),
  }
}
