import { readFrames, type SampleCoding, sampleFormat } from './sample-format.ts'
import { type DecodedSound, SoundError } from './sound.ts'

const text = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at, Math.min(at + 4, bytes.length)))

/** Format tags of RFC 2361 and `WAVE_FORMAT_EXTENSIBLE`, which has the tag at the head of its GUID. */
function codingOf(tag: number, bits: number): SampleCoding {
  if (tag === 1) return { coding: bits <= 8 ? 'unsigned' : 'integer', bits, little: true }
  if (tag === 3) return { coding: 'float', bits, little: true }
  if (tag === 6) return { coding: 'a-law', bits, little: true }
  if (tag === 7) return { coding: 'mu-law', bits, little: true }
  const tagText = `0x${tag.toString(16).padStart(4, '0')}`
  throw new SoundError('unsupported', `WAV of format ${tagText} can't be read: use PCM, float, mu-law or A-law`)
}

interface Format {
  readonly coding: SampleCoding
  readonly channels: number
  readonly sampleRate: number
}

function readFormat(view: DataView, at: number, size: number): Format {
  if (size < 16) throw new SoundError('damaged', 'the format chunk of the WAV is cut short')
  const tag = view.getUint16(at, true)
  const bits = view.getUint16(at + 14, true)
  const extensible = tag === 0xfffe && size >= 26
  return {
    coding: codingOf(extensible ? view.getUint16(at + 24, true) : tag, bits),
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
  }
}

/**
 * Reads a WAV (RIFF/WAVE, IBM and Microsoft 1991): PCM of 8, 16, 24 and 32 bit, float, mu-law, A-law. A length that is larger than the file, as
 * programs write that don't know it yet, means all that is there.
 * @throws SoundError
 */
export function readWav(bytes: Uint8Array): DecodedSound {
  if (text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WAVE') throw new SoundError('damaged', 'this is no WAV')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: Format | undefined
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8)
    const name = text(bytes, at)
    if (name === 'fmt ') format = readFormat(view, at + 8, size)
    if (name === 'data' && format) return frames(bytes.subarray(at + 8, at + 8 + size), format)
    at += 8 + size + (size % 2)
  }
  throw new SoundError('damaged', format ? 'the WAV has no data' : 'the WAV does not say its format')
}

function frames(data: Uint8Array, { coding, channels, sampleRate }: Format): DecodedSound {
  if (channels === 0) throw new SoundError('damaged', 'the WAV has no channels')
  return { sampleRate, blocks: readFrames(data, sampleFormat(coding), channels) }
}
