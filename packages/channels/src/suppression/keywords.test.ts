import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import { createKeywordReader } from './keywords.ts'

test('words are known in any case, with punctuation and white space around them', () => {
  const read = createKeywordReader()
  for (const text of [
    'STOP',
    'stop',
    ' Stop. ',
    '“stop”',
    'Stop!!!',
    'ＳＴＯＰ',
    'opt   out',
    'Opt-Out',
    'arrêt',
    'revoke\n',
  ])
    assert.equal(read(text), 'stop', text)
  for (const text of ['start', 'Unstop', 'YES!']) assert.equal(read(text), 'start', text)
  for (const text of ['help', 'INFO?']) assert.equal(read(text), 'help', text)
})

test('a sentence is no word, whatever it begins with', () => {
  const read = createKeywordReader()
  for (const text of ['', '   ', '!', 'please stop by at six', 'stop it', 'the end is near', 'yes please', '👍'])
    assert.equal(read(text), undefined, text)
})

test('words of the configuration come beside the built-in ones', () => {
  const read = createKeywordReader({ stop: ['Fermati', 'stop promo'], help: ['?'] })
  assert.equal(read('FERMATI'), 'stop')
  assert.equal(read('Stop  Promo.'), 'stop')
  assert.equal(read('stop'), 'stop')
  assert.equal(read('?'), undefined)
})

test('any text is read without complaint, also a very long one', () => {
  const read = createKeywordReader()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) =>
      [undefined, 'stop', 'start', 'help'].includes(read(text)),
    ),
    fuzzing(),
  )
  assert.equal(read('stop '.repeat(100_000)), undefined)
})
