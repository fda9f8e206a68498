import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyPartition, murmur2 } from './key-partition.ts'

test('keys hash as they do in the Java client', () => {
  // org.apache.kafka.common.utils.UtilsTest.testMurmur2
  const known = {
    '21': -973932308,
    foobar: -790332482,
    'a-little-bit-long-string': -985981536,
    'a-little-bit-longer-string': -1486304829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
    abc: 479470107,
  }
  for (const [key, hash] of Object.entries(known)) assert.equal(murmur2(Buffer.from(key)), hash, key)
})

test('a key whose hash is negative has a partition too', () => {
  assert.equal(keyPartition(Buffer.from('21'), 12), (-973932308 & 0x7fffffff) % 12)
})

test('a key has the same partition as text and as bytes, of whatever length and script', () => {
  for (const key of ['', 'a', 'NT1', '雨が降る', 'x'.repeat(85), 'x'.repeat(86), '雨'.repeat(200)])
    assert.equal(keyPartition(key, 1000), keyPartition(Buffer.from(key), 1000), key)
})
