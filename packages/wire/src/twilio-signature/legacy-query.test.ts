import assert from 'node:assert/strict'
import querystring from 'node:querystring'
import { test } from 'node:test'
import { reencodeQuery } from './legacy-query.ts'

const cases = [
  'a=1&b=2',
  'b=1&a=2&b=3',
  'q=it%27s',
  'q=a+b%20c',
  'x',
  '=v',
  'a=b=c',
  '&&a=1&&',
  '2=b&1=a&z=c',
  'q=%zz&r=%e9&s=%C3%A9',
  'q=%e9%zz%41',
  '__proto__=1&toString=2',
  'a=1#frag',
  'a%3Db=%26',
  'a=1&b=2&',
  'a=1&2a=3',
  "a=!'()*~._-",
]

for (const query of cases) {
  test(`encodes ${query} anew as Node's querystring does`, () => {
    assert.equal(reencodeQuery(query), querystring.stringify(querystring.parse(query)))
  })
}

test('stops after a thousand pairs, as querystring does', () => {
  const query = Array.from({ length: 1_200 }, (_, at) => `k${at}=1`).join('&')
  assert.equal(reencodeQuery(query), querystring.stringify(querystring.parse(query)))
})
