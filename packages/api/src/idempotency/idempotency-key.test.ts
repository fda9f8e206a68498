import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError } from '@trunkline/wire'
import { fingerprint } from './fingerprint.ts'
import { parseIdempotencyKey } from './idempotency-key.ts'

test('a quoted key and a bare one are the same key', () => {
  assert.equal(parseIdempotencyKey('"8e03978e-40d5"'), '8e03978e-40d5')
  assert.equal(parseIdempotencyKey(' 8e03978e-40d5 '), '8e03978e-40d5')
  assert.equal(parseIdempotencyKey('"a \\"b\\" \\\\"'), 'a "b" \\')
  assert.equal(parseIdempotencyKey(undefined), undefined)
})

test('an empty, too long, unprintable or half-quoted key is refused', () => {
  for (const key of ['', '""', 'x'.repeat(256), 'é', 'a\tb', '"open', '"a"b"']) {
    assert.throws(
      () => parseIdempotencyKey(key),
      (error: unknown) => error instanceof ProblemError && error.code === 'idempotency-key-invalid',
      key,
    )
  }
})

test('the order of fields does not change the fingerprint, their values and the order of items do', () => {
  assert.deepEqual(fingerprint({ a: 1, b: { c: [1, 2], d: null } }), fingerprint({ b: { d: null, c: [1, 2] }, a: 1 }))
  assert.notDeepEqual(fingerprint({ a: 1 }), fingerprint({ a: '1' }))
  assert.notDeepEqual(fingerprint([1, 2]), fingerprint([2, 1]))
  assert.notDeepEqual(fingerprint(undefined), fingerprint(null))
})
