import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { noReceiptsBecause, statusCallbackUrl } from './callback-url.ts'
import { baseUrlOf, credentialsOf, type TwilioGatewayConfig, twilioGatewayConfig } from './config.ts'

const accountSid = `AC${'0'.repeat(32)}`
const config: TwilioGatewayConfig = { type: 'twilio', accountSid, authToken: 'secret' }

test('a configuration with a wrong or unknown key is refused', () => {
  assert.ok(
    Value.Check(twilioGatewayConfig, { ...config, from: '+15005550006', region: 'ie1', edge: 'dublin', rate: 0.5 }),
  )
  for (const wrong of [
    { accountSid: 'AC1' },
    { token: 'x' },
    { baseUrl: 'https://example.com/path' },
    { concurrency: 0 },
    { rate: 0 },
    { messagingServiceSid: 'MG' },
  ])
    assert.ok(!Value.Check(twilioGatewayConfig, { ...config, ...wrong }), JSON.stringify(wrong))
})

test('requests are signed by the API key where there is one, else by the token', () => {
  assert.deepEqual(credentialsOf('x', config), { username: accountSid, password: 'secret' })
  assert.deepEqual(credentialsOf('x', { ...config, apiKey: 'SK1', apiSecret: 's' }), { username: 'SK1', password: 's' })
  assert.throws(() => credentialsOf('eu', { ...config, apiKey: 'SK1' }), /^Error: gateways\.eu: apiKey and apiSecret/)
  assert.throws(() => credentialsOf('eu', { ...config, authToken: undefined }), /^Error: gateways\.eu: give authToken/)
})

test('region and edge make the host name, and a base URL stands above both', () => {
  assert.equal(baseUrlOf(config), 'https://api.twilio.com')
  assert.equal(baseUrlOf({ ...config, region: 'ie1' }), 'https://api.ie1.twilio.com')
  assert.equal(baseUrlOf({ ...config, edge: 'dublin' }), 'https://api.dublin.us1.twilio.com')
  assert.equal(baseUrlOf({ ...config, edge: 'dublin', region: 'ie1' }), 'https://api.dublin.ie1.twilio.com')
  assert.equal(baseUrlOf({ ...config, edge: 'dublin', baseUrl: 'http://127.0.0.1:4000/' }), 'http://127.0.0.1:4000')
})

test('receipts are asked for where they can come and be checked', () => {
  const why = (over: Partial<TwilioGatewayConfig>, url: string | undefined = 'https://example.com/base/') =>
    noReceiptsBecause({ name: 'eu', config: { ...config, ...over }, publicUrl: () => url })
  assert.equal(why({}), undefined)
  assert.match(why({ statusCallback: false }) ?? '', /off/)
  assert.match(why({ authToken: undefined }) ?? '', /authToken/)
  assert.match(noReceiptsBecause({ name: 'eu', config, publicUrl: () => undefined }) ?? '', /TRUNKLINE_PUBLIC_URL/)
  for (const url of [
    'http://127.0.0.1:4000',
    'http://localhost',
    'http://10.1.2.3',
    'http://172.20.0.1',
    'http://[::1]:4000',
    'http://box:4000',
  ]) {
    assert.match(why({}, url) ?? '', /cannot reach/, url)
    assert.equal(why({ baseUrl: 'http://127.0.0.1:5000' }, url), undefined, url)
  }
  for (const url of ['https://172.32.0.1', 'https://a.example', 'http://[2001:db8::1]'])
    assert.equal(why({}, url), undefined, url)
})

test('the callback’s address carries the delivery', () => {
  const options = { name: 'eu', config, publicUrl: () => 'https://example.com/base/' }
  assert.equal(statusCallbackUrl(options, 'SM1'), 'https://example.com/base/hooks/twilio/eu?delivery=SM1')
})
