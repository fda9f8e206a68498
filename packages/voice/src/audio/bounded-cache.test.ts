import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BoundedCache } from './bounded-cache.ts'

test('puts out what was used longest ago when it grows too heavy', () => {
  const cache = new BoundedCache<string>(100)
  for (const name of ['a', 'b', 'c', 'd']) cache.set(name, name, 25)
  cache.get('a')
  cache.set('e', 'e', 25)
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e'].map((name) => cache.get(name)),
    ['a', undefined, 'c', 'd', 'e'],
  )
})

test('does not keep what would put out all else', () => {
  const cache = new BoundedCache<string>(100)
  cache.set('small', 'small', 10)
  cache.set('huge', 'huge', 26)
  assert.equal(cache.get('huge'), undefined)
  assert.equal(cache.get('small'), 'small')
})

test('what is set anew weighs once', () => {
  const cache = new BoundedCache<number>(100)
  for (let turn = 0; turn < 50; turn += 1) cache.set('a', turn, 25)
  for (const name of ['b', 'c', 'd']) cache.set(name, 0, 25)
  assert.equal(cache.get('a'), 49)
})
