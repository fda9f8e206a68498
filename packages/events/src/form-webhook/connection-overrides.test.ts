import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOverrides } from './connection-overrides.ts'

const usual = {
  connectTimeoutMs: 5000,
  readTimeoutMs: 15000,
  totalTimeoutMs: 15000,
  retries: 1,
  retryOn: new Set(['ct']),
}

test('a URL without a fragment is as patient as Twilio is', () => {
  assert.deepEqual(readOverrides('https://example.com/sms?rc=5'), usual)
})

test('every override of the fragment counts', () => {
  const read = readOverrides('https://example.com/sms#rc=2&rp=5xx,4xx,rt&ct=300&rt=700&tt=2000&sni=y&e=dublin')
  assert.deepEqual(read, {
    ...{ connectTimeoutMs: 300, readTimeoutMs: 700, totalTimeoutMs: 2000, retries: 2 },
    retryOn: new Set(['5xx', '4xx', 'rt']),
  })
  assert.deepEqual(readOverrides('http://h/#rp=all'), { ...usual, retryOn: new Set(['4xx', '5xx', 'ct', 'rt']) })
})

test('numbers out of their range are brought into it, and other text is not given', () => {
  const read = readOverrides('http://h/#rc=9&ct=1&rt=99999&tt=soon')
  assert.deepEqual(read, { ...usual, retries: 5, connectTimeoutMs: 100, readTimeoutMs: 15000 })
})

test('an unknown retry policy is a fault of its own', () => {
  assert.equal((readOverrides('http://h/#rp=6xx') as { code: number }).code, 11243)
})
