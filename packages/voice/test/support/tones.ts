import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { MediaEndpoint, MediaEngine, Pcm } from '../../src/media/media.ts'

/** A tone, as loud as four of them can sound together without being cut. */
export function tone(hertz: number, seconds: number, amplitude = 6_000): Pcm {
  const step = (2 * Math.PI * hertz) / 8000
  return Int16Array.from({ length: Math.round(seconds * 8000) }, (_, at) => Math.round(amplitude * Math.sin(step * at)))
}

/** How loud a frequency is in some samples (Goertzel): the amplitude of its sine. */
export function loudness(samples: ArrayLike<number>, hertz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hertz) / 8000)
  let [one, two] = [0, 0]
  for (let at = 0; at < samples.length; at++) {
    const next = (samples[at] ?? 0) + coefficient * one - two
    two = one
    one = next
  }
  const power = one * one + two * two - coefficient * one * two
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, samples.length)
}

/** Which of some frequencies sound in a piece of sound. */
export const tonesIn = (samples: ArrayLike<number>, candidates: readonly number[]): number[] =>
  candidates.filter((hertz) => loudness(samples, hertz) > 1_500)

let count = 0

/** What a party hears in half a second from now on. */
export async function heardBy(
  media: Pick<MediaEngine, 'record'>,
  endpoint: MediaEndpoint,
  folder: string,
): Promise<Pcm> {
  const file = join(folder, `heard-${++count}.wav`)
  const recorder = await media.record({ file, channels: [[{ endpoint, track: 'outbound' }]] })
  await sleep(500)
  await recorder.stop()
  const bytes = await readFile(file)
  await rm(file)
  return samplesOf(bytes.subarray(44))
}

/** Samples of 16 bit, little-endian. */
export const samplesOf = (bytes: Uint8Array): Pcm => {
  // A small Buffer is a piece of a larger one, and so is its slice().
  const copy = Uint8Array.from(bytes)
  return new Int16Array(copy.buffer, 0, Math.floor(copy.length / 2))
}
