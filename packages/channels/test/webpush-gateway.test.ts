import assert from 'node:assert/strict'
import { createECDH, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createAddressPolicy, createHttpCaller, createNameResolver } from '@trunkline/events'
import {
  describeGateway,
  fakeClock,
  type GatewayBench,
  outboundMessage,
  PushService,
  quietLog,
  RecordedLog,
  tempFolder,
} from '@trunkline/testkit'
import type { GoneAddress } from '../src/gateways/push/addresses.ts'
import type { WebPushGatewayConfig } from '../src/gateways/webpush/config.ts'
import { encryptPush } from '../src/gateways/webpush/encrypt.ts'
import { readSubscription } from '../src/gateways/webpush/subscription.ts'
import { VapidAuthorization } from '../src/gateways/webpush/vapid.ts'
import { loadVapidKeys } from '../src/gateways/webpush/vapid-keys.ts'
import { createWebPushGateway, type WebPushGateway } from '../src/gateways/webpush/webpush-gateway.ts'
import type { Clock, OutboundMessage, PushAddress } from '../src/ports.ts'

const never = new AbortController().signal

interface Bench {
  readonly service: PushService
  readonly gateway: WebPushGateway
  readonly gone: GoneAddress[]
  readonly folder: string
  subscribe(): PushAddress
}

async function open(
  t: TestContext,
  log: RecordedLog = new RecordedLog(),
  clock: Clock = { now: Date.now },
): Promise<Bench> {
  const service = await PushService.start()
  t.after(() => service.close())
  const folder = tempFolder(t)
  const policy = createAddressPolicy({ allow: [], loopback: true })
  const http = createHttpCaller({ clock, policy, resolve: createNameResolver({ clock }), ca: service.ca })
  t.after(() => http.close())
  const gone: GoneAddress[] = []
  const config = {
    type: 'webpush' as const,
    subject: 'mailto:ops@example.org',
    keys: './vapid.json',
    endpoints: [new URL(service.origin).host],
  } satisfies WebPushGatewayConfig
  const onGone = async (one: GoneAddress) => void gone.push(one)
  const gateway = createWebPushGateway('browser', config, { clock, log, folder, http, randomBytes, onGone })
  const subscribe = (): PushAddress => ({ type: 'webpush', ...service.subscribe(gateway.applicationServerKey) })
  return { service, gateway, gone, folder, subscribe }
}

const pushTo = (push: readonly PushAddress[], overrides: Partial<OutboundMessage> = {}) =>
  outboundMessage('push', { push, content: { title: 'Train 4711', text: 'Leaves at 10:15 🚆' }, ...overrides })

describeGateway(
  'webpush',
  async (t, log): Promise<GatewayBench> => {
    const { service, gateway, subscribe } = await open(t, log)
    const address = subscribe()
    return {
      gateway,
      recipient: { to: 'webpush', push: [address] },
      secrets: [(address.keys as { auth: string }).auth],
      arrived: () =>
        service.messages.map(({ plaintext }) => ({ to: 'webpush', text: JSON.parse(plaintext).body ?? '' })),
      refuse: () => service.next({ status: 413 }),
      defer: (retryAfter) =>
        service.next({ status: 429, ...(retryAfter ? { retryAfter: String(retryAfter / 1_000) } : {}) }),
      cut: (when) => service.next({ cut: when }),
      stall: () => service.next({ stall: true }),
      stallMet: () => service.faultsLeft === 0,
      unreachable: () => service.close(),
    }
  },
  { levers: ['defer', 'cut', 'stall', 'unreachable'], tellsRetryAfter: true, alwaysFailsOver: true, checksAlone: true },
)

