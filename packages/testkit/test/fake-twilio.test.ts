import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { FakeTwilio, type FakeTwilioOptions, signatureOf } from '@trunkline/testkit'
import twilio from 'twilio'

async function start(t: TestContext, options: FakeTwilioOptions = {}): Promise<FakeTwilio> {
  const fake = await FakeTwilio.start(options)
  t.after(() => fake.close())
  return fake
}

interface OfficialRequest {
  method: string
  uri: string
  username?: string
  password?: string
  params?: Record<string, unknown>
  data?: Record<string, unknown>
}

function encode(values: Record<string, unknown> = {}): URLSearchParams {
  const encoded = new URLSearchParams()
  for (const [key, value] of Object.entries(values))
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) encoded.append(key, String(each))
  return encoded
}

/** The official client, with its transport turned to the fake server. */
function official(fake: FakeTwilio, token = fake.authToken) {
  const httpClient = {
    async request(request: OfficialRequest) {
      const url = new URL(request.uri.replace('https://api.twilio.com', fake.url))
      for (const [key, value] of encode(request.params)) url.searchParams.append(key, value)
      const authorization = `Basic ${Buffer.from(`${request.username}:${request.password}`).toString('base64')}`
      const body = request.method.toLowerCase() === 'post' ? encode(request.data) : undefined
      const response = await fetch(url, { method: request.method.toUpperCase(), headers: { authorization }, body })
      return { statusCode: response.status, body: await response.text(), headers: {} }
    },
  }
  return twilio(fake.accountSid, token, { httpClient: httpClient as unknown as twilio.RequestClient })
}

