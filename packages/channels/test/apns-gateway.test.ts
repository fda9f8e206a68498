import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  apnsFault,
  describeGateway,
  FakeApns,
  type FakeClock,
  fakeClock,
  type GatewayBench,
  keyPair,
  outboundMessage,
  RecordedLog,
  tempFolder,
} from '@trunkline/testkit'
import { createApnsGateway } from '../src/gateways/apns/apns-gateway.ts'
import type { ApnsGatewayConfig } from '../src/gateways/apns/config.ts'
import { ProviderTokens } from '../src/gateways/apns/provider-tokens.ts'
import type { GoneAddress } from '../src/gateways/push/addresses.ts'
import type { Gateway, OutboundMessage, PushAddress } from '../src/ports.ts'

const never = new AbortController().signal

interface Bench {
  readonly fake: FakeApns
  readonly gateway: Gateway
  readonly gone: GoneAddress[]
  readonly log: RecordedLog
  readonly clock: FakeClock
  /** Another gateway of the same team in the same process. */
  another(options?: Partial<ApnsGatewayConfig>): Gateway
}

async function open(t: TestContext, log = new RecordedLog(), options: Partial<ApnsGatewayConfig> = {}): Promise<Bench> {
  const clock = fakeClock()
  const fake = await FakeApns.start({ now: clock.now })
  t.after(() => fake.close())
  const folder = tempFolder(t)
  writeFileSync(join(folder, 'key.p8'), fake.key)
  const gone: GoneAddress[] = []
  const tokens = new ProviderTokens()
  const onGone = async (one: GoneAddress) => void gone.push(one)
  const { keyId, teamId, topic, url: baseUrl, ca } = fake
  const another = (more: Partial<ApnsGatewayConfig> = {}) => {
    const config = { type: 'apns', key: './key.p8', keyId, teamId, topic, baseUrl, ...options, ...more } as const
    const gateway = createApnsGateway('apple', config, { clock, log, folder, tokens, ca, onGone })
    t.after(() => gateway.stop?.())
    return gateway
  }
  return { fake, gateway: another(), gone, log, clock, another }
}

const messageTo = (address: string | Omit<PushAddress, 'type'>, overrides: Partial<OutboundMessage> = {}) =>
  outboundMessage('push', {
    push: [{ type: 'apns', ...(typeof address === 'string' ? { token: address } : address) }],
    content: { title: 'Train 4711', text: 'Leaves at 10:15 🚆' },
    ...overrides,
  })

describeGateway(
  'apns',
  async (t, log): Promise<GatewayBench> => {
    const { fake, gateway } = await open(t, log)
    const text = (aps: Readonly<Record<string, unknown>>) => (aps.alert as { body?: string } | undefined)?.body ?? ''
    return {
      gateway,
      recipient: { to: 'apns', push: [{ type: 'apns', token: fake.register() }] },
      secrets: [fake.key],
      arrived: () => fake.messages.map(({ payload }) => ({ to: 'apns', text: text(payload.aps) })),
      refuse: () => fake.next(apnsFault('Forbidden')),
      defer: (wait) => fake.next(apnsFault('TooManyRequests', wait ? { retryAfter: String(wait / 1_000) } : {})),
      cut: (when) => fake.next({ cut: when }),
      stall: () => fake.next({ stall: true }),
      stallMet: () => fake.faultsLeft === 0,
      unreachable: () => fake.close(),
    }
  },
  { levers: ['defer', 'cut', 'stall', 'unreachable'], tellsRetryAfter: true, alwaysFailsOver: true },
)

