import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { checkCustomCode, createCodeHasher, newCode, newToken, tokenHash, typedCode } from './code.ts'

test('a code has the length asked for, keeps its leading zeros, and every digit comes up as often as the others', () => {
  const counts = new Array<number>(10).fill(0)
  for (let i = 0; i < 5000; i += 1) {
    const code = newCode(6, randomBytes)
    assert.match(code, /^\d{6}$/)
    for (const digit of code) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1
  }
  // Chi-squared with 9 degrees of freedom stays below 40 but for one run in a hundred thousand.
  const chi = counts.reduce((sum, count) => sum + (count - 3000) ** 2 / 3000, 0)
  assert.ok(chi < 40, `chi-squared ${chi}`)
  assert.equal(
    newCode(4, () => new Uint8Array(8)),
    '0000',
  )
  assert.equal(
    newCode(10, (length) => new Uint8Array(length).fill(249)),
    '9999999999',
  )
})

test('bytes that would favour some digits are thrown away', () => {
  const answers = [new Uint8Array(8).fill(255), new Uint8Array(8).fill(7)]
  assert.equal(
    newCode(4, () => answers.shift() ?? assert.fail('asked too often')),
    '7777',
  )
})

test('a length outside of 4 to 10 is refused', () => {
  for (const length of [3, 11, 4.5, Number.NaN]) assert.throws(() => newCode(length, randomBytes), RangeError)
})

test('a custom code is 4 to 10 letters or digits', () => {
  for (const code of ['0000', '123456', 'abcDEF1234']) assert.equal(checkCustomCode(code), code)
  for (const code of ['123', '12345678901', '12 34', 'ä1234', ''])
    assert.throws(() => checkCustomCode(code), ProblemError)
})

test('what a person types is read without blanks and hyphens, full-width digits as digits', () => {
  assert.equal(typedCode(' 054-321 '), '054321')
  assert.equal(typedCode('０５４３２１'), '054321')
  assert.equal(typedCode('x'.repeat(1000)).length, 64)
})

test('a hash fits its own challenge, address and code alone', () => {
  const hasher = createCodeHasher(randomBytes(32))
  const binding = { challengeId: 'a', to: '+14155550123' }
  const kept = hasher.hash(binding, '054321')
  assert.ok(hasher.matches(binding, '054321', kept))
  assert.ok(!hasher.matches(binding, '54321', kept))
  assert.ok(!hasher.matches({ ...binding, challengeId: 'b' }, '054321', kept))
  assert.ok(!hasher.matches({ ...binding, to: '+14155550124' }, '054321', kept))
  assert.ok(!createCodeHasher(randomBytes(32)).matches(binding, '054321', kept))
  assert.ok(!hasher.matches(binding, '054321', ''))
})

test('a token has 128 random bits', () => {
  assert.match(newToken(randomBytes), /^[A-Za-z0-9_-]{22}$/)
  assert.notEqual(newToken(randomBytes), newToken(randomBytes))
  assert.match(tokenHash('x'), /^[A-Za-z0-9_-]{43}$/)
})