/** A webhook that keeps what it was posted. */
async function webhook(t: TestContext) {
  const got: { url: string; signature: string; params: Record<string, string> }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const params = Object.fromEntries(new URLSearchParams(body))
    got.push({ url: request.url ?? '', signature: String(request.headers['x-twilio-signature']), params })
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const from = '+15005550006'
const to = '+14155550123'

test('the official client sends a message and reads it back', async (t) => {
  const fake = await start(t)
  const client = official(fake)
  const sent = await client.messages.create({ to, from, body: 'hello' })
  assert.equal(sent.status, 'queued')
  assert.ok(sent.dateCreated instanceof Date && !Number.isNaN(sent.dateCreated.getTime()))
  assert.equal(sent.dateSent, null)
  const read = await client.messages(sent.sid).fetch()
  assert.equal(read.body, 'hello')
  await assert.rejects(client.messages(`SM${'0'.repeat(32)}`).fetch(), { status: 404, code: 20404 })
})

test('the official client makes a call and lists it', async (t) => {
  const fake = await start(t)
  const client = official(fake)
  const call = await client.calls.create({ to, from, twiml: '<Response/>' })
  await fake.tell(call.sid, 'in-progress')
  const [listed] = await client.calls.list({ to })
  assert.equal(listed?.sid, call.sid)
  assert.equal(listed?.status, 'in-progress')
})

test('the official client pages through a list to its end', async (t) => {
  const fake = await start(t)
  const client = official(fake)
  for (let i = 0; i < 7; i++) await client.messages.create({ to, from, body: String(i) })
  const listed = await client.messages.list({ pageSize: 3 })
  assert.deepEqual(
    listed.map((message) => message.body),
    ['6', '5', '4', '3', '2', '1', '0'],
  )
})

test('a list by date knows only what was sent', async (t) => {
  const fake = await start(t)
  const client = official(fake)
  const sent = await client.messages.create({ to, from, body: 'sent' })
  await client.messages.create({ to, from, body: 'queued' })
  await fake.tell(sent.sid, 'sent')
  const today = new Date()
  const tomorrow = new Date(today.getTime() + 86_400_000)
  assert.deepEqual(
    (await client.messages.list({ to, dateSentAfter: new Date(today.getTime() - 86_400_000) })).map((m) => m.body),
    ['sent'],
  )
  assert.equal((await client.messages.list({ to, dateSentAfter: tomorrow })).length, 0)
  assert.equal((await client.messages.list({ to, dateSentBefore: tomorrow })).length, 1)
})

test('credentials are checked before anything else, the path before the credentials', async (t) => {
  const fake = await start(t)
  await assert.rejects(official(fake, 'wrong').messages.create({ to: '', from, body: '' }), {
    status: 401,
    code: 20003,
  })
  const path = `${fake.url}/2010-04-01/Accounts/nonsense/Messages.json`
  assert.equal((await fetch(path, { method: 'POST' })).status, 404)
  const bare = await fetch(path.replace('nonsense', fake.accountSid), { method: 'POST' })
  assert.equal(bare.status, 401)
  assert.equal(((await bare.json()) as { code: number }).code, 20003)
  fake.account.status = 'suspended'
  await assert.rejects(official(fake).messages.create({ to, from, body: 'x' }), { code: 10001 })
})

const messageFaults: [string, Record<string, string>, number][] = [
  ['no recipient before anything', {}, 21604],
  ['no sender', { To: to }, 21603],
  ['no body', { To: to, From: from }, 21602],
  ['no body for a service', { To: to, MessagingServiceSid: `MG${'0'.repeat(32)}` }, 21619],
  ['a callback that is no URL', { To: to, From: from, Body: 'x', StatusCallback: 'nowhere' }, 21609],
  ['a long body', { To: to, From: from, Body: 'x'.repeat(1601) }, 21617],
  ['media that is no URL', { To: to, From: from, MediaUrl: 'x' }, 21620],
  ['a long validity', { To: to, From: from, Body: 'x', ValidityPeriod: '36001' }, 21624],
  ['a service that is no SID', { To: to, MessagingServiceSid: 'x', Body: 'x' }, 21705],
  ['an unknown service', { To: to, MessagingServiceSid: `MG${'0'.repeat(32)}`, Body: 'x' }, 21701],
  ['a recipient that is no number', { To: '123', From: from, Body: 'x' }, 21211],
  ['a sender that is no number', { To: to, From: '+15005550001', Body: 'x' }, 21212],
  ['a sender with a full queue', { To: to, From: '+15005550008', Body: 'x' }, 21611],
  ['a sender of another channel', { To: `whatsapp:${to}`, From: from, Body: 'x' }, 21910],
  ['the sender as recipient', { To: from, From: from, Body: 'x' }, 21266],
  ['a sender of somebody else', { To: to, From: '+14155550999', Body: 'x' }, 21659],
  ['an unknown channel sender', { To: `whatsapp:${to}`, From: 'whatsapp:+14155550999', Body: 'x' }, 63007],
  ['a landline', { To: '+15005550009', From: from, Body: 'x' }, 21614],
  ['a closed country', { To: '+8801234567890', From: from, Body: 'x' }, 21408],
  ['a recipient who said STOP', { To: '+14155550777', From: from, Body: 'x' }, 21610],
]
const callFaults: [string, Record<string, string>, number][] = [
  ['a call to nobody', {}, 21201],
  ['a call from nobody', { To: to }, 21213],
  ['a call without a document', { To: to, From: from }, 21205],
  ['a call with a bad URL', { To: to, From: from, Url: 'x' }, 21205],
  ['a call with a long document', { To: to, From: from, Twiml: 'x'.repeat(4001) }, 32018],
  ['a call to no number', { To: '123', From: from, Twiml: 'x' }, 21217],
  ['a call from no number', { To: to, From: 'x', Twiml: 'x' }, 21212],
  ['a call from an unverified number', { To: to, From: '+14155550999', Twiml: 'x' }, 21210],
  ['a call to a closed country', { To: '+8801234567890', From: from, Twiml: 'x' }, 21215],
  ['a call to an unreachable number', { To: '+15005550002', From: from, Twiml: 'x' }, 21214],
]

test('the first fault in the order of the API is the one that is told, and nothing is created', async (t) => {
  const fake = await start(t)
  fake.account.closedCountries.add('+880')
  fake.account.optedOut.add('+14155550777')
  const authorization = `Basic ${Buffer.from(`${fake.apiKey.sid}:${fake.apiKey.secret}`).toString('base64')}`
  const folders = [...messageFaults.map((row) => ['Messages', ...row]), ...callFaults.map((row) => ['Calls', ...row])]
  for (const [folder, what, form, code] of folders as [string, string, Record<string, string>, number][]) {
    const url = `${fake.url}/2010-04-01/Accounts/${fake.accountSid}/${folder}.json`
    const response = await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) })
    const body = (await response.json()) as { code: number; status: number }
    assert.equal(body.code, code, what)
    assert.equal(body.status, response.status, what)
  }
  assert.equal(fake.records.length, 0)
})

