import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRange } from './byte-range.ts'

test('a range is read from either end, and cut to what is there', () => {
  assert.deepEqual(readRange('bytes=0-99', 1000), { from: 0, until: 100 })
  assert.deepEqual(readRange('bytes=900-', 1000), { from: 900, until: 1000 })
  assert.deepEqual(readRange('bytes=900-5000', 1000), { from: 900, until: 1000 })
  assert.deepEqual(readRange('bytes=-100', 1000), { from: 900, until: 1000 })
  assert.deepEqual(readRange('Bytes = 1 - 1', 1000), { from: 1, until: 2 })
  assert.deepEqual(readRange('bytes=-5000', 1000), { from: 0, until: 1000 })
})

test('a range of which nothing is there cannot be satisfied', () => {
  assert.equal(readRange('bytes=1000-', 1000), 'unsatisfiable')
  assert.equal(readRange('bytes=-0', 1000), 'unsatisfiable')
})

test('what is no single range of bytes means all', () => {
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=5-1', 'bytes=0-1,5-6', 'lines=0-5', 'bytes=a-b']) {
    assert.equal(readRange(header, 1000), undefined, String(header))
  }
})
