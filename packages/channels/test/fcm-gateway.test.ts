import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createAddressPolicy, createHttpCaller, createNameResolver } from '@trunkline/events'
import {
  describeGateway,
  FakeFcm,
  fakeClock,
  fcmFault,
  type GatewayBench,
  outboundMessage,
  RecordedLog,
  tempFolder,
} from '@trunkline/testkit'
import { createFcmGateway } from '../src/gateways/fcm/fcm-gateway.ts'
import type { GoneAddress } from '../src/gateways/push/addresses.ts'
import type { Clock, Gateway, OutboundMessage } from '../src/ports.ts'

const never = new AbortController().signal

interface Bench {
  readonly fake: FakeFcm
  readonly gateway: Gateway
  readonly gone: GoneAddress[]
  readonly log: RecordedLog
}

async function open(t: TestContext, log = new RecordedLog(), clock: Clock = { now: Date.now }): Promise<Bench> {
  const fake = await FakeFcm.start()
  t.after(() => fake.close())
  const folder = tempFolder(t)
  writeFileSync(join(folder, 'fcm.json'), JSON.stringify(fake.serviceAccount))
  const policy = createAddressPolicy({ allow: [], loopback: true })
  const http = createHttpCaller({ clock, policy, resolve: createNameResolver({ clock }), ca: fake.ca })
  t.after(() => http.close())
  const gone: GoneAddress[] = []
  const config = { type: 'fcm', serviceAccount: './fcm.json', baseUrl: fake.url } as const
  const onGone = async (one: GoneAddress) => void gone.push(one)
  const gateway = createFcmGateway('android', config, { clock, log, folder, http, ca: fake.ca, onGone })
  t.after(() => gateway.stop?.())
  return { fake, gateway, gone, log }
}

const messageTo = (token: string, overrides: Partial<OutboundMessage> = {}) =>
  outboundMessage('push', {
    push: [{ type: 'fcm', token }],
    content: { title: 'Train 4711', text: 'Leaves at 10:15 🚆' },
    ...overrides,
  })

describeGateway(
  'fcm',
  async (t, log): Promise<GatewayBench> => {
    const { fake, gateway } = await open(t, log)
    return {
      gateway,
      recipient: { to: 'fcm', push: [{ type: 'fcm', token: fake.register() }] },
      secrets: [fake.serviceAccount.private_key ?? ''],
      arrived: () => fake.messages.map(({ notification }) => ({ to: 'fcm', text: notification?.body ?? '' })),
      refuse: () => fake.next(fcmFault('SENDER_ID_MISMATCH')),
      defer: (wait) => fake.next(fcmFault('UNAVAILABLE', wait ? { retryAfter: String(wait / 1_000) } : {})),
      cut: (when) => fake.next({ cut: when }),
      stall: () => fake.next({ stall: true }),
      stallMet: () => fake.faultsLeft === 0,
      unreachable: () => fake.close(),
    }
  },
  { levers: ['defer', 'cut', 'stall', 'unreachable'], tellsRetryAfter: true, alwaysFailsOver: true },
)

