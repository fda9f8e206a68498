import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieHeader, withCookies } from './cookie-jar.ts'

const now = Date.parse('2026-11-20T12:00:00Z')
const at = new URL('https://app.example.com/sms/hello')
const header = (set: string, url = 'https://app.example.com/sms/next') =>
  cookieHeader(withCookies([], at, set, now), new URL(url))

test('cookies come back where they belong', () => {
  assert.equal(header('a=1; Path=/, b=two; path=/; HttpOnly'), 'a=1; b=two')
  assert.equal(header('a=1'), 'a=1')
  assert.equal(header('a=1', 'https://app.example.com/other'), undefined)
  assert.equal(header('a=1; Path=/', 'https://example.com/'), undefined)
  assert.equal(header('a=1; Path=/; Domain=example.com', 'https://www.example.com/x'), 'a=1')
  assert.equal(header('a=1; Path=/; Secure', 'http://app.example.com/'), undefined)
  assert.equal(header('a=1; Domain=other.example', 'https://other.example/'), undefined)
  assert.equal(header('a=1; Domain=com; Path=/', 'https://shop.com/'), undefined)
})

test('a comma in a date parts no cookies; what has expired is gone', () => {
  const set = 'a=1; Path=/; Expires=Fri, 20 Nov 2026 13:00:00 GMT, b=2; Path=/; Expires=Fri, 20 Nov 2026 11:00:00 GMT'
  assert.equal(header(set), 'a=1')
  const kept = withCookies(withCookies([], at, 'a=1; Path=/', now), at, 'a=; Path=/; Max-Age=0', now)
  assert.deepEqual(kept, [])
  const changed = withCookies(withCookies([], at, 'a=1; Path=/', now), at, 'a=2; Path=/', now)
  assert.deepEqual(
    changed.map(({ value }) => value),
    ['2'],
  )
})
