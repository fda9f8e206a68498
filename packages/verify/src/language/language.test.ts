import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { languages } from './catalogue.ts'
import { knownLocale, phrasesOf, twilioSpeaks, voiceOf } from './language.ts'

test('a locale is kept where the catalogue has its language, and the default stands in for the others', () => {
  assert.equal(knownLocale('en-gb'), 'en-GB')
  assert.equal(knownLocale('en_GB'), 'en-GB')
  assert.equal(knownLocale('de-CH'), 'de-CH')
  assert.equal(knownLocale('fy-nl'), 'en')
  assert.equal(knownLocale('nonsense!'), 'en')
  assert.equal(knownLocale(undefined), 'en')
  assert.equal(knownLocale('fy', 'de'), 'de')
})

test('a language of the catalogue serves all of its regions', () => {
  assert.equal(phrasesOf('pt'), phrasesOf('pt-BR'))
  assert.equal(phrasesOf('pt-PT'), phrasesOf('pt-BR'))
  assert.equal(phrasesOf('zh-Hant-TW'), phrasesOf('zh-CN'))
  assert.equal(phrasesOf('de-AT'), phrasesOf('de'))
})

test('every phrase is translated: no two languages share one', () => {
  for (const key of Object.keys(phrasesOf('en')) as (keyof ReturnType<typeof phrasesOf>)[]) {
    const all = languages.map(({ phrases }) => phrases[key])
    // Goodbye may be the same word in two languages.
    if (key !== 'goodbye') assert.equal(new Set(all).size, languages.length, key)
    assert.ok(all.every((phrase) => phrase === phrase.trim() && phrase !== ''))
  }
})

test('a voice speaks the language, and the region where it has one of its own', () => {
  assert.equal(voiceOf('de').language, 'de-DE')
  assert.equal(voiceOf('de-CH').language, 'de-DE')
  assert.equal(voiceOf('en-gb').language, 'en-GB')
  assert.equal(voiceOf('pl').language, 'pl-PL')
  assert.equal(voiceOf('tr').language, 'tr-TR')
  assert.equal(voiceOf('vi').language, 'vi-VN')
  assert.equal(voiceOf('fa').language, 'fa-IR')
  assert.equal(voiceOf('ar').language, 'ar-AE')
  assert.equal(voiceOf('de').phrases, phrasesOf('de'))
})

test('where the provider lacks the voice, English is spoken with English words', () => {
  const voice = voiceOf('fa', twilioSpeaks)
  assert.equal(voice.language, 'en-US')
  assert.equal(voice.phrases, phrasesOf('en'))
})

test('a locale that nobody has a voice for says so', () => {
  assert.throws(
    () => voiceOf('ga'),
    (error) => error instanceof ProblemError && error.code === 'locale-voiceless',
  )
  assert.throws(() => voiceOf('de', () => false), ProblemError)
})

test('Twilio has the voices of the catalogue but for those that are said to be elsewhere', () => {
  for (const { tag, voice } of languages) if (voice !== null) assert.equal(twilioSpeaks(voice), tag !== 'fa', tag)
})
