import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { DatabaseError } from '@trunkline/postgres'
import { type ProblemCode, problemTable } from '@trunkline/wire'
import { type Answer, type Bench, type BenchOptions, basic, openBench } from './support/api-bench.ts'
import { type Breakable, breakable, type HeldStatements } from './support/breakable-database.ts'

/** What provokes one problem. */
interface Provocation {
  readonly bench?: BenchOptions
  /** What must be there before; its changes don't count. */
  readonly before?: (bench: Bench, switches: Breakable) => Promise<unknown>
  readonly call: (bench: Bench, switches: Breakable, t: TestContext) => Promise<Answer>
  /** Where the fault is, for those that have a place. */
  readonly pointer?: string
}

const sms = (fields: object = {}) => ({ to: '+14155550123', content: { text: 'Hello' }, ...fields })
const send =
  (fields: object, path = '/v1/sms') =>
  (bench: Bench) =>
    bench.call('POST', path, sms(fields))
const key = (value: string) => ({ 'idempotency-key': value })
const json = { 'content-type': 'application/json' }
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const webhook = { url: 'https://hooks.example.com/' }

let lastVerification = ''
let lastFactor = ''
let answers: HeldStatements | undefined

const verify =
  (fields: object) =>
  (bench: Bench): Promise<Answer> =>
    bench.call('POST', '/v1/verifications', { to: '+14155550123', channel: 'sms', code: '654321', ...fields })

async function verification(bench: Bench): Promise<string> {
  lastVerification = `/v1/verifications/${(await verify({})(bench)).json.id}`
  return lastVerification
}

async function wrongCodes(bench: Bench, path: string, count: number): Promise<void> {
  for (let made = 0; made < count; made++) await bench.call('POST', `${path}/check`, { code: '000000' })
}

const verificationSettings = (bench: Bench, settings: object) =>
  bench.call('PUT', '/v1/client/verification', { settings })

