import type { RunningCall } from '../call/running-call.ts'
import type { DocumentPlace } from '../interpreter/program.ts'
import type { RecordingCallback } from '../recording/recording-record.ts'

/** What a program can ask to be told of a conference, as `statusCallbackEvent` names it. */
export type ConferenceEventGroup =
  | 'start'
  | 'end'
  | 'join'
  | 'leave'
  | 'mute'
  | 'hold'
  | 'modify'
  | 'speaker'
  | 'announcement'

/** Where a program is told of a conference. */
export interface ConferenceCallback {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly ConferenceEventGroup[]
}

/** When a tone is heard by all. */
export type ConferenceBeep = 'true' | 'false' | 'onEnter' | 'onExit'

/** The attributes of `<Conference>` (https://www.twilio.com/docs/voice/twiml/conference), all of them resolved. */
export interface ConferenceOptions {
  /** Of the room: one at a time for an account, in these letters. */
  readonly name: string
  readonly muted: boolean
  readonly beep: ConferenceBeep
  readonly startConferenceOnEnter: boolean
  readonly endConferenceOnExit: boolean
  readonly participantLabel?: string
  /** What is heard until the conference starts: our own music where left out, nothing for `silence`, else the document's (or the sound's) address. */
  readonly wait?: DocumentPlace | 'silence'
  /** 250 where left out. */
  readonly maxParticipants?: number
  /** Records all of the conference from its start. */
  readonly record: boolean
  readonly trimSilence: boolean
  readonly recordingCallback?: RecordingCallback
  /** SID of a call in the room: this party is heard by that one alone. */
  readonly coach?: string
  /** Taken from the first who comes. */
  readonly statusCallback?: ConferenceCallback
}

/** How a call's stay in a conference ended. */
export interface ConferenceEnd {
  /**
   * `left`: taken out by REST. `ended`: the conference is over. `full`: 16020. `duplicate-label`: 16025. `party-left`: the call is over. `aborted`: by the
   * signal. `failed`: what it was to hear could not be had, or whom it was to coach is not there (13240).
   */
  readonly reason: 'left' | 'ended' | 'full' | 'duplicate-label' | 'party-left' | 'aborted' | 'failed'
  /** Twilio's code, where something was wrong. */
  readonly code?: number
  readonly conferenceSid?: string
}

/** Holds conferences, in the process that runs the calls. */
export interface ConferenceDesk {
  /** Takes the call in, and keeps it until it leaves. The call must have been answered. Never rejects. */
  join(call: RunningCall, room: ConferenceOptions, signal: AbortSignal): Promise<ConferenceEnd>
}
