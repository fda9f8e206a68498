import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeG711, encodeG711 } from '../../audio/g711.ts'
import { DigitDetector } from './digit-detector.ts'
import { columnHertz, dtmfTone, keypad, keys, rowHertz } from './dtmf.ts'

/** Numbers that look random and are the same on every run. */
function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x8000_0000 - 1
  }
}

/** A key held for `ms`, with noise so many dB below it, then a pause of 40 ms. */
function press(digit: string, ms: number, noiseDb: number, random: () => number, shift = 0): number[] {
  const row = keypad.findIndex((line) => line.includes(digit))
  const [low, high] = [rowHertz[row] as number, columnHertz[(keypad[row] as string).indexOf(digit)] as number]
  const amplitude = 4000
  // Two sines of this amplitude have its square as energy a sample; even noise in -1..1 a third.
  const scale = amplitude * 10 ** (-noiseDb / 20) * Math.sqrt(3)
  return Array.from({ length: Math.round(ms * 8) + 320 }, (_, at) => {
    const wave = (hertz: number): number => Math.sin((2 * Math.PI * hertz * (1 + shift) * at) / 8000)
    const tone = at < ms * 8 ? amplitude * (wave(low) + wave(high)) : 0
    return Math.round(tone + scale * random())
  })
}

function detect(samples: readonly number[], chunk = 160): string {
  let found = ''
  const detector = new DigitDetector((digit) => {
    found += digit
  })
  const bytes = new Uint8Array(samples.length)
  encodeG711('PCMU', Int16Array.from(samples), bytes)
  const coded = new Int16Array(samples.length)
  decodeG711('PCMU', bytes, 0, bytes.length, coded)
  for (let at = 0; at < coded.length; at += chunk) detector.push(coded.subarray(at, at + chunk))
  return found
}

test('every key is found once, however long it is held', () => {
  const random = noise(1)
  for (const ms of [40, 60, 100, 500, 2000]) {
    assert.equal(detect([...keys].flatMap((key) => press(key, ms, 40, random))), keys, `${ms} ms`)
  }
})

test('keys of 40 ms are found at 10 dB over the noise, wherever in a block they begin', () => {
  const random = noise(7)
  let missed = 0
  for (let run = 0; run < 20; run++) {
    const before = new Array<number>(run * 5).fill(0)
    const found = detect([...before, ...[...keys].flatMap((key) => press(key, 40, 10, random))])
    missed += keys.length - found.length
    assert.ok(found.length <= keys.length, `${found} has keys that were not pressed`)
  }
  assert.ok(missed <= 3, `${missed} of 320 were missed`)
})

test('frequencies that are off by 1.5 % are found, off by 6 % not (Q.24)', () => {
  const random = noise(3)
  for (const shift of [-0.015, 0.015]) {
    assert.equal(detect([...keys].flatMap((key) => press(key, 80, 30, random, shift))), keys, String(shift))
  }
  for (const shift of [-0.06, 0.06]) {
    assert.equal(detect([...keys].flatMap((key) => press(key, 80, 30, random, shift))), '', String(shift))
  }
})

test('the same key pressed twice is two keys', () => {
  const random = noise(5)
  assert.equal(detect([...press('5', 60, 30, random), ...press('5', 60, 30, random)]), '55')
})

test('noise, music and single tones have no keys in them', () => {
  const random = noise(11)
  assert.equal(detect(Array.from({ length: 80_000 }, () => Math.round(12_000 * random()))), '')
  for (const hertz of [697, 941, 1209, 1477, 400, 1000]) {
    const tone = Array.from({ length: 8000 }, (_, at) => Math.round(9000 * Math.sin((2 * Math.PI * hertz * at) / 8000)))
    assert.equal(detect(tone), '', `${hertz} Hz`)
  }
  // Chords whose tones glide through those of the keys.
  const glide = Array.from({ length: 160_000 }, (_, at) => {
    const phase = (2 * Math.PI * (300 * at + (700 * at * at) / 160_000)) / 8000
    return Math.round(3000 * (Math.sin(phase) + Math.sin(1.5 * phase) + Math.sin(2 * phase)))
  })
  assert.equal(detect(glide), '')
})

test('what is sent as a tone is found', () => {
  const sent = [...keys].flatMap((key) => [
    ...[0, 1, 2, 3, 4].flatMap((tick) => [...dtmfTone(key, tick * 160)]),
    ...new Array<number>(640).fill(0),
  ])
  assert.equal(detect(sent, 80), keys)
})
