import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Database, Statement } from '@trunkline/postgres'
import { describeOnEachEngine, eventually, type OpenDatabase } from '@trunkline/testkit'
import { uuidFromSid, verifyStandardWebhook } from '@trunkline/wire'
import { createEndpoints, type Endpoints } from '../src/endpoint/endpoints.ts'
import { createAddressPolicy } from '../src/http/address-policy.ts'
import { createHttpCaller } from '../src/http/http-caller.ts'
import { type Resolve, systemResolve } from '../src/http/name-resolver.ts'
import { createRequestLog, type RequestLog } from '../src/http/request-list.ts'
import { migrations } from '../src/migrations.ts'
import { Ledger } from '../src/sender/ledger.ts'
import { defaultDeskLimits, SendingDesk } from '../src/sender/sending-desk.ts'
import { WebhookSender } from '../src/sender/webhook-sender.ts'
import { claimDeliveries } from '../src/store/delivery-store.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'
import { type Receiver, startReceiver } from './receiver.ts'

const sql = (text: string, values: readonly unknown[] = []): Statement => ({ text, values })

interface Webhooks {
  readonly f: Fixture
  readonly endpoints: Endpoints
  readonly requests: RequestLog
  readonly sender: WebhookSender
  /** Another process's sender. */
  another(options?: { db?: Database; limits?: typeof defaultDeskLimits }): WebhookSender
  /** Moves and feeds all that has happened. */
  feed(): Promise<void>
  /** Sends what is due, and waits until all of it has been tried. */
  send(): Promise<void>
  /** Moves the clock and sends. */
  later(ms: number): Promise<void>
  waiting(): Promise<{ id: string; attempt: number; due: number }[]>
  failed(): Promise<{ id: string; reason: string }[]>
}

async function webhooks(t: TestContext, open: OpenDatabase, resolve: Resolve = systemResolve): Promise<Webhooks> {
  const f = await fixture(t, open)
  const { db, clock, ids, sealer, log, meter, partitions } = f
  const policy = createAddressPolicy({ loopback: true })
  const relay = f.relay()
  const another: Webhooks['another'] = (options = {}) => {
    const caller = createHttpCaller({ clock, policy, resolve })
    t.after(() => caller.close())
    const ledger = new Ledger({ db: options.db ?? db, clock, log, partitions })
    t.after(() => ledger.close())
    const parts = { db: options.db ?? db, clock, ids, sealer, log, meter, caller, ledger }
    return new WebhookSender({
      ...parts,
      random: () => 0.5,
      userAgent: 'test',
      ...(options.limits ? { limits: options.limits } : {}),
    })
  }
  const sender = another()
  const feed = async (): Promise<void> => {
    while ((await relay.pass()).more);
  }
  const send = async (): Promise<void> => {
    while (await sender.claim());
    await sender.settled()
  }
  return {
    f,
    endpoints: createEndpoints({ db, clock, ids, sealer, policy, resolve, onWork() {} }),
    requests: createRequestLog(db),
    sender,
    another,
    feed,
    send,
    async later(ms) {
      clock.advance(ms)
      await feed()
      await send()
    },
    async waiting() {
      const { rows } = await db.query<{ id: string; attempt: number; due: Date }>(
        sql(`select event ->> 'id' as id, attempt, due_at as due from events_delivery order by position, index`),
      )
      return rows.map(({ id, attempt, due }) => ({ id, attempt, due: due.getTime() - clock.now() }))
    },
    async failed() {
      const { rows } = await db.query<{ id: string; reason: string }>(
        sql(`select event ->> 'id' as id, reason from events_failed order by position, index`),
      )
      return rows
    },
  }
}

