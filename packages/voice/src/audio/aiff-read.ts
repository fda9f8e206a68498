import { readFrames, type SampleCoding, sampleFormat } from './sample-format.ts'
import { type DecodedSound, SoundError } from './sound.ts'

const text = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, Math.min(at + 4, bytes.length)))

/** IEEE 754 extended, 80 bit, big endian; the fraction beyond 32 bit is nothing to a sample rate. */
function extended(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16_383
  return view.getUint32(at + 2) * 2 ** (exponent - 31)
}

/** Compression types of AIFF-C (Apple 1991) that are no compression, and G.711. */
function codingOf(type: string, bits: number): SampleCoding {
  if (type === 'NONE' || type === 'twos') return { coding: 'integer', bits, little: false }
  if (type === 'sowt') return { coding: 'integer', bits, little: true }
  if (type === 'raw ') return { coding: 'unsigned', bits, little: false }
  if (type === 'fl32' || type === 'FL32') return { coding: 'float', bits: 32, little: false }
  if (type === 'fl64' || type === 'FL64') return { coding: 'float', bits: 64, little: false }
  if (type === 'ulaw' || type === 'ULAW') return { coding: 'mu-law', bits: 8, little: false }
  if (type === 'alaw' || type === 'ALAW') return { coding: 'a-law', bits: 8, little: false }
  throw new SoundError(
    'unsupported',
    `AIFF-C of type ${JSON.stringify(type)} can't be read: use PCM, float, mu-law or A-law`,
  )
}

interface Format {
  readonly coding: SampleCoding
  readonly channels: number
  readonly sampleRate: number
}

function readFormat(bytes: Uint8Array, at: number, size: number, compressed: boolean): Format {
  if (size < (compressed ? 22 : 18)) throw new SoundError('damaged', 'the format chunk of the AIFF is cut short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    coding: codingOf(compressed ? text(bytes, at + 18) : 'NONE', view.getInt16(at + 6)),
    channels: view.getInt16(at),
    sampleRate: Math.round(extended(view, at + 8)),
  }
}

/**
 * Reads an AIFF (Apple 1989) or AIFF-C (1991): PCM of both byte orders, float, mu-law, A-law.
 * @throws SoundError
 */
export function readAiff(bytes: Uint8Array): DecodedSound {
  const form = text(bytes, 8)
  if (text(bytes, 0) !== 'FORM' || !['AIFF', 'AIFC'].includes(form)) throw new SoundError('damaged', 'this is no AIFF')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: Format | undefined
  let data: Uint8Array | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = Math.min(view.getUint32(at + 4), bytes.length - at - 8)
    const name = text(bytes, at)
    if (name === 'COMM') format = readFormat(bytes, at + 8, size, form === 'AIFC')
    if (name === 'SSND' && size >= 8) data = bytes.subarray(at + 16 + view.getUint32(at + 8), at + 8 + size)
    at += 8 + size + (size % 2)
  }
  if (!format || !data || format.channels < 1) throw new SoundError('damaged', 'the AIFF lacks its format or its sound')
  return { sampleRate: format.sampleRate, blocks: readFrames(data, sampleFormat(format.coding), format.channels) }
}
