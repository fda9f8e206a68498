import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  iso8601Date,
  iso8601DateTime,
  object,
  prefixedCollapsibleMap,
  queryString,
  write,
  writeBody,
} from './serialize.ts'

const date = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678))

test('dates go out in UTC, without fractions', () => {
  assert.equal(iso8601Date(date), '2026-01-02')
  assert.equal(iso8601DateTime(date), '2026-01-02T03:04:05Z')
})

test('what is no Date passes as it is', () => {
  for (const value of ['2026-01-02', 7, null, undefined]) {
    assert.equal(iso8601Date(value), value)
    assert.equal(iso8601DateTime(value), value)
  }
  const invalid = new Date(Number.NaN)
  assert.equal(iso8601DateTime(invalid), invalid)
})

test('objects, lists and null become JSON, strings stay', () => {
  assert.equal(object({ a: [1] }), '{"a":[1]}')
  assert.equal(object(null), 'null')
  assert.equal(object('{"a": 1}'), '{"a": 1}')
})

test('a nested object becomes dotted keys; a key equal to one above is not repeated', () => {
  assert.deepEqual(prefixedCollapsibleMap({ a: { b: 'c', a: { d: 1 } }, e: 2 }, 'AddOns'), {
    'AddOns.a.b': 'c',
    'AddOns.a.d': 1,
    'AddOns.e': 2,
  })
  assert.deepEqual(prefixedCollapsibleMap({ a: 1 }, ''), { a: 1 })
  for (const nothing of [null, undefined, 'text', [1]]) assert.deepEqual(prefixedCollapsibleMap(nothing, 'X'), {})
})

test('a mark says how a value is written', () => {
  assert.equal(write('@', date), '2026-01-02T03:04:05Z')
  assert.equal(write('#', date), '2026-01-02')
  assert.equal(write('{', { a: 1 }), '{"a":1}')
  assert.deepEqual(write('[', [{ a: 1 }, 'b']), ['{"a":1}', 'b'])
  assert.equal(write('[', 'one'), 'one')
  assert.equal(write('~', { toString: () => '<Response/>' }), '<Response/>')
  assert.equal(write('', true), true)
})

test('forms and queries escape as RFC 3986 says, repeat lists, and leave undefined out', () => {
  const data = {
    To: '+1 (2)',
    'DateSent<': 'x~y',
    empty: null,
    gone: undefined,
    list: ['a', "b'!*"],
    flag: false,
    deep: { a: { b: 1 } },
  }
  assert.equal(
    queryString(data),
    'To=%2B1%20%282%29&DateSent%3C=x~y&empty=&list=a&list=b%27%21%2A&flag=false&deep%5Ba%5D%5Bb%5D=1',
  )
})

test('a Date where no rule asks for one goes out in full', () => {
  assert.equal(queryString({ at: date }), 'at=2026-01-02T03%3A04%3A05.678Z')
})

test('names of a JSON body are turned by table where the wire mixes styles', () => {
  const names = { friendly_name: 0, types: { 'twilio/text': { media_url: 0 } } } as const
  const given = {
    friendlyName: 'x',
    types: { 'twilio/text': { mediaUrl: 1, other: 2 } },
    unknownKey: { friendlyName: 1 },
  }
  assert.deepEqual(writeBody(given, names), {
    friendly_name: 'x',
    types: { 'twilio/text': { media_url: 1, other: 2 } },
    unknownKey: { friendlyName: 1 },
  })
})

test('names that are already those of the wire stay', () => {
  assert.deepEqual(writeBody({ friendly_name: 'x' }, { friendly_name: 0 }), { friendly_name: 'x' })
  assert.deepEqual(writeBody({ friendly_name: 'x' }, ['variables']), { friendly_name: 'x' })
})

test('names of a JSON body become snake_case, but for what the program names itself', () => {
  const given = { friendlyName: 'x', variables: { someKey: 'kept' }, list: [{ innerName: 1 }], when: date, none: null }
  assert.deepEqual(writeBody(given, ['variables']), {
    friendly_name: 'x',
    variables: { someKey: 'kept' },
    list: [{ inner_name: 1 }],
    when: date,
    none: null,
  })
})