test('the request is what FCM documents, byte for byte', async (t) => {
  const clock = fakeClock()
  const { fake, gateway } = await open(t, new RecordedLog(), clock)
  const token = fake.register()
  const content = {
    title: 'Train 4711',
    text: 'Leaves at 10:15 🚆',
    media: ['https://example.org/a.png'],
    data: { gate: 7, name: 'x', nested: { a: [1] } },
    collapseKey: 'train 4711',
  }
  const message = messageTo(token, { content, expiresAt: clock.now() + 60_900 })
  const outcome = await gateway.send(message, never)
  assert.equal(outcome.kind, 'accepted')
  assert.match(outcome.kind === 'accepted' ? outcome.providerId : '', /^projects\/demo-project\/messages\//)
  assert.deepEqual(fake.messages, [
    {
      token,
      notification: { title: 'Train 4711', body: 'Leaves at 10:15 🚆', image: 'https://example.org/a.png' },
      data: { gate: '7', name: 'x', nested: '{"a":[1]}', deliveryId: message.deliveryId },
      android: { priority: 'HIGH', ttl: '60s', collapse_key: 'train 4711', notification: { tag: 'train 4711' } },
    },
  ])
})

test('data alone make a message without a notification, and marketing does not wake the device', async (t) => {
  const { fake, gateway } = await open(t)
  const token = fake.register()
  const message = messageTo(token, { content: { data: { sync: 'now' } }, category: 'marketing' })
  assert.equal((await gateway.send(message, never)).kind, 'accepted')
  assert.deepEqual(fake.messages, [
    { token, data: { sync: 'now', deliveryId: message.deliveryId }, android: { priority: 'NORMAL', ttl: '86400s' } },
  ])
})

const cases = [
  ['UNREGISTERED', 'refused', undefined, true],
  ['INVALID_ARGUMENT', 'refused', undefined, false],
  ['SENDER_ID_MISMATCH', 'refused', undefined, false],
  ['QUOTA_EXCEEDED', 'deferred', 60_000, false],
  ['UNAVAILABLE', 'deferred', undefined, false],
  ['INTERNAL', 'deferred', undefined, false],
  ['THIRD_PARTY_AUTH_ERROR', 'deferred', undefined, false],
] as const

for (const [errorCode, kind, retryAfter, isGone] of cases) {
  test(`${errorCode} is ${kind}${isGone ? ', and the token is gone' : ''}`, async (t) => {
    const { fake, gateway, gone, log } = await open(t)
    fake.next(fcmFault(errorCode))
    const outcome = await gateway.send(messageTo(fake.register()), never)
    assert.equal(outcome.kind, kind)
    assert.equal('errorCode' in outcome && outcome.errorCode, errorCode)
    assert.equal(outcome.kind === 'deferred' ? outcome.retryAfter : undefined, retryAfter)
    assert.equal(gone.length, isGone ? 1 : 0)
    assert.equal(
      log.lines.filter(({ level }) => level === 'error').length,
      errorCode === 'THIRD_PARTY_AUTH_ERROR' ? 1 : 0,
    )
    assert.equal(fake.tokensGiven, 1)
  })
}

test('INVALID_ARGUMENT takes the token away only where it names the token', async (t) => {
  const { fake, gateway, gone } = await open(t)
  fake.next(fcmFault('INVALID_ARGUMENT', { field: 'message.android.ttl' }))
  await gateway.send(messageTo(fake.register()), never)
  assert.equal(gone.length, 0)
  const message = messageTo('not a token')
  assert.equal((await gateway.send(message, never)).kind, 'refused')
  assert.deepEqual(
    gone.map(({ gateway: name, clientId, address }) => [name, clientId, address.token]),
    [['android', message.clientId, 'not a token']],
  )
})

test('a Retry-After of FCM goes before the waits that are usual', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next(fcmFault('QUOTA_EXCEEDED', { retryAfter: '7' }))
  const outcome = await gateway.send(messageTo(fake.register()), never)
  assert.equal(outcome.kind === 'deferred' && outcome.retryAfter, 7_000)
})

test('an answer that is not JSON is read by its status', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next(
    { status: 502, body: '<html>Bad Gateway</html>' },
    { status: 404, body: '<html/>' },
    { status: 200, body: 'x' },
  )
  const kinds: string[] = []
  for (let tries = 0; tries < 3; tries++) kinds.push((await gateway.send(messageTo(fake.register()), never)).kind)
  assert.deepEqual(kinds, ['deferred', 'deferred', 'unknown'])
})

test('one access token serves many messages, is fetched once by many at a time, and anew before it ends', async (t) => {
  const clock = fakeClock()
  const { fake, gateway } = await open(t, new RecordedLog(), clock)
  const token = fake.register()
  await Promise.all(Array.from({ length: 20 }, () => gateway.send(messageTo(token), never)))
  assert.deepEqual([fake.tokensGiven, fake.messages.length, fake.connections], [1, 20, 1])
  clock.advance(54 * 60_000)
  await gateway.send(messageTo(token), never)
  assert.equal(fake.tokensGiven, 1)
  clock.advance(2 * 60_000)
  await gateway.send(messageTo(token), never)
  assert.equal(fake.tokensGiven, 2)
})