/** One for each code: a code without one does not compile. */
const provocations: { readonly [Code in ProblemCode]: Provocation } = {
  'credentials-missing': { call: ({ raw }) => raw('POST', '/v1/sms', '{}', json) },
  'credentials-invalid': {
    call: ({ raw, clientId }) => raw('POST', '/v1/sms', '{}', { ...json, authorization: basic(clientId, 'wrong') }),
  },
  'client-disabled': {
    before: ({ admin, clientId }) => admin('POST', `/v1/admin/clients/${clientId}/disable`),
    call: send({}),
  },
  'admin-required': { call: ({ call }) => call('GET', '/v1/admin/clients') },
  'client-declared': {
    before: ({ accounts }) => accounts.syncDeclared([{ accountSid: `AC${'1'.repeat(32)}`, authToken: 'x'.repeat(32) }]),
    call: ({ admin }) => admin('PUT', `/v1/admin/clients/AC${'1'.repeat(32)}`, { name: 'Other' }),
  },
  'not-found': { call: ({ call }) => call('GET', `/v1/messages/NT${'0'.repeat(32)}`) },
  'method-not-allowed': { call: ({ call }) => call('DELETE', '/v1/sms') },
  'json-malformed': {
    call: ({ raw, clientId, authToken }) =>
      raw('POST', '/v1/sms', '{"to":', { ...json, authorization: basic(clientId, authToken) }),
  },
  'body-empty': { call: ({ call }) => call('POST', '/v1/sms') },
  'body-too-large': {
    bench: { limits: { bodyBytes: 1024 } },
    call: send({ content: { text: 'x'.repeat(2000) } }),
  },
  'media-type-unsupported': {
    call: ({ raw, clientId, authToken }) =>
      raw('POST', '/v1/sms', 'to=1', {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: basic(clientId, authToken),
      }),
  },
  'validation-failed': { call: send({ to: 5 }), pointer: '/to' },
  'field-unknown': { call: send({ txt: 'Hello' }), pointer: '/txt' },
  'query-invalid': { call: ({ call }) => call('GET', '/v1/messages?limit=many'), pointer: '/limit' },
  'number-invalid': { call: send({ to: '+1415555' }), pointer: '/to' },
  'email-invalid': { call: send({ to: 'ana@' }, '/v1/email'), pointer: '/to' },
  'recipient-unknown': { call: send({ to: { recipient: 'nobody' } }), pointer: '/to/recipient' },
  'recipient-missing': { call: send({ to: { phone: '+14155550123' } }, '/v1/email'), pointer: '/to' },
  'content-missing': { call: send({ content: { subject: 'Hello' } }), pointer: '/content' },
  'content-too-long': { call: send({ content: { text: 'x'.repeat(1601) } }), pointer: '/content/text' },
  'template-invalid': {
    call: ({ call }) => call('PUT', '/v1/templates/x', { defaultLocale: 'en', locales: { en: { text: '{{' } } }),
    pointer: '/locales/en/text',
  },
  'template-variables-missing': {
    before: ({ call }) => call('PUT', '/v1/templates/x', { defaultLocale: 'en', locales: { en: { text: '{{ a }}' } } }),
    call: send({ content: { template: 'x' } }),
    pointer: '/content/variables/a',
  },
  'template-unknown': { call: send({ content: { template: 'welcome' } }), pointer: '/content/template' },
  'channel-disabled': {
    before: ({ call }) => call('PUT', '/v1/client/channels/sms', { enabled: false }),
    call: send({}),
    pointer: '/channels',
  },
  'channel-unrouted': { bench: { routes: { email: ['loopback'] } }, call: send({}), pointer: '/channels' },
  'gateway-unknown': {
    call: ({ call }) => call('PUT', '/v1/client/channels/sms', { gateways: ['smoke-signals'] }),
    pointer: '/gateways/0',
  },
  'sender-invalid': { call: send({ from: 'far too long a name' }), pointer: '/from' },
  'window-never-opens': {
    call: ({ call }) => {
      const windows = [{ days: ['mon'], opens: '08:00', closes: '21:00' }]
      const mondays = Array.from({ length: 60 }, (_, week) => monday(week))
      return call('PUT', '/v1/client/channels/sms', { windows, holidays: mondays })
    },
    pointer: '/windows/0',
  },
  'send-at-past': { call: send({ sendAt: inDays(-1) }), pointer: '/sendAt' },
  'send-at-too-far': { call: send({ sendAt: inDays(400) }), pointer: '/sendAt' },
  'expires-at-invalid': { call: send({ expiresAt: inDays(-1) }), pointer: '/expiresAt' },
  'zone-unknown': {
    call: send({ to: { phone: '+14155550123', timeZone: 'Europe/Atlantis' } }),
    pointer: '/to/timeZone',
  },
  'batch-too-large': {
    call: ({ call }) => call('POST', '/v1/messages/batch', { messages: Array(1001).fill(sms()) }),
    pointer: '/messages',
  },
  'idempotency-key-invalid': { call: ({ call }) => call('POST', '/v1/sms', sms(), key('x'.repeat(256))) },
  'idempotency-key-reused': {
    before: async (bench) => {
      const { json: sent } = await bench.call('POST', '/v1/sms', sms(), key('one'))
      // On its way it would go on changing what is stored.
      await untilFinal(bench, sent.id)
    },
    call: ({ call }) => call('POST', '/v1/sms', sms({ to: '+14155550124' }), key('one')),
  },
  'idempotency-key-in-flight': {
    // The first is held before its answer is kept, so that the second surely finds it under way.
    before: async (_bench, switches) => {
      answers = switches.hold(/update api_idempotency/)
    },
    call: async ({ call, db }) => {
      const first = call('POST', '/v1/webhooks', webhook, key('two'))
      await answers?.reached
      const second = await call('POST', '/v1/webhooks', webhook, key('two'))
      answers?.release()
      const { status, json } = await first
      assert.equal(status, 201)
      await call('DELETE', `/v1/webhooks/${json.id}`)
      await db.query({ text: 'delete from api_idempotency', values: [] })
      return second
    },
  },
  'not-cancelable': {
    before: async (bench) => {
      const { json: sent } = await bench.call('POST', '/v1/sms', sms({ sendAt: inDays(1) }))
      await bench.call('POST', `/v1/messages/${sent.id}/cancel`)
      const moved = await bench.call('POST', '/v1/sms', sms())
      await untilFinal(bench, moved.json.id)
    },
    call: async ({ call }) => {
      const { json: page } = await call('GET', '/v1/messages?status=delivered')
      return call('POST', `/v1/messages/${page.messages[0].id}/cancel`)
    },
  },
  'number-taken': {
    before: async ({ admin, accounts }) => {
      const other = await accounts.clients.create({ name: 'Other' })
      await admin('PUT', '/v1/admin/numbers/+14155550177', { clientId: other.client.sid })
    },
    call: ({ call }) => call('PUT', '/v1/numbers/+14155550177', {}),
  },
  'url-refused': {
    call: ({ call }) => call('POST', '/v1/webhooks', { url: 'http://169.254.169.254/latest/meta-data' }),
  },
  'webhook-limit': {
    before: async ({ call }) => {
      for (let made = 0; made < 20; made++) await call('POST', '/v1/webhooks', webhook)
    },
    call: ({ call }) => call('POST', '/v1/webhooks', webhook),
  },
  'rate-limited': {
    bench: { limits: { streamsPerClient: 1 } },
    call: (bench, _switches, t) => secondStream(bench, t),
  },
  'queue-full': { bench: { queueLimit: -1 }, call: send({}) },
  'storage-full': {
    before: async (_bench, switches) => switches.break(new DatabaseError('DISK_FULL', 'no space'), /channels_message/),
    call: send({}),
  },
  unavailable: {
    before: async (_bench, switches) => switches.break(new DatabaseError('UNAVAILABLE', 'away'), /channels_message/),
    call: send({}),
  },
  'not-served': { call: ({ call }) => call('POST', '/v1/voice/token', { phoneNumber: '+14155550123' }) },
  'verification-ended': {
    before: async (bench) => bench.call('POST', `${await verification(bench)}/cancel`),
    call: (bench) => bench.call('POST', `${lastVerification}/check`, { code: '123456' }),
  },
  'verification-checks-exhausted': {
    before: async (bench) => wrongCodes(bench, await verification(bench), 5),
    call: (bench) => bench.call('POST', `${lastVerification}/check`, { code: '123456' }),
  },
  'verification-sends-exhausted': {
    before: async (bench) => {
      await verificationSettings(bench, { mostSends: 1, cooldown: [0] })
      await verification(bench)
    },
    call: (bench) => bench.call('POST', `${lastVerification}/resend`),
  },
  'verification-too-soon': {
    before: verification,
    call: (bench) => bench.call('POST', `${lastVerification}/resend`),
  },
  'verification-limited': {
    before: async (bench) => {
      await verificationSettings(bench, { limits: [{ scope: 'number', max: 1, seconds: 86_400 }] })
      await verification(bench)
    },
    call: verify({}),
  },
  'verification-locked': {
    before: async (bench) => {
      await verificationSettings(bench, { failures: 1 })
      await wrongCodes(bench, await verification(bench), 1)
    },
    call: verify({}),
  },
  'verification-blocked': {
    before: async (bench) => {
      await verificationSettings(bench, { fraudSends: 1 })
      for (let made = 0; made < 3; made++) await verify({})(bench)
    },
    call: verify({}),
  },
  'country-refused': {
    before: (bench) => verificationSettings(bench, { countries: ['DE'] }),
    call: verify({}),
  },
  'line-refused': {
    before: ({ call }) => call('GET', '/v1/client/verification'),
    call: verify({ to: '+449012345678' }),
  },
  'method-unavailable': {
    before: ({ call }) => call('GET', '/v1/client/verification'),
    call: verify({ channel: 'push', to: 'phone', push: [{ type: 'fcm' }] }),
    pointer: '/channel',
  },
  'locale-voiceless': {
    before: ({ call }) => call('GET', '/v1/client/verification'),
    call: verify({ channel: 'call', locale: 'ga' }),
    pointer: '/locale',
  },
  'factor-unverified': {
    before: async ({ call }) => {
      lastFactor = (await call('POST', '/v1/factors', { identity: 'ana', type: 'totp' })).json.id
    },
    call: ({ call }) => call('POST', `/v1/factors/${lastFactor}/check`, { code: '123456' }),
  },
  'factor-limit': {
    before: async ({ call }) => {
      for (let made = 0; made < 20; made++) await call('POST', '/v1/factors', { identity: 'ana', type: 'device' })
    },
    call: ({ call }) => call('POST', '/v1/factors', { identity: 'ana', type: 'device' }),
  },
  internal: {
    before: async (_bench, switches) => switches.break(new TypeError('a bug with a secret in it'), /channels_message/),
    call: ({ call }) => call('GET', '/v1/messages'),
  },
}

