import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReceiverShares } from './receiver-shares.ts'

/** Has a receiver take one webhook, for so many milliseconds. */
function took(shares: ReceiverShares, target: string, ms: number): void {
  shares.end(shares.begin(target, 0), ms)
}

test('a receiver has twice as many places after each answer, up to eight, and one after it was silent', () => {
  const shares = new ReceiverShares()
  assert.equal(shares.room(0).other, 2)
  const places: unknown[] = []
  for (let n = 0; n < 4; n += 1) {
    took(shares, 'a', 50)
    places.push(shares.room(0).receivers.a)
  }
  assert.deepEqual(places, [
    [4, false],
    [8, false],
    [8, false],
    [8, false],
  ])
  took(shares, 'a', 15_000)
  assert.deepEqual(shares.room(0).receivers.a, [1, true])
  shares.begin('a', 0)
  assert.deepEqual(shares.room(0).receivers.a, [0, true])
})

test('a slow receiver that does answer keeps its places, among the slow', () => {
  const shares = new ReceiverShares()
  took(shares, 'a', 3_000)
  assert.deepEqual(shares.room(0).receivers.a, [4, true])
  took(shares, 'a', 30)
  assert.deepEqual(shares.room(0).receivers.a, [8, false])
})

test('webhooks that have waited for a second give their quick places back, until the process is full', () => {
  const shares = new ReceiverShares()
  for (let n = 0; n < 128; n += 1) shares.begin(`silent-${n}`, 0)
  assert.deepEqual([shares.room(900).quick, shares.room(900).slow], [0, 64])
  assert.deepEqual([shares.room(1_000).quick, shares.room(1_000).slow], [64, 64])
  for (let n = 128; n < 500; n += 1) shares.begin(`silent-${n}`, 0)
  assert.deepEqual([shares.room(1_000).quick, shares.room(1_000).slow], [12, 0])
})

test('those that are known as slow leave the places of the quick alone', () => {
  const shares = new ReceiverShares()
  for (let n = 0; n < 300; n += 1) took(shares, `silent-${n}`, 15_000)
  for (let n = 0; n < 256; n += 1) shares.begin(`silent-${n}`, 20_000)
  assert.deepEqual([shares.room(20_000).quick, shares.room(20_000).slow], [64, 0])
})

test('remembers some hundred receivers, those that were last called', () => {
  const shares = new ReceiverShares()
  for (let n = 0; n < 2_000; n += 1) took(shares, `r-${n}`, 1)
  const { receivers } = shares.room(0)
  assert.equal(Object.keys(receivers).length, 512)
  assert.deepEqual([receivers['r-0'], receivers['r-1999']], [undefined, [4, false]])
})

test('however many quick receivers there are, those that were silent stay known, and the other way round', () => {
  const shares = new ReceiverShares()
  const times = (count: number, name: string, ms: number) => {
    for (let n = 0; n < count; n += 1) took(shares, `${name}-${n}`, ms)
  }
  times(200, 'silent', 15_000)
  times(2_000, 'quick', 10)
  assert.deepEqual(shares.room(0).receivers['silent-0'], [1, true])
  times(2_000, 'silent', 15_000)
  const { receivers } = shares.room(0)
  assert.deepEqual(
    [receivers['quick-1999'], receivers['silent-1999'], receivers['silent-0']],
    [[4, false], [1, true], undefined],
  )
  assert.equal(Object.keys(receivers).length, 512)
})
