import { readFileSync } from 'node:fs'

const loud = 800

/** From the first loud sample to the last. */
export function loudPart(sound: Int16Array): Int16Array {
  const first = sound.findIndex((sample) => Math.abs(sample) > loud)
  const last = sound.findLastIndex((sample) => Math.abs(sample) > loud)
  return first < 0 ? new Int16Array(0) : sound.subarray(first, last + 1)
}

/** The channels of a WAV file of 16 bit PCM at 8,000 samples a second. */
export function readWav(file: string): Int16Array[] {
  const bytes = readFileSync(file)
  const channels = bytes.readUInt16LE(22)
  const length = bytes.readUInt32LE(40)
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.readUInt32LE(24) !== 8000 || bytes.length !== 44 + length) {
    throw new Error(`${file} is not a whole WAV file of 8,000 samples a second`)
  }
  const frames = length / 2 / channels
  return Array.from({ length: channels }, (_, channel) =>
    Int16Array.from({ length: frames }, (__, index) => bytes.readInt16LE(44 + (index * channels + channel) * 2)),
  )
}
