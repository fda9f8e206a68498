import { type NewFormWebhookJob, targetOf } from '@trunkline/events'
import { type CallStatus, uuidFromSid } from '@trunkline/wire'
import { rfc2822 } from '../recording/rfc2822.ts'
import { isOver } from './call-status.ts'
import type { ProgressCallback } from './running-call.ts'

/** A word of a call's progress, as `StatusCallbackEvent` names it. */
export type ProgressEvent = ProgressCallback['events'][number]

/** The word for a status; a call that waits has none. */
export function progressEvent(status: CallStatus): ProgressEvent | undefined {
  if (status === 'initiated' || status === 'ringing') return status
  if (status === 'in-progress') return 'answered'
  return isOver(status) ? 'completed' : undefined
}

/** A word of progress that is due. */
export interface Progress {
  readonly sid: string
  readonly clientId: string
  readonly callback: ProgressCallback | null | undefined
  /** How many were sent before: it counts those that were really told. */
  readonly sequence: number
  readonly status: CallStatus
  readonly at: Date
  /** Those of the call, with its status as it was then. */
  readonly parameters: Readonly<Record<string, string>>
  /** Whole seconds from the answer; of a call that is over. */
  readonly durationSeconds?: number | undefined
  readonly sipCode?: number | null | undefined
  /** `RecordingUrl` and kin. */
  readonly extra?: Readonly<Record<string, string>>
}

/**
 * The callbacks that a status makes: one, or none where nobody asked for it
 * (https://www.twilio.com/docs/voice/api/call-resource#statuscallback).
 */
export function progressCallbacks(progress: Progress): NewFormWebhookJob[] {
  const { callback, status, sid, sequence, clientId } = progress
  const event = progressEvent(status)
  if (callback == null || event === undefined || !callback.events.includes(event)) return []
  const { url, method } = callback
  const payload = { url, method, params: progressParameters(progress) }
  const subject = uuidFromSid(sid)
  return [
    {
      kind: 'call-status',
      clientId,
      subject,
      sequence,
      part: 0,
      lane: `call:${subject}`,
      target: targetOf(url),
      payload,
    },
  ]
}

function progressParameters(progress: Progress): Record<string, string> {
  const { parameters, status, at, sequence, durationSeconds: seconds, sipCode, extra } = progress
  return {
    ...parameters,
    CallStatus: status,
    // Minutes, as they are billed.
    ...(isOver(status) ? { CallDuration: String(seconds ?? 0), Duration: String(Math.ceil((seconds ?? 0) / 60)) } : {}),
    ...(isOver(status) && sipCode != null ? { SipResponseCode: String(sipCode) } : {}),
    ...extra,
    Timestamp: rfc2822(at),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
  }
}
