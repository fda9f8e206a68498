import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { test } from 'node:test'
import { fingerprintOf, hashKey } from './request-key.ts'

test('a request has one fingerprint under one key, whatever the order of its fields', () => {
  assert.equal(fingerprintOf({ a: 1, b: { c: 2, d: 3 } }, 'k'), fingerprintOf({ b: { d: 3, c: 2 }, a: 1 }, 'k'))
  assert.notEqual(fingerprintOf({ a: 1 }, 'k'), fingerprintOf({ a: 2 }, 'k'))
})

test('what is left out and what is undefined are the same, and nothing else is', () => {
  assert.equal(fingerprintOf({ a: 1, b: undefined }, 'k'), fingerprintOf({ a: 1 }, 'k'))
  const different = [
    { a: [1, 2] },
    { a: [2, 1] },
    { a: '1,2' },
    { a: null },
    { a: {} },
    {},
    [],
    { 'a":1,"b': 1 },
    { a: 1, b: 1 },
  ]
  const prints = different.map((value) => fingerprintOf(value, 'k'))
  assert.equal(new Set(prints).size, different.length)
})

test('a fingerprint says nothing without the key, so that a code cannot be guessed from it', () => {
  const request = { content: { text: 'Your code is 054321' } }
  assert.notEqual(fingerprintOf(request, 'one'), fingerprintOf(request, 'other'))
  const plain = createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 32)
  assert.notEqual(fingerprintOf(request, 'one'), plain)
})

test('keys and fingerprints are what former versions stored: the first half of a SHA-256, and of an HMAC', () => {
  const lengths = Array.from({ length: 70 }, (_, length) => 'k'.repeat(length))
  for (const key of [...lengths, 'Schlüssel'.repeat(6), 'ü'.repeat(32), 'ü'.repeat(33), '\u2028', 'k'.repeat(255)]) {
    assert.equal(hashKey(key), createHash('sha256').update(key).digest('hex').slice(0, 32))
    for (const text of [
      '',
      'parcel',
      'пакет 📦',
      'x'.repeat(4094),
      'x'.repeat(4095),
      '📦'.repeat(2047),
      '€'.repeat(4094),
    ]) {
      const mac = createHmac('sha256', key).update(JSON.stringify(text)).digest('hex')
      assert.equal(fingerprintOf(text, key), mac.slice(0, 32), `${key} ${text.length}`)
    }
  }
})

test('fields are hashed in the order of their names, however many there are', () => {
  for (let count = 1; count <= 40; count += 1) {
    const fields = Array.from({ length: count }, (_, index) => [`${'zyx'[index % 3]}${index}`, index] as const)
    const inOrder = fields
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, index]) => `"${name}":${index}`)
    const mac = createHmac('sha256', 'k')
      .update(`{${inOrder.join(',')}}`)
      .digest('hex')
    assert.equal(fingerprintOf(Object.fromEntries(fields), 'k'), mac.slice(0, 32))
  }
})
