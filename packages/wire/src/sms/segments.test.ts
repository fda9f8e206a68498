import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeGsm7, encodeGsm7, gsm7Length } from './gsm7.ts'
import { smsSegments } from './segments.ts'
import { smartEncode } from './smart-encoding.ts'

const count = (text: string) => smsSegments(text).segments

test('GSM-7 takes 160 characters alone and 153 in each of several', () => {
  assert.deepEqual(smsSegments('a'.repeat(160)), {
    encoding: 'GSM-7',
    segments: 1,
    units: 160,
    characters: 160,
    perSegment: 160,
  })
  assert.equal(count('a'.repeat(161)), 2)
  assert.equal(count('a'.repeat(306)), 2)
  assert.equal(count('a'.repeat(307)), 3)
  assert.equal(count(''), 1)
})

test('a character of the extension table takes two: 80 euro signs are one part, 81 are two', () => {
  assert.equal(count('€'.repeat(80)), 1)
  const two = smsSegments('€'.repeat(81))
  assert.deepEqual([two.segments, two.units, two.characters], [2, 162, 81])
  assert.equal(gsm7Length('^{}\\[~]|€\f'), 20)
})

test('an escape pair does not straddle two parts', () => {
  const { parts, segments } = smsSegments(`${'a'.repeat(152)}€${'b'.repeat(152)}`, { parts: true })
  assert.equal(segments, 3)
  assert.deepEqual(parts, ['a'.repeat(152), `€${'b'.repeat(151)}`, 'b'])
})

test('UCS-2 takes 70 code units alone and 67 in each of several', () => {
  assert.deepEqual(smsSegments('ç'.repeat(70)), {
    encoding: 'UCS-2',
    segments: 1,
    units: 70,
    characters: 70,
    perSegment: 70,
  })
  assert.equal(count('ç'.repeat(71)), 2)
  assert.equal(count('ç'.repeat(134)), 2)
  assert.equal(count('ç'.repeat(135)), 3)
})

test('a surrogate pair does not straddle two parts, and counts as one character', () => {
  const emoji = '😀'.repeat(36)
  const result = smsSegments(emoji, { parts: true })
  assert.deepEqual([result.encoding, result.units, result.characters, result.segments], ['UCS-2', 72, 36, 2])
  assert.deepEqual(result.parts, ['😀'.repeat(33), '😀'.repeat(3)])
  assert.equal(smsSegments('\ud83dx\ude00').characters, 3)
})

test('one character outside GSM-7 turns the whole message to UCS-2', () => {
  for (const character of ['`', 'ç', 'á', 'í', 'ó', 'ú', '’', '–', '…', '\u00a0', 'ş', '中']) {
    assert.equal(smsSegments(`plain text ${character}`).encoding, 'UCS-2', character)
  }
})

test('every character of the basic set takes one septet and comes back', () => {
  const basic =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
  assert.equal(basic.length, 127)
  assert.equal(gsm7Length(basic), 127)
  assert.equal(decodeGsm7(encodeGsm7(basic) ?? new Uint8Array()), basic)
})

test('septets are those of 3GPP TS 23.038', () => {
  assert.deepEqual([...(encodeGsm7('@A€Δà') ?? [])], [0x00, 0x41, 0x1b, 0x65, 0x10, 0x7f])
  assert.equal(encodeGsm7('日'), undefined)
})

test('septets without a meaning are shown as the standard asks', () => {
  assert.equal(decodeGsm7(Uint8Array.of(0x1b, 0x41)), 'A')
  assert.equal(decodeGsm7(Uint8Array.of(0x1b, 0x1b)), ' ')
  assert.equal(decodeGsm7(Uint8Array.of(0x1b)), ' ')
  assert.equal(decodeGsm7(Uint8Array.of(0x80)), '\ufffd')
  assert.equal(decodeGsm7(Uint8Array.of(0x1b, 0x90)), '\ufffd')
})

test('smart encoding replaces typography, tells how often, and spares texts that need UCS-2 anyway', () => {
  assert.deepEqual(smartEncode('“It’s 5–6 €…”'), { text: '"It\'s 5-6 €..."', replaced: 5 })
  assert.deepEqual(smartEncode('plain'), { text: 'plain', replaced: 0 })
  assert.deepEqual(smartEncode('“日本”'), { text: '“日本”', replaced: 0 })
})