test('the request is what Apple documents, byte for byte', async (t) => {
  const { fake, gateway, clock } = await open(t)
  const token = fake.register()
  const content = {
    title: 'Train 4711',
    text: 'Leaves at 10:15 🚆',
    data: { gate: 7, aps: 'not mine' },
    collapseKey: 'train-4711',
  }
  const message = messageTo(token.toUpperCase(), { content, expiresAt: clock.now() + 60_900, category: 'otp' })
  const outcome = await gateway.send(message, never)
  const hex = message.deliveryId.slice(2)
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  assert.deepEqual(outcome, { kind: 'accepted', providerId: id })
  const [got] = fake.messages
  const { authorization: _, ...headers } = got?.headers ?? {}
  assert.deepEqual(headers, {
    'apns-id': id,
    'apns-topic': 'example.acme.app',
    'apns-push-type': 'alert',
    'apns-priority': '10',
    'apns-expiration': String(Math.floor((clock.now() + 60_900) / 1_000)),
    'apns-collapse-id': 'train-4711',
    'content-type': 'application/json',
  })
  assert.deepEqual(got?.payload, {
    gate: 7,
    aps: { alert: { title: 'Train 4711', body: 'Leaves at 10:15 🚆' }, sound: 'default' },
    deliveryId: message.deliveryId,
  })
  assert.equal(got?.token, token)
})

test('data alone go as a background push of priority 5, and a call as voip with its topic', async (t) => {
  const { fake, gateway } = await open(t)
  const token = fake.register()
  await gateway.send(messageTo(token, { content: { data: { sync: 'now' } }, category: 'otp' }), never)
  await gateway.send(messageTo({ token, pushType: 'voip' }), never)
  await gateway.send(messageTo(token, { category: 'marketing' }), never)
  const seen = fake.messages.map(({ headers }) => [
    headers['apns-push-type'],
    headers['apns-priority'],
    headers['apns-topic'],
  ])
  assert.deepEqual(seen, [
    ['background', '5', 'example.acme.app'],
    ['voip', '10', 'example.acme.app.voip'],
    ['alert', '5', 'example.acme.app'],
  ])
  assert.deepEqual(fake.messages[0]?.payload.aps, { 'content-available': 1 })
})

test('a message without an expiry is kept as long as the configuration says, and 0 is tried once', async (t) => {
  const { fake, gateway, clock, another } = await open(t)
  const token = fake.register()
  await gateway.send(messageTo(token), never)
  await another({ ttlSeconds: 0 }).send(messageTo(token), never)
  const until = String(Math.floor(clock.now() / 1_000) + 86_400)
  assert.deepEqual(
    fake.messages.map(({ headers }) => headers['apns-expiration']),
    [until, '0'],
  )
})

const trouble = 15 * 60_000
const cases: readonly (readonly [
  reason: string,
  kind: string,
  options?: { atFault?: boolean; wait?: number; status?: number },
])[] = [
  ...['BadCollapseId', 'BadDeviceToken', 'BadExpirationDate', 'BadMessageId', 'BadPriority', 'BadTopic'].map(
    (one) => [one, 'refused'] as const,
  ),
  ...['DeviceTokenNotForTopic', 'DuplicateHeaders', 'InvalidPushType', 'MissingDeviceToken'].map(
    (one) => [one, 'refused'] as const,
  ),
  ...['MissingTopic', 'PayloadEmpty', 'TopicDisallowed'].map((one) => [one, 'refused'] as const),
  ['IdleTimeout', 'deferred', { atFault: false }],
  ['BadCertificate', 'deferred', { atFault: true, status: 403 }],
  ['BadCertificateEnvironment', 'deferred', { atFault: true, status: 403 }],
  ['ExpiredProviderToken', 'deferred', { atFault: false }],
  ['Forbidden', 'refused'],
  ['InvalidProviderToken', 'deferred', { atFault: true }],
  ['MissingProviderToken', 'deferred', { atFault: true }],
  ['UnrelatedKeyIdInToken', 'deferred', { atFault: true, status: 403 }],
  ['BadEnvironmentKeyIdInToken', 'deferred', { atFault: true, status: 403 }],
  ['BadPath', 'refused'],
  ['MethodNotAllowed', 'refused'],
  ['ExpiredToken', 'refused'],
  ['Unregistered', 'refused'],
  ['PayloadTooLarge', 'refused'],
  ['TooManyProviderTokenUpdates', 'deferred', { atFault: true, wait: 20 * 60_000 }],
  ['TooManyRequests', 'deferred', { atFault: false }],
  ['InternalServerError', 'deferred', { atFault: true, wait: trouble }],
  ['ServiceUnavailable', 'deferred', { atFault: true, wait: trouble }],
  ['Shutdown', 'deferred', { atFault: false }],
]