test('an access token that FCM refuses is dropped, and the next attempt gets another', async (t) => {
  const { fake, gateway } = await open(t)
  const message = messageTo(fake.register())
  await gateway.send(message, never)
  fake.revokeTokens()
  const outcome = await gateway.send(message, never)
  assert.deepEqual([outcome.kind, outcome.kind === 'deferred' && outcome.gatewayAtFault], ['deferred', true])
  assert.equal((await gateway.send(message, never)).kind, 'accepted')
  assert.equal(fake.tokensGiven, 2)
})

test('a token server that refuses or is in trouble defers the message', async (t) => {
  const { fake, gateway } = await open(t)
  const codes: unknown[] = []
  const answers = [
    { status: 400, body: '{"error":"invalid_grant"}' },
    { status: 503, body: '', headers: { 'retry-after': '9' } },
    { status: 200, body: '{}' },
    { status: 200, body: 'null' },
    { status: 200, body: 'x' },
  ]
  for (const answer of answers) {
    fake.answerTokensWith(answer)
    const outcome = await gateway.send(messageTo(fake.register()), never)
    codes.push(outcome.kind === 'deferred' && [outcome.errorCode, outcome.retryAfter])
  }
  assert.deepEqual(codes, [
    ['oauth-400', undefined],
    ['oauth-503', 9_000],
    ['oauth-malformed', undefined],
    ['oauth-malformed', undefined],
    ['oauth-malformed', undefined],
  ])
  assert.equal((await gateway.check?.(never))?.ok, false)
  fake.answerTokensWith(undefined)
  assert.equal((await gateway.send(messageTo(fake.register()), never)).kind, 'accepted')
})

test('data keys that FCM keeps for itself, and what is too large, are refused before anything is sent', async (t) => {
  const { fake, gateway } = await open(t)
  const codes: unknown[] = []
  for (const content of [
    { data: { from: 'x' } },
    { data: { 'google.x': 1 } },
    { data: { gcm1: 1 } },
    { text: 'x'.repeat(4_100) },
  ]) {
    const outcome = await gateway.send(messageTo(fake.register(), { content }), never)
    codes.push(outcome.kind === 'refused' && outcome.errorCode)
  }
  assert.deepEqual(codes, ['push-data-reserved', 'push-data-reserved', 'push-data-reserved', 'push-too-large'])
  assert.equal(fake.tokensGiven, 0)
})

test('a key file that cannot be used stops the start in one line that names it and not the key', async (t) => {
  const folder = tempFolder(t)
  const make = () =>
    createFcmGateway(
      'android',
      { type: 'fcm', serviceAccount: './fcm.json' },
      {
        clock: { now: Date.now },
        log: new RecordedLog(),
        folder,
        http: { call: async () => assert.fail() },
        onGone: async () => undefined,
      },
    )
  assert.throws(make, /gateways\.android: serviceAccount: .*fcm\.json cannot be read \(ENOENT\)/)
  for (const text of ['', '{}', 'null', '{"private_key":"secret-text","project_id":"p","client_email":"e"}']) {
    writeFileSync(join(folder, 'fcm.json'), text)
    assert.throws(make, (error: Error) => /fcm\.json/.test(error.message) && !error.message.includes('secret-text'))
  }
})

test('requests that a goodbye left unprocessed go out again on a new connection, once each', async (t) => {
  const { fake, gateway } = await open(t)
  const token = fake.register()
  await gateway.send(messageTo(token), never)
  fake.next({ goaway: 'unprocessed' })
  assert.equal((await gateway.send(messageTo(token), never)).kind, 'accepted')
  assert.deepEqual([fake.messages.length, fake.connections], [2, 2])
})

test('a goodbye after the answer costs nothing: the next request opens a new connection', async (t) => {
  const { fake, gateway } = await open(t)
  const token = fake.register()
  fake.next({ goaway: 'processed' })
  assert.equal((await gateway.send(messageTo(token), never)).kind, 'accepted')
  assert.equal((await gateway.send(messageTo(token), never)).kind, 'accepted')
  assert.equal(fake.messages.length, 2)
})
