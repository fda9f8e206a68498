import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  Client,
  type HttpRequest,
  RequestClient,
  RestException,
  TransportError,
  type Try,
  Twilio,
  TwilioServiceException,
  twilio,
  version,
} from '@trunkline/sdk'
import { freePort } from '@trunkline/testkit'
import packageJson from '../package.json' with { type: 'json' }
import { type RecordingServer, startRecordingServer } from './recording-server.ts'

const accountSid = `AC${'a'.repeat(32)}`
const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
const bare = {
  TWILIO_ACCOUNT_SID: undefined,
  TWILIO_AUTH_TOKEN: undefined,
  TWILIO_API_KEY: undefined,
  TWILIO_API_SECRET: undefined,
}

describe('a client', () => {
  let server: RecordingServer
  before(async () => {
    server = await startRecordingServer()
  })
  beforeEach(() => {
    server.requests.length = 0
    server.answer = () => ({ body: { sid: 'SM1' } })
  })
  after(() => server[Symbol.asyncDispose]())

  const make = (options: object = {}): Client => new Client(accountSid, 'token', { fetch: server.fetch, ...options })
  const last = () => server.requests.at(-1)

  test('says the version of the package', async () => {
    assert.equal(version, packageJson.version)
    await make({ userAgentExtensions: ['one/1', 'two/2'] })
      .messages('SM1')
      .fetch()
    assert.match(
      last()?.headers['user-agent'] ?? '',
      new RegExp(`^trunkline-sdk/${version} \\(\\S+ \\S+\\) node/v\\S+ one/1 two/2$`),
    )
  })

  test('is made by the function too, and goes by the name Twilio', () => {
    assert.ok(twilio(accountSid, 'token') instanceof Client)
    assert.equal(Twilio, Client)
    assert.equal(twilio.Twilio, Client)
  })

  test('takes credentials from arguments, then options.env, then the environment', async () => {
    const env = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: 'from-env' }
    await new Client(undefined, undefined, { fetch: server.fetch, env }).messages('SM1').fetch()
    assert.equal(last()?.headers.authorization, basic(accountSid, 'from-env'))
    await new Client(accountSid, 'given', { fetch: server.fetch, env }).messages('SM1').fetch()
    assert.equal(last()?.headers.authorization, basic(accountSid, 'given'))
  })

  test('takes an API key from the environment where there is no auth token', async () => {
    const env = { ...bare, TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: 'SK1', TWILIO_API_SECRET: 'shh' }
    const client = new Client(undefined, undefined, { fetch: server.fetch, env })
    await client.messages('SM1').fetch()
    assert.equal(last()?.headers.authorization, basic('SK1', 'shh'))
    assert.ok(last()?.url.includes(`/Accounts/${accountSid}/`))
  })

  test('takes an API key as user name, with the account as an option', async () => {
    await new Client('SK1', 'shh', { fetch: server.fetch, accountSid }).messages('SM1').fetch()
    assert.equal(last()?.headers.authorization, basic('SK1', 'shh'))
    assert.throws(
      () => new Client('SK1', 'shh', { env: bare }),
      /requires the accountSid to be passed as an additional option/,
    )
  })

  test('can be made without credentials, and says at once that they are missing', () => {
    assert.throws(
      () => new Client(undefined, undefined, { env: bare }).messages('SM1').fetch(),
      /^Error: username is required$/,
    )
    assert.throws(
      () => new Client(accountSid, undefined, { env: bare }).messages('SM1').fetch(),
      /^Error: password is required$/,
    )
    assert.throws(() => make().request({} as HttpRequest), /^Error: method is required$/)
    assert.throws(() => make().request({ method: 'get' } as HttpRequest), /^Error: uri is required$/)
  })

  test('changes credentials and account without being made anew', async () => {
    const client = make()
    client.username = 'SK2'
    client.password = 'other'
    const other = `AC${'b'.repeat(32)}`
    client.setAccountSid(other)
    await client.messages('SM1').fetch()
    assert.equal(last()?.headers.authorization, basic('SK2', 'other'))
    assert.ok(last()?.url.includes(`/Accounts/${other}/`))
    assert.throws(() => client.setAccountSid('XX1'), /accountSid must start with AC/)
  })

  test('goes to its region and edge, from options or environment', async () => {
    await make({ region: 'ie1', edge: 'dublin' }).messages('SM1').fetch()
    assert.equal(new URL(last()?.url ?? '').hostname, 'api.dublin.ie1.twilio.com')
    await make({ env: { TWILIO_REGION: 'au1' } })
      .verify.v2.services('VA1')
      .fetch()
    assert.equal(new URL(last()?.url ?? '').hostname, 'verify.au1.twilio.com')
    assert.equal(make().getHostname('api.twilio.com', 'sydney', undefined), 'api.sydney.us1.twilio.com')
  })

  test('sends everything to its base URL, products under their names', async () => {
    const client = new Client(accountSid, 'token', { baseUrl: server.origin })
    await client.messages('SM1').fetch()
    await client.verify.v2.services('VA1').fetch()
    assert.deepEqual(
      server.requests.map((r) => r.url),
      [
        `${server.origin}/2010-04-01/Accounts/${accountSid}/Messages/SM1.json`,
        `${server.origin}/verify/v2/Services/VA1`,
      ],
    )
  })

  test('follows pages of a base URL there, whatever host they name', async () => {
    server.answer = ({ url }) =>
      url.includes('Page=1')
        ? { body: { services: [{ sid: 'VA2' }], meta: { key: 'services', next_page_url: null } } }
        : {
            body: {
              services: [{ sid: 'VA1' }],
              meta: { key: 'services', next_page_url: 'https://verify.twilio.com/v2/Services?Page=1' },
            },
          }
    const client = new Client(accountSid, 'token', { baseUrl: server.origin })
    assert.deepEqual(
      (await client.verify.v2.services.list()).map((s) => s.sid),
      ['VA1', 'VA2'],
    )
    assert.equal(last()?.url, `${server.origin}/verify/v2/Services?Page=1`)
  })

  test('throws what the answer says', async () => {
    server.answer = () => ({
      status: 400,
      headers: { 'retry-after': '3' },
      body: { code: 21211, message: 'No number', more_info: 'https://x/21211', status: 400, details: { a: 1 } },
    })
    await assert.rejects(make().messages.create({ to: 'x' }), (error: unknown) => {
      assert.ok(error instanceof RestException)
      assert.deepEqual(
        [error.status, error.code, error.message, error.moreInfo, error.details, error.headers['retry-after']],
        [400, 21211, 'No number', 'https://x/21211', { a: 1 }, '3'],
      )
      assert.match(error.advice ?? '', /E\.164/)
      return true
    })
    server.answer = () => ({ status: 503, body: '<html>busy</html>' })
    await assert.rejects(make().messages.create({ to: 'x' }), {
      message: '[HTTP 503] Failed to execute request',
      status: 503,
      advice: undefined,
    })
  })

  test('throws problems of RFC 9457 in their own shape', async () => {
    const body = {
      type: 'https://x/20404',
      title: 'Not found',
      status: 404,
      code: 20404,
      detail: 'Nothing there',
      errors: [{ detail: 'd', pointer: '/p' }],
    }
    server.answer = () => ({ status: 404, body })
    await assert.rejects(make().messages('SM1').fetch(), (error: unknown) => {
      assert.ok(error instanceof TwilioServiceException)
      assert.equal(error.message, '[HTTP 404] Not found')
      assert.deepEqual(
        [error.type, error.title, error.status, error.code, error.detail, error.errors],
        [body.type, body.title, 404, 20404, body.detail, body.errors],
      )
      assert.match(error.advice ?? '', /SID/)
      return true
    })
  })

  test('lets a program turn errors into its own', async () => {
    class Own extends Error {}
    const client = make({ mapError: (error: Error) => new Own(error.message) })
    server.answer = () => ({ status: 404, body: { message: 'gone', code: 20404 } })
    await assert.rejects(client.messages('SM1').fetch(), Own)
    await assert.rejects(client.messages.list(), Own)
    const unreachable = new Client(accountSid, 'token', {
      fetch: () => Promise.reject(new TypeError('fetch failed')),
      mapError: (error) => new Own(String(error)),
    })
    await assert.rejects(unreachable.messages('SM1').fetch(), Own)
  })

  test('gives up after its timeout, or that of a call, and says that the request may have arrived', async (t) => {
    // The timer is ours, so that it goes off when the request has arrived: a later one would be counted by another test.
    t.mock.timers.enable({ apis: ['setTimeout'] })
    server.answer = () => {
      t.mock.timers.tick(20)
      return new Promise(() => {})
    }
    for (const call of [
      () => make({ timeout: 20 }).messages('SM1').fetch(),
      () => make().messages('SM1').fetch({ timeout: 20 }),
    ]) {
      await assert.rejects(
        call(),
        (error: TransportError) =>
          error instanceof TransportError && error.failure === 'timeout' && error.sent && error.code === 'ECONNABORTED',
      )
    }
  })

  test('gives a call up when its signal fires', async () => {
    const controller = new AbortController()
    server.answer = () => {
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    }
    await assert.rejects(
      make().messages.create({ to: 'x' }, { signal: controller.signal }),
      (error: TransportError) => error.failure === 'aborted' && (error.cause as Error).message === 'enough',
    )
    await assert.rejects(
      make().messages.list({}, { signal: AbortSignal.abort() }),
      (error: TransportError) => error.failure === 'aborted' && !error.sent,
    )
  })

  test('knows that nothing was sent where nobody listens', async () => {
    const client = new Client(accountSid, 'token', { baseUrl: `http://127.0.0.1:${await freePort()}` })
    await assert.rejects(
      client.messages.create({ to: 'x' }),
      (error: TransportError) => error.failure === 'connect' && !error.sent && error.code === 'ECONNREFUSED',
    )
  })

  test('repeats what may be repeated, tells of every try, and leaves the rest alone', async () => {
    const tries: Try[] = []
    const client = make({ autoRetry: true, random: () => 0, onTry: (event: Try) => tries.push(event) })
    server.answer = (_request, count) => (count < 2 ? { status: 503, body: {} } : { body: { sid: 'SM1' } })
    assert.equal((await client.messages('SM1').fetch()).sid, 'SM1')
    assert.deepEqual(
      tries.map((t) => [t.attempt, t.statusCode, t.retryInMs]),
      [
        [1, 503, 0],
        [2, 503, 0],
        [3, 200, undefined],
      ],
    )
    server.requests.length = 0
    await assert.rejects(client.messages.create({ to: 'x' }), { status: 503 })
    assert.equal(server.requests.length, 1)
  })

  test('tells of tries without repeating any', async () => {
    const tries: Try[] = []
    server.answer = () => ({ status: 429, body: {} })
    await assert.rejects(
      make({ onTry: (event: Try) => tries.push(event) })
        .messages('SM1')
        .fetch(),
      { status: 429 },
    )
    assert.equal(tries.length, 1)
  })

  test('takes headers for one call', async () => {
    await make().messages.create({ to: 'x' }, { headers: { 'X-Trace': '7' } })
    assert.equal(last()?.headers['x-trace'], '7')
    assert.equal(last()?.headers['content-type'], 'application/x-www-form-urlencoded')
  })

  test('calls back as Node did before promises, and resolves to nothing then', async () => {
    const got: unknown[] = []
    const note = (...args: unknown[]): void => void got.push(args)
    assert.equal(await make().messages('SM1').fetch(note), undefined)
    await make().messages.create({ to: 'x' }, note)
    await make().messages('SM1').update(note)
    server.answer = () => ({ status: 404, body: { message: 'gone' } })
    await make().messages('SM1').remove(note)
    assert.deepEqual(
      got.map((args) => [(args as Error[])[0]?.message, (args as { sid?: string }[])[1]?.sid]),
      [
        [undefined, 'SM1'],
        [undefined, 'SM1'],
        [undefined, 'SM1'],
        ['gone', undefined],
      ],
    )
  })

  test('hands requests to an HTTP client of the program', async () => {
    const seen: HttpRequest[] = []
    const httpClient = {
      request: async (request: HttpRequest) => {
        seen.push(request)
        return { statusCode: 201, body: '{"sid":"SM9"}', headers: {} }
      },
    }
    const message = await new Client(accountSid, 'token', { httpClient, logLevel: 'debug' }).messages.create({
      to: '+1',
      mediaUrl: ['a'],
    })
    assert.equal(message.sid, 'SM9')
    const { method, uri, username, password, headers, data, logLevel } = seen[0] ?? ({} as HttpRequest)
    assert.deepEqual(
      [method, uri, username, password, data, logLevel],
      [
        'post',
        `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
        accountSid,
        'token',
        { To: '+1', MediaUrl: ['a'] },
        'debug',
      ],
    )
    assert.equal(headers?.['Content-Type'], 'application/x-www-form-urlencoded')
  })

  test('keeps the last request and answer of its own HTTP client to look at', async () => {
    const client = make()
    await client.messages('SM1').fetch()
    const http = client.httpClient as RequestClient
    assert.equal(http.lastRequest?.url, `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages/SM1.json`)
    assert.equal(http.lastRequest?.method, 'get')
    assert.equal(http.lastResponse?.statusCode, 200)
    assert.deepEqual(http.lastResponse?.body, { sid: 'SM1' })
  })

  test('writes a debug log, from TWILIO_LOG_LEVEL too, without secrets', async () => {
    const lines: string[] = []
    const client = make({ env: { TWILIO_LOG_LEVEL: 'debug' }, log: (line: string) => lines.push(line) })
    await client.messages.create({ to: '+15550001', body: 'my secret body' })
    const text = lines.join('\n')
    assert.match(text, /post https:\/\/api\.twilio\.com\/2010-04-01/)
    assert.match(text, /response\.statusCode: 200/)
    for (const secret of ['token', 'my secret body', Buffer.from(`${accountSid}:token`).toString('base64')])
      assert.ok(!text.includes(secret), secret)
  })

  test('asks the host with the certificates of tomorrow', async () => {
    assert.equal((await make().validateSslCert()).statusCode, 200)
    assert.equal(last()?.url, 'https://tls-test.twilio.com:443')
    server.answer = () => ({ status: 500, body: {} })
    await assert.rejects(make().validateSslCert(), RestException)
  })

  test('reads the tables of every product when asked to', async () => {
    await make({ lazyLoading: false }).taskrouter.v1.workspaces('WS1').fetch()
    assert.equal(last()?.url, 'https://taskrouter.twilio.com/v1/Workspaces/WS1')
  })

  test('sends requests of its own making with its credentials', async () => {
    const response = await make().request({ method: 'get', uri: 'https://api.twilio.com/x', params: { a: [1, 2] } })
    assert.deepEqual([response.statusCode, last()?.url], [200, 'https://api.twilio.com/x?a=1&a=2'])
    await make().request({ method: 'get', uri: 'https://api.twilio.com/x?b=3', params: { a: 1 } })
    assert.equal(last()?.url, 'https://api.twilio.com/x?b=3&a=1')
  })

  test('follows redirects only when asked to', async () => {
    server.answer = ({ url }) =>
      url.endsWith('/there')
        ? { body: { sid: 'there' } }
        : { status: 302, headers: { location: `${server.origin}/there` } }
    const http = new RequestClient()
    assert.equal((await http.request({ method: 'get', uri: `${server.origin}/here` })).statusCode, 302)
    assert.deepEqual((await http.request({ method: 'get', uri: `${server.origin}/here`, allowRedirects: true })).body, {
      sid: 'there',
    })
  })

  test('an HTTP client by itself repeats 429 when told to, and wants a method and a URL', async () => {
    server.answer = (_request, count) => (count === 0 ? { status: 429 } : { body: {} })
    const http = new RequestClient({ autoRetry: true, maxRetryDelay: 1, maxRetries: 2 })
    assert.equal((await http.request({ method: 'get', uri: server.origin })).statusCode, 200)
    await assert.rejects(http.request({ uri: 'x' } as HttpRequest), /http method is required/)
    await assert.rejects(http.request({ method: 'get' } as HttpRequest), /uri is required/)
  })
})