for (const [reason, kind, { atFault, wait, status } = {}] of cases) {
  test(`${reason} is ${kind}`, async (t) => {
    const { fake, gateway } = await open(t)
    fake.next(apnsFault(reason, status === undefined ? {} : { status }))
    const outcome = await gateway.send(messageTo(fake.register()), never)
    assert.equal(outcome.kind, kind)
    assert.equal(outcome.kind !== 'accepted' && outcome.errorCode, reason)
    if (outcome.kind === 'deferred') assert.deepEqual([outcome.gatewayAtFault, outcome.retryAfter], [atFault, wait])
    if (outcome.kind === 'refused') assert.equal(outcome.failover, true)
    // Whatever was wrong, the next message goes.
    assert.equal((await gateway.send(messageTo(fake.register()), never)).kind, 'accepted')
  })
}

test('a reason that is new, or none at all, is read by the status', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next(
    apnsFault('SomethingNew', { status: 500 }),
    { status: 400, body: '<html>' },
    { status: 429, body: '' },
    { status: 403, body: 'null' },
  )
  const outcomes: unknown[] = []
  for (let tries = 0; tries < 4; tries++) {
    const outcome = await gateway.send(messageTo(fake.register()), never)
    outcomes.push([outcome.kind, outcome.kind !== 'accepted' && outcome.errorCode])
  }
  assert.deepEqual(outcomes, [
    ['deferred', 'SomethingNew'],
    ['refused', 'http-400'],
    ['deferred', 'http-429'],
    ['deferred', 'http-403'],
  ])
})

test('410 tells since when the token is gone', async (t) => {
  const { fake, gateway, gone } = await open(t)
  const token = fake.register()
  fake.unregister(token, 1_700_000_000_123)
  const message = messageTo(token)
  assert.equal((await gateway.send(message, never)).kind, 'refused')
  assert.deepEqual(gone, [
    { gateway: 'apple', clientId: message.clientId, address: { type: 'apns', token }, since: 1_700_000_000_123 },
  ])
})

test('a token that is not valid here is gone only where its environment is known to be this one', async (t) => {
  const { gateway, gone } = await open(t)
  const token = 'ab'.repeat(32)
  await gateway.send(messageTo(token), never)
  assert.equal(gone.length, 0)
  await gateway.send(messageTo({ token, environment: 'production' }), never)
  assert.equal(gone.length, 1)
})

test('a token of the other environment is not sent to this one', async (t) => {
  const { fake, gateway, gone } = await open(t)
  const outcome = await gateway.send(messageTo({ token: fake.register(), environment: 'sandbox' }), never)
  assert.equal(outcome.kind === 'refused' && outcome.errorCode, 'push-other-environment')
  assert.deepEqual([fake.messages.length, gone.length], [0, 0])
})

test('one provider token serves all gateways of a team for forty minutes, and never two within twenty', async (t) => {
  const { fake, gateway, clock, another } = await open(t)
  const other = another()
  const device = fake.register()
  for (let minute = 0; minute < 180; minute += 3) {
    for (const one of [gateway, other]) assert.equal((await one.send(messageTo(device), never)).kind, 'accepted')
    clock.advance(3 * 60_000)
  }
  assert.equal(fake.tokens.length, 5)
})

