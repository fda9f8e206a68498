import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toneAmplitude } from './goertzel.ts'

function sine(hertz: number, amplitude: number, samples: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) => amplitude * Math.sin((2 * Math.PI * hertz * index) / 8000))
}

test('the amplitude of a tone is measured', () => {
  for (const hertz of [300, 697, 1000, 1633, 3000]) {
    const measured = toneAmplitude(sine(hertz, 9000, 8000), hertz)
    assert.ok(Math.abs(measured - 9000) < 50, `${hertz}: ${measured}`)
  }
})

test('another frequency is not in a tone', () => {
  const tone = sine(1000, 9000, 8000)
  for (const hertz of [300, 900, 950, 1050, 2000]) assert.ok(toneAmplitude(tone, hertz) < 90, String(hertz))
})

test('each of two tones is found in their sum', () => {
  const [low, high] = [sine(440, 5000, 8000), sine(620, 3000, 8000)]
  const both = low.map((sample, index) => sample + (high[index] as number))
  assert.ok(Math.abs(toneAmplitude(both, 440) - 5000) < 50)
  assert.ok(Math.abs(toneAmplitude(both, 620) - 3000) < 50)
})

test('no sound has no tone', () => {
  assert.equal(toneAmplitude(new Int16Array(0), 440), 0)
  assert.equal(toneAmplitude(new Int16Array(160), 440), 0)
})
