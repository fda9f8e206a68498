/** What this package asks of the outside. Each port is declared here, by its user, and is as small as the use. */
import type { Pcm } from './media/media.ts'

/** Wall clock, milliseconds since the epoch. */
export interface Clock {
  now(): number
}

/** Structured log, of pino's shape. Never given a secret at `info` or above. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** Counters, gauges and histograms; the server backs them with Prometheus. Names carry their unit. */
export interface Meter {
  count(name: string, labels: Readonly<Record<string, string>>, by?: number): void
  gauge(name: string, labels: Readonly<Record<string, string>>, value: number): void
  observe(name: string, labels: Readonly<Record<string, string>>, seconds: number): void
}

/** Says text. */
export interface Speech {
  /**
   * @param ssml the content of `<Say>` as XML: text with break, emphasis, lang, p, phoneme, prosody, s, say-as, sub and w
   * @throws VoiceError 13511 or 13512 where voice and language do not fit, 13520 without text, 13521 where it is too long
   */
  say(request: {
    readonly ssml: string
    readonly voice?: string
    readonly language?: string
    readonly signal?: AbortSignal
  }): Promise<Pcm>
}

/** Gives sound from an URL. */
export interface SoundLoader {
  /** Fetches and decodes; cached by ETag and Last-Modified. @throws VoiceError 13420 for a type that can't be played, 11200 and kin for fetching */
  load(url: string, options: { readonly signal?: AbortSignal }): Promise<Pcm>
}

/** What a recognizer has understood so far. */
export interface SpeechPartial {
  /** What will not change any more. */
  readonly stable: string
  /** What may. */
  readonly unstable: string
  /** How likely it is to stay, from 0 to 1. */
  readonly stability: number
}

/** Recognises speech. There is none by default: `<Gather input="speech">` is refused then. */
export interface SpeechRecognizer {
  /**
   * Resolves when the party has said something and is silent again, with an empty text where nothing was understood. Rejects when the signal is given, and when
   * the engine fails.
   */
  recognize(request: {
    readonly sound: AsyncIterable<Pcm>
    readonly language: string
    readonly hints: readonly string[]
    readonly signal: AbortSignal
    /** Silence after which the party has said all, seconds; `auto`: the engine tells. */
    readonly silenceSeconds?: number | 'auto'
    /** Most that is listened to, seconds. */
    readonly maxSeconds?: number
    /** Puts asterisks in place of bad words. */
    readonly profanityFilter?: boolean
    /** As the document names it: `phone_call`, `numbers_and_commands`, …. */
    readonly model?: string
    /** The dearer kind of the model. */
    readonly enhanced?: boolean
    /** Told of what was understood so far; the first time tells that the party speaks. */
    readonly onPartial?: (partial: SpeechPartial) => void
  }): Promise<{ readonly text: string; readonly confidence: number }>
}

/** Sends a text on behalf of a call. */
export interface TextSender {
  send(
    clientId: string,
    text: { readonly from: string; readonly to: string; readonly body: string; readonly statusCallback?: string },
  ): Promise<{ readonly sid: string; readonly status: 'sending' | 'failed' | 'invalid' }>
}