test('what the browser decrypts is what was sent, with TTL, Urgency and Topic', async (t) => {
  const clock = fakeClock(Date.now())
  const { service, gateway, subscribe } = await open(t, new RecordedLog(), clock)
  const content = { title: 'Train 4711', text: 'Leaves at 10:15 🚆', data: { gate: 7 }, collapseKey: 'train 4711' }
  const message = pushTo([subscribe()], { content, category: 'otp', expiresAt: clock.now() + 60_500 })
  const outcome = await gateway.send(message, never)
  assert.equal(outcome.kind, 'accepted')
  assert.match(outcome.kind === 'accepted' ? outcome.providerId : '', /^https:\/\/localhost.*\/message\//)
  const [got] = service.messages
  assert.deepEqual(JSON.parse(got?.plaintext ?? ''), {
    id: message.deliveryId,
    title: 'Train 4711',
    body: 'Leaves at 10:15 🚆',
    data: { gate: 7 },
  })
  assert.deepEqual([got?.ttl, got?.urgency], [60, 'high'])
  assert.match(got?.topic ?? '', /^[A-Za-z0-9_-]{32}$/)
})

test('a text of 100 bytes makes a body of 203 bytes, and 3,993 bytes are the most', async (t) => {
  const { service, gateway } = await open(t)
  const subscription = readSubscription({ type: 'webpush', ...service.subscribe(gateway.applicationServerKey) }, [
    '*.example',
    new URL(service.origin).host,
  ])
  assert.ok(typeof subscription !== 'string')
  assert.equal(encryptPush(Buffer.alloc(100, 65), subscription, randomBytes).length, 203)
  assert.equal(encryptPush(Buffer.alloc(3_993), subscription, randomBytes).length, 4_096)
  assert.throws(() => encryptPush(Buffer.alloc(3_994), subscription, randomBytes), RangeError)
})

test('a notification that does not fit is refused before anything is sent', async (t) => {
  const { service, gateway, subscribe } = await open(t)
  const outcome = await gateway.send(pushTo([subscribe()], { content: { text: 'x'.repeat(4_000) } }), never)
  assert.equal(outcome.kind === 'refused' && outcome.errorCode, 'push-too-large')
  assert.equal(service.messages.length, 0)
})

test('a subscription that has ended is told, and the message refused', async (t) => {
  const { service, gateway, gone, subscribe } = await open(t)
  const address = subscribe()
  service.unsubscribe(address as never)
  const message = pushTo([address])
  const outcome = await gateway.send(message, never)
  assert.deepEqual([outcome.kind, outcome.kind === 'refused' && outcome.errorCode], ['refused', 'http-410'])
  assert.deepEqual(
    gone.map(({ gateway: name, clientId, address: one }) => [name, clientId, one]),
    [['browser', message.clientId, address]],
  )
})

test('404 ends a subscription too; other refusals do not', async (t) => {
  const { service, gateway, gone, subscribe } = await open(t)
  const kinds: unknown[] = []
  for (const status of [404, 400, 401, 403, 413, 429, 500, 502, 503]) {
    service.next({ status })
    const outcome = await gateway.send(pushTo([subscribe()]), never)
    kinds.push([status, outcome.kind, gone.length])
  }
  assert.deepEqual(kinds, [
    [404, 'refused', 1],
    [400, 'refused', 1],
    [401, 'deferred', 1],
    [403, 'deferred', 1],
    [413, 'refused', 1],
    [429, 'deferred', 1],
    [500, 'deferred', 1],
    [502, 'deferred', 1],
    [503, 'deferred', 1],
  ])
})

test('a message to several browsers is accepted where one of them took it', async (t) => {
  const { service, gateway, gone, subscribe } = await open(t)
  const [one, other] = [subscribe(), subscribe()]
  service.unsubscribe(one as never)
  assert.equal((await gateway.send(pushTo([one, other]), never)).kind, 'accepted')
  assert.equal(service.messages.length, 1)
  assert.deepEqual(
    gone.map(({ address }) => address),
    [one],
  )
})

test('an endpoint that is not in the list of push services is never called', async (t) => {
  const { gateway, subscribe } = await open(t)
  const { keys } = subscribe()
  for (const endpoint of [
    'https://169.254.169.254/x',
    'https://evil.example/x',
    'http://localhost/x',
    'https://a:b@localhost/',
    'x',
    7,
  ]) {
    const outcome = await gateway.send(pushTo([{ type: 'webpush', endpoint, keys }]), never)
    assert.deepEqual(
      [outcome.kind, outcome.kind === 'refused' && outcome.errorCode],
      ['refused', 'push-address-invalid'],
    )
  }
})

test('the list of push services takes any host below a name, and not the name with something before it', () => {
  const keys = {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
  const read = (endpoint: string) => typeof readSubscription({ type: 'webpush', endpoint, keys }, ['*.push.example'])
  assert.equal(read('https://a.push.example/1'), 'object')
  assert.equal(read('https://a.b.PUSH.example/1'), 'object')
  assert.equal(read('https://push.example/1'), 'string')
  assert.equal(read('https://evilpush.example/1'), 'string')
  assert.equal(read('https://a.push.example:8443/1'), 'string')
})

test('keys that are not a browser’s are refused in words', async (t) => {
  const { gateway, subscribe } = await open(t)
  const good = subscribe() as unknown as { endpoint: string; keys: { p256dh: string; auth: string } }
  const offCurve = Buffer.alloc(65, 1)
  offCurve[0] = 4
  for (const keys of [
    undefined,
    {},
    { ...good.keys, auth: 'AAAA' },
    { ...good.keys, p256dh: 'AAAA' },
    { ...good.keys, p256dh: offCurve.toString('base64url') },
  ]) {
    const outcome = await gateway.send(pushTo([{ type: 'webpush', endpoint: good.endpoint, keys }]), never)
    assert.equal(outcome.kind === 'refused' && outcome.errorCode, 'push-address-invalid')
  }
})

test('VAPID keys are made once, for their owner alone, and read again', async (t) => {
  const folder = tempFolder(t)
  const file = join(folder, 'vapid.json')
  const first = loadVapidKeys(file, quietLog)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.equal(loadVapidKeys(file, quietLog).publicKey, first.publicKey)
  assert.equal(Buffer.from(first.publicKey, 'base64url').length, 65)
})

test('VAPID keys that are broken are named without being told', async (t) => {
  const file = join(tempFolder(t), 'vapid.json')
  loadVapidKeys(file, quietLog)
  const { publicKey, privateKey } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const other = createECDH('prime256v1').generateKeys('base64url')
  for (const text of [
    '',
    'null',
    '{}',
    JSON.stringify({ publicKey }),
    JSON.stringify({ publicKey: other, privateKey }),
  ]) {
    writeFileSync(file, text)
    assert.throws(
      () => loadVapidKeys(file, quietLog),
      (error: Error) => error.message.includes(file) && !error.message.includes(privateKey ?? '?'),
    )
  }
})

test('a VAPID token is used again until an hour is left, and is never valid for more than a day', (t) => {
  const authorization = new VapidAuthorization(
    loadVapidKeys(join(tempFolder(t), 'k.json'), quietLog),
    'mailto:a@example.org',
  )
  const start = Date.UTC(2026, 0, 1)
  const hour = 3_600_000
  const first = authorization.for('https://push.example', start)
  assert.equal(authorization.for('https://push.example', start + 10.9 * hour), first)
  assert.notEqual(authorization.for('https://push.example', start + 11.1 * hour), first)
  assert.notEqual(authorization.for('https://other.example', start), first)
  const claims = JSON.parse(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString())
  assert.deepEqual(claims, {
    aud: 'https://push.example',
    exp: start / 1_000 + 12 * 3_600,
    sub: 'mailto:a@example.org',
  })
})
