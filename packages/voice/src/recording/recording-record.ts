/**
 * Where a recording is.
 *
 *   in-progress <──> paused
 *        └──────┬──────┘
 *               v
 *            stopped ──> processing ──> completed | absent | failed
 *
 * `processing`: the sound is being put into the database. `absent`: there was nothing to keep. `failed`: the sound was lost.
 */
export type RecordingStatus =
  | 'in-progress'
  | 'paused'
  | 'stopped'
  | 'processing'
  | 'completed'
  | 'absent'
  | 'failed'
  | 'deleted'

/** What began a recording (https://www.twilio.com/docs/voice/api/recording). */
export type RecordingOrigin =
  | 'DialVerb'
  | 'Conference'
  | 'OutboundAPI'
  | 'RecordVerb'
  | 'StartCallRecordingAPI'
  | 'StartConferenceRecordingAPI'

/** Which side of a call is recorded: what comes from the party, what it is sent, or both. */
export type RecordingTrack = 'inbound' | 'outbound' | 'both'

/** What a program is told of a recording. */
export type RecordingEvent = 'in-progress' | 'completed' | 'absent'

/** Where a program is told of a recording. */
export interface RecordingCallback {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly RecordingEvent[]
}

/** A recording as it is kept. */
export interface RecordingRecord {
  /** `RE` and 32 hex digits; grows with time. */
  readonly sid: string
  /** UUID of the client. */
  readonly clientId: string
  readonly callSid: string | null
  readonly conferenceSid: string | null
  readonly status: RecordingStatus
  readonly source: RecordingOrigin
  /** 1 or 2. */
  readonly channels: number
  readonly track: RecordingTrack
  readonly startedAt: Date
  /** Whole seconds; null until it is over. */
  readonly durationSeconds: number | null
  /** Of sound: 16 bit, 8,000 samples a second, channels beside each other. 0 until all of it is kept. */
  readonly bytes: number
  /** Twilio's code of why there is no sound. */
  readonly errorCode: number | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Which of a client's recordings are looked for. All that is given must hold. */
export interface RecordingFilter {
  readonly callSid?: string
  readonly conferenceSid?: string
  /** From this instant on. */
  readonly createdFrom?: Date
  /** Before this instant. */
  readonly createdBefore?: Date
  /** Shows those that were deleted lately, too: they have no sound any more. */
  readonly deleted?: boolean
}

/** A piece of a list: newest first after `after`, or, with `before`, what comes right before it, in the reversed order. */
export interface Keyset {
  /** UUID of a row. */
  readonly after?: string
  readonly before?: string
  readonly limit: number
}
