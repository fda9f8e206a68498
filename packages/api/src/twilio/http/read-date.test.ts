import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDay, readInstant } from './read-date.ts'

test('instants are read as clients write them', () => {
  const instant = Date.parse('2026-11-20T21:00:00Z')
  for (const text of [
    '2026-11-20T21:00:00Z',
    '2026-11-20T21:00:00.000Z',
    '2026-11-20T22:00:00+01:00',
    '2026-11-20T22:00:00+0100',
    '2026-11-20 21:00:00',
    '2026-11-20T21:00Z',
    'Fri, 20 Nov 2026 21:00:00 +0000',
    '20 Nov 2026 21:00:00 GMT',
  ]) {
    assert.equal(readInstant(text)?.getTime(), instant, text)
  }
  assert.equal(readInstant('2026-11-20')?.toISOString(), '2026-11-20T00:00:00.000Z')
})

test('what is no date is none, also a day that the calendar has not', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-02-30',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    '1763672400',
    'Nov 20 2026',
  ]) {
    assert.equal(readInstant(text), undefined, text)
  }
  assert.equal(readDay('2026-2-3'), undefined)
})
