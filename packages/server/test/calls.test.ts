/** Calls through a started server: deliveries of the channel `call`, the Twilio-compatible edge, codes by call, numbers that are verified. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { embeddedDataFolder, eventually } from '@trunkline/testkit'
import { holdPhone } from './support/held-phone.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

interface Delivery {
  readonly id: string
  readonly gateway: string | null
  readonly status: string
  readonly final: boolean
  readonly errorCode: string | null
}
interface Message {
  readonly id: string
  readonly deliveries: readonly [Delivery]
}

/** Sends a message by call and gives its delivery. */
async function ring({ call }: RunningServer, to: string, content: object): Promise<Message> {
  const { status, json } = await call('POST', '/v1/calls', { to, content })
  assert.equal(status, 202, JSON.stringify(json))
  return json as Message
}

/** The delivery once it is final. */
async function settled({ call }: RunningServer, { id }: Message, timeoutMs = 45_000): Promise<Delivery> {
  let delivery: Delivery | undefined
  await eventually(async () => {
    delivery = ((await call('GET', `/v1/messages/${id}`)).json as Message).deliveries[0]
    assert.ok(delivery.final, `the delivery is ${delivery.status}`)
  }, timeoutMs)
  return delivery as Delivery
}

/** The Twilio-compatible edge, as the demo client. */
async function twilio({ url, demo }: RunningServer, method: string, path: string, form?: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const answer = await fetch(`${url}/2010-04-01/Accounts/${demo.accountSid}${path}`, {
    method,
    headers: { authorization },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

/** A program that answers calls with documents by path; it keeps what it was asked. */
async function answering(t: TestContext, documents: Readonly<Record<string, string>>) {
  const asked: { readonly path: string; readonly params: URLSearchParams }[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const path = request.url ?? ''
    asked.push({ path, params: new URLSearchParams(body) })
    response.setHeader('content-type', 'text/xml').end(`<Response>${documents[path] ?? ''}</Response>`)
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

test('a message by call is delivered when it was answered and is over, and is a call of the same SID', async (t) => {
  const server = await startServer(t)
  const message = await ring(server, '+14155550123', { text: 'Hello' })
  const delivery = await settled(server, message)
  assert.deepEqual([delivery.status, delivery.gateway], ['delivered', 'loopback'])
  const { json } = await twilio(server, 'GET', `/Calls/${delivery.id}.json`)
  assert.deepEqual([json.sid, json.status, json.to], [delivery.id, 'completed', '+14155550123'])
  assert.ok(server.demo.phoneNumbers.some(({ phoneNumber }) => phoneNumber === json.from))
})

test('a line that is busy, and one that nobody answers, leave a message undelivered', async (t) => {
  const server = await startServer(t)
  const app = await answering(t, { '/busy': '<Reject reason="busy"/>', '/silent': '<Pause length="60"/>' })
  const [first, second] = server.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber) as [string, string]
  await server.call('PUT', `/v1/numbers/${first}`, { voiceUrl: `${app.url}/busy` })
  await server.call('PUT', `/v1/numbers/${second}`, { voiceUrl: `${app.url}/silent` })
  const busy = await settled(server, await ring(server, first, { text: 'Hello' }))
  assert.deepEqual([busy.status, busy.errorCode], ['undelivered', 'busy'])
  const silent = await settled(server, await ring(server, second, { text: 'Hello', ringSeconds: 5 }))
  assert.deepEqual([silent.status, silent.errorCode], ['undelivered', 'no-answer'])
})

test('a process that dies in a call fails the call and its delivery, once another is there', async (t) => {
  const folder = await embeddedDataFolder(t)
  const first = await startServer(t, { folder })
  const twiml = '<Response><Say>One moment.</Say><Pause length="600"/></Response>'
  const message = await ring(first, '+14155550123', { twiml })
  const { id } = message.deliveries[0]
  await eventually(async () => {
    assert.equal((await twilio(first, 'GET', `/Calls/${id}.json`)).json.status, 'in-progress')
  }, 45_000)
  await first.process.stop('SIGKILL')
  const second = await startServer(t, { folder })
  const delivery = await settled(second, message)
  assert.equal(delivery.status, 'failed')
  assert.equal((await twilio(second, 'GET', `/Calls/${id}.json`)).json.status, 'failed')
})

test('a person who picks up hears a code after a key, and it is the right one', async (t) => {
  const server = await startServer(t)
  const to = '+14155550123'
  const phone = await holdPhone(t, server, to)
  const { json } = await server.call('POST', '/v1/verifications', { to, channel: 'call' })
  const { id } = json as { readonly id: string }
  await phone.happened('ringing')
  await phone.act('answer')
  await phone.happened('text')
  await phone.act('press', { digits: '1' })
  const digits = () => phone.heard.filter((text) => /^\d$/.test(text)).join('')
  await eventually('the code to be said', () => digits().length >= 6, 45_000)
  const code = digits().slice(0, 6)
  await phone.act('hangUp')
  const checked = await server.call('POST', `/v1/verifications/${id}/check`, { code })
  assert.equal((checked.json as { readonly status: string }).status, 'approved')
  await eventually(async () => {
    const view = (await server.call('GET', `/v1/verifications/${id}`)).json as {
      readonly attempts: readonly { readonly status: string }[]
    }
    assert.equal(view.attempts[0]?.status, 'delivered')
  }, 45_000)
})

test('a number is a caller id once somebody there has keyed in the code that the API’s caller was shown', async (t) => {
  const server = await startServer(t)
  const to = '+14155550177'
  const app = await answering(t, {})
  const phone = await holdPhone(t, server, to)
  const asked = await twilio(server, 'POST', '/OutgoingCallerIds.json', {
    ...{ PhoneNumber: to, FriendlyName: 'Home', StatusCallback: `${app.url}/told` },
  })
  assert.equal(asked.status, 200, JSON.stringify(asked.json))
  await phone.happened('ringing')
  await phone.act('answer')
  await phone.happened('text')
  await phone.act('press', { digits: String(asked.json.validation_code) })
  await eventually('to be told', () => app.asked.length === 1, 45_000)
  const told = app.asked[0]?.params
  assert.deepEqual(
    ['VerificationStatus', 'CallSid', 'To', 'CallStatus'].map((name) => told?.get(name)),
    ['success', asked.json.call_sid, to, 'completed'],
  )
  const sid = told?.get('OutgoingCallerIdSid')
  const kept = await twilio(server, 'GET', `/OutgoingCallerIds/${sid}.json`)
  assert.deepEqual([kept.json.phone_number, kept.json.friendly_name], [to, 'Home'])
  const shown = await twilio(server, 'POST', '/Calls.json', { To: '+14155550123', From: to, Twiml: '<Response/>' })
  assert.equal(shown.status, 201, JSON.stringify(shown.json))
})

test('a call asks its program what to do, tells of its progress, and asks again with the keys that were pressed', async (t) => {
  const server = await startServer(t)
  const to = '+14155550123'
  const app = await answering(t, {
    '/voice': '<Gather numDigits="2" timeout="20" action="/keys"><Say>Press two keys.</Say></Gather>',
    '/keys': '<Say>Thank you.</Say>',
  })
  const phone = await holdPhone(t, server, to)
  const form = new URLSearchParams({ To: to, From: server.demo.phoneNumber, Url: `${app.url}/voice` })
  form.append('StatusCallback', `${app.url}/progress`)
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) form.append('StatusCallbackEvent', event)
  const authorization = `Basic ${Buffer.from(`${server.demo.accountSid}:${server.demo.authToken}`).toString('base64')}`
  const path = `/2010-04-01/Accounts/${server.demo.accountSid}/Calls.json`
  const created = await fetch(`${server.url}${path}`, { method: 'POST', headers: { authorization }, body: form })
  assert.equal(created.status, 201)
  await phone.happened('ringing')
  await phone.act('answer')
  await phone.happened('text')
  await phone.act('press', { digits: '42' })
  await phone.happened('ended')
  assert.deepEqual(phone.heard, ['Press two keys.', 'Thank you.'])
  const of = (path: string) => app.asked.filter((each) => each.path === path).map(({ params }) => params)
  await eventually('all progress', () => of('/progress').length === 4, 45_000)
  assert.deepEqual(
    of('/progress').map((params) => params.get('CallStatus')),
    ['initiated', 'ringing', 'in-progress', 'completed'],
  )
  assert.deepEqual([of('/voice').length, of('/keys')[0]?.get('Digits')], [1, '42'])
})
