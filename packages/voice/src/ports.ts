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

/** Recognises speech. There is none by default: `<Gather input="speech">` is refused then. */
export interface SpeechRecognizer {
  recognize(request: {
    readonly sound: AsyncIterable<Pcm>
    readonly language: string
    readonly hints: readonly string[]
    readonly signal: AbortSignal
  }): Promise<{ readonly text: string; readonly confidence: number }>
}

/** Sends a text on behalf of a call. */
export interface TextSender {
  send(
    clientId: string,
    text: { readonly from: string; readonly to: string; readonly body: string; readonly statusCallback?: string },
  ): Promise<{ readonly sid: string; readonly status: 'sending' | 'failed' | 'invalid' }>
}
