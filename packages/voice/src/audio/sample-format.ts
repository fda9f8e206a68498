import { decodeG711, type Law } from './g711.ts'
import { SoundError } from './sound.ts'

/** How one sample stands in the bytes. */
export interface SampleFormat {
  readonly bytes: number
  /** From -1 to 1. */
  read(view: DataView, offset: number): number
}

/** Two's complement, 16, 24 or 32 bit, and 8 bit as AIFF has it. */
function integer(bits: number, little: boolean): SampleFormat | undefined {
  if (bits === 8) return { bytes: 1, read: (view, at) => view.getInt8(at) / 128 }
  if (bits === 16) return { bytes: 2, read: (view, at) => view.getInt16(at, little) / 32_768 }
  if (bits === 32) return { bytes: 4, read: (view, at) => view.getInt32(at, little) / 2_147_483_648 }
  if (bits !== 24) return undefined
  const high = little ? 2 : 0
  const low = little ? 0 : 2
  return {
    bytes: 3,
    read: (view, at) =>
      ((view.getInt8(at + high) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at + low)) / 8_388_608,
  }
}

/** IEEE 754; what is no number is silence. */
function float(bits: number, little: boolean): SampleFormat | undefined {
  const clean = (value: number): number => (Number.isFinite(value) ? value : 0)
  if (bits === 32) return { bytes: 4, read: (view, at) => clean(view.getFloat32(at, little)) }
  if (bits === 64) return { bytes: 8, read: (view, at) => clean(view.getFloat64(at, little)) }
  return undefined
}

function companded(law: Law): SampleFormat {
  const table = new Int16Array(256)
  decodeG711(law, Uint8Array.from(table.keys()), 0, 256, table)
  return { bytes: 1, read: (view, at) => (table[view.getUint8(at)] ?? 0) / 32_768 }
}

const muLaw = companded('PCMU')
const aLaw = companded('PCMA')
const unsigned8: SampleFormat = { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 }

/** What a container says of its samples. */
export interface SampleCoding {
  readonly coding: 'integer' | 'unsigned' | 'float' | 'mu-law' | 'a-law'
  readonly bits: number
  readonly little: boolean
}

function find({ coding, bits, little }: SampleCoding): SampleFormat | undefined {
  // Samples stand in whole bytes, in the upper bits of them (12 bit in 16), so that they read as the wider ones do.
  const whole = Math.ceil(bits / 8) * 8
  if (coding === 'integer') return integer(whole, little)
  if (coding === 'float') return float(bits, little)
  if (coding === 'unsigned') return whole === 8 ? unsigned8 : undefined
  return coding === 'mu-law' ? muLaw : aLaw
}

/** @throws SoundError `unsupported` for a width that nobody writes */
export function sampleFormat(coding: SampleCoding): SampleFormat {
  const format = find(coding)
  if (format) return format
  throw new SoundError('unsupported', `${coding.coding} samples of ${coding.bits} bit can't be read`)
}

const framesPerBlock = 16_384

/** Reads frames of several channels, and gives their mean. A last frame that is cut short is left out. */
export function* readFrames(bytes: Uint8Array, format: SampleFormat, channels: number): Generator<Float32Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frameBytes = format.bytes * channels
  const frames = Math.floor(bytes.byteLength / frameBytes)
  for (let start = 0; start < frames; start += framesPerBlock) {
    const block = new Float32Array(Math.min(framesPerBlock, frames - start))
    for (let frame = 0; frame < block.length; frame += 1) {
      let sum = 0
      let at = (start + frame) * frameBytes
      for (let channel = 0; channel < channels; channel += 1, at += format.bytes) sum += format.read(view, at)
      block[frame] = sum / channels
    }
    yield block
  }
}
