/**
 * Where a conference is.
 *
 *   init ──two parties, one of whom starts it──> in-progress ──> completed
 *     └──────────all have left──────────────────────────────────────^
 */
export type ConferenceStatus = 'init' | 'in-progress' | 'completed'

/** Why a conference is over (https://www.twilio.com/docs/voice/api/conference-resource). */
export type ConferenceEndReason =
  | 'conference-ended-via-api'
  | 'participant-with-end-conference-on-exit-left'
  | 'participant-with-end-conference-on-exit-kicked'
  | 'last-participant-kicked'
  | 'last-participant-left'

/** A conference as it is kept. */
export interface ConferenceRecord {
  /** `CF` and 32 hex digits; grows with time. */
  readonly sid: string
  /** UUID of the client. */
  readonly clientId: string
  readonly name: string
  readonly status: ConferenceStatus
  readonly reason: ConferenceEndReason | null
  /** SID of the call whose leaving ended it. */
  readonly endedBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Which of a client's conferences are looked for. All that is given must hold. */
export interface ConferenceFilter {
  readonly name?: string
  readonly status?: ConferenceStatus
  /** From this instant on. */
  readonly createdFrom?: Date
  /** Before this instant. */
  readonly createdBefore?: Date
  readonly updatedFrom?: Date
  readonly updatedBefore?: Date
}

/** Where a participant is; those whose call is over, or who have left, are none any more. */
export type ParticipantStatus = 'queued' | 'connecting' | 'ringing' | 'connected'

/** Who is in a conference, or is being called into it. */
export interface ParticipantRecord {
  readonly conferenceSid: string
  readonly callSid: string
  readonly clientId: string
  readonly status: ParticipantStatus
  readonly label: string | null
  readonly muted: boolean
  readonly hold: boolean
  readonly coaching: boolean
  readonly callSidToCoach: string | null
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  /** Milliseconds that its call waited. */
  readonly queueMilliseconds: number
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Which participants of a conference are looked for. */
export interface ParticipantFilter {
  readonly muted?: boolean
  readonly hold?: boolean
  readonly coaching?: boolean
}
