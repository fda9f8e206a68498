import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { loudestFrequency, loudness, sine, tempFolder, withoutPeer } from '@trunkline/testkit'
import { createMp3Encoder, createSoundDecoder, encodeWav, Mp3Error, SoundError, type SoundKind } from '@trunkline/voice'

const decoder = createSoundDecoder({ maxSeconds: 60 })
after(() => decoder.close())

const runs = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
const withoutSox = withoutPeer('sox', runs('sox'))
const withoutLame = withoutPeer('lame', runs('lame'))

/** A tone of 1,234 Hz for 1.5 s, written by sox. */
function soxFile(t: TestContext, name: string, format: readonly string[]): Uint8Array {
  const file = join(tempFolder(t), name)
  execFileSync('sox', ['-n', ...format, file, 'synth', '1.5', 'sine', '1235', 'gain', '-6'])
  return readFileSync(file)
}

const files: readonly (readonly [SoundKind, string, readonly string[]])[] = [
  ['wav', 'unsigned8.wav', ['-r', '8000', '-b', '8', '-e', 'unsigned-integer']],
  ['wav', 'pcm16.wav', ['-r', '8000', '-b', '16']],
  ['wav', 'pcm16-44k-stereo.wav', ['-r', '44100', '-b', '16', '-c', '2']],
  ['wav', 'pcm24-48k.wav', ['-r', '48000', '-b', '24']],
  ['wav', 'pcm32.wav', ['-r', '16000', '-b', '32', '-e', 'signed-integer']],
  ['wav', 'float32.wav', ['-r', '22050', '-b', '32', '-e', 'floating-point']],
  ['wav', 'float64.wav', ['-r', '22050', '-b', '64', '-e', 'floating-point']],
  ['wav', 'mu-law.wav', ['-r', '8000', '-e', 'mu-law']],
  ['wav', 'a-law.wav', ['-r', '8000', '-e', 'a-law']],
  ['wav', 'five-channels.wav', ['-r', '11025', '-b', '16', '-c', '5']],
  ['aiff', 'pcm16.aiff', ['-r', '44100', '-b', '16']],
  ['aiff', 'pcm8.aiff', ['-r', '8000', '-b', '8']],
  ['aiff', 'pcm24-stereo.aiff', ['-r', '48000', '-b', '24', '-c', '2']],
  ['aiff', 'pcm16.aifc', ['-r', '22050', '-b', '16']],
  ['ulaw', 'raw.ul', ['-r', '8000', '-e', 'mu-law', '-t', 'ul']],
  ['gsm', 'full-rate.gsm', ['-r', '8000']],
]

for (const [kind, name, format] of files) {
  test(`decodes ${name}: the right tone, level and length`, { skip: withoutSox }, async (t) => {
    const sound = await decoder.decode(soxFile(t, name, format), kind)
    assert.ok(Math.abs(sound.length - 12_000) <= 160, `${sound.length} samples`)
    assert.equal(loudestFrequency(sound), 1235)
    assert.ok(Math.abs(loudness(sound) - 0.354) < 0.03, `${loudness(sound)}`)
  })
}

/** WAV to MP3 by the encoder of recordings. */
async function mp3Of(wav: Uint8Array, channels: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of createMp3Encoder().encode([wav.subarray(0, 1000), wav.subarray(1000)], { channels }))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

test('makes MP3 of a recording and decodes it again: the right tone and length', { skip: withoutLame }, async () => {
  const mp3 = await mp3Of(encodeWav([sine(700, 3)]), 1)
  const sound = await decoder.decode(mp3, 'mp3')
  assert.equal(loudestFrequency(sound), 700)
  assert.ok(Math.abs(sound.length - 24_000) < 2500, `${sound.length} samples`)
})

test('makes MP3 of two channels', { skip: withoutLame }, async () => {
  const mp3 = await mp3Of(encodeWav([sine(700, 3), new Int16Array(24_000)]), 2)
  assert.equal(loudestFrequency(await decoder.decode(mp3, 'mp3')), 700)
})

for (const [rate, options] of [
  ['44100', ['-b', '128']],
  ['22050', ['-V', '4']],
  ['48000', ['-b', '320', '-m', 'j']],
] as const) {
  test(`decodes MP3 of ${rate} Hz (${options.join(' ')})`, { skip: withoutSox || withoutLame }, async (t) => {
    const wav = soxFile(t, 'tone.wav', ['-r', rate, '-b', '16', '-c', '2'])
    const mp3 = execFileSync('lame', ['--silent', ...options, '-', '-'], { input: wav })
    const sound = await decoder.decode(mp3, 'mp3')
    assert.equal(loudestFrequency(sound), 1235)
    assert.ok(Math.abs(sound.length - 12_000) < 800, `${sound.length} samples`)
  })
}

test('where lame is missing, says so before the first byte', async () => {
  const encoder = createMp3Encoder({ program: 'no-such-lame' })
  assert.equal(await encoder.available(), false)
  const pieces = encoder.encode([encodeWav([sine(700, 1)])], { channels: 1 })[Symbol.asyncIterator]()
  await assert.rejects(
    pieces.next(),
    (error) => error instanceof Mp3Error && error.code === 'MP3_UNAVAILABLE' && !error.retryable,
  )
})

test('an encoding that is given up ends its program', { skip: withoutLame }, async () => {
  const encoder = createMp3Encoder({ concurrency: 1 })
  const stop = new AbortController()
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield encodeWav([sine(700, 1)])
    for (;;) yield new Uint8Array(16_000)
  }
  await assert.rejects(async () => {
    for await (const _ of encoder.encode(endless(), { channels: 1, signal: stop.signal }))
      stop.abort(new Error('enough'))
  }, /enough/)
  for await (const _ of encoder.encode(endless(), { channels: 1 })) break
  assert.ok((await mp3Of(encodeWav([sine(700, 1)]), 1)).length > 0)
})

const refused = (fault: string) => (error: unknown) => error instanceof SoundError && error.fault === fault

test('sound that is too long is refused before it stands in memory', async () => {
  const hour = encodeWav([new Int16Array(61 * 8000)])
  await assert.rejects(decoder.decode(hour, 'wav'), refused('too-long'))
})

test('noise in place of sound is refused in every format, and the threads live on', async () => {
  const noise = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251)
  for (const kind of ['wav', 'aiff', 'mp3', 'gsm'] as const)
    await assert.rejects(decoder.decode(noise, kind), refused('damaged'))
  assert.equal(loudestFrequency(await decoder.decode(encodeWav([sine(800, 1)]), 'wav')), 800)
})

test('an MP3 that is cut off plays as far as it goes', { skip: withoutLame }, async () => {
  const mp3 = await mp3Of(encodeWav([sine(700, 3)]), 1)
  const sound = await decoder.decode(mp3.subarray(0, mp3.length / 2), 'mp3')
  assert.equal(loudestFrequency(sound), 700)
})

test('decoding that is given up does not hold up others', async () => {
  const stop = new AbortController()
  const given = decoder.decode(encodeWav([sine(400, 50)]), 'wav', stop.signal)
  stop.abort(new Error('hung up'))
  await assert.rejects(given, /hung up/)
  assert.equal(loudestFrequency(await decoder.decode(encodeWav([sine(800, 1)]), 'wav')), 800)
})

test('many pieces at once all come back right', async () => {
  const tones = Array.from({ length: 20 }, (_, index) => 300 + index * 50)
  const sounds = await Promise.all(tones.map((hertz) => decoder.decode(encodeWav([sine(hertz, 1)]), 'wav')))
  assert.deepEqual(sounds.map(loudestFrequency), tones)
})
