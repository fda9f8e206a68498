import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PressCounter, type PressWay } from './press-counter.ts'

/** What is counted of `[milliseconds, way, key]`. */
function counted(told: readonly (readonly [number, PressWay, string])[]): string {
  let now = 0
  const counter = new PressCounter(() => now)
  let digits = ''
  for (const [at, way, digit] of told) {
    now = at
    if (counter.counts(digit, way)) digits += digit
  }
  return digits
}

test('a press that is told of in two ways counts once, whichever comes first, and so does each of several of one key', () => {
  assert.equal(counted([[0, 'packets', '1'], [40, 'message', '1']]), '1') // biome-ignore format: a table
  assert.equal(counted([[0, 'message', '1'], [1_900, 'packets', '1']]), '1') // biome-ignore format: a table
  const late: [number, PressWay, string][] = [[0, 'packets', '1'], [200, 'packets', '1'], [400, 'message', '1'], [600, 'message', '1']] // biome-ignore format: a table
  assert.equal(counted(late), '11')
  assert.equal(counted([[0, 'packets', '1'], [5, 'message', '1'], [9, 'tone', '1']]), '1') // biome-ignore format: a table
})

test('presses in one way alone all count, and so does another key, or one that comes later', () => {
  assert.equal(counted([[0, 'message', '5'], [10, 'message', '5'], [20, 'message', '5']]), '555') // biome-ignore format: a table
  assert.equal(counted([[0, 'packets', '5'], [10, 'message', '6']]), '56') // biome-ignore format: a table
  assert.equal(counted([[0, 'packets', '5'], [2_100, 'message', '5']]), '55') // biome-ignore format: a table
})

test('what tells of a key at its end belongs to it, however long it was held', () => {
  let now = 0
  const counter = new PressCounter(() => now)
  assert.ok(counter.counts('7', 'packets'))
  for (; now < 9_000; now += 20) counter.held('packets')
  assert.ok(!counter.counts('7', 'message'))
})

test('a party that floods is forgotten as it goes', () => {
  const counter = new PressCounter(() => 0)
  for (let press = 0; press < 100; press++) assert.ok(counter.counts('1', 'packets'))
  let own = 0
  for (let press = 0; press < 100; press++) if (counter.counts('1', 'message')) own += 1
  assert.equal(own, 68)
})
