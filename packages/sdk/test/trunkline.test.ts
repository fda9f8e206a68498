import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import { Client, RestException, TwilioServiceException } from '@trunkline/sdk'
import { readServerEvents } from '../src/trunkline/events.ts'
import { type Recorded, type RecordingServer, startRecordingServer } from './recording-server.ts'

const accountSid = `AC${'f'.repeat(32)}`
const basic = `Basic ${Buffer.from(`${accountSid}:token`).toString('base64')}`

describe("Trunkline's own API", () => {
  let server: RecordingServer
  let client: Client
  before(async () => {
    server = await startRecordingServer()
    client = new Client(accountSid, 'token', { baseUrl: `${server.origin}/` })
  })
  beforeEach(() => {
    server.requests.length = 0
    server.answer = () => ({ body: { id: 'NT1' } })
  })
  after(() => server[Symbol.asyncDispose]())

  const last = (): Recorded => server.requests.at(-1) as Recorded
  const sent = (): unknown[] => [
    last().method,
    last().url.slice(server.origin.length),
    last().body === '' ? undefined : JSON.parse(last().body),
  ]

  test('is called by the contract', async () => {
    const t = client.trunkline
    const body = { to: '+14155550123', content: { text: 'Hi' } }
    const cases: [call: () => Promise<unknown>, method: string, path: string, body?: unknown][] = [
      [
        () =>
          t.messages.create({ ...body, channels: ['sms', { channel: 'email', timeoutSeconds: 9 }], strategy: 'first' }),
        'POST',
        '/v1/messages',
        { ...body, channels: ['sms', { channel: 'email', timeoutSeconds: 9 }], strategy: 'first' },
      ],
      [
        () => t.sms.create({ ...body, sendAt: new Date(0) }),
        'POST',
        '/v1/sms',
        { ...body, sendAt: '1970-01-01T00:00:00.000Z' },
      ],
      [() => t.email.create(body), 'POST', '/v1/email', body],
      [() => t.push.create(body), 'POST', '/v1/push', body],
      [() => t.calls.create(body), 'POST', '/v1/calls', body],
      [() => t.messages.batch([body]), 'POST', '/v1/messages/batch', { messages: [body] }],
      [() => t.messages('NT1').fetch(), 'GET', '/v1/messages/NT1'],
      [() => t.messages('NT1').cancel(), 'POST', '/v1/messages/NT1/cancel'],
      [() => t.client.fetch(), 'GET', '/v1/client'],
      [
        () => t.client.update({ channels: ['sms'], strategy: 'all' }),
        'PUT',
        '/v1/client',
        { channels: ['sms'], strategy: 'all' },
      ],
      [() => t.channels('sms').fetch(), 'GET', '/v1/client/channels/sms'],
      [
        () => t.channels('sms').update({ enabled: true, outside: 'hold' }),
        'PUT',
        '/v1/client/channels/sms',
        { enabled: true, outside: 'hold' },
      ],
      [() => t.numbers('+1415').fetch(), 'GET', '/v1/numbers/%2B1415'],
      [() => t.numbers('+1415').update({ smsUrl: null }), 'PUT', '/v1/numbers/%2B1415', { smsUrl: null }],
      [() => t.numbers('+1415').remove(), 'DELETE', '/v1/numbers/%2B1415'],
      [() => t.webhooks.create({ url: 'https://x' }), 'POST', '/v1/webhooks', { url: 'https://x' }],
      [() => t.webhooks('WE1').fetch(), 'GET', '/v1/webhooks/WE1'],
      [() => t.webhooks('WE1').remove(), 'DELETE', '/v1/webhooks/WE1'],
      [() => t.webhooks('WE1').rotate(), 'POST', '/v1/webhooks/WE1/rotate'],
      [() => t.webhooks('WE1').enable(), 'POST', '/v1/webhooks/WE1/enable'],
      [() => t.webhooks('WE1').replay({ failed: true }), 'POST', '/v1/webhooks/WE1/replay', { failed: true }],
      [() => t.webhooks('WE1').replay(), 'POST', '/v1/webhooks/WE1/replay', {}],
      [
        () => t.verifications.create({ to: '+1', channel: 'sms' }),
        'POST',
        '/v1/verifications',
        { to: '+1', channel: 'sms' },
      ],
      [() => t.verifications('VE1').fetch(), 'GET', '/v1/verifications/VE1'],
      [
        () => t.verifications('VE1').check({ code: '123456' }),
        'POST',
        '/v1/verifications/VE1/check',
        { code: '123456' },
      ],
      [() => t.verifications('VE1').resend(), 'POST', '/v1/verifications/VE1/resend'],
      [() => t.verifications('VE1').cancel(), 'POST', '/v1/verifications/VE1/cancel'],
      [
        () => t.factors.create({ identity: 'u 42', type: 'totp' }),
        'POST',
        '/v1/factors',
        { identity: 'u 42', type: 'totp' },
      ],
      [() => t.factors.list('u 42'), 'GET', '/v1/factors?identity=u%2042'],
      [() => t.factors('YF1').fetch(), 'GET', '/v1/factors/YF1'],
      [() => t.factors('YF1').remove(), 'DELETE', '/v1/factors/YF1'],
      [() => t.factors('YF1').verify({ code: '1' }), 'POST', '/v1/factors/YF1/verify', { code: '1' }],
      [() => t.factors('YF1').check({ code: '1' }), 'POST', '/v1/factors/YF1/check', { code: '1' }],
      [
        () => t.factors.check({ identity: 'u 42', code: '1' }),
        'POST',
        '/v1/factors/check',
        { identity: 'u 42', code: '1' },
      ],
      [() => t.voice.token.create({ phoneNumber: '+1' }), 'POST', '/v1/voice/token', { phoneNumber: '+1' }],
    ]
    for (const [call, method, path, expected] of cases) {
      const result = await call()
      assert.deepEqual(sent(), [method, path, expected])
      assert.equal(last().headers.authorization, basic)
      assert.equal(last().headers['idempotency-key'] !== undefined, method === 'POST', `${method} ${path}`)
      if (method === 'DELETE') assert.equal(result, true)
    }
  })

  test('takes a key, a signal and headers for one call', async () => {
    await client.trunkline.sms.create(
      { to: '+1', content: { text: 'x' } },
      { idempotencyKey: 'order-7', headers: { 'X-Trace': 't' } },
    )
    assert.deepEqual([last().headers['idempotency-key'], last().headers['x-trace']], ['order-7', 't'])
    await assert.rejects(client.trunkline.client.fetch({ signal: AbortSignal.abort() }), { failure: 'aborted' })
  })

  test('is repeated under the same key when a try gets lost', async () => {
    const patient = new Client(accountSid, 'token', { baseUrl: server.origin, autoRetry: true, random: () => 0 })
    server.answer = (_request, count) => (count < 2 ? { status: 503, body: {} } : { status: 202, body: { id: 'NT2' } })
    assert.equal((await patient.trunkline.sms.create({ to: '+1', content: { text: 'x' } })).id, 'NT2')
    assert.equal(server.requests.length, 3)
    assert.equal(new Set(server.requests.map((r) => r.headers['idempotency-key'])).size, 1)
  })

  test('lists by cursor: a page, all, or one by one', async () => {
    server.answer = ({ url }) => {
      const after = Number(new URL(url).searchParams.get('after') ?? 0)
      const limit = Number(new URL(url).searchParams.get('limit') ?? 2)
      const ids = [0, 1, 2, 3, 4].slice(after, after + Math.min(limit, 2))
      return {
        body: {
          messages: ids.map((id) => ({ id: `NT${id}` })),
          next: after + ids.length < 5 ? String(after + ids.length) : null,
        },
      }
    }
    const { messages } = client.trunkline
    assert.deepEqual(
      (await messages.list({ status: 'held' })).map((m) => m.id),
      ['NT0', 'NT1', 'NT2', 'NT3', 'NT4'],
    )
    assert.equal(new URL(server.requests[0]?.url ?? '').search, '?status=held&limit=100')
    assert.deepEqual(
      (await messages.list({ limit: 3 })).map((m) => m.id),
      ['NT0', 'NT1', 'NT2'],
    )
    const page = await messages.page({ after: '4', limit: 2 })
    assert.deepEqual([page.items.map((m) => m.id), page.next], [['NT4'], null])
    server.requests.length = 0
    for await (const message of messages.iterate({ channel: 'sms' })) if (message.id === 'NT1') break
    assert.equal(server.requests.length, 1)
    server.answer = () => ({ body: {} })
    assert.deepEqual(await client.trunkline.webhooks.list(), [])
    assert.deepEqual(await client.trunkline.numbers.list(), [])
  })

  test('throws problems with their words for codes', async () => {
    const problem = {
      type: 'urn:trunkline:problem:number-invalid',
      title: 'Not a number',
      status: 422,
      code: 'number-invalid',
      detail: 'x',
      errors: [{ pointer: '/to', detail: 'too short' }],
    }
    server.answer = () => ({ status: 422, body: problem })
    await assert.rejects(client.trunkline.sms.create({ to: 'x', content: { text: 'y' } }), (error: unknown) => {
      assert.ok(error instanceof TwilioServiceException)
      assert.deepEqual(
        [error.status, error.code, error.detail, error.errors, error.advice],
        [422, 'number-invalid', 'x', problem.errors, undefined],
      )
      return true
    })
    server.answer = () => ({ status: 502, body: '<html>' })
    await assert.rejects(client.trunkline.client.fetch(), RestException)
  })

  test('wants to know where Trunkline is', () => {
    const lost = new Client(accountSid, 'token', { env: { TRUNKLINE_BASE_URL: '' } })
    assert.throws(() => lost.trunkline.client.fetch(), /baseUrl/)
  })
})

