import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantText } from './instant-text.ts'

const noon = Date.UTC(2026, 10, 21, 12)

test('an instant reads as Date has it, whichever were asked for before', () => {
  const near = Array.from({ length: 200 }, (_, ms) => noon + ms)
  const far = [0, -0, -1, -62_135_596_800_000, 1.5, 253_402_300_799_999, 2 ** 32, noon + 2 ** 32, 8.64e15]
  for (const ms of [...near, ...near, ...far, ...near, ...far.reverse(), ...near.reverse()])
    assert.equal(instantText(ms), new Date(ms).toISOString())
})

test('what is no instant is refused, and spoils none', () => {
  for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1]) {
    const before = instantText(noon)
    assert.throws(() => instantText(ms), RangeError)
    assert.throws(() => instantText(ms), RangeError)
    assert.equal(instantText(noon), before)
    assert.equal(instantText(noon - (noon % 64)), new Date(noon - (noon % 64)).toISOString())
  }
})
