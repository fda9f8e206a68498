import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { verifyStandardWebhook } from '@trunkline/wire'
import * as publicNames from '../src/index.ts'
import { createAddressPolicy, createEvents, type Events, type EventsOptions, type StreamedEvent } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'
import { startReceiver } from './receiver.ts'

async function running(
  t: TestContext,
  open: OpenDatabase,
  options: Partial<EventsOptions> = {},
): Promise<{ f: Fixture; events: Events }> {
  const f = await fixture(t, open)
  return { f, events: process(t, f, options) }
}

function process(t: TestContext, f: Fixture, options: Partial<EventsOptions> = {}): Events {
  const { db, clock, ids, sealer, log } = f
  const privateAddresses = createAddressPolicy({ loopback: true })
  const events = createEvents({ db, clock, ids, sealer, log, privateAddresses, random: () => 0.5, ...options })
  t.after(() => events.stop())
  return events
}

async function collect(stream: AsyncIterable<StreamedEvent>, into: StreamedEvent[]): Promise<void> {
  for await (const each of stream) into.push(each)
}

describeOnEachEngine('events', [migrations], (open) => {
  test('the public names are these', () => {
    assert.deepEqual(Object.keys(publicNames).sort(), [
      'FormWebhookDesk',
      'ReceiverAway',
      'appendEvents',
      'callFormWebhook',
      'cookieHeader',
      'createAddressPolicy',
      'createEvents',
      'createHttpCaller',
      'createNameResolver',
      'expandEvents',
      'formWebhookInsert',
      'insertFormWebhooks',
      'lineageEnd',
      'migrations',
      'moveText',
      'movesText',
      'outboxInsert',
      'personalTables',
      'readOverrides',
      'targetOf',
      'withCookies',
    ])
  })

  test('an event goes from the commit to the webhook and the stream', async (t) => {
    const { f, events } = await running(t, open)
    const receiver = await startReceiver(t)
    await events.start()
    await events.start()
    await events.endpoints.create(clientA, { url: receiver.url })
    const seen: StreamedEvent[] = []
    const stop = new AbortController()
    const streaming = collect(events.stream(clientA, { after: '0-0', signal: stop.signal }), seen)
    const made = await f.happen(clientA, 2)
    events.wake()
    await receiver.until(2)
    while (seen.length < 2) await sleep(5)
    assert.deepEqual(receiver.received.map(({ headers }) => headers['webhook-id']).sort(), made.sort())
    assert.deepEqual(
      seen.map(({ event }) => event.id),
      made,
    )
    stop.abort()
    await streaming
    await events.stop()
    await events.stop()
    assert.deepEqual(await events.depth(), { outbox: 0, oldestMs: 0, deliveries: 0, failed: 0 })
  })

  test('processes without roles stream what the relay of another process logs', async (t) => {
    const { f, events: worker } = await running(t, open)
    const api = process(t, f)
    await api.start({})
    await worker.start({ relay: true })
    const seen: StreamedEvent[] = []
    const streaming = collect(api.stream(clientA, { after: '0-0', signal: new AbortController().signal }), seen)
    const made = await f.happen(clientA, 1)
    worker.wake()
    while (seen.length < 1) await sleep(5)
    assert.equal(seen[0]?.event.id, made[0])
    await api.stop()
    await streaming
  })

  test('a process with one sender only sends what another relays', async (t) => {
    const { f, events: relay } = await running(t, open)
    const sender = process(t, f)
    const receiver = await startReceiver(t)
    await relay.start({ relay: true })
    await sender.start({ webhooks: true })
    await relay.endpoints.create(clientA, { url: receiver.url })
    await f.happen(clientA, 1)
    relay.wake()
    await receiver.until(1)
  })

  test('the depth tells what waits and since when', async (t) => {
    const { f, events } = await running(t, open)
    await f.happen(clientA, 3)
    f.clock.advance(2000)
    assert.deepEqual(await events.depth(), { outbox: 1, oldestMs: 2000, deliveries: 0, failed: 0 })
  })

  test('all clients’ events can be read on from a position', async (t) => {
    const { f, events } = await running(t, open)
    const first = await f.happen(clientA, 2)
    const second = await f.happen(clientB, 1)
    await f.relay().pass()
    const all = await events.read(0, 10)
    assert.deepEqual(
      all.map(({ position, clientId, events: own }) => [position, clientId, own.map(({ id }) => id)]),
      [
        [1, clientA, first],
        [2, clientB, second],
      ],
    )
    assert.deepEqual(await events.read(1, 10), all.slice(1))
    assert.deepEqual(await events.read(0, 1), all.slice(0, 1))
  })

  test('a single call goes through the guard and into the request log, signed if it should be', async (t) => {
    const { events } = await running(t, open)
    const receiver = await startReceiver(t, (_request, response) => response.writeHead(200).end('<Response/>'))
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
    const { answer } = await events.webhook({
      clientId: clientA,
      purpose: 'voice',
      url: receiver.url.replace('http://', 'http://user:p%40ss@'),
      body: 'Digits=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      sign: { id: 'EV1', keys: [secret] },
    })
    assert.equal(Buffer.from(answer?.body ?? '').toString(), '<Response/>')
    const [got] = receiver.received
    assert.ok(got && Math.abs(Number(got.headers['webhook-timestamp']) - 1_795_176_000) < 1)
    assert.equal(got.headers.authorization, `Basic ${Buffer.from('user:p@ss').toString('base64')}`)
    assert.equal(verifyStandardWebhook(got.headers, got.body, secret, { now: 1_795_176_000_000 }).valid, true)
    const get = await events.webhook({
      clientId: clientA,
      purpose: 'voice',
      url: `${receiver.url}/x`,
      method: 'GET',
      secret: true,
    })
    assert.equal(get.answer?.status, 200)
    await events.stop()
    const { requests } = await events.requests.list({ clientId: clientA, purpose: 'voice' })
    const [last, first] = requests
    assert.equal(first?.request.url, receiver.url)
    assert.equal(first?.request.body, 'Digits=1')
    assert.ok(!JSON.stringify(requests).includes('p@ss') && !JSON.stringify(requests).includes('p%40ss'))
    assert.deepEqual([last?.request.method, last?.request.body, last?.response?.body], ['GET', null, null])
  })

  test('credentials with a percent sign that begins no escape are sent as they are', async (t) => {
    const { events } = await running(t, open)
    const receiver = await startReceiver(t)
    const url = receiver.url.replace('http://', 'http://50%:p%zz@')
    const { answer } = await events.webhook({ clientId: clientA, purpose: 'a', url })
    assert.ok(answer)
    const basic = `Basic ${Buffer.from('50%:p%zz').toString('base64')}`
    assert.equal(receiver.received[0]?.headers.authorization, basic)
  })

  test('a single call that cannot be made says why and is logged', async (t) => {
    const { events } = await running(t, open)
    const results = await Promise.all([
      events.webhook({ clientId: clientA, purpose: 'a', url: 'http://user:secret@ x' }),
      events.webhook({ clientId: clientA, purpose: 'a', url: 'file:///etc/passwd' }),
      events.webhook({ clientId: clientA, purpose: 'a', url: 'http://10.0.0.1/' }),
    ])
    assert.deepEqual(
      results.map(({ failure }) => failure?.code),
      ['url-invalid', 'url-invalid', 'address-refused'],
    )
    await events.stop()
    const { requests } = await events.requests.list({ clientId: clientA })
    assert.equal(requests.length, 3)
    assert.ok(!JSON.stringify(requests).includes('secret'))
  })

  test('single calls are bounded: some wait, and beyond that they are refused', async (t) => {
    const { events } = await running(t, open)
    const go = Promise.withResolvers<void>()
    const receiver = await startReceiver(t, async (_request, response) => {
      await go.promise
      response.writeHead(204).end()
    })
    const call = { clientId: clientA, purpose: 'a', url: receiver.url, secret: true, timeoutMs: 60_000 }
    const calls = Array.from({ length: 768 + 1024 + 1 }, () => events.webhook(call))
    assert.equal((await calls.at(-1))?.failure?.code, 'overloaded')
    await receiver.until(768)
    assert.equal(receiver.received.length, 768)
    go.resolve()
    const results = await Promise.all(calls)
    assert.equal(results.filter(({ answer }) => answer?.status === 204).length, 1792)
  })

  test('a start that fails can be tried again', async (t) => {
    const { f } = await running(t, open)
    let failures = 0
    const db = new Proxy(f.db, {
      get: (target, key) => {
        if (key === 'listen' && failures++ === 0) return () => Promise.reject(new Error('down'))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const events = process(t, f, { db })
    await assert.rejects(events.start(), /down/)
    await events.start()
  })
})
