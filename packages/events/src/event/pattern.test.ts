import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { checkPatterns, likeOf } from './pattern.ts'

test('a type, a branch and everything are patterns', () => {
  checkPatterns(['delivery.delivered', 'delivery.*', '*', 'a_b.c1'])
})

test('what is no pattern is named by its place', () => {
  const wrong = ['', '.', 'delivery.', 'del*', '*.x', 'a b', 'a..b', 'x'.repeat(101)]
  assert.throws(
    () => checkPatterns(['delivery.*', ...wrong]),
    (error: unknown) => {
      assert.ok(error instanceof ProblemError)
      assert.equal(error.code, 'validation-failed')
      assert.deepEqual(
        error.errors?.map(({ pointer }) => pointer),
        wrong.map((_, index) => `/events/${index + 1}`),
      )
      return true
    },
  )
})

test('no pattern at all and too many patterns are refused', () => {
  assert.throws(() => checkPatterns([]), ProblemError)
  assert.throws(() => checkPatterns(Array.from({ length: 51 }, () => '*')), ProblemError)
})

test('LIKE reads only the star as a wildcard', () => {
  assert.equal(likeOf('delivery.*'), 'delivery.%')
  assert.equal(likeOf('*'), '%')
  assert.equal(likeOf('a_b.c'), 'a\\_b.c')
})
