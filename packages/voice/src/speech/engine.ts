/** What turns markup into sound. */
export interface SpeechEngine {
  /** For the log: what it is and of which version. */
  readonly name: string
  /**
   * @param markup SSML of our own making
   * @param voice a voice of espeak-ng, with its variant: `en-us`, `de+f2`
   * @returns a WAV of any rate
   * @throws VoiceError 12400 where it breaks down, 13521 where more than ten minutes come out; the signal's reason
   */
  synthesize(markup: string, voice: string, signal?: AbortSignal): Promise<Uint8Array>
  /** Ends what runs. Safe to call twice. */
  close(): Promise<void>
}

/** Bytes of sound that one text may come to: ten minutes at 22,050 samples a second. Breaks could make hours out of a short document. */
export const mostSoundBytes = 10 * 60 * 22_050 * 2

/** Longest time that an engine may take for one text. */
export const engineTimeoutMs = 30_000
