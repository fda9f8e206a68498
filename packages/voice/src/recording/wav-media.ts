import type { Queryable } from '@trunkline/postgres'
import { wavHeaderBytes as headBytes, wavHeader } from '../audio/wav-write.ts'
import { readSound } from './sound-parts.ts'
import { sampleBytes } from './wav-layout.ts'

/** A file that is made as it is read. */
export interface RecordingMedia {
  readonly length: number
  /** Bytes from one place on to before another. */
  read(from: number, until: number): AsyncIterable<Uint8Array>
}

/** Sound as it is kept. */
export interface KeptSound {
  readonly id: string
  readonly channels: number
  readonly bytes: number
}

/** The WAV file of a sound, with its own channels, or mixed into one. */
export function wavMedia(db: Queryable, sound: KeptSound, mono: boolean): RecordingMedia {
  const mixed = mono && sound.channels === 2
  const bytes = mixed ? sound.bytes / 2 : sound.bytes
  const length = headBytes + bytes
  const head = wavHeader({ channels: mixed ? 1 : sound.channels, dataBytes: bytes })
  return {
    length,
    async *read(from, until) {
      if (from < headBytes) yield head.subarray(from, Math.min(until, headBytes))
      const [start, end] = [Math.max(0, from - headBytes), Math.min(until, length) - headBytes]
      if (end > start) yield* mixed ? mixedBytes(db, sound.id, start, end) : readSound(db, sound.id, start, end)
    },
  }
}

/** The samples of a sound, 16 bit, mixed into one channel where that is wanted. */
export async function* pcmOf(db: Queryable, sound: KeptSound, mono: boolean): AsyncIterable<Int16Array> {
  const mixed = mono && sound.channels === 2
  for await (const bytes of readSound(db, sound.id, 0, sound.bytes)) {
    const samples = samplesOf(bytes)
    yield mixed ? mix(samples) : samples
  }
}

/** Parts hold whole frames, but a range may begin or end within one: whole ones are mixed, and what is too much is cut. */
async function* mixedBytes(db: Queryable, id: string, start: number, end: number): AsyncIterable<Uint8Array> {
  const first = start - (start % sampleBytes)
  const last = end + (end % sampleBytes)
  let at = first
  for await (const bytes of readSound(db, id, first * 2, last * 2)) {
    const mono = mix(samplesOf(bytes))
    const out = new Uint8Array(mono.buffer, mono.byteOffset, mono.byteLength)
    yield out.subarray(Math.max(0, start - at), Math.min(out.length, end - at))
    at += out.length
  }
}

/** Little-endian, as every machine that Node runs on; copied where the bytes do not begin at an even place. */
function samplesOf(bytes: Uint8Array): Int16Array {
  const even = bytes.byteOffset % sampleBytes === 0 ? bytes : bytes.slice()
  return new Int16Array(even.buffer, even.byteOffset, Math.floor(even.byteLength / sampleBytes))
}

/** Both channels at once, as loud as they are, cut where it is too loud. */
function mix(samples: Int16Array): Int16Array {
  const mono = new Int16Array(samples.length / 2)
  for (let i = 0; i < mono.length; i++) {
    const sum = (samples[2 * i] ?? 0) + (samples[2 * i + 1] ?? 0)
    mono[i] = Math.max(-32_768, Math.min(32_767, sum))
  }
  return mono
}
