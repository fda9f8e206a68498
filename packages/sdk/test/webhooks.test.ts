import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type ExpressRequest,
  type ExpressResponse,
  type FastifyLikeReply,
  type FastifyLikeRequest,
  fastifyWebhook,
  fetchWebhook,
  getExpectedBodyHash,
  getExpectedTwilioSignature,
  validateExpressRequest,
  validateIncomingRequest,
  webhook,
} from '@trunkline/sdk'

const token = 'auth-token'
const url = 'https://example.com/sms?a=1%2F2'
const params = { From: '+1', Body: 'Grüße', MediaUrl: ['b', 'a'] }
const signature = getExpectedTwilioSignature(token, url, params)
const json = '{"a":1}'
const jsonUrl = `https://example.com/events?bodySHA256=${getExpectedBodyHash(json)}`
const jsonSignature = getExpectedTwilioSignature(token, jsonUrl, {})

const express = (change: Partial<ExpressRequest> = {}): ExpressRequest => ({
  protocol: 'https',
  originalUrl: '/sms?a=1%2F2',
  headers: { host: 'example.com', 'x-twilio-signature': signature },
  body: params,
  ...change,
})

describe('validateIncomingRequest', () => {
  test('accepts what was signed, and nothing else', () => {
    assert.ok(validateIncomingRequest(express(), token))
    assert.ok(validateExpressRequest(express(), token))
    assert.ok(!validateIncomingRequest(express(), 'another token'))
    assert.ok(!validateIncomingRequest(express({ body: { ...params, Body: 'x' } }), token))
    assert.ok(!validateIncomingRequest(express({ headers: { host: 'example.com' } }), token))
  })

  test('takes URL, host and protocol from options, where a proxy stands in between', () => {
    const behind = express({ protocol: 'http', headers: { host: '10.0.0.1:8080', 'x-twilio-signature': signature } })
    assert.ok(!validateIncomingRequest(behind, token))
    assert.ok(validateIncomingRequest(behind, token, { host: 'example.com', protocol: 'https:' }))
    assert.ok(validateIncomingRequest(behind, token, { url }))
  })

  test('checks the hash of a body that is no form', () => {
    const events = {
      ...express(),
      originalUrl: jsonUrl.slice('https://example.com'.length),
      headers: { host: 'example.com', 'x-twilio-signature': [jsonSignature] },
    }
    assert.ok(validateIncomingRequest({ ...events, rawBody: json }, token))
    assert.ok(validateIncomingRequest({ ...events, rawBody: new TextEncoder().encode(json) }, token))
    assert.ok(!validateIncomingRequest({ ...events, rawBody: '{"a":2}' }, token))
    assert.ok(!validateIncomingRequest(events, token))
  })

  test('does without what express adds to a request', () => {
    const plain: ExpressRequest = {
      url: 'sms',
      headers: {
        host: 'example.com',
        'x-twilio-signature': getExpectedTwilioSignature(token, 'http://example.com/sms', {}),
      },
    }
    assert.ok(validateIncomingRequest(plain, token))
    assert.ok(
      validateIncomingRequest(
        {
          ...plain,
          header: (name) => (name === 'X-Twilio-Signature' ? String(plain.headers['x-twilio-signature']) : undefined),
        },
        token,
      ),
    )
  })
})

/** Runs the express middleware; gives the answer, or `next`. */
function runExpress(middleware: ReturnType<typeof webhook>, request: ExpressRequest): string {
  let outcome = ''
  const note = (word: string | number): typeof response => {
    outcome += `${word} `
    return response
  }
  const response: ExpressResponse = {
    type: (type: string) => note(type),
    status: (code: number) => note(code),
    send: (text: string) => (outcome += text),
  }
  middleware(request, response, () => (outcome = 'next'))
  return outcome
}

describe('webhook for express', () => {
  test('lets signed requests through and turns others away as twilio-node does', (t) => {
    assert.equal(runExpress(webhook(token), express()), 'next')
    assert.equal(runExpress(webhook({ host: 'example.com' }, token), express()), 'next')
    assert.equal(
      runExpress(webhook(token, { url: 'https://other.example' }), express()),
      'text/plain 403 Twilio Request Validation Failed.',
    )
    assert.match(
      runExpress(webhook(token), express({ headers: { host: 'example.com' } })),
      /^text\/plain 400 No signature header error/,
    )
    const error = t.mock.method(console, 'error', () => {})
    delete process.env.TWILIO_AUTH_TOKEN
    assert.match(runExpress(webhook(), express()), /^text\/plain 500 Webhook Error/)
    assert.equal(error.mock.callCount(), 1)
    assert.equal(runExpress(webhook({ validate: false }), express({ headers: {} })), 'next')
  })

  test('takes the token from TWILIO_AUTH_TOKEN', () => {
    process.env.TWILIO_AUTH_TOKEN = token
    try {
      assert.equal(runExpress(webhook(), express()), 'next')
    } finally {
      delete process.env.TWILIO_AUTH_TOKEN
    }
  })
})

