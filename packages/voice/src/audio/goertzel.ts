/**
 * The energy of one frequency in a block of samples, by Goertzel's algorithm: a second-order filter, cheaper than a Fourier transform where few frequencies are asked for.
 */
export class Goertzel {
  readonly #coefficient: number
  #before = 0
  #last = 0

  /** @param hertz at 8,000 samples a second */
  constructor(hertz: number) {
    this.#coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8000)
  }

  add(sample: number): void {
    const next = sample + this.#coefficient * this.#last - this.#before
    this.#before = this.#last
    this.#last = next
  }

  /** The square of the magnitude of what was added since this was called last: for a sine of amplitude A over N samples about (A * N / 2) squared. */
  take(): number {
    const energy = this.#last * this.#last + this.#before * this.#before - this.#coefficient * this.#last * this.#before
    this.#last = 0
    this.#before = 0
    return energy
  }
}

/** The amplitude of one frequency in a piece of sound: that of a sine which has it. */
export function toneAmplitude(samples: Int16Array, hertz: number): number {
  const filter = new Goertzel(hertz)
  for (const sample of samples) filter.add(sample)
  return samples.length === 0 ? 0 : (2 * Math.sqrt(filter.take())) / samples.length
}
