/** Samples a second of all sound in a call (ITU-T G.711). */
export const sampleRate = 8000

/** A way in which sound is written down. `ulaw` is G.711 mu-law without any header, `gsm` is GSM 06.10 without one. */
export type SoundKind = 'wav' | 'aiff' | 'mp3' | 'gsm' | 'ulaw'

/** Sound as it was written, channels mixed into one, from -1 to 1, a block at a time so that a long piece never stands in memory whole. */
export interface DecodedSound {
  readonly sampleRate: number
  readonly blocks: Iterable<Float32Array>
}

/** Why a piece of sound can't be had. */
export type SoundFault = 'unsupported' | 'damaged' | 'too-long'

/** The bytes are no sound that can be played. */
export class SoundError extends Error {
  override readonly name = 'SoundError'
  readonly fault: SoundFault

  constructor(fault: SoundFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.fault = fault
  }
}