test('a provider token that Apple calls expired is made anew, but not within twenty minutes', async (t) => {
  const { fake, gateway, clock } = await open(t)
  const device = fake.register()
  await gateway.send(messageTo(device), never)
  clock.advance(5 * 60_000)
  fake.next(apnsFault('ExpiredProviderToken'))
  await gateway.send(messageTo(device), never)
  await gateway.send(messageTo(device), never)
  assert.equal(fake.tokens.length, 1)
  clock.advance(16 * 60_000)
  fake.next(apnsFault('ExpiredProviderToken'))
  await gateway.send(messageTo(device), never)
  assert.equal((await gateway.send(messageTo(device), never)).kind, 'accepted')
  assert.equal(fake.tokens.length, 2)
})

test('after too many token updates the connection, which is poisoned, is not used again', async (t) => {
  const { fake, gateway } = await open(t)
  const device = fake.register()
  await gateway.send(messageTo(device), never)
  fake.next(apnsFault('TooManyProviderTokenUpdates'))
  await gateway.send(messageTo(device), never)
  assert.equal((await gateway.send(messageTo(device), never)).kind, 'accepted')
  assert.equal(fake.connections, 2)
})

test('many notifications share one connection; what a goodbye left unprocessed goes out again, once each', async (t) => {
  const { fake, gateway } = await open(t)
  const device = fake.register()
  const send = () => gateway.send(messageTo(device), never)
  await Promise.all(Array.from({ length: 200 }, send))
  assert.deepEqual([fake.messages.length, fake.connections], [200, 1])
  fake.next({ goaway: 'unprocessed' })
  const outcomes = await Promise.all(Array.from({ length: 20 }, send))
  assert.ok(outcomes.every(({ kind }) => kind === 'accepted'))
  const ids = fake.messages.map(({ headers }) => headers['apns-id'])
  assert.equal(new Set(ids).size, 220)
  assert.equal(ids.length, 220)
})

test('addresses that are none, and what is too large, are refused in words', async (t) => {
  const { fake, gateway } = await open(t)
  const token = fake.register()
  const codes: unknown[] = []
  for (const address of [
    {},
    { token: 'xyz' },
    { token, environment: 'moon' },
    { token, topic: 7 },
    { token, pushType: 'mdm' },
  ]) {
    const outcome = await gateway.send(messageTo(address), never)
    codes.push(outcome.kind === 'refused' && outcome.errorCode)
  }
  const outcome = await gateway.send(messageTo(token, { content: { text: 'x'.repeat(4_100) } }), never)
  codes.push(outcome.kind === 'refused' && outcome.errorCode)
  assert.deepEqual(codes, [...Array.from({ length: 5 }, () => 'push-address-invalid'), 'push-too-large'])
  assert.equal(fake.messages.length, 0)
})

test('a collapse key that Apple would not take is hashed', async (t) => {
  const { fake, gateway } = await open(t)
  const device = fake.register()
  for (const collapseKey of ['ä'.repeat(40), 'with blank']) {
    const content = { text: 'x', collapseKey }
    assert.equal((await gateway.send(messageTo(device, { content }), never)).kind, 'accepted')
  }
  for (const { headers } of fake.messages) assert.match(headers['apns-collapse-id'] ?? '', /^[A-Za-z0-9_-]{43}$/)
})

test('a key that cannot be used stops the start in one line that names it and not the key', (t) => {
  const folder = tempFolder(t)
  const make = () =>
    createApnsGateway(
      'apple',
      { type: 'apns', key: './key.p8', keyId: 'KEY0123456', teamId: 'TEAM012345', topic: 'a.b' },
      {
        clock: fakeClock(),
        log: new RecordedLog(),
        folder,
        tokens: new ProviderTokens(),
        onGone: async () => undefined,
      },
    )
  assert.throws(make, /gateways\.apple: key: .*key\.p8 cannot be read \(ENOENT\)/)
  for (const text of ['secret-text', keyPair('rsa').privateKey]) {
    writeFileSync(join(folder, 'key.p8'), text)
    assert.throws(
      make,
      (error: Error) => /key\.p8 is no key on P-256/.test(error.message) && !error.message.includes('secret-text'),
    )
  }
})
