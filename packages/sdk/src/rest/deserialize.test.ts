import assert from 'node:assert/strict'
import { test } from 'node:test'
import { date, decimal, integer, read } from './deserialize.ts'

test('dates of every form that Twilio sends are read, and taken as UTC without a zone', () => {
  const forms: [string, string][] = [
    ['Mon, 16 Aug 2010 03:45:01 +0000', '2010-08-16T03:45:01.000Z'],
    ['2010-08-16T03:45:01Z', '2010-08-16T03:45:01.000Z'],
    ['2010-08-16T03:45:01.250Z', '2010-08-16T03:45:01.250Z'],
    ['2010-08-16T03:45:01+02:00', '2010-08-16T01:45:01.000Z'],
    ['2010-08-16T03:45:01', '2010-08-16T03:45:01.000Z'],
    ['2010-08-16 03:45', '2010-08-16T03:45:00.000Z'],
    ['2010-08-16', '2010-08-16T00:00:00.000Z'],
    ['2010-08', '2010-08-01T00:00:00.000Z'],
  ]
  for (const [text, iso] of forms) assert.equal((date(text) as Date).toISOString(), iso, text)
  assert.equal((date(86_400_000) as Date).toISOString(), '1970-01-02T00:00:00.000Z')
})

test('what is no date comes back as it is', () => {
  for (const value of ['soon', '', null, undefined, { a: 1 }]) assert.equal(date(value), value)
})

test('numbers are read from text; what is none comes back as it is', () => {
  assert.equal(integer('12'), 12)
  assert.equal(integer(12.9), 12)
  assert.equal(decimal('1.25'), 1.25)
  for (const value of [null, undefined, 'n/a']) {
    assert.equal(integer(value), value)
    assert.equal(decimal(value), value)
  }
})

test('keys of an object are turned one level deep, in lists too', () => {
  assert.deepEqual(read('>', { some_key: { deep_key: 1 } }), { someKey: { deep_key: 1 } })
  assert.deepEqual(read('>', [{ some_key: 1 }, null, 'x']), [{ someKey: 1 }, null, 'x'])
  assert.equal(read('>', null), null)
})

test('without a mark a property is copied', () => {
  const value = { some_key: 1 }
  assert.equal(read('', value), value)
  assert.equal(read('.', '2010-08-16'), '2010-08-16')
})
