import type { HttpResult, WebhookCall } from '@trunkline/events'
import type { Dialer } from '../call/running-call.ts'
import type { ConferenceDesk } from '../conference/conference-desk.ts'
import type { Clock, Log, SoundLoader, Speech, SpeechRecognizer, TextSender } from '../ports.ts'
import type { RecordingDesk } from '../recording/recording-desk.ts'

/** Waits; resolves early when the signal is given. Never rejects. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>

/** Of what the interpreter is made. */
export interface InterpreterParts {
  /** Makes single requests through the guard and into the request log. */
  readonly events: { webhook(call: WebhookCall): Promise<HttpResult> }
  /** The auth token that signs a client's webhooks. */
  readonly authToken: (clientId: string) => Promise<string>
  readonly speech: Speech
  readonly sounds: SoundLoader
  readonly dialer: Dialer
  readonly recordings: RecordingDesk
  readonly conferences: ConferenceDesk
  readonly texts: TextSender
  /** Without one, `<Gather input="speech">` is refused. */
  readonly recognizer?: SpeechRecognizer
  readonly clock: Clock
  readonly log: Log
  readonly randomUuid: () => string
  /** Real time where left out. */
  readonly sleep?: Sleep
}
