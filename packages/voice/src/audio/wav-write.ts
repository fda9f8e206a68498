import type { Pcm } from '../media/media.ts'
import { sampleRate } from './sound.ts'

/** What a header of a WAV says. */
export interface WavHeader {
  readonly channels: number
  /** Length of the samples in bytes. */
  readonly dataBytes: number
  /** Samples a second; 8,000 where left out. */
  readonly sampleRate?: number
}

/** Length of the header that `wavHeader` writes. */
export const wavHeaderBytes = 44

/**
 * The head of a WAV of 16 bit PCM. Written once with a length of 0, and once more over it when the length is known. What is over 4 GiB is said to be
 * as long as can be said; readers take it until its end then.
 */
export function wavHeader({ channels, dataBytes, sampleRate: rate = sampleRate }: WavHeader): Uint8Array {
  const header = Buffer.alloc(wavHeaderBytes)
  const size = Math.min(dataBytes, 0xffff_ffff - 36)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(size + 36, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(size, 40)
  return header
}

/** Samples of several channels, as a WAV has them: frame by frame. Channels that are shorter end in silence. */
export function interleave(channels: readonly Pcm[]): Pcm {
  const frames = Math.max(0, ...channels.map(({ length }) => length))
  const samples = new Int16Array(frames * channels.length)
  for (const [index, channel] of channels.entries())
    for (let frame = 0; frame < channel.length; frame += 1)
      samples[frame * channels.length + index] = channel[frame] ?? 0
  return samples
}

/** A whole WAV of 16 bit PCM, 8,000 samples a second; one entry a channel. */
export function encodeWav(channels: readonly Pcm[]): Uint8Array {
  const samples = interleave(channels)
  const header = wavHeader({ channels: channels.length, dataBytes: samples.byteLength })
  const body = Buffer.alloc(samples.byteLength)
  for (const [index, sample] of samples.entries()) body.writeInt16LE(sample, index * 2)
  return Buffer.concat([header, body])
}
