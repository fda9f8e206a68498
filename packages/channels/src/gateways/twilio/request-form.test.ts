import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OutboundMessage } from '../../ports.ts'
import type { TwilioGatewayConfig } from './config.ts'
import { callParams, messageParams, sayText, senderOf, validityPeriod } from './request-form.ts'
import { sayLanguage } from './say-language.ts'

const config: TwilioGatewayConfig = {
  type: 'twilio',
  accountSid: `AC${'0'.repeat(32)}`,
  authToken: 'x',
  from: '+15005550006',
}
const service = `MG${'1'.repeat(32)}`

function message(overrides: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    deliveryId: `SM${'0'.repeat(32)}`,
    messageId: `NT${'0'.repeat(32)}`,
    clientId: config.accountSid,
    attempt: 1,
    channel: 'sms',
    to: '+14155550123',
    content: { text: 'hello' },
    category: 'transactional',
    ...overrides,
  }
}

test('the sender is the message’s own, else the Messaging Service, else the gateway’s', () => {
  const withService = { ...config, messagingServiceSid: service }
  assert.deepEqual(senderOf(message({ from: '+15550001' }), withService), { from: '+15550001' })
  assert.deepEqual(senderOf(message({ from: service }), config), { messagingServiceSid: service })
  assert.deepEqual(senderOf(message(), withService), { messagingServiceSid: service })
  assert.deepEqual(senderOf(message(), config), { from: '+15005550006' })
  assert.deepEqual(senderOf(message({ channel: 'call' }), withService), { from: '+15005550006' })
  assert.equal(senderOf(message(), { ...config, from: undefined }), null)
})

test('a plain sender takes over the prefix of the recipient', () => {
  const to = 'whatsapp:+14155550123'
  assert.deepEqual(senderOf(message({ to }), config), { from: 'whatsapp:+15005550006' })
  assert.deepEqual(senderOf(message({ to, from: 'whatsapp:+15550001' }), config), { from: 'whatsapp:+15550001' })
})

test('a message is sent with text, media, callback and the time that is left', () => {
  const now = 1_000_000
  const form = messageParams(
    message({ content: { text: 'hello', media: ['https://example.com/a.png'] }, expiresAt: now + 90_500 }),
    { from: '+15005550006' },
    { statusCallback: 'https://example.com/cb', now },
  )
  assert.deepEqual(form, {
    to: '+14155550123',
    from: '+15005550006',
    body: 'hello',
    mediaUrl: ['https://example.com/a.png'],
    statusCallback: 'https://example.com/cb',
    validityPeriod: 90,
  })
})

test('the validity period keeps to what Twilio takes', () => {
  assert.equal(validityPeriod(undefined, 0), undefined)
  assert.equal(validityPeriod(36_000_000, 0), undefined)
  assert.equal(validityPeriod(35_999_999, 0), 35_999)
  assert.equal(validityPeriod(10, 0), 1)
  assert.equal(validityPeriod(0, 10_000), 1)
})

test('a call plays its URL, else its document, else says its text', () => {
  const form = (content: OutboundMessage['content'], statusCallback?: string) =>
    callParams(message({ channel: 'call', content, locale: 'de' }), '+15005550006', { statusCallback })
  assert.equal(form({ url: 'https://example.com/t', twiml: '<Response/>' }).url, 'https://example.com/t')
  assert.equal(form({ twiml: '<Response/>', text: 'x' }).twiml, '<Response/>')
  assert.match(String(form({ text: 'Guten Tag' }).twiml), /<Say language="de-DE">Guten Tag<\/Say>/)
  assert.equal(form({ text: 'x' }).statusCallbackEvent, undefined)
  assert.deepEqual(form({ text: 'x' }, 'https://example.com/cb').statusCallbackEvent, [
    'initiated',
    'ringing',
    'answered',
    'completed',
  ])
})

test('a said text cannot leave its element', () => {
  const document = sayText('</Say><Hangup/> & \u0000 \ud800 ok', 'x"><Dial/>')
  assert.ok(document.endsWith('<Response><Say>&lt;/Say&gt;&lt;Hangup/&gt; &amp; \ufffd \ufffd ok</Say></Response>'))
})

test('a locale is spoken in the nearest language that there is', () => {
  for (const [locale, language] of [
    ['de-DE', 'de-DE'],
    ['de', 'de-DE'],
    ['EN', 'en-US'],
    ['en-gb', 'en-GB'],
    ['de-CH', 'de-DE'],
    ['zh-Hant-TW', 'zh-TW'],
    ['ne-NP', undefined],
    ['not a locale', undefined],
    [undefined, undefined],
  ] as const)
    assert.equal(sayLanguage(locale), language, String(locale))
})
