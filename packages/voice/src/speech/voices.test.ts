import assert from 'node:assert/strict'
import { test } from 'node:test'
import { twimlGrammar } from '@trunkline/twiml'
import { VoiceError } from '../errors.ts'
import { resolveVoice } from './voices.ts'

const say = twimlGrammar('voice').elements.find(({ className }) => className === 'Say')
const values = (name: string): string[] => [...(say?.attributes.get(name)?.values ?? [])]

/** What espeak-ng does not speak. */
const unspoken = new Set(['fil-PH'])

const fails = (run: () => unknown, code: number): void =>
  assert.throws(run, (error) => error instanceof VoiceError && error.code === code)

test('every language of Twilio is spoken, but for those that the engine lacks', () => {
  assert.ok(values('language').length > 60)
  for (const language of values('language')) {
    if (unspoken.has(language)) fails(() => resolveVoice('woman', language), 13512)
    else assert.ok(resolveVoice('woman', language).name, language)
  }
})

test('every voice of Twilio is known, but for those of languages that the engine lacks', () => {
  assert.ok(values('voice').length > 800)
  for (const voice of values('voice')) {
    if (/fil-ph|gl-es/i.test(voice)) fails(() => resolveVoice(voice), 13512)
    else assert.ok(resolveVoice(voice).name, voice)
  }
})

test('a named voice has its own language and sex', () => {
  assert.equal(resolveVoice('Polly.Matthew').name, 'en-us')
  assert.equal(resolveVoice('Polly.Joanna-Neural').name, 'en-us+f2')
  assert.equal(resolveVoice('Polly.Mía-Generative').name, 'es-419+f2')
  assert.equal(resolveVoice('Polly.Hans').name, 'de')
  assert.equal(resolveVoice('Google.fr-FR-Standard-B').name, 'fr')
  assert.equal(resolveVoice('Google.ja-JP-Chirp3-HD-Kore').name, 'ja+f2')
})

test('man and en-US are what is left out', () => {
  assert.deepEqual(resolveVoice(), { name: 'en-us', language: 'en-US', sex: 'man' })
  assert.equal(resolveVoice(undefined, 'de-DE').name, 'de')
  assert.equal(resolveVoice('alice').name, 'en-us+f2')
})

test('a voice that does not speak the language is refused with 13511; one that speaks two is not', () => {
  fails(() => resolveVoice('Polly.Joanna', 'es-ES'), 13511)
  assert.equal(resolveVoice('Polly.Joanna', 'en-GB').name, 'en+f2')
  assert.equal(resolveVoice('Polly.Aditi', 'hi-IN').name, 'hi+f2')
})

test('an unknown voice is refused with 13511, an unknown language with 13512', () => {
  for (const voice of ['', 'robot', 'Polly.Nobody', 'Polly.', 'Google.', '-v en', '__proto__', '../../etc/passwd'])
    fails(() => resolveVoice(voice), 13511)
  for (const language of ['xx-XX', 'klingon', '__proto__', '-w /tmp/x'])
    fails(() => resolveVoice('man', language), 13512)
})
