import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smsSegments } from '@trunkline/wire'
import { languages } from '../language/catalogue.ts'
import { codeMessage } from './code-message.ts'

const parts = { site: 'Acme', locale: 'en', minutes: 10 }

test('the last line of a text is bound to the domain and nothing follows it', () => {
  const { text } = codeMessage({ ...parts, domain: 'login.acme.example', appHash: 'FA+9qCX9VSu' }, '054321')
  const lines = text.split('\n')
  assert.equal(lines.at(-1), '@login.acme.example #054321')
  assert.equal(lines.at(-2), 'FA+9qCX9VSu')
  assert.match(lines[0] ?? '', /054321/)
})

test('own words are trimmed, so that no line end hides the last line', () => {
  const { text } = codeMessage({ ...parts, template: '\nYour code: {code}\n\n', domain: 'acme.example' }, '123456')
  assert.equal(text, 'Your code: 123456\n@acme.example #123456')
})

test('every language says the code and the site, in its own words, and leaves no blank unfilled', () => {
  const texts = new Set<string>()
  for (const { tag } of languages) {
    const message = codeMessage({ ...parts, locale: tag }, '054321')
    for (const text of Object.values(message)) {
      assert.match(text, /054321/)
      assert.match(text, /Acme/)
      assert.doesNotMatch(text, /[{}]/)
    }
    texts.add(message.text)
  }
  assert.equal(texts.size, languages.length)
})

test('a text of every language is one SMS segment, or two where its script takes 16 bits a letter', () => {
  for (const { tag } of languages) {
    const { encoding, segments } = smsSegments(codeMessage({ ...parts, locale: tag }, '054321').text)
    assert.ok(segments <= (encoding === 'GSM-7' ? 1 : 2), `${tag}: ${segments}`)
  }
})

test('values are not looked into for more blanks', () => {
  assert.match(codeMessage({ ...parts, site: '{code}' }, '123456').text, /your \{code\} verification/)
})
