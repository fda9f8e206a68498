import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amplitudeAt, loudestFrequency, loudness } from '@trunkline/testkit'
import { busyTone, ringbackTone, ringToneCountries } from './call-progress-tones.ts'
import { holdMusic } from './hold-music.ts'
import { conferenceBeep, recordBeep } from './tones.ts'

test('rings as in the USA: 440 and 480 Hz for 2 s, then 4 s of silence', () => {
  const tone = ringbackTone()
  assert.equal(tone.length, 48_000)
  const on = tone.subarray(0, 16_000)
  assert.ok(amplitudeAt(on, 440) > 0.15 && amplitudeAt(on, 480) > 0.15)
  assert.ok(amplitudeAt(on, 350) < 0.005)
  assert.equal(loudness(tone.subarray(16_000)), 0)
})

test('rings as in Britain: two bursts of 400 ms', () => {
  const tone = ringbackTone('uk')
  const at = (ms: number): number => loudness(tone.subarray(ms * 8 - 400, ms * 8 + 400))
  assert.deepEqual(
    [200, 500, 800, 2000].map((ms) => at(ms) > 0.1),
    [true, false, true, false],
  )
  assert.equal(loudestFrequency(tone.subarray(0, 3200)) >= 395, true)
})

test('every country has a tone that is heard and not clipped, and they differ', () => {
  const sounds = new Set<string>()
  for (const country of ringToneCountries) {
    const tone = ringbackTone(country)
    assert.ok(loudness(tone) > 0.04, country)
    assert.ok(
      tone.every((sample) => Math.abs(sample) < 32_000),
      country,
    )
    sounds.add(Buffer.from(tone.buffer, tone.byteOffset, tone.byteLength).toString('base64'))
  }
  assert.ok(sounds.size > 15)
})

test('a country that is not known rings as in the USA', () => {
  assert.equal(ringbackTone('atlantis'), ringbackTone('us'))
  assert.equal(ringbackTone('__proto__'), ringbackTone('us'))
})

test('the line is busy: half a second on, half a second off', () => {
  const tone = busyTone()
  assert.equal(tone.length, 8000)
  assert.ok(loudness(tone.subarray(0, 4000)) > 0.1)
  assert.equal(loudness(tone.subarray(4000)), 0)
})

test('beeps: 1 kHz before a recording; up when somebody comes into a conference, down when one goes', () => {
  assert.equal(loudestFrequency(recordBeep()), 1000)
  const [enter, exit] = [conferenceBeep('enter'), conferenceBeep('exit')]
  const ends = (sound: Int16Array): number[] => [
    loudestFrequency(sound.subarray(0, 1200)),
    loudestFrequency(sound.subarray(1200)),
  ]
  assert.ok((ends(enter)[0] ?? 0) < (ends(enter)[1] ?? 0))
  assert.ok((ends(exit)[0] ?? 0) > (ends(exit)[1] ?? 0))
})

test('hold music plays a minute without a rest, a clip or a click at its seam', () => {
  const music = holdMusic()
  assert.equal(music.length, 64 * 8000)
  for (let at = 0; at < music.length; at += 8000) assert.ok(loudness(music.subarray(at, at + 8000)) > 0.02, `${at}`)
  const steepest = music.reduce((most, sample, at) => Math.max(most, Math.abs(sample - (music[at - 1] ?? sample))), 0)
  assert.ok(Math.abs((music[0] ?? 0) - (music.at(-1) ?? 0)) <= steepest)
  assert.ok(music.every((sample) => Math.abs(sample) < 30_000))
})