describe('webhook for fastify', () => {
  const request = (change: Partial<FastifyLikeRequest> = {}): FastifyLikeRequest => ({
    protocol: 'https',
    host: 'example.com',
    url: '/sms?a=1%2F2',
    headers: { 'x-twilio-signature': signature },
    body: params,
    ...change,
  })
  const run = async (hook: ReturnType<typeof fastifyWebhook>, given: FastifyLikeRequest): Promise<string> => {
    const seen: unknown[] = []
    const note = (word: string | number): typeof reply => {
      seen.push(word)
      return reply
    }
    const reply: FastifyLikeReply = {
      code: note,
      type: note,
      send: (text: string) => seen.push(text),
    }
    await hook(given, reply)
    return seen.length === 0 ? 'next' : seen.join(' ')
  }

  test('lets signed requests through and answers others', async () => {
    const hook = fastifyWebhook({ authToken: token })
    assert.equal(await run(hook, request()), 'next')
    assert.equal(await run(hook, request({ originalUrl: '/sms?a=1%2F2', url: '/inner' })), 'next')
    assert.match(await run(hook, request({ body: {} })), /^403 text\/plain/)
    assert.match(await run(hook, request({ headers: {} })), /^400 text\/plain/)
    assert.match(await run(fastifyWebhook(), request()), /^500 text\/plain/)
    assert.equal(await run(fastifyWebhook({ validate: false }), request({ headers: {} })), 'next')
  })

  test('checks the hash of a body that is no form', async () => {
    const events = request({
      url: jsonUrl.slice('https://example.com'.length),
      headers: { 'x-twilio-signature': [jsonSignature], host: 'example.com' },
    })
    assert.equal(await run(fastifyWebhook({ authToken: token }), { ...events, rawBody: json }), 'next')
    assert.equal(
      await run(fastifyWebhook({ authToken: token }), {
        ...events,
        host: undefined as never,
        rawBody: new TextEncoder().encode(json),
      }),
      'next',
    )
  })
})

describe('webhook for fetch', () => {
  const body = new URLSearchParams([
    ['From', '+1'],
    ['Body', 'Grüße'],
    ['MediaUrl', 'b'],
    ['MediaUrl', 'a'],
  ])
  const request = (headers: Record<string, string> = { 'x-twilio-signature': signature }, at = url): Request =>
    new Request(at, { method: 'POST', headers, body })
  const handler = fetchWebhook({ authToken: token }, async (given, original) =>
    Response.json({ given, text: await original.text() }),
  )

  test('hands the parameters to the handler, and the request with its body', async () => {
    const answer = (await (await handler(request())).json()) as { given: unknown; text: string }
    assert.deepEqual(answer.given, params)
    assert.equal(answer.text, body.toString())
  })

  test('answers what was not signed', async () => {
    assert.equal((await handler(request({}))).status, 400)
    assert.equal((await handler(request({ 'x-twilio-signature': 'x' }))).status, 403)
    assert.equal((await fetchWebhook({}, () => new Response())(request())).status, 500)
    assert.equal((await fetchWebhook({ validate: false }, () => new Response('ok'))(request({}))).status, 200)
  })

  test('takes the host that the sender saw', async () => {
    const behind = request({ 'x-twilio-signature': signature }, 'http://10.0.0.1:8080/sms?a=1%2F2')
    const seen = fetchWebhook({ authToken: token, host: 'example.com', protocol: 'https' }, () => new Response('ok'))
    assert.equal((await seen(behind)).status, 200)
  })

  test('checks the hash of a body that is no form', async () => {
    const headers = { 'x-twilio-signature': jsonSignature, 'content-type': 'application/json' }
    assert.deepEqual(await (await handler(new Request(jsonUrl, { method: 'POST', headers, body: json }))).json(), {
      given: {},
      text: json,
    })
    assert.equal((await handler(new Request(jsonUrl, { method: 'POST', headers, body: '{}' }))).status, 403)
  })
})
