import assert from 'node:assert/strict'
import { test } from 'node:test'
import { iso8601, rfc2822 } from './dates.ts'

test('dates are written as each API writes them', () => {
  const date = new Date('2010-08-31T20:36:28.900Z')
  assert.equal(rfc2822(date), 'Tue, 31 Aug 2010 20:36:28 +0000')
  assert.equal(rfc2822(new Date('2026-01-02T03:04:05Z')), 'Fri, 02 Jan 2026 03:04:05 +0000')
  assert.equal(iso8601(date), '2010-08-31T20:36:28Z')
  assert.deepEqual([rfc2822(null), iso8601(undefined)], [null, null])
})
