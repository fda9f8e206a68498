import { SoundError, sampleRate as wanted } from './sound.ts'

/** Turns sound of one rate into sound of 8,000 samples a second, block by block. */
export interface Resampler {
  push(block: Float32Array): Float32Array
  /** What is still inside. */
  finish(): Float32Array
}

/** Zero crossings of the filter on either side: with the Kaiser window below, aliases are 80 dB down at 4.4 kHz. */
const crossings = 24
const kaiserBeta = 8
/** Part of the band that is kept whole: up to 3.7 kHz, as G.712 asks of a telephone (3.4 kHz). */
const passband = 0.95
/** Rates that have no small ratio to 8,000 take the nearest of so many phases: noise 66 dB down. */
const mostPhases = 1024

const slowest = 1000
const fastest = 192_000

function besselI0(x: number): number {
  let sum = 1
  for (let term = 1, k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x))

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

/** One filter for each phase, so that a sample costs one pass over `taps` inputs. */
function filterBank(phases: number, taps: number, cutoff: number): Float32Array[] {
  const half = taps / 2
  const scale = besselI0(kaiserBeta)
  return Array.from({ length: phases }, (_, phase) => {
    const filter = new Float32Array(taps)
    let sum = 0
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap - half + 1 - phase / phases
      const window = besselI0(kaiserBeta * Math.sqrt(Math.max(0, 1 - (distance / half) ** 2))) / scale
      filter[tap] = cutoff * sinc(cutoff * distance) * window
      sum += filter[tap] ?? 0
    }
    // A gain of exactly one at 0 Hz in every phase, or a constant would hum at the phases' rate.
    return filter.map((value) => value / sum)
  })
}

class PolyphaseResampler implements Resampler {
  readonly #filters: readonly Float32Array[]
  readonly #taps: number
  readonly #up: number
  readonly #down: number
  /** Input that is still needed, from the first tap of the next output on. */
  #pending: Float32Array
  /** Where in it the first tap of the next output stands; behind its end where the rate falls steeply. */
  #at = 0
  /** How far the next output stands behind the first input sample it is centred on, in parts of `up`. */
  #phase = 0

  constructor(from: number) {
    const divisor = greatestDivisor(from, wanted)
    this.#up = wanted / divisor
    this.#down = from / divisor
    const cutoff = Math.min(1, wanted / from) * passband
    this.#taps = 2 * Math.ceil(crossings / cutoff)
    this.#filters = filterBank(Math.min(this.#up, mostPhases), this.#taps, cutoff)
    this.#pending = new Float32Array(this.#taps / 2 - 1)
  }

  push(block: Float32Array): Float32Array {
    const input = new Float32Array(this.#pending.length + block.length)
    input.set(this.#pending)
    input.set(block, this.#pending.length)
    const room = Math.ceil((input.length * this.#up) / this.#down) + 1
    const output = new Float32Array(room)
    let at = this.#at
    let count = 0
    while (at + this.#taps <= input.length) {
      output[count] = this.#sample(input, at)
      count += 1
      const ahead = this.#phase + this.#down
      this.#phase = ahead % this.#up
      at += (ahead - this.#phase) / this.#up
    }
    const done = Math.min(at, input.length)
    this.#pending = input.slice(done)
    this.#at = at - done
    return output.subarray(0, count)
  }

  finish(): Float32Array {
    return this.push(new Float32Array(this.#taps / 2))
  }

  #sample(input: Float32Array, at: number): number {
    const index = Math.floor((this.#phase / this.#up) * this.#filters.length)
    const filter = this.#filters[index] ?? new Float32Array(0)
    let sum = 0
    for (let tap = 0; tap < filter.length; tap += 1) sum += (filter[tap] ?? 0) * (input[at + tap] ?? 0)
    return sum
  }
}

class Unchanged implements Resampler {
  push(block: Float32Array): Float32Array {
    return block
  }

  finish(): Float32Array {
    return new Float32Array(0)
  }
}

/**
 * A windowed-sinc resampler of our own: 60 lines without a dependency, and in V8 as fast as Speex's in WebAssembly, which would have to be
 * loaded and freed besides.
 * @param from samples a second of what is pushed, 1,000 to 192,000
 * @throws SoundError `unsupported` for another rate
 */
export function createResampler(from: number): Resampler {
  if (!Number.isInteger(from) || from < slowest || from > fastest)
    throw new SoundError('unsupported', `${from} samples a second can't be played: use 8,000 to 48,000`)
  return from === wanted ? new Unchanged() : new PolyphaseResampler(from)
}
