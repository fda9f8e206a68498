/** The client: requests over a real network to the server of the test, or to a `fetch` that stands for one. */
import {
  type ApiResponse,
  Client,
  ClientCredentialProviderBuilder,
  RestException,
  type Try,
  TwilioServiceException,
  twilio,
} from '@trunkline/sdk'
import { type Checks, fails, same } from './checks.ts'

const account = `AC${'1'.repeat(32)}`

/** One request that the stand-in saw. */
interface Seen {
  readonly url: string
  readonly method: string
  readonly body: string
  readonly headers: Headers
}

/** A `fetch` that answers from a list, and what it was asked. */
function standIn(...answers: readonly (() => Response | Promise<Response>)[]) {
  const seen: Seen[] = []
  const fetcher = (async (input: unknown, init: RequestInit = {}) => {
    const { method = 'GET', body, headers, signal } = init
    seen.push({ url: String(input), method, body: String(body ?? ''), headers: new Headers(headers) })
    signal?.throwIfAborted()
    return await (answers[seen.length - 1] ?? (() => json(500, {})))()
  }) as typeof fetch
  return { seen, fetch: fetcher }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

const message = {
  sid: `SM${'3'.repeat(32)}`,
  body: 'Grün',
  date_created: 'Thu, 30 Jul 2026 20:12:31 +0000',
  num_segments: '1',
}

function checkRequests(on: Checks): void {
  on.check('a message is sent as Twilio wants it, and read back', async () => {
    const { seen, fetch } = standIn(() => json(201, message))
    const client = twilio(account, 'token', { fetch })
    const sent = await client.messages.create({
      to: '+1',
      from: '+2',
      body: 'Grün & 😀',
      mediaUrl: ['https://a', 'https://b'],
    })
    same([sent.sid, sent.body, sent.dateCreated.toISOString()], [message.sid, 'Grün', '2026-07-30T20:12:31.000Z'])
    const [request] = seen
    same(request?.headers.get('authorization'), `Basic ${btoa(`${account}:token`)}`)
    on.value('request', [request?.method, request?.url, request?.body])
  })
  on.check('region, edge and base URL lead a request elsewhere', async () => {
    const { seen, fetch } = standIn(...Array.from({ length: 2 }, () => () => json(200, {})))
    await new Client(account, 't', { fetch, region: 'ie1', edge: 'dublin' }).verify.v2.services('VA1').fetch()
    await new Client(account, 't', { fetch, baseUrl: 'https://trunk.example/x' }).verify.v2.services('VA1').fetch()
    on.value(
      'urls',
      seen.map(({ url }) => url),
    )
  })
  on.check('every product can be reached', () => {
    const client = new Client(account, 't', { lazyLoading: false })
    const names = ['api', 'verify', 'lookups', 'studio', 'taskrouter', 'video', 'conversations', 'messaging'] as const
    same(
      names.map((name) => typeof client[name]),
      names.map(() => 'object'),
    )
  })
  on.check('what is missing is said before anything is sent', async () => {
    const client = new Client(account, 't')
    await fails(() => client.messages.create({} as { to: string }), `Required parameter "params['to']" missing.`)
    await fails(() => new Client('XX1', 't'), 'accountSid must start with AC')
  })
}

function checkPaging(on: Checks): void {
  const page =
    (next: string | null, ...sids: string[]) =>
    () =>
      json(200, { messages: sids.map((sid) => ({ sid })), next_page_uri: next })
  const pages = [page('/2010-04-01/Accounts/AC1/Messages.json?Page=1', 'SM1', 'SM2'), page(null, 'SM3')]
  on.check('lists go from page to page, as a whole and one by one', async () => {
    const whole = standIn(...pages)
    const list = await new Client(account, 't', { fetch: whole.fetch }).messages.list()
    same(
      list.map(({ sid }) => sid),
      ['SM1', 'SM2', 'SM3'],
    )
    const single = standIn(...pages)
    const sids: string[] = []
    for await (const { sid } of new Client(account, 't', { fetch: single.fetch }).messages) sids.push(sid)
    same(sids, ['SM1', 'SM2', 'SM3'])
    same(single.seen.length, 2)
  })
}

function checkErrors(on: Checks): void {
  on.check('errors have status, code and advice', async () => {
    const { fetch } = standIn(() => json(400, { code: 21211, message: 'bad to', more_info: 'https://x', status: 400 }))
    const error = await fails(
      () => new Client(account, 't', { fetch }).messages.create({ to: '1', body: 'x' }),
      'bad to',
    )
    same(error instanceof RestException && [error.status, error.code, error.moreInfo], [400, 21211, 'https://x'])
    same((error as RestException).advice?.includes('E.164'), true)
  })
  on.check('problems (RFC 9457) have their fields', async () => {
    const body = { type: 'https://x', title: 'No', status: 400, code: 20001, errors: [{ detail: 'd', pointer: '/a' }] }
    const { fetch } = standIn(() => json(400, body))
    const error = await fails(() => new Client(account, 't', { fetch }).messages.create({ to: '1' }), '[HTTP 400] No')
    same(error instanceof TwilioServiceException && error.errors?.[0]?.pointer, '/a')
  })
  on.check('a 429 is tried again, each try is told', async () => {
    const { seen, fetch } = standIn(
      () => json(429, {}, { 'retry-after': '0' }),
      () => json(201, message),
    )
    const tries: Try[] = []
    const client = new Client(account, 't', {
      fetch,
      autoRetry: true,
      random: () => 0,
      onTry: (one) => tries.push(one),
    })
    same((await client.messages.create({ to: '1', body: 'x' })).sid, message.sid)
    same([seen.length, tries.map(({ statusCode }) => statusCode)], [2, [429, 201]])
  })
}

function checkCredentials(on: Checks): void {
  on.check('an OAuth token is fetched once for callers at the same time', async () => {
    const token = `x.${btoa(JSON.stringify({ exp: 4_000_000_000 }))}.y`
    const { seen, fetch } = standIn(
      () => json(200, { access_token: token }),
      () => json(200, {}),
      () => json(200, {}),
    )
    const client = new Client(undefined, undefined, { fetch, env: {} })
    client.setCredentialProvider(new ClientCredentialProviderBuilder().setClientId('a').setClientSecret('b').build())
    const context = client.api.v2010.accounts(account)
    await Promise.all([context.fetch(), context.fetch()])
    same(
      seen.map(({ headers }) => headers.get('authorization')),
      [null, `Bearer ${token}`, `Bearer ${token}`],
    )
  })
  on.check('the debug log tells of requests, and of no secret', async () => {
    const lines: string[] = []
    const { fetch } = standIn(() => json(201, message))
    const client = new Client(account, 'very-secret', { fetch, logLevel: 'debug', log: (line) => lines.push(line) })
    await client.messages.create({ to: '+1', body: 'private words' })
    const log = lines.join('\n')
    same([log.includes('post https://api.twilio.com'), /very-secret|private words/.test(log)], [true, false])
    same(log.includes(btoa(`${account}:very-secret`)), false)
  })
}

/** The server of the test answers what is in the path: `/status/404`, `/slow`, and else what it was asked. */
function checkNetwork(on: Checks, server: string): void {
  const client = (path: string, options: object = {}) =>
    new Client(account, 'token', { baseUrl: `${server}${path}`, ...options })
  on.check('a message goes over a real network', async () => {
    const echo: ApiResponse<unknown> = await client('/echo').messages.createWithHttpInfo({
      to: '+1',
      body: 'Grün 😀 &=',
    })
    same(echo.statusCode, 201)
    const { method, body, type } = echo.body as { method: string; body: string; type: string }
    same(
      [method, body, type.split(';')[0]],
      ['POST', 'To=%2B1&Body=Gr%C3%BCn%20%F0%9F%98%80%20%26%3D', 'application/x-www-form-urlencoded'],
    )
  })
  on.check('a refusal of a real server is an exception', async () => {
    const error = await fails(() => client('/status/404').messages('SM1').fetch(), 'refused by the test')
    same((error as RestException).status, 404)
  })
  on.check('a call that takes too long, or that is given up, ends', async () => {
    const late = await fails(() => client('/slow', { timeout: 50 }).messages('SM1').fetch(), 'no answer in time')
    same([(late as { failure?: string }).failure, late.name], ['timeout', 'TransportError'])
    const control = new AbortController()
    setTimeout(() => control.abort(), 50)
    await fails(() => client('/slow').messages('SM1').fetch({ signal: control.signal }), 'given up by the caller')
  })
  on.check('where nobody listens, the error says that nothing was sent or that it may have been', async () => {
    const nobody = new Client(account, 'token', { baseUrl: 'http://127.0.0.1:9' })
    const error = await fails(() => nobody.messages('SM1').fetch(), 'GET http://127.0.0.1:9/')
    same(error.name, 'TransportError')
  })
  on.check('Trunkline’s own API and its stream of events are there', async () => {
    const trunkline = client('/trunk').trunkline
    same((await trunkline.sms.create({ to: '+1', content: { text: 'Grün' } })).id, 'NT1')
    const types: string[] = []
    for await (const event of trunkline.events({ reconnect: false })) types.push(`${event.position} ${event.type}`)
    same(types, ['7-0 delivery.sent', '7-1 delivery.delivered'])
  })
}

/** Adds the checks. `server`: the origin of the test's server. */
export function checkClient(on: Checks, server: string): void {
  checkRequests(on)
  checkPaging(on)
  checkErrors(on)
  checkCredentials(on)
  checkNetwork(on, server)
}
