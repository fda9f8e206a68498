/** Real SIP programs call numbers of a started server: an IVR walked by sipp, a desk phone that hears and dials, a carrier's subscriber that calls in. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  embeddedDataFolder,
  eventually,
  freePort,
  loudness,
  sippWalker,
  startBaresip,
  startCarrier,
  startSipp,
  withoutBaresip,
  withoutKamailio,
  withoutSipp,
} from '@trunkline/testkit'
import { startServer } from './support/server-process.ts'

interface Asked {
  readonly path: string
  readonly params: URLSearchParams
}

/** A program that answers calls with documents by path; it keeps what it was asked. */
async function answering(t: TestContext, documents: (asked: Asked) => string) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { path: request.url ?? '', params: new URLSearchParams(body) }
    asked.push(one)
    response.setHeader('content-type', 'text/xml').end(`<Response>${documents(one)}</Response>`)
  }).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** A server whose carrier is at these addresses. */
async function serverWith(t: TestContext, uri: string, addresses: readonly string[], port = 0) {
  const folder = await embeddedDataFolder(t)
  const config = join(folder, 'trunkline.yaml')
  const gateways = { carrier: { type: 'sip', uri, addresses }, builtin: { type: 'loopback' } }
  const routes = { call: ['carrier'], sms: ['builtin'], email: ['builtin'], push: ['builtin'] }
  writeFileSync(config, JSON.stringify({ gateways, routes }))
  return startServer(t, { folder, env: { TRUNKLINE_CONFIG: config, TRUNKLINE_SIP_PORT: String(port) } })
}

const menu: Readonly<Record<string, string>> = {
  '/menu': '<Gather numDigits="1" timeout="20" action="/choice"><Say>Press one.</Say></Gather>',
  '/sales': '<Say>You have reached sales.</Say><Hangup/>',
}

test('sipp walks an IVR of Gather, Say and Redirect, and the webhooks are told of its SIP', {
  skip: withoutSipp,
}, async (t) => {
  const app = await answering(t, ({ path, params }) =>
    path === '/choice'
      ? params.get('Digits') === '1'
        ? '<Redirect>/sales</Redirect>'
        : '<Redirect>/menu</Redirect>'
      : (menu[path] ?? ''),
  )
  const server = await serverWith(t, 'sip:127.0.0.1', ['127.0.0.1'])
  const { phoneNumber, sip } = server.demo
  assert.equal((await server.call('PUT', `/v1/numbers/${phoneNumber}`, { voiceUrl: `${app.url}/menu` })).status, 200)
  const scenario = sippWalker([
    // A key that is pressed before its Gather has begun counts for nothing: the menu is asked for first, and that may take a while.
    { after: 4, digit: '7' },
    { after: 4, digit: '1' },
  ])
  const walk = await startSipp(t, { scenario, target: `127.0.0.1:${sip.port}`, service: phoneNumber, seconds: 120 })
  const { code, errors } = await walk.done
  assert.equal(code, 0, `${errors}\n${server.process.output()}`)
  assert.deepEqual(
    app.asked.map(({ path, params }) => [path, params.get('Digits')]),
    [
      ['/menu', null],
      ['/choice', '7'],
      ['/menu', null],
      ['/choice', '1'],
      ['/sales', null],
    ],
  )
  const [first] = app.asked
  const told = (name: string) => first?.params.get(name)
  assert.deepEqual(
    [
      told('From'),
      told('To'),
      told('CallStatus'),
      told('Direction'),
      told('SipSourceIp'),
      told('SipHeader_X-Scenario'),
    ],
    ['+14155550111', phoneNumber, 'ringing', 'inbound', '127.0.0.1', 'sipp'],
  )
  assert.match(told('SipCallId') ?? '', /@127\.0\.0\.1$/)
})

test('the demo client’s SIP phone dials a number and hears what its document says', {
  skip: withoutBaresip,
}, async (t) => {
  const app = await answering(t, () => '<Say>Hello from the number that you have called.</Say><Pause length="30"/>')
  const server = await startServer(t)
  const [mine, other] = server.demo.phoneNumbers.map(({ phoneNumber }) => phoneNumber) as [string, string]
  await server.call('PUT', `/v1/numbers/${other}`, { voiceUrl: `${app.url}/hello` })
  const { host, port, username, password } = server.demo.sip
  const phone = await startBaresip(t, { server: `${host}:${port}`, username, password })
  await phone.registered()
  phone.dial(`sip:${other.slice(1)}@${host}:${port}`)
  await phone.until('CALL_ESTABLISHED')
  await eventually(() => assert.ok(loudness(phone.heard()) > 0.01, 'something is said'), 60_000)
  const asked = app.asked[0]?.params
  assert.deepEqual([asked?.get('From'), asked?.get('To'), asked?.get('SipUsername')], [mine, other, username])
  phone.hangUp()
  await phone.until('CALL_CLOSED')
})

test('a carrier’s subscriber calls a number here and is heard out', {
  skip: withoutKamailio || withoutBaresip,
}, async (t) => {
  const app = await answering(t, () => '<Say>Hello from the other side of the trunk.</Say><Pause length="30"/>')
  const port = await freePort()
  const carrier = await startCarrier(t, { number: '+4930123456', gateway: `127.0.0.1:${port}`, answers: false })
  const server = await serverWith(t, carrier.trunk.uri, carrier.trunk.addresses, port)
  const { phoneNumber } = server.demo
  await server.call('PUT', `/v1/numbers/${phoneNumber}`, { voiceUrl: `${app.url}/hello` })
  carrier.phone.dial(`sip:${phoneNumber}@${carrier.kamailio.address}`)
  await carrier.phone.until('CALL_ESTABLISHED')
  await eventually(() => assert.ok(loudness(carrier.phone.heard()) > 0.01, 'something is said'), 60_000)
  assert.equal(app.asked[0]?.params.get('To'), phoneNumber)
  carrier.phone.hangUp()
  await carrier.phone.until('CALL_CLOSED')
})

test('a SIP user that an operator makes registers a phone; rotated and removed ones do not', {
  skip: withoutBaresip,
}, async (t) => {
  const server = await startServer(t)
  const { accountSid, adminToken, sip, phoneNumber } = server.demo
  const admin = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
    const url = `${server.url}/v1/admin/clients/${accountSid}/sip-users${path}`
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
  }
  const made = await admin('POST', '', { username: 'reception', number: phoneNumber })
  assert.equal(made.status, 201, JSON.stringify(made.json))
  const user = { server: `127.0.0.1:${sip.port}`, username: 'reception', password: String(made.json.password) }
  const phone = await startBaresip(t, user)
  await phone.registered()
  const { json } = await admin('GET', '')
  const names = (json.users as { username: string }[]).map(({ username }) => username)
  assert.deepEqual(names, ['demo', 'reception'])
  assert.ok(!JSON.stringify(json).includes(user.password))
  assert.equal((await admin('POST', '', { username: 'reception' })).status, 400)
  assert.equal((await admin('POST', '/reception/rotate', {})).status, 200)
  const old = await startBaresip(t, user)
  await old.process.printed(/403 Forbidden/, 40_000)
  assert.equal((await admin('PUT', '/reception', { number: null })).json.number, null)
  assert.equal((await admin('DELETE', '/reception')).status, 204)
  assert.equal((await admin('DELETE', '/reception')).status, 404)
})