test('status callbacks and inbound messages carry a signature that the official validator accepts', async (t) => {
  const fake = await start(t)
  const hook = await webhook(t)
  const statusCallback = `${hook.url}/status?delivery=SM1`
  const { sid } = await official(fake).messages.create({ to, from, body: 'x', statusCallback })
  await fake.tell(sid, 'undelivered', 30005)
  await fake.inbound(`${hook.url}/inbound`, { from: to, to: from, body: 'hé', media: ['https://example.com/a.png'] })
  const [status, inbound] = hook.got
  assert.equal(status?.params.MessageStatus, 'undelivered')
  assert.equal(status?.params.ErrorCode, '30005')
  assert.equal(inbound?.params.Body, 'hé')
  assert.equal(inbound?.params.MediaUrl0, 'https://example.com/a.png')
  for (const each of hook.got)
    assert.ok(twilio.validateRequest(fake.authToken, each.signature, hook.url + each.url, each.params))
  assert.equal(signatureOf('t', 'https://example.com/', { B: '2', A: '1' }).length, 28)
})

test('status callbacks come early, late, twice and out of order, as ordered', async (t) => {
  const fake = await start(t, { receipts: [{ status: 'sent', afterMs: 5 }, { status: 'delivered' }] })
  const hook = await webhook(t)
  const create = () => official(fake).messages.create({ to, from, body: 'x', statusCallback: hook.url })
  fake.next({ receipts: [{ status: 'delivered', early: true }, { status: 'sent' }, { status: 'sent' }] })
  const creating = create()
  await creating
  assert.equal(hook.got[0]?.params.MessageStatus, 'delivered')
  await fake.idle()
  assert.deepEqual(
    hook.got.map((each) => each.params.MessageStatus),
    ['delivered', 'sent', 'sent'],
  )
  await create()
  await fake.idle()
  assert.deepEqual(
    hook.got.slice(3).map((each) => each.params.MessageStatus),
    ['sent', 'delivered'],
  )
})

test('the connection ends where it is told to, and the message exists only after the processing', async (t) => {
  const fake = await start(t)
  const create = () => official(fake).messages.create({ to, from, body: 'x' })
  for (const [cut, kept] of [
    ['before-reading', 0],
    ['before-processing', 0],
    ['before-answer', 1],
    ['mid-answer', 2],
  ] as const) {
    fake.next({ cut })
    await assert.rejects(create())
    assert.equal(fake.messages.length, kept, cut)
  }
  assert.equal(fake.faultsLeft, 0)
  await create()
})

test('it answers the status that it is told to, with or without having processed the request', async (t) => {
  const fake = await start(t)
  const create = () => official(fake).messages.create({ to, from, body: 'x' })
  fake.next({ status: 429, code: 20429, retryAfter: '3' })
  await assert.rejects(create(), { status: 429, code: 20429 })
  fake.next({ status: 502 })
  await assert.rejects(create(), { status: 502 })
  assert.equal(fake.messages.length, 0)
  fake.next({ status: 500, code: 20500, processed: true, delayMs: 5 })
  await assert.rejects(create(), { status: 500, code: 20500 })
  assert.equal(fake.messages.length, 1)
})
