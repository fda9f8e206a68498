import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBench } from './support/api-bench.ts'
import { twilioForms } from './support/twilio-forms.ts'

const ours = '+15005550006'
const to = '+14155550123'
let texts = 0

const says = (text: string) => ({
  ...({
    gateway: 'loopback',
    channel: 'sms',
    providerId: `in-${++texts}`,
    from: to,
    to: ours,
    text,
    media: [],
  } as const),
  at: Date.now(),
})

test('a client keeps, reads and shortens the list of addresses that it does not send to', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const put = await call('PUT', '/v1/suppressions/sms/%2B1%20415%20555%200123', { detail: 'asked by phone' })
  assert.equal(put.status, 200, put.text)
  const { createdAt, ...rest } = put.json
  assert.match(createdAt, /Z$/)
  assert.deepEqual(rest, {
    ...{ channel: 'sms', address: to, from: null, reason: 'manual', categories: null, detail: 'asked by phone' },
  })
  assert.equal((await call('POST', '/v1/sms', { to, content: { text: 'hi' } })).json.status, 'suppressed')
  assert.deepEqual((await call('GET', '/v1/suppressions')).json, { suppressions: [put.json], next: null })
  assert.deepEqual((await call('GET', '/v1/suppressions?channel=email')).json.suppressions, [])
  const path = `/v1/suppressions/sms/${encodeURIComponent(to)}`
  assert.equal((await call('DELETE', path)).status, 204)
  assert.equal((await call('DELETE', path)).json.code, 'not-found')
  assert.equal((await call('POST', '/v1/sms', { to, content: { text: 'hi' } })).json.status, 'queued')
})

test('what is wrong with an entry is told, and nothing is changed', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  assert.equal((await call('PUT', '/v1/suppressions/sms/12', {})).json.code, 'number-invalid')
  assert.equal((await call('PUT', '/v1/suppressions/email/nobody', {})).json.code, 'email-invalid')
  assert.equal((await call('PUT', '/v1/suppressions/push/x', {})).status, 404)
  assert.equal(
    (await call('PUT', '/v1/suppressions/sms/+14155550123', { categories: [] })).json.code,
    'validation-failed',
  )
  assert.equal((await call('GET', '/v1/suppressions?after=x')).json.code, 'query-invalid')
  assert.deepEqual((await call('GET', '/v1/suppressions')).json.suppressions, [])
})

test('Twilio’s 21610 answers whoever writes to a person that has opted out', async (t) => {
  const bench = await openBench(t, { dispatch: false })
  await bench.accounts.numbers.put(bench.clientId, ours)
  const { post } = twilioForms(bench)
  await bench.channels.sink.inbound(says('STOP'))
  const refused = await post('/Messages.json', { To: to, From: ours, Body: 'x' })
  assert.deepEqual([refused.status, refused.json.code], [400, 21610])
  await bench.channels.sink.inbound(says('START'))
  assert.equal((await post('/Messages.json', { To: to, From: ours, Body: 'x' })).status, 201)
})

test('opening the link of one click shows a page and changes nothing; posting unsubscribes', async (t) => {
  const bench = await openBench(t, { dispatch: false, reach: () => 'https://acme.example' })
  const { server } = bench.api
  const clientId = (await bench.accounts.clients.get(bench.clientId)).id
  const mail = { clientId, address: 'ana@example.com', category: 'marketing' } as const
  const url = new URL((await bench.channels.suppressions.unsubscribeUrl(mail)) as string).pathname
  const page = await server.inject({ method: 'GET', url })
  assert.equal(page.statusCode, 200)
  assert.match(page.body, /a…@example\.com/)
  assert.doesNotMatch(page.body, /ana@example/)
  const send = { to: mail.address, content: { subject: 'Hi', text: 'hi' }, category: mail.category }
  assert.equal((await bench.call('POST', '/v1/email', send)).json.status, 'queued')
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const done = await server.inject({ method: 'POST', url, headers: form, payload: 'List-Unsubscribe=One-Click' })
  assert.equal(done.statusCode, 200)
  assert.match(done.body, /Unsubscribed/)
  assert.equal((await bench.call('POST', '/v1/email', send)).json.status, 'suppressed')
  assert.equal((await server.inject({ method: 'POST', url: `${url}x`, headers: form, payload: '' })).statusCode, 404)
})
