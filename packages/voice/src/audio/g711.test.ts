import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeG711, encodeG711, type Law, silentByte, transcodeG711 } from './g711.ts'

const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)

function decoded(law: Law, bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length)
  decodeG711(law, bytes, 0, bytes.length, samples)
  return samples
}

function encoded(law: Law, samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length)
  encodeG711(law, samples, bytes)
  return bytes
}

test('every byte of either law is coded back to itself, but for the second zero of mu-law', () => {
  for (const law of ['PCMU', 'PCMA'] as const) {
    const back = encoded(law, decoded(law, allBytes))
    for (const byte of allBytes) {
      if (law === 'PCMU' && byte === 0x7f) assert.equal(back[byte], 0xff)
      else assert.equal(back[byte], byte, `${law} ${byte}`)
    }
  }
})

test('the values are those of the ITU reference code', () => {
  assert.deepEqual(
    [...decoded('PCMU', Uint8Array.of(0x00, 0x80, 0xff, 0x7f, 0xfe, 0xef))],
    [-32124, 32124, 0, 0, 8, 132],
  )
  assert.deepEqual([...decoded('PCMA', Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a, 0x80))], [8, -8, 32256, -32256, 5504])
})

test('a sample is coded to within half a step of its value', () => {
  for (const law of ['PCMU', 'PCMA'] as const) {
    const samples = Int16Array.from({ length: 65536 }, (_, index) => index - 32768)
    const back = decoded(law, encoded(law, samples))
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index] as number
      const off = Math.abs((back[index] as number) - sample)
      const within = Math.max(16, Math.abs(sample) / 16)
      const clipped = Math.abs(sample) > 32124
      assert.ok(clipped || off <= within, `${law}: ${sample} came back ${off} off`)
    }
  }
})

test('silence is coded to the silent byte', () => {
  assert.equal(encoded('PCMU', Int16Array.of(0))[0], silentByte.PCMU)
  assert.equal(encoded('PCMA', Int16Array.of(0))[0], silentByte.PCMA)
})

test('one law turned into the other in place is what decoding and coding gives, outside of the range nothing is touched', () => {
  for (const [from, to] of [
    ['PCMU', 'PCMA'],
    ['PCMA', 'PCMU'],
  ] as const) {
    const bytes = Uint8Array.from(allBytes)
    transcodeG711(to, bytes, 10, 250)
    assert.deepEqual(bytes.subarray(10, 250), encoded(to, decoded(from, allBytes)).subarray(10, 250))
    assert.deepEqual(bytes.subarray(0, 10), allBytes.subarray(0, 10))
    assert.deepEqual(bytes.subarray(250), allBytes.subarray(250))
  }
})
