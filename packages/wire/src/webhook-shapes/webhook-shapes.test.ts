import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWebhookField, readWebhook, webhookMedia } from './read.ts'
import { type WebhookFields, webhookShapes } from './shapes.ts'

const incoming = {
  MessageSid: 'SM1',
  SmsSid: 'SM1',
  AccountSid: 'AC1',
  From: '+14155550123',
  To: '+15005550006',
  ApiVersion: '2010-04-01',
  Body: 'hello',
  NumMedia: '1',
  NumSegments: '1',
  MediaUrl0: 'https://x.example/1',
  MediaContentType0: 'image/png',
}

test('a webhook is read with the parameters of its kind, and unknown ones stay', () => {
  const read = readWebhook('message.incoming', { ...incoming, New: 'x' })
  assert.ok(read.ok)
  const body: string = read.fields.Body
  const city: string | undefined = read.fields.FromCity
  assert.deepEqual([body, city, read.fields.New], ['hello', undefined, 'x'])
})

test('a form may come as URLSearchParams or with repeated parameters as lists', () => {
  const read = readWebhook('message.incoming', new URLSearchParams(incoming))
  assert.ok(read.ok)
  const repeated = readWebhook('message.incoming', { ...incoming, Body: ['one', 'two'], odd: { x: 1 } })
  assert.ok(repeated.ok)
  assert.deepEqual([repeated.fields.Body, repeated.fields.odd], ['one', undefined])
})

test('what is missing is named', () => {
  const { Body, NumMedia, ...rest } = incoming
  assert.ok(Body && NumMedia)
  assert.deepEqual(readWebhook('message.incoming', rest), { ok: false, missing: ['Body', 'NumMedia'] })
  assert.ok(!readWebhook('voice.request', {}).ok)
})

test('documented parameters are told from others, numbered ones too', () => {
  assert.ok(isWebhookField('message.incoming', 'MediaUrl7'))
  assert.ok(isWebhookField('voice.request', 'SipHeader_X-Name'))
  assert.ok(isWebhookField('voice.queue.whisper', 'DequeingCallSid'))
  assert.ok(isWebhookField('call.status', 'CallDuration'))
  assert.ok(!isWebhookField('message.status', 'Body'))
})

test('media are listed as far as NumMedia says and as they are there', () => {
  assert.deepEqual(webhookMedia(incoming), [{ url: 'https://x.example/1', contentType: 'image/png' }])
  assert.deepEqual(webhookMedia({ NumMedia: '3', MediaUrl1: 'u' }), [
    { url: 'u', contentType: 'application/octet-stream' },
  ])
  assert.deepEqual(webhookMedia({ NumMedia: 'many' }), [])
  assert.deepEqual(webhookMedia({}), [])
})

test('no shape lists a parameter twice', () => {
  for (const [kind, { always, sometimes }] of Object.entries(webhookShapes)) {
    const names = [...always, ...sometimes]
    assert.equal(new Set(names).size, names.length, kind)
  }
})

test('the types know what is always there', () => {
  const fields = { CallSid: 'CA1', AccountSid: 'AC1', AnsweredBy: 'human' } satisfies Partial<WebhookFields<'call.amd'>>
  const typed: WebhookFields<'call.amd'> = fields
  assert.equal(typed.AnsweredBy, 'human')
})
