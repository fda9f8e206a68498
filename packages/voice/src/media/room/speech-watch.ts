/** Mean of the samples' amounts from which on a frame of 20 ms counts as speech: some 40 dB below the loudest. */
const loud = 300
/** Frames in a row that begin it, so that a click is none: 60 ms. */
const beginsAfter = 3
/** Frames without, until it is over: pauses between words are shorter. 800 ms. */
const endsAfter = 40

/** Tells when a party of a room begins to speak, and when it has stopped: by how loud it is. */
export class SpeechWatch {
  #speaking = false
  #frames = 0

  /**
   * Hears a frame.
   * @param frame undefined where there is none, or nobody is to hear it
   * @returns what has changed: it speaks now, or no longer
   */
  hear(frame: Int16Array | undefined): boolean | undefined {
    const differs = frame !== undefined && isLoud(frame) ? !this.#speaking : this.#speaking
    this.#frames = differs ? this.#frames + 1 : 0
    if (this.#frames < (this.#speaking ? endsAfter : beginsAfter)) return undefined
    this.#speaking = !this.#speaking
    this.#frames = 0
    return this.#speaking
  }
}

function isLoud(frame: Int16Array): boolean {
  let sum = 0
  for (let index = 0; index < frame.length; index++) sum += Math.abs(frame[index] as number)
  return sum > loud * frame.length
}
