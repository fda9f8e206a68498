import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HashName, TextEncoding } from './algorithms.ts'
import * as node from './node.ts'
import * as portable from './portable.ts'

const hashes: HashName[] = ['sha1', 'sha256', 'sha384', 'sha512']
const encodings: TextEncoding[] = ['base64', 'base64url', 'hex']
const keys = [
  '',
  'key',
  'k'.repeat(64),
  'k'.repeat(65),
  'k'.repeat(129),
  'schlüssel',
  '\0\x7f',
  Uint8Array.of(0, 200, 255),
]
const texts = ['', 'abc', 'grün 😀', '\ud800 alone', 'x'.repeat(1000), Uint8Array.of(0, 128, 255)]

test('both seams offer the same names', () => {
  assert.deepEqual(Object.keys(portable).sort(), Object.keys(node).sort())
})

for (const name of hashes) {
  test(`${name} and its HMAC are the same on both seams`, () => {
    for (const data of texts) {
      assert.deepEqual(new Uint8Array(node.hash(name, data)), portable.hash(name, data))
      for (const encoding of encodings) {
        assert.equal(node.hashText(name, encoding, data), portable.hashText(name, encoding, data))
      }
      for (const key of keys) {
        assert.deepEqual(new Uint8Array(node.hmac(name, key, data)), portable.hmac(name, key, data))
        for (const encoding of encodings) {
          assert.equal(node.hmacText(name, encoding, key, data), portable.hmacText(name, encoding, key, data))
        }
      }
    }
  })
}

test('more keys than are remembered still give right HMACs', () => {
  for (let at = 0; at < 200; at++) {
    const key = `key ${at % 70}`
    assert.equal(node.hmacText('sha1', 'hex', key, 'x'), portable.hmacText('sha1', 'hex', key, 'x'))
  }
})

test('ed25519 signatures of one seam are those of the other, and verify there', () => {
  const seed = Uint8Array.from({ length: 32 }, (_, at) => at)
  const key = node.ed25519PublicKey(seed)
  assert.deepEqual(portable.ed25519PublicKey(seed), key)
  const signature = new Uint8Array(node.ed25519Sign(seed, 'grün'))
  assert.deepEqual(portable.ed25519Sign(seed, 'grün'), signature)
  for (const seam of [node, portable]) {
    assert.ok(seam.ed25519Verify(key, 'grün', signature))
    assert.ok(!seam.ed25519Verify(key, 'blau', signature))
    assert.ok(!seam.ed25519Verify(key.subarray(1), 'grün', signature))
    assert.ok(!seam.ed25519Verify(key, 'grün', signature.subarray(1)))
    assert.ok(!seam.ed25519Verify(new Uint8Array(32).fill(255), 'grün', signature))
    assert.ok(!seam.ed25519Verify(key, 'grün', new Uint8Array(64).fill(255)))
  }
})

test('equality is found by content and length', () => {
  for (const seam of [node, portable]) {
    assert.ok(seam.sameBytes(new Uint8Array(), new Uint8Array()))
    assert.ok(seam.sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2)))
    assert.ok(!seam.sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)))
    assert.ok(!seam.sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1)))
  }
})

test('random bytes come in the asked length and differ', () => {
  for (const seam of [node, portable]) {
    assert.equal(seam.randomBytes(17).length, 17)
    assert.notDeepEqual(seam.randomBytes(16), seam.randomBytes(16))
  }
})
