import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Reception } from './reception.ts'

function take(reception: Reception, sequences: readonly number[]): void {
  for (const sequence of sequences) reception.count(sequence & 0xffff, sequence * 160, sequence * 160)
}

test('loss is what is missing between the first and the highest, whatever the order', () => {
  const reception = new Reception()
  take(reception, [10, 11, 13, 12, 16, 15])
  assert.equal(reception.received, 6)
  assert.equal(reception.lost, 1)
  take(reception, [14])
  assert.equal(reception.lost, 0)
})

test('numbers go round', () => {
  const reception = new Reception()
  take(reception, [65_534, 65_535, 65_536, 65_538])
  assert.equal(reception.lost, 1)
  assert.equal(reception.highest, 65_538)
})

test('a great jump and another source are new beginnings, and loss before them is kept', () => {
  const reception = new Reception()
  take(reception, [1, 3, 30_000, 30_001])
  assert.equal(reception.lost, 1)
  reception.restart()
  take(reception, [500, 502])
  assert.equal(reception.lost, 2)
  assert.equal(reception.received, 6)
})

test('the share lost is that since the latest report', () => {
  const reception = new Reception()
  take(reception, [1, 2, 4, 5])
  assert.equal(reception.takeFractionLost(), Math.floor(256 / 5))
  take(reception, [6, 7])
  assert.equal(reception.takeFractionLost(), 0)
  assert.equal(reception.takeFractionLost(), 0)
})

test('jitter is none for an even pace, and grows to what packets differ by', () => {
  const even = new Reception()
  take(even, [1, 2, 3, 4, 5])
  assert.equal(even.jitter, 0)
  const uneven = new Reception()
  for (let n = 0; n < 400; n++) uneven.count(n, n * 160, n * 160 + (n % 2) * 80)
  assert.ok(Math.abs(uneven.jitter - 80) < 1)
})