function monday(week: number): string {
  const day = Temporal.Now.plainDateISO('UTC').subtract({ weeks: 1 }).add({ weeks: week })
  return day.add({ days: 1 - day.dayOfWeek }).toString()
}

async function untilFinal(bench: Bench, id: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { json: message } = await bench.call('GET', `/v1/messages/${id}`)
    if (message.final) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the message did not become final')
}

async function secondStream({ api, clientId, authToken }: Bench, t: TestContext): Promise<Answer> {
  const { port } = await api.start()
  const headers = { authorization: basic(clientId, authToken) }
  const leave = new AbortController()
  t.after(() => leave.abort())
  const open = () => fetch(`http://127.0.0.1:${port}/v1/events`, { headers, signal: leave.signal })
  const first = await open()
  assert.equal(first.status, 200)
  const second = await open()
  const text = await second.text()
  return { status: second.status, headers: Object.fromEntries(second.headers), text, json: JSON.parse(text) }
}

/** Tables that change by themselves: what is told of events, and who works. */
const restless =
  /^(events_(outbox|log|head|delivery|request|feed|failed)|channels_(worker|awaiting)|verify_counter|trunkline_)/

/** What is stored, as a row count and a digest a table. */
async function stored(bench: Bench): Promise<Record<string, string>> {
  const { rows } = await bench.db.query<{ name: string }>({
    text: "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    values: [],
  })
  const found: Record<string, string> = {}
  for (const { name } of rows.filter((row) => !restless.test(row.name))) {
    const text = `select count(*)::text || ':' || coalesce(md5(string_agg(md5(t::text), ',' order by md5(t::text))), '') as state from "${name}" t`
    found[name] = (await bench.db.query<{ state: string }>({ text, values: [] })).rows[0]?.state ?? ''
  }
  return found
}

