import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateWebhookKeyPair, generateWebhookSecret, parseWebhookKey, WebhookKeyError } from './keys.ts'
import { signStandardWebhook } from './sign.ts'
import { verifyStandardWebhook } from './verify.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const webhook = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' }
const now = 1614265330_000

test('signs as the test vector of the specification', () => {
  assert.deepEqual(signStandardWebhook(webhook, secret), {
    'webhook-id': webhook.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('verifies what it signed, whatever holds the headers, as text or as bytes', () => {
  const headers = signStandardWebhook(webhook, secret)
  const upper = { 'Webhook-Id': headers['webhook-id'], 'Webhook-Timestamp': headers['webhook-timestamp'] }
  const sources = [
    headers,
    new Headers({ ...headers }),
    { ...upper, 'Webhook-Signature': [headers['webhook-signature']] },
  ]
  for (const source of sources) {
    const verdict = verifyStandardWebhook(source, webhook.body, secret, { now })
    assert.deepEqual(verdict, { valid: true, id: webhook.id, timestamp: webhook.timestamp })
  }
  assert.ok(verifyStandardWebhook(headers, new TextEncoder().encode(webhook.body), secret, { now }).valid)
})

test('while a secret is rotated, the holder of either verifies', () => {
  const [old, fresh] = [generateWebhookSecret(), generateWebhookSecret()]
  const headers = signStandardWebhook(webhook, [old, fresh])
  assert.equal(headers['webhook-signature'].split(' ').length, 2)
  for (const known of [old, fresh, [generateWebhookSecret(), fresh]]) {
    assert.ok(verifyStandardWebhook(headers, webhook.body, known, { now }).valid)
  }
})

test('an ed25519 pair signs and verifies, also beside a shared secret', () => {
  const { privateKey, publicKey } = generateWebhookKeyPair()
  const headers = signStandardWebhook(webhook, [secret, privateKey])
  assert.match(headers['webhook-signature'], /^v1,\S+ v1a,\S+$/)
  for (const known of [publicKey, privateKey, secret]) {
    assert.ok(verifyStandardWebhook(headers, webhook.body, known, { now }).valid)
  }
  assert.ok(!verifyStandardWebhook(headers, webhook.body, generateWebhookKeyPair().publicKey, { now }).valid)
})

test('a private key of 64 bytes is read by its first half', () => {
  const { privateKey, publicKey } = generateWebhookKeyPair()
  const seed = Buffer.from(privateKey.slice(5), 'base64')
  const long = `whsk_${Buffer.concat([seed, Buffer.from(publicKey.slice(5), 'base64')]).toString('base64')}`
  assert.ok(verifyStandardWebhook(signStandardWebhook(webhook, long), webhook.body, publicKey, { now }).valid)
})

test('each way to be wrong has its code', () => {
  const headers = signStandardWebhook(webhook, secret)
  const code = (change: Record<string, string>, body = webhook.body, at = now) => {
    const verdict = verifyStandardWebhook({ ...headers, ...change }, body, secret, { now: at })
    return verdict.valid ? 'valid' : verdict.code
  }
  assert.equal(code({}), 'valid')
  assert.equal(code({ 'webhook-id': '' }), 'WEBHOOK_HEADER_MISSING')
  assert.equal(code({ 'webhook-timestamp': 'soon' }), 'WEBHOOK_TIMESTAMP_INVALID')
  assert.equal(code({}, webhook.body, now + 301_000), 'WEBHOOK_TOO_OLD')
  assert.equal(code({}, webhook.body, now + 300_999), 'valid')
  assert.equal(code({}, webhook.body, now - 301_000), 'WEBHOOK_TOO_NEW')
  assert.equal(code({}, `${webhook.body} `), 'WEBHOOK_SIGNATURE_WRONG')
  assert.equal(code({ 'webhook-id': 'msg_other' }), 'WEBHOOK_SIGNATURE_WRONG')
  assert.equal(code({ 'webhook-signature': 'v1,!!! v2,AAAA v1 ,' }), 'WEBHOOK_SIGNATURE_WRONG')
  assert.equal(code({ 'webhook-signature': `v1a,${headers['webhook-signature'].slice(3)}` }), 'WEBHOOK_SIGNATURE_WRONG')
})

test('the tolerance can be set', () => {
  const headers = signStandardWebhook(webhook, secret)
  const options = { now: now + 3_600_000, toleranceSeconds: 3600 }
  assert.ok(verifyStandardWebhook(headers, webhook.body, secret, options).valid)
})

test('what cannot be signed is refused before anything is signed', () => {
  assert.throws(() => signStandardWebhook({ ...webhook, id: 'a.b' }, secret), RangeError)
  assert.throws(() => signStandardWebhook({ ...webhook, timestamp: 1.5 }, secret), RangeError)
  assert.throws(() => signStandardWebhook(webhook, []), RangeError)
  assert.throws(() => signStandardWebhook(webhook, generateWebhookKeyPair().publicKey), WebhookKeyError)
})

test('a malformed key is refused without repeating it', () => {
  for (const wrong of ['whsec_@@@', 'whsec_', '', 'whsk_AAAA', 'whpk_AAAA']) {
    assert.throws(
      () => parseWebhookKey(wrong),
      (error) => error instanceof WebhookKeyError && !error.message.includes('@@@') && !error.message.includes('AAAA'),
      wrong,
    )
  }
})

test('a secret without its prefix is taken for a shared secret', () => {
  const headers = signStandardWebhook(webhook, secret.slice('whsec_'.length))
  assert.ok(verifyStandardWebhook(headers, webhook.body, secret, { now }).valid)
})
