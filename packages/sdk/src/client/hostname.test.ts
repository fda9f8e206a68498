import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostnameFor, rebase } from './hostname.ts'

test('region and edge are put into the host name, and stand above those in it', () => {
  const cases: [host: string, edge: string | undefined, region: string | undefined, expected: string][] = [
    ['api.twilio.com', undefined, undefined, 'api.twilio.com'],
    ['api.twilio.com', undefined, 'au1', 'api.au1.twilio.com'],
    ['api.twilio.com', 'sydney', undefined, 'api.sydney.us1.twilio.com'],
    ['api.twilio.com', 'sydney', 'au1', 'api.sydney.au1.twilio.com'],
    ['api.ie1.twilio.com', 'dublin', undefined, 'api.dublin.ie1.twilio.com'],
    ['api.dublin.ie1.twilio.com', 'sydney', 'au1', 'api.sydney.au1.twilio.com'],
    ['api.dublin.ie1.twilio.com', undefined, undefined, 'api.dublin.ie1.twilio.com'],
    ['flex-api.twilio.com', '', '', 'flex-api.twilio.com'],
  ]
  for (const [host, edge, region, expected] of cases) assert.equal(hostnameFor(host, edge, region), expected)
})

const moved = (url: string, base: string): string => rebase(new URL(url), base)

test('under a base URL the API keeps its paths and other products go under their names', () => {
  assert.equal(
    moved('https://api.twilio.com/2010-04-01/Accounts.json?a=b', 'http://localhost:4000'),
    'http://localhost:4000/2010-04-01/Accounts.json?a=b',
  )
  assert.equal(
    moved('https://verify.twilio.com/v2/Services', 'http://localhost:4000/'),
    'http://localhost:4000/verify/v2/Services',
  )
  assert.equal(
    moved('https://flex-api.dublin.ie1.twilio.com/v1/x', 'https://t.example/base'),
    'https://t.example/base/flex-api/v1/x',
  )
})

test('a URL of the base itself stays as it is', () => {
  assert.equal(
    moved('https://t.example/base/v1/messages?after=1', 'https://t.example/base'),
    'https://t.example/base/v1/messages?after=1',
  )
  assert.equal(
    moved('https://t.example/verify/v2/Services?Page=1', 'https://t.example'),
    'https://t.example/verify/v2/Services?Page=1',
  )
})

test('a URL of another host keeps path and query alone: credentials go to the base and nowhere else', () => {
  assert.equal(
    moved('https://public.example/verify/v2/Services?Page=1', 'http://10.0.0.1:4000'),
    'http://10.0.0.1:4000/verify/v2/Services?Page=1',
  )
  assert.equal(moved('https://evil.example/v1/x', 'https://t.example/base'), 'https://t.example/base/v1/x')
  assert.equal(moved('https://public.example/base/v1/x', 'https://t.example/base'), 'https://t.example/base/v1/x')
})