type Entry = readonly [ProblemCode, Provocation]
const entries = Object.entries(provocations) as unknown as readonly Entry[]
const isPlain = ([, { bench, before }]: Entry) => bench === undefined && before === undefined
const sentence = (code: string) => `${code} is answered with its status, and nothing is changed`

test('problems that need nothing special', async (t) => {
  const bench = await openBench(t)
  for (const [code, provocation] of entries.filter(isPlain)) {
    await t.test(sentence(code), (sub) => provoke(code, provocation, bench, breakable(), sub))
  }
})

describe('problems of a state of their own', () => {
  for (const [code, provocation] of entries.filter((entry) => !isPlain(entry))) {
    test(sentence(code), async (t) => {
      const switches = breakable()
      const bench = await openBench(t, { wrap: switches.wrap, ...provocation.bench })
      await provoke(code, provocation, bench, switches, t)
    })
  }
})

const storeIsBroken: ReadonlySet<ProblemCode> = new Set(['internal', 'unavailable', 'storage-full'])

async function provoke(code: ProblemCode, provocation: Provocation, bench: Bench, switches: Breakable, t: TestContext) {
  await provocation.before?.(bench, switches)
  const before = storeIsBroken.has(code) ? undefined : await stored(bench)
  const answer = await provocation.call(bench, switches, t)
  switches.break(undefined)
  checkAnswer(code, answer)
  if (provocation.pointer !== undefined) {
    const pointers = answer.json.errors?.map((fault: { pointer: string }) => fault.pointer)
    assert.ok(pointers?.includes(provocation.pointer), `${provocation.pointer} is not among ${pointers}`)
  }
  if (before !== undefined) assert.deepEqual(await stored(bench), before)
  else assert.deepEqual((await bench.call('GET', '/v1/messages')).json.messages, [])
}

function checkAnswer(code: ProblemCode, answer: Answer): void {
  const { status, title } = problemTable[code]
  assert.deepEqual([answer.json?.code, answer.status], [code, status], answer.text)
  assert.deepEqual([answer.json.status, answer.json.title], [status, title])
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  assert.doesNotMatch(answer.text, /a secret in it| at .*\.ts/)
}
