import assert from 'node:assert/strict'
import { test } from 'node:test'
import { constants, deflateRawSync } from 'node:zlib'
import { inflateRaw } from './inflate.ts'

const texts = ['', 'a', 'abcabcabcabc'.repeat(40), JSON.stringify(process.memoryUsage()), 'é'.repeat(70_000)]

for (const [name, options] of [
  ['dynamic codes', { level: 9 }],
  ['fixed codes', { strategy: constants.Z_FIXED }],
  ['stored blocks', { level: 0 }],
  ['no matches', { strategy: constants.Z_HUFFMAN_ONLY }],
] as const) {
  test(`unpacks what zlib packed with ${name}`, () => {
    for (const text of texts) {
      const unpacked = inflateRaw(deflateRawSync(text, options))
      assert.equal(new TextDecoder().decode(unpacked), text)
    }
  })
}

test('refuses data that is cut short', () => {
  const packed = deflateRawSync('abcabcabcabc'.repeat(40))
  assert.throws(() => inflateRaw(packed.subarray(0, packed.length - 4)), RangeError)
})

test('refuses data that is not packed at all', () => {
  assert.throws(() => inflateRaw(new Uint8Array([0xff, 0xff, 0xff, 0xff])), /Packed table/)
  assert.throws(() => inflateRaw(new Uint8Array([0x4b, 0x04, 0x92, 0x49])), /Packed table/)
})
