/** The official clients make, redirect and complete a call to a real SIP phone behind a carrier; a message by call reaches it, too. */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  type Carrier,
  embeddedDataFolder,
  eventually,
  startCarrier,
  withoutBaresip,
  withoutKamailio,
} from '@trunkline/testkit'
import { startServer } from './support/server-process.ts'
import { faults, officialClients, play } from './twilio/official-clients.ts'
import type { Step } from './twilio/step.ts'

const without = withoutKamailio || withoutBaresip
const number = '+4930123456'

/** A call over the trunk, from its making to its end. */
const steps: readonly Step[] = [
  { name: 'the account has numbers', call: 'incomingPhoneNumbers.list', keep: 'numbers' },
  {
    name: 'a call is created',
    call: 'calls.create',
    with: {
      ...{ to: number, from: '$numbers.0.phone_number' },
      twiml: '<Response><Say>Please wait.</Say><Pause length="120"/></Response>',
    },
    keep: 'call',
    gives: { status: 'queued', to: number },
  },
  {
    name: 'it is answered',
    call: 'calls($call/sid).fetch',
    until: { status: 'in-progress' },
    gives: { status: 'in-progress', start_time: /^\d{4}-/ },
  },
  {
    name: 'it is redirected',
    call: 'calls($call/sid).update',
    with: { twiml: '<Response><Say>Something else.</Say><Pause length="120"/></Response>' },
    gives: { status: 'in-progress' },
  },
  {
    name: 'it is completed',
    call: 'calls($call/sid).update',
    with: { status: 'completed' },
    gives: { status: 'completed', duration: /^\d+$/ },
  },
  {
    name: 'a call to a number that the carrier does not know fails',
    call: 'calls.create',
    with: { to: '+4930999999', from: '$numbers.0.phone_number', twiml: '<Response/>' },
    keep: 'lost',
    gives: { status: 'queued' },
  },
  {
    name: 'it has failed',
    call: 'calls($lost/sid).fetch',
    until: { status: 'failed' },
    gives: { status: 'failed', duration: '0' },
  },
]

/** What a client tries whose credentials were stolen: a country that is not allowed, by the API and from a document. */
const fraud: readonly Step[] = [
  { name: 'the account has numbers', call: 'incomingPhoneNumbers.list', keep: 'numbers' },
  {
    name: 'a call to a country that is not allowed is refused',
    call: 'calls.create',
    with: { to: '+882161234567', from: '$numbers.0.phone_number', twiml: '<Response/>' },
    refused: { status: 400, code: 21215 },
  },
  {
    name: 'a call whose document dials there is made',
    call: 'calls.create',
    with: {
      ...{ to: number, from: '$numbers.0.phone_number' },
      twiml: '<Response><Dial><Number>+882161234567</Number></Dial><Pause length="2"/></Response>',
    },
    keep: 'parent',
  },
  {
    name: 'it goes on after it',
    call: 'calls($parent/sid).fetch',
    until: { status: 'completed' },
    gives: { status: 'completed' },
  },
  {
    name: 'what it dialled has failed',
    call: 'calls.list',
    with: { parentCallSid: '$parent.sid' },
    count: 1,
    gives: [{ status: 'failed', to: '+882161234567', duration: '0' }],
  },
  {
    name: 'numbers here may be called all the same',
    call: 'calls.create',
    with: { to: '$numbers.1.phone_number', from: '$numbers.0.phone_number', twiml: '<Response/>' },
  },
]

/** The configuration file of a server with that carrier. */
function configuration({ trunk }: Carrier): string {
  const { uri, username, password } = trunk
  return JSON.stringify({
    gateways: { carrier: { type: 'sip', uri, username, password }, builtin: { type: 'loopback' } },
    routes: { call: ['carrier'], sms: ['builtin'], email: ['builtin'], push: ['builtin'] },
    calls: { allow: ['+49'] },
  })
}

test('calls of the official clients and messages by call reach a SIP phone through a carrier', {
  skip: without,
}, async (t) => {
  const carrier = await startCarrier(t, { number })
  const folder = await embeddedDataFolder(t)
  const config = join(folder, 'trunkline.yaml')
  writeFileSync(config, configuration(carrier))
  const server = await startServer(t, { folder, env: { TRUNKLINE_CONFIG: config } })
  const account = { id: server.demo.accountSid, authToken: server.demo.authToken }
  let established = 0
  for (const client of officialClients)
    await t.test(client.language, { skip: client.skip }, async (t) => {
      const played = await play(t, { server, client, way: 'base URL', account, steps })
      assert.deepEqual(faults(steps, played), [])
      await carrier.phone.until('CALL_ESTABLISHED', ++established)
      await carrier.phone.until('CALL_CLOSED', established)
    })
  const [node] = officialClients
  await t.test('what is not allowed does not reach the carrier', { skip: node?.skip ?? false }, async (t) => {
    assert.ok(node)
    const played = await play(t, { server, client: node, way: 'base URL', account, steps: fraud })
    assert.deepEqual(faults(fraud, played), [])
    const { json } = await server.call('POST', '/v1/calls', { to: '+447911123456', content: { text: 'Hello' } })
    const { id } = json as { readonly id: string }
    await eventually(async () => {
      const view = (await server.call('GET', `/v1/messages/${id}`)).json as {
        readonly deliveries: readonly { readonly status: string; readonly errorCode: string }[]
      }
      assert.deepEqual([view.deliveries[0]?.status, view.deliveries[0]?.errorCode], ['failed', '21215'])
    }, 45_000)
  })
  await t.test('a message by call', async () => {
    const { json } = await server.call('POST', '/v1/calls', { to: number, content: { text: 'Your table is ready.' } })
    const { id } = json as { readonly id: string }
    await eventually(async () => {
      const view = (await server.call('GET', `/v1/messages/${id}`)).json as {
        readonly deliveries: readonly { readonly status: string; readonly gateway: string }[]
      }
      assert.deepEqual([view.deliveries[0]?.gateway, view.deliveries[0]?.status], ['carrier', 'delivered'])
    }, 45_000)
    await eventually(() => {
      const loudest = carrier.phone.heard().reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      assert.ok(loudest > 1_000, `the phone heard ${loudest} at most`)
    })
  })
})