/** A server of event streams: each connection gets the next script. */
async function startStreams(scripts: ((response: ServerResponse, after: string | undefined) => void)[]) {
  const afters: (string | undefined)[] = []
  const server = createServer((request, response) => {
    const after = request.headers['last-event-id'] as string | undefined
    const script = scripts[Math.min(afters.push(after) - 1, scripts.length - 1)]
    script?.(response, after)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    afters,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const event = (id: string, type: string): string =>
  `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ id: `EV${id}`, type })}\n\n`
const head = (response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 1\n\n: hello\n\n')

describe('the event stream', () => {
  test('goes on after the last event when a connection breaks', async () => {
    await using streams = await startStreams([
      (response) => {
        head(response)
        response.end(event('1-0', 'delivery.sent') + event('1-1', 'delivery.delivered'))
      },
      (response) => response.writeHead(503).end('busy'),
      (response) => {
        head(response)
        response.write(event('2-0', 'delivery.failed'))
      },
    ])
    const client = new Client(accountSid, 'token', { baseUrl: streams.origin, random: () => 0 })
    const seen: string[] = []
    for await (const { position, type, id } of client.trunkline.events({ after: '0-0' })) {
      seen.push(`${position} ${type} ${id}`)
      if (seen.length === 3) break
    }
    assert.deepEqual(seen, ['1-0 delivery.sent EV1-0', '1-1 delivery.delivered EV1-1', '2-0 delivery.failed EV2-0'])
    assert.deepEqual(streams.afters, ['0-0', '1-1', '1-1'])
  })

  test('ends when its signal fires, also while it waits', async () => {
    await using streams = await startStreams([head, (response) => void response.writeHead(503).end()])
    const client = new Client(accountSid, 'token', { baseUrl: streams.origin })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    for await (const got of client.trunkline.events({ signal: controller.signal })) assert.fail(JSON.stringify(got))
    for await (const got of client.trunkline.events({ signal: AbortSignal.timeout(50) }))
      assert.fail(JSON.stringify(got))
    for await (const got of client.trunkline.events({ signal: AbortSignal.abort() })) assert.fail(JSON.stringify(got))
  })

  test('throws a refusal, and everything when it is not to reconnect', async () => {
    const problem = JSON.stringify({ title: 'No', status: 401, code: 'credentials-invalid' })
    await using streams = await startStreams([
      (response) => void response.writeHead(401).end(problem),
      (response) => void response.writeHead(503).end(),
    ])
    const client = new Client(accountSid, 'token', { baseUrl: streams.origin })
    await assert.rejects(client.trunkline.events().next(), { status: 401, code: 'credentials-invalid' })
    await assert.rejects(client.trunkline.events({ reconnect: false }).next(), { status: 503 })
    const nowhere = new Client(accountSid, 'token', {
      baseUrl: 'http://127.0.0.1:1',
      fetch: () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })),
    })
    await assert.rejects(nowhere.trunkline.events({ reconnect: false }).next(), { failure: 'connect', sent: false })
  })

  test('ends with the connection when it is not to reconnect', async () => {
    await using streams = await startStreams([(response) => void response.writeHead(200).end(event('1-0', 'x'))])
    const client = new Client(accountSid, 'token', { baseUrl: streams.origin })
    const seen = []
    for await (const got of client.trunkline.events({ reconnect: false })) seen.push(got.position)
    assert.deepEqual(seen, ['1-0'])
  })

  test('is read whatever the chunks and the ends of lines', async () => {
    const text = 'id: 1\r\ndata: a\r\ndata:b\r\n\r\n: comment\n\nretry: x\nid: 2\ndata\n\nid:3\rdata: ü\r\rdata: lost'
    const bytes = new TextEncoder().encode(text)
    for (const size of [1, 2, 3, 7, 1000]) {
      const chunks = async function* () {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const got = []
      for await (const { id, data } of readServerEvents(chunks())) got.push(`${id}=${data}`)
      assert.deepEqual(got, ['1=a\nb', '2=', '3=ü'], `chunks of ${size}`)
    }
  })
})
