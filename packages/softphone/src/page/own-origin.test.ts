import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownInsightsPath, plainUrl, signallingHost } from './own-origin.ts'

test('the SDK’s wss becomes ws for a host without TLS, and for no other', () => {
  const plain = new Set(['localhost:4000'])
  assert.equal(plainUrl('wss://localhost:4000/signal', plain), 'ws://localhost:4000/signal')
  for (const url of [
    'wss://voice.example/signal',
    'wss://localhost/signal',
    'ws://localhost:4000/x',
    'wss://localhost:40001/signal',
  ])
    assert.equal(plainUrl(url, plain), url)
})

test('a host that is given as ws:// is one without TLS', () => {
  assert.equal(signallingHost('self', 'phone.example:8443'), 'phone.example:8443')
  assert.equal(signallingHost('voice.example', 'x'), 'voice.example')
  assert.equal(plainUrl('wss://voice.example/signal'), 'wss://voice.example/signal')
  assert.equal(signallingHost('ws://127.0.0.1:4000', 'x'), '127.0.0.1:4000')
  assert.equal(plainUrl('wss://127.0.0.1:4000/signal'), 'ws://127.0.0.1:4000/signal')
})

test('figures of quality go to the same path at our own origin', () => {
  assert.equal(ownInsightsPath('https://eventgw.twilio.com/v4/EndpointEvents'), '/v4/EndpointEvents')
  assert.equal(ownInsightsPath('https://eventgw.us1.twilio.com/v4/EndpointMetrics'), '/v4/EndpointMetrics')
  for (const url of [
    'https://eventgw.evil.example/v4/EndpointEvents',
    'https://api.twilio.com/v4/EndpointEvents',
    '/v4/EndpointEvents',
  ])
    assert.equal(ownInsightsPath(url), undefined)
})
