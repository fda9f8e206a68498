import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { loudness, quietLog, withoutPeer } from '@trunkline/testkit'
import { createSoundDecoder, createSpeech, VoiceError } from '@trunkline/voice'

const decoder = createSoundDecoder()
after(() => decoder.close())

const program = spawnSync('espeak-ng', ['--version']).status === 0
const engines = [
  { name: 'the program espeak-ng', program: 'espeak-ng', skip: withoutPeer('espeak-ng', program) },
  { name: 'espeak-ng in WebAssembly', program: false, skip: false },
] as const

for (const { name, program, skip } of engines) {
  const open = () => createSpeech({ decoder, log: quietLog, program })
  const seconds = async (speech: ReturnType<typeof open>, ssml: string): Promise<number> =>
    (await speech.say({ ssml })).length / 8000

  test(`${name}: says a sentence in about the time that it takes to say it`, { skip }, async () => {
    const speech = open()
    const sound = await speech.say({ ssml: 'Press one for sales, two for support, or stay on the line.' })
    await speech.close()
    assert.ok(sound.length > 2 * 8000 && sound.length < 7 * 8000, `${sound.length / 8000} s`)
    assert.ok(loudness(sound) > 0.03)
  })

  test(`${name}: a break lengthens what is said by its time`, { skip }, async () => {
    const speech = open()
    const without = await seconds(speech, 'Hello world')
    const lengthened = (await seconds(speech, 'Hello <break time="2s"/> world')) - without
    await speech.close()
    assert.ok(lengthened > 1.8 && lengthened < 2.4, `${lengthened} s`)
  })

  test(`${name}: slow is longer than fast`, { skip }, async () => {
    const speech = open()
    const text = 'The quick brown fox jumps over the lazy dog'
    const slow = await seconds(speech, `<prosody rate="50%">${text}</prosody>`)
    const fast = await seconds(speech, `<prosody rate="150%">${text}</prosody>`)
    await speech.close()
    assert.ok(slow > 1.8 * fast, `${slow} s and ${fast} s`)
  })

  test(`${name}: languages, and a man's and a woman's voice, sound different`, { skip }, async () => {
    const speech = open()
    const sounds = new Set<string>()
    const languages = [
      'en-US',
      'en-GB',
      'de-DE',
      'fr-FR',
      'es-MX',
      'it-IT',
      'cmn-CN',
      'ja-JP',
      'hi-IN',
      'ru-RU',
      'ar-AE',
    ]
    for (const language of languages) {
      for (const voice of ['man', 'woman']) {
        const sound = await speech.say({ ssml: '1 2 3', voice, language })
        assert.ok(loudness(sound) > 0.02, `${language} ${voice} is silent`)
        sounds.add(Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength).toString('base64'))
      }
    }
    await speech.close()
    assert.equal(sounds.size, 2 * languages.length)
  })

  test(`${name}: text with the marks of options, markup and phonemes is only said`, { skip }, async () => {
    const speech = open()
    for (const ssml of [
      '--version',
      '-w /tmp/x',
      '&lt;break time="10s"/&gt;',
      '[[_:_:]]',
      '&#10;--help',
      '"; rm -rf /',
    ])
      assert.ok((await speech.say({ ssml })).length < 6 * 8000, ssml)
    await speech.close()
  })

  test(`${name}: what was said before is not spoken again`, { skip }, async () => {
    const speech = open()
    const first = await speech.say({ ssml: 'Hello' })
    assert.equal(await speech.say({ ssml: 'Hello', voice: 'man', language: 'en-US' }), first)
    assert.notEqual(await speech.say({ ssml: 'Hello', voice: 'woman' }), first)
    await speech.close()
  })

  test(`${name}: stops when told to, and speaks on afterwards`, { skip }, async () => {
    const speech = open()
    await speech.say({ ssml: 'Hello' })
    const stop = new AbortController()
    const long = speech.say({ ssml: 'A long text. '.repeat(300), signal: stop.signal })
    setImmediate(() => stop.abort(new Error('hung up')))
    await assert.rejects(long, /hung up/)
    assert.ok((await speech.say({ ssml: 'Hello again' })).length > 4000)
    await speech.close()
  })

  test(`${name}: many at once all get their own`, { skip }, async () => {
    const speech = open()
    const texts = Array.from({ length: 12 }, (_, index) => `${'a word '.repeat(index + 1)}`)
    const sounds = await Promise.all(texts.map((ssml) => speech.say({ ssml })))
    await speech.close()
    for (const [index, sound] of sounds.entries())
      if (index > 0) assert.ok(sound.length > (sounds[index - 1]?.length ?? 0), `${index}`)
  })

  test(`${name}: breaks that come to hours are refused with 13521`, { skip }, async () => {
    const speech = open()
    const ssml = `x${'<break time="10s"/>x'.repeat(80)}`
    await assert.rejects(speech.say({ ssml }), (error) => error instanceof VoiceError && error.code === 13521)
    assert.ok((await speech.say({ ssml: 'Hello to all of you' })).length > 4000)
    await speech.close()
  })
}

test('says which engine speaks', async () => {
  const speech = createSpeech({ decoder, log: quietLog, program: 'no-such-program' })
  assert.match((await speech.engine()) ?? '', /WebAssembly/)
  await speech.close()
})
