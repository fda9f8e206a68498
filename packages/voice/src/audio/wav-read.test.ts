import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SoundError } from './sound.ts'
import { readWav } from './wav-read.ts'
import { encodeWav, wavHeader } from './wav-write.ts'

const samplesOf = (bytes: Uint8Array): number[] =>
  [...readWav(bytes).blocks].flatMap((block) => [...block]).map((sample) => Math.round(sample * 32_768))

const refuses = (bytes: Uint8Array, fault: string): void =>
  assert.throws(
    () => samplesOf(bytes),
    (error) => error instanceof SoundError && error.fault === fault,
  )

test('reads what was written', () => {
  const samples = [0, 1, -1, 32_767, -32_768, 1234]
  assert.deepEqual(samplesOf(encodeWav([Int16Array.from(samples)])), samples)
})

test('gives the mean of several channels; a channel that is shorter ends in silence', () => {
  const wav = encodeWav([Int16Array.of(1000, 2000, 3000), Int16Array.of(3000, 2000)])
  assert.deepEqual(samplesOf(wav), [2000, 2000, 1500])
})

test('passes over chunks that it does not know, of odd length too', () => {
  const wav = Buffer.from(encodeWav([Int16Array.of(7, 8)]))
  const odd = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1')
  assert.deepEqual(samplesOf(Buffer.concat([wav.subarray(0, 12), odd, wav.subarray(12)])), [7, 8])
})

test('takes all there is where the length is larger than the file', () => {
  const wav = Buffer.from(encodeWav([Int16Array.of(1, 2, 3)]))
  wav.writeUInt32LE(0xffff_ffff, 40)
  assert.deepEqual(samplesOf(wav), [1, 2, 3])
})

test('refuses what is cut short, empty, or something else', () => {
  const wav = encodeWav([Int16Array.of(1, 2, 3)])
  for (const bytes of [new Uint8Array(0), Buffer.from('ID3 nothing'), wav.subarray(0, 20), wav.subarray(0, 36)])
    refuses(bytes, 'damaged')
  const noChannels = Buffer.from(wavHeader({ channels: 0, dataBytes: 0 }))
  refuses(noChannels, 'damaged')
})

test('refuses a format that it does not have', () => {
  const wav = Buffer.from(encodeWav([Int16Array.of(1)]))
  wav.writeUInt16LE(0x0055, 20)
  refuses(wav, 'unsupported')
})

test('leaves out a last sample that is cut in two', () => {
  const wav = encodeWav([Int16Array.of(5, 6)])
  assert.deepEqual(samplesOf(wav.subarray(0, -1)), [5])
})
