import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeBase64, encodeBase64, encodeBase64Url } from './base64.ts'
import { encodeHex } from './hex.ts'
import { sameText } from './same-text.ts'

const bytes = Uint8Array.from({ length: 256 }, (_, at) => (at * 37) & 0xff)

test('writes base64, base64url and hex as Buffer does, of every length', () => {
  for (let length = 0; length < 70; length++) {
    const part = bytes.subarray(0, length)
    const buffer = Buffer.from(part)
    assert.equal(encodeBase64(part), buffer.toString('base64'))
    assert.equal(encodeBase64Url(part), buffer.toString('base64url'))
    assert.equal(encodeHex(part), buffer.toString('hex'))
    assert.deepEqual(decodeBase64(encodeBase64(part)), part)
    assert.deepEqual(decodeBase64(encodeBase64Url(part)), part)
  }
})

test('what is not base64 is refused, also where Buffer would read something', () => {
  for (const wrong of ['A', 'AA=', 'AAA==', '====', 'A===', 'AB C', 'AAA\n', 'é', 'AB==', 'AAB=', 'A*AA']) {
    assert.equal(decodeBase64(wrong), undefined, wrong)
  }
})

test('texts are the same by content and length', () => {
  assert.ok(sameText('grün', 'grün') && sameText('', ''))
  assert.ok(!sameText('grün', 'grun') && !sameText('a', 'ab') && !sameText('a', 'A'))
})
