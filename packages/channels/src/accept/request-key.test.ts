import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fingerprintOf } from './request-key.ts'

test('a request has one fingerprint under one key, whatever the order of its fields', () => {
  assert.deepEqual(fingerprintOf({ a: 1, b: { c: 2, d: 3 } }, 'k'), fingerprintOf({ b: { d: 3, c: 2 }, a: 1 }, 'k'))
  assert.notDeepEqual(fingerprintOf({ a: 1 }, 'k'), fingerprintOf({ a: 2 }, 'k'))
})

test('what is left out and what is undefined are the same, and nothing else is', () => {
  assert.deepEqual(fingerprintOf({ a: 1, b: undefined }, 'k'), fingerprintOf({ a: 1 }, 'k'))
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
  const prints = different.map((value) => Buffer.from(fingerprintOf(value, 'k')).toString('hex'))
  assert.equal(new Set(prints).size, different.length)
})

test('a fingerprint says nothing without the key, so that a code cannot be guessed from it', () => {
  const request = { content: { text: 'Your code is 054321' } }
  assert.notDeepEqual(fingerprintOf(request, 'one'), fingerprintOf(request, 'other'))
  const plain = createHash('sha256').update(JSON.stringify(request)).digest().subarray(0, 16)
  assert.notDeepEqual(Buffer.from(fingerprintOf(request, 'one')), plain)
})
