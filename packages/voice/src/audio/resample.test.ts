import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loudestFrequency, loudness } from '@trunkline/testkit'
import { createResampler } from './resample.ts'
import { SoundError } from './sound.ts'

function tone(rate: number, hertz: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / rate),
  )
}

function through(rate: number, sound: Float32Array, blockSize = sound.length): Int16Array {
  const resampler = createResampler(rate)
  const pieces: Float32Array[] = []
  for (let at = 0; at < sound.length; at += blockSize) pieces.push(resampler.push(sound.subarray(at, at + blockSize)))
  pieces.push(resampler.finish())
  return Int16Array.from(
    pieces.flatMap((piece) => [...piece]),
    (sample) => Math.round(sample * 32_767),
  )
}

for (const rate of [
  4000, 6000, 8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000, 8001, 47_999,
]) {
  test(`keeps a tone's frequency, level and length from ${rate} Hz`, () => {
    const heard = through(rate, tone(rate, 1000, 1))
    assert.ok(Math.abs(heard.length - 8000) <= 2, `${heard.length} samples`)
    assert.equal(loudestFrequency(heard), 1000)
    assert.ok(Math.abs(loudness(heard.subarray(400, 7600)) - 0.5 / Math.SQRT2) < 0.005)
  })
}

test('takes away what is too high for a telephone, rather than folding it down', () => {
  const heard = through(44_100, tone(44_100, 6000, 1))
  assert.ok(loudness(heard.subarray(400, 7600)) < 0.0005)
})

test('keeps 3,400 Hz', () => {
  assert.ok(loudness(through(44_100, tone(44_100, 3400, 1)).subarray(400, 7600)) > 0.34)
})

test('gives the same whatever the size of the blocks', () => {
  const sound = tone(22_050, 440, 0.3)
  const whole = through(22_050, sound)
  for (const size of [1, 7, 160, 4096]) assert.deepEqual(through(22_050, sound, size), whole)
})

test('begins with the first sample: nothing is put before it', () => {
  const click = new Float32Array(1600)
  click[800] = 1
  const heard = through(16_000, click)
  assert.equal(heard.indexOf(heard.reduce((most, sample) => Math.max(most, sample), 0)), 400)
})

for (const rate of [0, 999, 400_000, Number.NaN, 8000.5]) {
  test(`refuses a rate of ${rate}`, () => {
    assert.throws(
      () => createResampler(rate),
      (error) => error instanceof SoundError && error.fault === 'unsupported',
    )
  })
}
