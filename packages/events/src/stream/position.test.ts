import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatPosition, parsePosition } from './position.ts'

test('a position goes to text and back', () => {
  assert.deepEqual(parsePosition(formatPosition(123456, 29)), { row: 123456, index: 29 })
})

test('other text is no position', () => {
  for (const text of ['', '1', '-1', '1-', '1-2-3', '1.5-0', ' 1-2', '1e3-0', `${'9'.repeat(17)}-0`]) {
    assert.equal(parsePosition(text), undefined, text)
  }
})
