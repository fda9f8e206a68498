import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BoundedMap } from './bounded-map.ts'

test('a full map forgets what came first', () => {
  const map = new BoundedMap<string, number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.set('a', 3)
  assert.equal(map.size, 2)
  map.set('c', 4)
  assert.deepEqual([map.get('a'), map.get('b'), map.get('c'), map.size], [undefined, 2, 4, 2])
})
