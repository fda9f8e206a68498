/** GSM 06.10 full rate, as ETSI EN 300 961 has it, bit by bit: 33 bytes (RFC 3551, section 4.5.8.1) are 160 samples. */
import { type DecodedSound, SoundError, sampleRate } from './sound.ts'

const frameBytes = 33
const frameSamples = 160
const subframeSamples = 40
/** Samples behind the present that the long-term predictor may look at. */
const longestLag = 120

const clip = (value: number): number => (value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value)
/** Product of two fractions of 16 bit, rounded (clause 5.1). */
const times = (a: number, b: number): number => clip((a * b + 16_384) >> 15)

/** Reads fields of so many bits, the highest first. */
class BitReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, firstBit: number) {
    this.#bytes = bytes
    this.#at = firstBit
  }

  take(bits: number): number {
    let value = 0
    for (let bit = 0; bit < bits; bit += 1, this.#at += 1)
      value = (value << 1) | (((this.#bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1)
    return value
  }
}

/** Tables 5.1 and 5.2: of each log-area ratio its bits, smallest value, offset, and the inverse of its slope. */
const ratios = [
  { bits: 6, least: -32, offset: 0, inverse: 13_107 },
  { bits: 6, least: -32, offset: 0, inverse: 13_107 },
  { bits: 5, least: -16, offset: 2048, inverse: 13_107 },
  { bits: 5, least: -16, offset: -2560, inverse: 13_107 },
  { bits: 4, least: -8, offset: 94, inverse: 19_223 },
  { bits: 4, least: -8, offset: -1792, inverse: 17_476 },
  { bits: 3, least: -4, offset: -341, inverse: 31_454 },
  { bits: 3, least: -4, offset: -1144, inverse: 29_708 },
] as const

/** Table 5.3b: gains of the long-term predictor. */
const gains = [3277, 11_469, 21_299, 32_767]
/** Table 5.6: mantissas of the block's maximum. */
const mantissas = [18_431, 20_479, 22_527, 24_575, 26_623, 28_671, 30_719, 32_767]

/** Which part of the ratios is the last frame's, in quarters, and up to which sample of the frame. */
const blends = [
  { until: 13, before: 3 },
  { until: 27, before: 2 },
  { until: 40, before: 1 },
  { until: 160, before: 0 },
] as const

function blended(before: number, now: number, quarters: number): number {
  if (quarters === 3) return clip((before >> 2) + (now >> 2) + (before >> 1))
  if (quarters === 2) return clip((before >> 1) + (now >> 1))
  return quarters === 1 ? clip((before >> 2) + (now >> 2) + (now >> 1)) : now
}

/** Clause 5.2.9.2: a log-area ratio as reflection coefficient. */
function reflection(ratio: number): number {
  const size = Math.min(32_767, Math.abs(ratio))
  const value = size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : clip((size >> 2) + 26_112)
  return ratio < 0 ? -value : value
}

/** Clauses 5.2.15 and 5.2.16: the 13 pulses of a subframe, by block-adaptive PCM. */
function pulses(bits: BitReader, maximum: number): number[] {
  let exponent = maximum > 15 ? (maximum >> 3) - 1 : 0
  let mantissa = maximum - (exponent << 3)
  if (mantissa === 0) {
    exponent = -4
    mantissa = 7
  } else {
    for (; mantissa <= 7; exponent -= 1) mantissa = (mantissa << 1) | 1
    mantissa -= 8
  }
  const shift = 6 - exponent
  const factor = mantissas[mantissa] ?? 0
  return Array.from({ length: 13 }, () => {
    const pulse = ((bits.take(3) << 1) - 7) << 12
    return clip(times(factor, pulse) + (1 << (shift - 1))) >> shift
  })
}

class GsmDecoder {
  /** The residual: what was, and the subframe at hand behind it. */
  readonly #residual = new Int32Array(longestLag + subframeSamples)
  readonly #lattice = new Int32Array(9)
  #ratios: readonly number[] = ratios.map(() => 0)
  #lag = subframeSamples
  #emphasis = 0

  frame(bytes: Uint8Array): Float32Array {
    const bits = new BitReader(bytes, 4)
    const before = this.#ratios
    this.#ratios = ratios.map(({ bits: width, least, offset, inverse }) => {
      const coded = clip(clip((bits.take(width) + least) << 10) - (offset << 1))
      return clip(2 * times(inverse, coded))
    })
    const residual = new Int32Array(frameSamples)
    for (let at = 0; at < frameSamples; at += subframeSamples) residual.set(this.#subframe(bits), at)
    return this.#synthesis(residual, before)
  }

  /** Clauses 5.3.1 and 5.3.2. */
  #subframe(bits: BitReader): Int32Array {
    const lag = bits.take(7)
    const gain = gains[bits.take(2)] ?? 0
    const grid = bits.take(2)
    const excitation = new Int32Array(subframeSamples)
    for (const [index, pulse] of pulses(bits, bits.take(6)).entries()) excitation[grid + 3 * index] = pulse
    if (lag >= subframeSamples && lag <= longestLag) this.#lag = lag
    const line = this.#residual
    for (let index = 0; index < subframeSamples; index += 1) {
      const predicted = times(gain, line[longestLag + index - this.#lag] ?? 0)
      line[longestLag + index] = clip((excitation[index] ?? 0) + predicted)
    }
    const present = line.slice(longestLag)
    line.copyWithin(0, subframeSamples)
    return present
  }

  /** Clauses 5.3.4 to 5.3.7: the short-term filter, de-emphasis, and the last three bits off. */
  #synthesis(residual: Int32Array, before: readonly number[]): Float32Array {
    const out = new Float32Array(frameSamples)
    let start = 0
    for (const { until, before: quarters } of blends) {
      const coefficients = this.#ratios.map((now, index) => reflection(blended(before[index] ?? 0, now, quarters)))
      for (let at = start; at < until; at += 1) {
        this.#emphasis = clip(this.#filter(residual[at] ?? 0, coefficients) + times(this.#emphasis, 28_180))
        out[at] = (clip(2 * this.#emphasis) & ~7) / 32_768
      }
      start = until
    }
    return out
  }

  #filter(input: number, coefficients: readonly number[]): number {
    const lattice = this.#lattice
    let value = input
    for (let stage = 7; stage >= 0; stage -= 1) {
      const coefficient = coefficients[stage] ?? 0
      value = clip(value - times(coefficient, lattice[stage] ?? 0))
      lattice[stage + 1] = clip((lattice[stage] ?? 0) + times(coefficient, value))
    }
    lattice[0] = value
    return value
  }
}

function* frames(bytes: Uint8Array): Generator<Float32Array> {
  const decoder = new GsmDecoder()
  for (let at = 0; at + frameBytes <= bytes.length; at += frameBytes)
    yield decoder.frame(bytes.subarray(at, at + frameBytes))
}

/**
 * Reads GSM 06.10 without a container, as `.gsm` files and `audio/gsm` have it.
 * @throws SoundError `damaged` where the first frame has not the mark of one
 */
export function readGsm(bytes: Uint8Array): DecodedSound {
  if (bytes.length < frameBytes || (bytes[0] ?? 0) >> 4 !== 0xd) throw new SoundError('damaged', 'this is no GSM 06.10')
  return { sampleRate, blocks: frames(bytes) }
}
