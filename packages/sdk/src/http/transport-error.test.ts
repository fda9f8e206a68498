import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemCode, TransportError, transportError } from './transport-error.ts'

const request = { method: 'post', url: 'https://api.twilio.com/x?Token=secret' }
const withCode = (code: string): Error => Object.assign(new Error(code), { code })

test('failures before a connection stands are known to have sent nothing', () => {
  for (const code of [
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'PROXY_407',
  ]) {
    const error = transportError(withCode(code), request)
    assert.deepEqual([error.failure, error.sent, error.code], ['connect', false, code], code)
    assert.match(error.message, /Nothing was sent/)
  }
})

test('failures after that may have carried the request', () => {
  for (const code of ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT']) {
    const error = transportError(withCode(code), request)
    assert.deepEqual([error.failure, error.sent, error.code], ['broken', true, code], code)
    assert.match(error.message, /may have arrived/)
  }
  for (const code of ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'])
    assert.equal(transportError(withCode(code), request).failure, 'timeout')
})

test('without a code nothing is certain', () => {
  const error = transportError(new Error('?'), request)
  assert.deepEqual([error.failure, error.sent, error.code], ['broken', true, 'ERR_NETWORK'])
})

test('the code is looked for in causes and in the first of several errors', () => {
  assert.equal(systemCode(new TypeError('fetch failed', { cause: withCode('ECONNREFUSED') })), 'ECONNREFUSED')
  assert.equal(systemCode(new AggregateError([withCode('ECONNREFUSED'), withCode('EHOSTUNREACH')])), 'ECONNREFUSED')
  assert.equal(systemCode('text'), undefined)
})

test('the query, which may hold secrets, is in neither message nor fields', () => {
  const error = transportError(withCode('ECONNRESET'), request)
  assert.equal(error.url, 'https://api.twilio.com/x')
  assert.ok(!error.message.includes('secret'))
  assert.equal(error.name, 'TransportError')
})

test('a TransportError is left as it is', () => {
  const error = new TransportError('aborted', false, 'ERR_CANCELED', request)
  assert.equal(transportError(error, request), error)
})
