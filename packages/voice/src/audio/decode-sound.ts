import type { Pcm } from '../media/media.ts'
import { readAiff } from './aiff-read.ts'
import { readGsm } from './gsm-read.ts'
import { readMp3 } from './mp3-read.ts'
import { createResampler } from './resample.ts'
import { readFrames, sampleFormat } from './sample-format.ts'
import { type DecodedSound, SoundError, type SoundKind, sampleRate } from './sound.ts'
import { readWav } from './wav-read.ts'

const muLawFormat = sampleFormat({ coding: 'mu-law', bits: 8, little: true })

const readers: { readonly [kind in SoundKind]: (bytes: Uint8Array) => DecodedSound | Promise<DecodedSound> } = {
  wav: readWav,
  aiff: readAiff,
  mp3: readMp3,
  ulaw: (bytes) => ({ sampleRate, blocks: readFrames(bytes, muLawFormat, 1) }),
  gsm: readGsm,
}

const toPcm = (block: Float32Array): Pcm =>
  Int16Array.from(block, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))))

function joined(pieces: readonly Pcm[], length: number): Pcm {
  const whole = new Int16Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/**
 * Turns bytes into 8 kHz sound of one channel. Takes as long as the sound is long (about a second for half an hour of MP3): run it in a worker thread.
 * @param maxSeconds what is longer is refused, before it stands in memory whole
 * @throws SoundError
 */
export async function decodeSound(bytes: Uint8Array, kind: SoundKind, maxSeconds: number): Promise<Pcm> {
  const { sampleRate: rate, blocks } = await readers[kind](bytes)
  const resampler = createResampler(rate)
  const pieces: Pcm[] = []
  let length = 0
  const take = (block: Float32Array): void => {
    pieces.push(toPcm(block))
    length += block.length
    if (length > maxSeconds * sampleRate)
      throw new SoundError('too-long', `the sound is longer than ${Math.round(maxSeconds / 60)} minutes`)
  }
  for (const block of blocks) take(resampler.push(block))
  take(resampler.finish())
  return joined(pieces, length)
}