/** A node of a plan, as PostgreSQL tells of it after the run. */
interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** How many rows of deliveries a statement reads. What it does is undone. */
async function rowsRead(db: Database, { text, values }: Statement): Promise<number> {
  const undone = new Error('undone')
  let read = 0
  const count = (node: PlanNode): void => {
    const { 'Actual Rows': given, 'Rows Removed by Filter': passed = 0, 'Actual Loops': loops } = node
    if (node['Relation Name'] === 'events_delivery') read += (given + passed) * loops
    for (const each of node.Plans ?? []) count(each)
  }
  const explained = db.transaction(async (tx) => {
    const explain = sql(`explain (analyze, timing off, format json) ${text}`, values)
    const { rows } = await tx.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(explain)
    for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) count(Plan)
    throw undone
  })
  await assert.rejects(explained, undone)
  assert.ok(read > 0, 'the plan tells of deliveries')
  return read
}

const idsOf = (receiver: Receiver): string[] => receiver.received.map(({ headers }) => headers['webhook-id'] ?? '')

describeOnEachEngine('webhooks', [migrations], (open) => {
  test('an event arrives signed, as JSON with its members in order', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    const { secret } = await w.endpoints.create(clientA, { url: `${receiver.url}/hook?x=1` })
    const [id] = await w.f.happen(clientA, 1, 'delivery.delivered')
    await w.feed()
    await w.send()
    const [got] = receiver.received
    assert.ok(got)
    assert.deepEqual([got.method, got.path], ['POST', '/hook?x=1'])
    assert.equal(got.headers['content-type'], 'application/json')
    assert.equal(got.headers['webhook-id'], id)
    assert.equal(
      got.body,
      `{"id":"${id}","type":"delivery.delivered","timestamp":"2026-11-20T12:00:00.000Z","data":{"n":0}}`,
    )
    const now = w.f.clock.now()
    assert.equal(verifyStandardWebhook(got.headers, got.body, secret, { now }).valid, true)
    assert.deepEqual(await w.waiting(), [])
  })

  test('only what the patterns choose arrives, and nothing of other clients', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    await w.endpoints.create(clientA, { url: receiver.url, events: ['delivery.delivered', 'call.*'] })
    await w.f.happen(clientA, 1, 'delivery.sent')
    await w.f.happen(clientB, 1, 'delivery.delivered')
    const wanted = [
      ...(await w.f.happen(clientA, 1, 'delivery.delivered')),
      ...(await w.f.happen(clientA, 1, 'call.a.b')),
    ]
    await w.feed()
    await w.send()
    assert.deepEqual(idsOf(receiver).sort(), wanted.sort())
  })

  test('a failed event is tried again on the schedule with the same id and a new timestamp, until it succeeds', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (_request, response, nth) => response.writeHead(nth < 4 ? 500 : 200).end())
    const { secret } = await w.endpoints.create(clientA, { url: receiver.url })
    const [id] = await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    assert.deepEqual(await w.waiting(), [{ id, attempt: 1, due: 5000 }])
    await w.later(4999)
    assert.equal(receiver.received.length, 1)
    await w.later(1)
    assert.deepEqual(await w.waiting(), [{ id, attempt: 2, due: 300_000 }])
    await w.later(300_000)
    assert.deepEqual(await w.waiting(), [{ id, attempt: 3, due: 1_800_000 }])
    await w.later(1_800_000)
    assert.deepEqual(await w.waiting(), [])
    assert.deepEqual(idsOf(receiver), [id, id, id, id])
    const stamps = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']))
    assert.deepEqual(
      stamps.map((stamp) => stamp - (stamps[0] ?? 0)),
      [0, 5, 305, 2105],
    )
    const last = receiver.received.at(-1)
    assert.ok(last && verifyStandardWebhook(last.headers, last.body, secret, { now: w.f.clock.now() }).valid)
  })

  test('an event that fails for three days is given up, kept, and can be replayed', async (t) => {
    const w = await webhooks(t, open)
    let up = false
    const receiver = await startReceiver(t, (_request, response) => response.writeHead(up ? 200 : 500).end())
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    const [id] = await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    let tries = 1
    while ((await w.waiting()).length > 0) {
      await w.later((await w.waiting())[0]?.due ?? 0)
      tries += 1
    }
    assert.equal(tries, 10)
    assert.deepEqual(await w.failed(), [{ id, reason: 'given up after 10 tries; at last the receiver answered 500' }])
    const view = await w.endpoints.get(clientA, endpoint)
    assert.equal(view.failingSince, '2026-11-20T12:00:00.000Z')
    assert.equal(view.status, 'enabled')
    up = true
    assert.deepEqual(await w.endpoints.replay(clientA, endpoint), { requeued: 1, since: null })
    await w.later(60_000)
    assert.equal(idsOf(receiver).at(-1), id)
    assert.deepEqual(await w.failed(), [])
    assert.equal((await w.endpoints.get(clientA, endpoint)).failingSince, null)
  })

  test('Retry-After is honoured, for the event and for the endpoint', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (_request, response, nth) =>
      nth === 1 ? response.writeHead(429, { 'retry-after': '120' }).end() : response.writeHead(200).end(),
    )
    await w.endpoints.create(clientA, { url: receiver.url })
    const first = await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    const second = await w.f.happen(clientA, 1)
    await w.later(119_000)
    assert.deepEqual(idsOf(receiver), first, 'the second event waits too')
    await w.later(1000)
    assert.deepEqual(idsOf(receiver).sort(), [...first, ...first, ...second].sort())
  })

  test('410 disables the endpoint and tells why; what waited is kept for a replay, which enables it', async (t) => {
    const w = await webhooks(t, open)
    let gone = true
    const receiver = await startReceiver(t, (_request, response) => response.writeHead(gone ? 410 : 200).end())
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    const before = await w.f.happen(clientA, 20)
    await w.feed()
    await w.send()
    const view = await w.endpoints.get(clientA, endpoint)
    assert.equal(view.status, 'disabled')
    assert.match(view.disabledReason ?? '', /410 Gone/)
    assert.equal(view.disabledAt, '2026-11-20T12:00:00.000Z')
    const calls = receiver.received.length
    const meanwhile = await w.f.happen(clientA, 1)
    await w.later(86_400_000)
    assert.equal(receiver.received.length, calls, 'nothing more is sent')
    assert.deepEqual((await w.failed()).map(({ id }) => id).sort(), before.sort())
    gone = false
    assert.equal((await w.endpoints.replay(clientA, endpoint)).requeued, 20)
    await w.later(0)
    assert.deepEqual([...new Set(idsOf(receiver).slice(calls))].sort(), before.sort())
    assert.ok(!idsOf(receiver).includes(meanwhile[0] ?? ''), 'what happened meanwhile comes only when it is asked for')
    await w.endpoints.replay(clientA, endpoint, { since: '2026-11-20T12:00:00Z' })
    await w.later(0)
    assert.ok(idsOf(receiver).includes(meanwhile[0] ?? ''))
  })

  test('a redirect is a failure and leads nowhere', async (t) => {
    const w = await webhooks(t, open)
    const inner = await startReceiver(t)
    const receiver = await startReceiver(t, (_request, response) =>
      response.writeHead(302, { location: `${inner.url}/latest/meta-data` }).end(),
    )
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    assert.equal(inner.received.length, 0)
    assert.equal((await w.waiting())[0]?.attempt, 1)
    assert.match((await w.endpoints.get(clientA, endpoint)).lastError ?? '', /redirects are not followed/)
  })

  test('a receiver whose name moves to a private address is not called, and the log says why', async (t) => {
    let address = '127.0.0.1'
    const w = await webhooks(t, open, async () => [{ address, family: 4 }])
    const receiver = await startReceiver(t)
    await w.endpoints.create(clientA, { url: `http://hooks.test:${receiver.port}/` })
    address = '10.0.0.1'
    await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    assert.equal(receiver.received.length, 0)
    const { requests } = await w.requests.list({ clientId: clientA })
    assert.equal(requests[0]?.error?.code, 'address-refused')
    assert.equal((await w.waiting())[0]?.attempt, 1)
  })

  test('a cut connection, a huge answer and an answer that is no HTTP do not stop the others', async (t) => {
    const w = await webhooks(t, open)
    const cut = await startReceiver(t, (_request, response) => response.destroy())
    const huge = await startReceiver(t, (_request, response) => {
      response.writeHead(200)
      const pour = (): unknown => response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(pour))
      pour()
    })
    const fine = await startReceiver(t)
    for (const { url } of [cut, huge, fine]) await w.endpoints.create(clientA, { url })
    const made = await w.f.happen(clientA, 3)
    await w.feed()
    await w.send()
    // Sent at the same time over connections of their own.
    assert.deepEqual(idsOf(fine).sort(), made.toSorted())
    assert.deepEqual(idsOf(huge).sort(), made.toSorted())
    assert.equal((await w.waiting()).length, 3, 'the cut ones wait for another try')
  })

  test('a stuck endpoint does not hold up the others', async (t) => {
    const w = await webhooks(t, open)
    const stuck = await startReceiver(t, () => {})
    const fine = await startReceiver(t)
    await w.endpoints.create(clientA, { url: stuck.url })
    await w.endpoints.create(clientA, { url: fine.url })
    const made: string[] = []
    for (let i = 0; i < 100; i += 1) made.push(...(await w.f.happen(clientA, 1)))
    await w.feed()
    const stop = new AbortController()
    const ended = w.sender.run(stop.signal)
    await fine.until(100)
    await stuck.until(8)
    // All answers are in, and written down.
    await eventually(async () => assert.equal((await w.waiting()).length, 100))
    assert.deepEqual(idsOf(fine).sort(), made.sort())
    assert.equal(stuck.received.length, 8, 'the stuck one has its few requests under way and no more')
    stop.abort()
    await ended
    await w.sender.finish(10)
    await w.sender.settled()
    const waiting = await w.waiting()
    assert.equal(waiting.length, 100)
    assert.ok(
      waiting.every(({ attempt, due }) => attempt === 0 && due <= 0),
      'what was broken off was given back and did not count as tried',
    )
  })

  test('the events of one message arrive in order at the first try', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (request, response) => {
      setTimeout(() => response.writeHead(200).end(), request.body.includes('"n":0') ? 60 : 0)
    })
    await w.endpoints.create(clientA, { url: receiver.url })
    const message = w.f.ids.messageUuid()
    const lane = (n: number): string => `EV${message.replaceAll('-', '').slice(0, 28)}01${String(n).padStart(2, '0')}`
    for (let n = 0; n < 5; n += 1) {
      const told = [{ id: lane(n + 1), type: 'a.b', timestamp: '', data: { n } }]
      await w.f.db.query(
        sql(`insert into events_outbox (client_id, created_at, events) values ($1, $2, $3::text::jsonb)`, [
          clientA,
          new Date(w.f.clock.now()),
          JSON.stringify(told),
        ]),
      )
    }
    await w.f.happen(clientA, 3)
    await w.feed()
    await w.send()
    const ofMessage = idsOf(receiver).filter((id) => id.startsWith(lane(1).slice(0, 30)))
    assert.deepEqual(ofMessage, [1, 2, 3, 4, 5].map(lane))
  })

  test('several processes share the deliveries, and each is made once', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    await w.endpoints.create(clientA, { url: receiver.url })
    const made: string[] = []
    for (let i = 0; i < 30; i += 1) made.push(...(await w.f.happen(clientA, 10)))
    await w.feed()
    const senders = [w.sender, w.another(), w.another()]
    const stop = new AbortController()
    const ended = senders.map((sender) => sender.run(stop.signal))
    await receiver.until(made.length)
    await eventually(async () => assert.deepEqual(await w.waiting(), []))
    stop.abort()
    await Promise.all(ended)
    for (const sender of senders) {
      await sender.finish(1000)
      await sender.settled()
    }
    assert.deepEqual(idsOf(receiver).sort(), made.sort())
    assert.deepEqual(await w.waiting(), [])
  })

  test('what a process that died had claimed is sent by another when the lease is over', async (t) => {
    const w = await webhooks(t, open)
    const hang = Promise.withResolvers<void>()
    const receiver = await startReceiver(t, async (_request, response, nth) => {
      if (nth === 1) await hang.promise
      response.writeHead(200).end()
    })
    await w.endpoints.create(clientA, { url: receiver.url })
    const [id] = await w.f.happen(clientA, 1)
    await w.feed()
    await w.sender.claim()
    await receiver.until(1)
    const other = w.another()
    w.f.clock.advance(59_000)
    await other.claim()
    assert.equal(receiver.received.length, 1, 'the lease stands')
    w.f.clock.advance(1000)
    await other.claim()
    await receiver.until(2)
    await other.settled()
    assert.deepEqual(idsOf(receiver), [id, id], 'at least once, with the same id')
    assert.deepEqual(await w.waiting(), [])
    hang.resolve()
    await w.sender.settled()
    assert.deepEqual(await w.waiting(), [], 'the late one changes nothing')
  })

  test('what was held for too long before it could start is not started', async (t) => {
    const w = await webhooks(t, open)
    const slow = Promise.withResolvers<void>()
    const receiver = await startReceiver(t, async (_request, response) => {
      await slow.promise
      response.writeHead(200).end()
    })
    await w.endpoints.create(clientA, { url: receiver.url })
    for (let i = 0; i < 12; i += 1) await w.f.happen(clientA, 1)
    await w.feed()
    await w.sender.claim()
    await receiver.until(8)
    w.f.clock.advance(45_000)
    slow.resolve()
    await w.sender.settled()
    assert.equal(receiver.received.length, 8)
    const waiting = await w.waiting()
    assert.equal(waiting.length, 4)
    await w.later(15_000)
    assert.equal(receiver.received.length, 12)
    assert.deepEqual(await w.waiting(), [])
  })

  test('results that cannot be written wait for the database', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    await w.endpoints.create(clientA, { url: receiver.url })
    await w.f.happen(clientA, 1)
    await w.feed()
    let failures = 0
    const flaky = new Proxy(w.f.db, {
      get: (target, key) => {
        if (key === 'transaction' && failures++ < 2) return () => Promise.reject(new Error('down'))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const sender = w.another({ db: flaky })
    await sender.claim()
    await sender.settled()
    assert.equal(receiver.received.length, 1)
    assert.deepEqual(await w.waiting(), [])
    assert.ok(w.f.log.messages('error').some((message) => message.includes('tries again')))
  })

  test('a secret that cannot be opened is told in the log and sends nothing', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    await w.endpoints.create(clientA, { url: receiver.url })
    await w.f.db.query(sql(`update events_endpoint set secret = 'v1.broken'`))
    await w.f.happen(clientA, 1)
    await w.feed()
    await w.send()
    assert.equal(receiver.received.length, 0)
    assert.equal((await w.waiting()).length, 1)
    assert.ok(w.f.log.messages('error').some((message) => message.includes('could not be sent')))
  })

  test('a dead endpoint with a long backlog costs one try at a time and a growing pause', async (t) => {
    const w = await webhooks(t, open)
    let up = false
    const receiver = await startReceiver(t, (_request, response) => response.writeHead(up ? 200 : 500).end())
    await w.endpoints.create(clientA, { url: receiver.url })
    const made = await w.f.happen(clientA, 200)
    await w.feed()
    await w.send()
    const burst = receiver.received.length
    assert.ok(burst < 40, `${burst} tries before it was noticed`)
    for (let minute = 0; minute < 30; minute += 1) await w.later(60_000)
    assert.ok(receiver.received.length - burst <= 30, 'at most one a minute')
    up = true
    for (let round = 0; round < 40; round += 1) await w.later(60_000)
    assert.deepEqual([...new Set(idsOf(receiver))].sort(), made.sort())
    assert.deepEqual(await w.waiting(), [])
  })

  test('during a rotation both secrets sign, for 24 hours; then the new one alone', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    const { id: endpoint, secret: old } = await w.endpoints.create(clientA, { url: receiver.url })
    const rotated = await w.endpoints.rotate(clientA, endpoint)
    assert.notEqual(rotated.secret, old)
    assert.equal(rotated.previousSecretUntil, '2026-11-21T12:00:00.000Z')
    const verdicts = async (): Promise<boolean[]> => {
      await w.f.happen(clientA, 1)
      await w.later(0)
      const last = receiver.received.at(-1)
      assert.ok(last)
      const now = w.f.clock.now()
      return [old, rotated.secret].map(
        (secret) => verifyStandardWebhook(last.headers, last.body, secret, { now }).valid,
      )
    }
    assert.deepEqual(await verdicts(), [true, true])
    w.f.clock.advance(86_399_000)
    assert.deepEqual(await verdicts(), [true, true])
    w.f.clock.advance(1000)
    assert.deepEqual(await verdicts(), [false, true])
    await w.f.relay().maintain()
    const { rows } = await w.f.db.query<{ previous: string | null }>(
      sql('select previous_secret as previous from events_endpoint'),
    )
    assert.deepEqual(rows, [{ previous: null }], 'and the old one is forgotten')
  })

  test('everything since a position or an instant can be sent again', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t)
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    const first = await w.f.happen(clientA, 2)
    await w.later(0)
    w.f.clock.advance(3_600_000)
    const second = await w.f.happen(clientA, 2)
    await w.later(0)
    assert.deepEqual(await w.endpoints.replay(clientA, endpoint, { since: '2-0' }), { requeued: 0, since: '2-0' })
    await w.later(0)
    assert.deepEqual(await w.endpoints.replay(clientA, endpoint, { since: '2026-11-20T12:30:00Z' }), {
      requeued: 0,
      since: '2-0',
    })
    await w.later(0)
    await w.endpoints.replay(clientA, endpoint, { since: '0-0' })
    await w.later(0)
    assert.deepEqual(idsOf(receiver).sort(), [...first, ...first, ...second, ...second, ...second, ...second].sort())
    assert.deepEqual(await w.endpoints.replay(clientA, endpoint, { since: '2026-12-01T00:00:00Z' }), {
      requeued: 0,
      since: null,
    })
  })

  test('a replay makes what waits for its next try due now', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (_request, response, nth) => response.writeHead(nth < 3 ? 500 : 200).end())
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    await w.f.happen(clientA, 1)
    await w.later(0)
    await w.later(5000)
    assert.equal((await w.waiting())[0]?.due, 300_000)
    assert.equal((await w.endpoints.replay(clientA, endpoint, { failed: true })).requeued, 1)
    await w.later(1000)
    assert.equal(receiver.received.length, 3)
    assert.deepEqual(await w.waiting(), [])
  })

  test('every request is in the log, with what was sent and what came back, and can be filtered and paged', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (_request, response, nth) =>
      response
        .writeHead(nth === 1 ? 500 : 200, { 'set-cookie': 'session=1', 'x-kind': 'test' })
        .end(nth === 1 ? `no\0 ${'x'.repeat(10_000)}😀` : 'fine'),
    )
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    const [id] = await w.f.happen(clientA, 1)
    await w.later(0)
    await w.later(5000)
    const { requests, next } = await w.requests.list({ clientId: clientA })
    assert.equal(next, null)
    assert.equal(requests.length, 2)
    const [second, first] = requests
    assert.match(first?.id ?? '', /^RQ[0-9a-f]{32}$/)
    assert.deepEqual(
      [first?.attempt, first?.purpose, first?.endpointId, first?.eventId, first?.response?.status, first?.error],
      [1, 'webhook', endpoint, id, 500, null],
    )
    assert.equal(first?.request.url, `${receiver.url}/`)
    assert.equal(first?.request.body, receiver.received[0]?.body)
    assert.equal(first?.request.headers['webhook-id'], id)
    assert.equal(first?.response?.headers['x-kind'], 'test')
    assert.equal(first?.response?.headers['set-cookie'], '[left out]')
    assert.ok((first?.response?.body ?? '').startsWith('no\u2400 x'))
    assert.ok((first?.response?.body ?? '').length < 5000)
    assert.deepEqual([second?.attempt, second?.response?.body], [2, 'fine'])
    const list = async (filter: object): Promise<number[]> =>
      (await w.requests.list({ clientId: clientA, ...filter })).requests.map(({ attempt }) => attempt)
    assert.deepEqual(await list({ failed: true }), [1])
    assert.deepEqual(await list({ failed: false }), [2])
    assert.deepEqual(await list({ eventId: id, endpointId: endpoint, purpose: 'webhook' }), [2, 1])
    assert.deepEqual(await list({ purpose: 'voice' }), [])
    assert.deepEqual(await list({ since: new Date(w.f.clock.now() - 1000) }), [2])
    assert.deepEqual(await list({ until: new Date(w.f.clock.now() - 1000) }), [1])
    assert.deepEqual((await w.requests.list({ clientId: clientB })).requests, [])
    const page = await w.requests.list({ clientId: clientA, limit: 1 })
    assert.deepEqual(page.requests, [second])
    assert.deepEqual(await w.requests.list({ clientId: clientA, limit: 1, after: page.next ?? '' }), {
      requests: [first],
      next: null,
    })
    await assert.rejects(w.requests.list({ clientId: clientA, endpointId: 'x' }), /query/i)
  })

  test('deleting an endpoint takes along what waits for it', async (t) => {
    const w = await webhooks(t, open)
    const receiver = await startReceiver(t, (_request, response) => response.writeHead(500).end())
    const { id: endpoint } = await w.endpoints.create(clientA, { url: receiver.url })
    await w.f.happen(clientA, 2)
    await w.later(0)
    await w.endpoints.remove(clientA, endpoint)
    assert.deepEqual(await w.waiting(), [])
    await w.later(10_000)
    assert.equal(receiver.received.length, 2)
  })

  test('two hundred thousand waiting deliveries of one endpoint do not slow the claim for another', {
    timeout: 120_000,
  }, async (t) => {
    const w = await webhooks(t, open)
    if (w.f.db.engine === 'pglite') return t.skip('the plan is what is tested, and a server makes it faster')
    const stuck = await startReceiver(t, () => {})
    const fine = await startReceiver(t)
    const one = await w.endpoints.create(clientA, { url: stuck.url })
    const other = await w.endpoints.create(clientB, { url: fine.url })
    const insert = `insert into events_delivery (endpoint_id, position, index, event, made_at, due_at)
    select $1, n, 0, jsonb_build_object('id', 'EV' || lpad(to_hex(n), 32, '0'), 'type', 'a', 'timestamp', '', 'data', '{}'::jsonb), $2, $2
    from generate_series(1, $3::int) n`
    const at = new Date(w.f.clock.now())
    await w.f.db.query(sql(insert, [uuidFromSid(one.id), at, 200_000]))
    await w.f.db.query(sql(insert, [uuidFromSid(other.id), at, 3]))
    const limits = new SendingDesk(defaultDeskLimits).claimLimits()
    assert.ok(limits)
    const read = await rowsRead(w.f.db, claimDeliveries(at, new Date(at.getTime() + 1), limits))
    assert.ok(read < 1000, `${read} rows were read`)
    await w.sender.claim()
    await fine.until(3)
    const stop = new AbortController()
    stop.abort()
    await w.sender.run(stop.signal)
    await w.sender.finish(0)
  })
})
