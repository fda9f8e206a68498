import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, DatabaseError } from '@trunkline/postgres'
import { describeOnEachEngine, eventually, outboundMessage, RecordedLog, RecordedSink } from '@trunkline/testkit'
import { uuidFromSid } from '@trunkline/wire'
import type { LoopbackArrival } from '../src/gateways/loopback/arrival.ts'
import { providerIdOf } from '../src/gateways/loopback/arrival.ts'
import { outcomes } from '../src/gateways/loopback/loopback-outcome.ts'
import { newestId, trimArrivals, trimmedUpTo } from '../src/gateways/loopback/store/loopback-store.ts'
import type { OutboundMessage } from '../src/ports.ts'
import { loopbackOn, loopbackTables } from './loopback-support.ts'

const never = new AbortController().signal
const hour = 3_600_000

/** A database that breaks the connection at a statement, before or after it took effect. */
function breaking(
  db: Database,
  at: RegExp,
  when: 'before' | 'after',
  code: 'CONNECTION_LOST' | 'UNAVAILABLE',
): Database & { broken: number } {
  const broken = Object.create(db) as Database & { broken: number }
  broken.broken = 1
  broken.query = async (statement) => {
    const breaks = broken.broken > 0 && at.test(statement.text)
    if (breaks) broken.broken--
    if (breaks && when === 'before') throw new DatabaseError(code, 'the connection broke')
    const result = await db.query(statement)
    if (breaks) throw new DatabaseError(code, 'the connection broke')
    return result as never
  }
  return broken
}

describeOnEachEngine('the loopback gateway by itself', loopbackTables, (open) => {
  test('keeps what was sent, newest first, and pages through it', async (t) => {
    const gateway = loopbackOn(t, await open(t))
    const sent: OutboundMessage[] = []
    for (let i = 0; i < 5; i++) {
      const message = outboundMessage(i % 2 ? 'email' : 'sms', {
        content: { text: `m${i}`, subject: 'S', html: '<b>x</b>' },
        from: 'us',
      })
      sent.push(message)
      await gateway.send(message, never)
    }
    const first = await gateway.inbox.list({ limit: 3 })
    const second = await gateway.inbox.list({ limit: 3, after: first.next ?? '' })
    assert.equal(second.next, null)
    const all = [...first.messages, ...second.messages]
    assert.deepEqual(
      all.map((one) => one.content?.text),
      ['m4', 'm3', 'm2', 'm1', 'm0'],
    )
    const [newest] = all
    const message = sent[4]!
    assert.equal(newest?.deliveryId, message.deliveryId)
    assert.equal(newest?.clientId, message.clientId)
    assert.equal(newest?.messageId, `NT${message.deliveryId.slice(2, 30)}0000`)
    assert.equal(newest?.providerId, providerIdOf(uuidFromSid(message.deliveryId), 1))
    assert.deepEqual(
      [newest?.gateway, newest?.channel, newest?.from, newest?.status],
      ['loopback', 'sms', 'us', 'delivered'],
    )
    assert.deepEqual(newest?.content, message.content)
    const mails = await gateway.inbox.list({ to: 'ann@example.org' })
    assert.deepEqual(
      mails.messages.map((one) => one.channel),
      ['email', 'email'],
    )
    for (const bad of [{ after: 'x' }, { limit: 0 }, { limit: 201 }, { limit: 1.5 }])
      await assert.rejects(gateway.inbox.list(bad), { code: 'query-invalid' })
  })

  test('an attempt arrives once, however often it is sent; the next attempt arrives by itself', async (t) => {
    const db = await open(t)
    const message = outboundMessage('sms')
    const [one, two] = [loopbackOn(t, db), loopbackOn(t, db)]
    const outcomes = await Promise.all([one.send(message, never), one.send(message, never), two.send(message, never)])
    for (const outcome of outcomes)
      assert.deepEqual(
        outcome.kind === 'accepted' && outcome.providerId,
        providerIdOf(uuidFromSid(message.deliveryId), 1),
      )
    assert.equal((await one.inbox.list({})).messages.length, 1)
    await two.send({ ...message, attempt: 2 }, never)
    assert.equal((await one.inbox.list({})).messages.length, 2)
  })

  test('what was looked up and not found never arrives afterwards', async (t) => {
    const db = await open(t)
    const gateway = loopbackOn(t, db)
    const message = outboundMessage('sms')
    assert.deepEqual(await gateway.lookUp!(message, Date.now(), never), { kind: 'absent' })
    const zombie = await gateway.send(message, never)
    assert.ok(zombie.kind === 'deferred' && zombie.errorCode === 'loopback-fenced')
    assert.equal((await gateway.inbox.list({})).messages.length, 0)
    assert.equal((await gateway.lookUp!(message, Date.now(), never)).kind, 'absent')
    assert.equal((await gateway.send({ ...message, attempt: 2 }, never)).kind, 'accepted')
  })

  test('a look-up races with the insert: either it finds it, or it never arrives', async (t) => {
    const db = await open(t)
    const gateway = loopbackOn(t, db)
    const messages = Array.from({ length: 60 }, () => outboundMessage('sms'))
    const results = await Promise.all(
      messages.map(async (message) => {
        const [sent, looked] = await Promise.all([
          gateway.send(message, never),
          gateway.lookUp!(message, Date.now(), never),
        ])
        return { sent: sent.kind, looked: looked.kind }
      }),
    )
    for (const { sent, looked } of results) assert.equal(looked, sent === 'accepted' ? 'found' : 'absent')
    const found = results.filter((one) => one.looked === 'found').length
    assert.equal((await gateway.inbox.list({ limit: 200 })).messages.length, found)
  })

  test('a connection that breaks before or after the commit is an unknown outcome, and is found out', async (t) => {
    const db = await open(t)
    for (const when of ['before', 'after'] as const) {
      const log = new RecordedLog()
      const gateway = loopbackOn(t, breaking(db, /insert into channels_loopback\n/, when, 'CONNECTION_LOST'), { log })
      const message = outboundMessage('sms')
      assert.equal((await gateway.send(message, never)).kind, 'unknown', when)
      assert.equal((await gateway.lookUp!(message, Date.now(), never)).kind, when === 'after' ? 'found' : 'absent')
    }
    const away = breaking(db, /channels_loopback/, 'before', 'UNAVAILABLE')
    const gateway = loopbackOn(t, away)
    away.broken = 10
    const outcome = await gateway.send(outboundMessage('sms'), never)
    assert.ok(outcome.kind === 'deferred' && !outcome.gatewayAtFault)
    assert.equal((await gateway.lookUp!(outboundMessage('sms'), Date.now(), never)).kind, 'unsure')
    const check = await gateway.check!(never)
    assert.ok(!check.ok && check.advice)
  })

  test('one message that cannot be stored does not spoil the others of its batch', async (t) => {
    const gateway = loopbackOn(t, await open(t), { log: new RecordedLog() })
    const messages = Array.from({ length: 20 }, () => outboundMessage('sms'))
    messages[7] = { ...messages[7]!, attempt: 100_000 }
    messages[8] = { ...messages[8]!, deliveryId: 'nonsense' }
    messages[9] = { ...messages[9]!, content: { text: 'nul \u0000 \\u0000 \\\u0000 half \ud800 \u{1f600}' } }
    const outcomes = await Promise.all(messages.map((message) => gateway.send(message, never)))
    const kinds = outcomes.map((outcome) => outcome.kind)
    assert.equal(kinds[7], 'deferred')
    assert.equal(kinds[8], 'deferred')
    assert.equal(kinds.filter((kind) => kind === 'accepted').length, 18)
    const kept = (await gateway.inbox.list({})).messages.find((one) => one.deliveryId === messages[9]!.deliveryId)
    assert.equal(kept?.content?.text, 'nul \ufffd \\u0000 \\\ufffd half \ufffd \u{1f600}')
  })

  test('one-time codes are sealed in the store and open in the inbox', async (t) => {
    const db = await open(t)
    const gateway = loopbackOn(t, db)
    await gateway.send(outboundMessage('sms', { category: 'otp', content: { text: 'code 482913' } }), never)
    const { rows } = await db.query({ text: 'select content::text from channels_loopback', values: [] })
    assert.ok(!JSON.stringify(rows).includes('482913'))
    assert.equal((await gateway.inbox.list({})).messages[0]?.content?.text, 'code 482913')
    await db.query({ text: `update channels_loopback set content = '"v1.broken"'`, values: [] })
    assert.equal((await gateway.inbox.list({})).messages[0]?.content, null)
  })

  test('rules decide, oldest first, for as many messages as they say, in every process', async (t) => {
    const db = await open(t)
    const [one, two] = [loopbackOn(t, db), loopbackOn(t, db)]
    await two.start!(new RecordedSink())
    const { behaviour } = one
    await behaviour.set({
      match: { channel: 'email' },
      action: 'defer',
      retryAfterMs: 3_000,
      gatewayAtFault: true,
      errorCode: 'busy',
    })
    await behaviour.set({
      match: { to: '+14155550199' },
      action: 'refuse',
      failover: true,
      reason: 'no such number',
      times: 2,
    })
    await behaviour.set({ match: { to: '+14155550199' }, action: 'lose', kept: false, times: 1 })
    assert.deepEqual(await one.send(outboundMessage('email'), never), {
      kind: 'deferred',
      errorCode: 'busy',
      reason: 'as the loopback gateway was told',
      retryAfter: 3_000,
      gatewayAtFault: true,
    })
    const to = '+14155550199'
    const kinds = async (gateway: typeof one) => (await gateway.send(outboundMessage('sms', { to }), never)).kind
    await behaviour.list()
    assert.equal(await kinds(one), 'refused')
    // The other process is told by a notification; a new message may come before it.
    const until = Date.now() + 60_000
    let kind = await kinds(two)
    while (kind === 'accepted' && Date.now() < until) kind = await kinds(two)
    assert.equal(kind, 'refused')
    assert.equal(await kinds(one), 'unknown')
    assert.equal(await kinds(one), 'accepted')
    assert.equal((await one.send(outboundMessage('sms'), never)).kind, 'accepted')
    const [rest, ...none] = await behaviour.list()
    assert.equal(none.length, 0)
    assert.equal(await behaviour.remove(rest?.id ?? ''), true)
    assert.equal(await behaviour.remove(rest?.id ?? ''), false)
    assert.equal(await behaviour.remove('x'), false)
    assert.equal((await one.send(outboundMessage('email'), never)).kind, 'accepted')
    await behaviour.set({ action: 'refuse' })
    await behaviour.clear()
    assert.equal(await kinds(one), 'accepted')
  })

  test('a rule for a number of messages is used that often, however many are in flight', async (t) => {
    const gateway = loopbackOn(t, await open(t))
    await gateway.behaviour.set({ action: 'refuse', times: 7 })
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => gateway.send(outboundMessage('sms'), never)))
    assert.equal(outcomes.filter((outcome) => outcome.kind === 'refused').length, 7)
  })

  test('a call is answered and then over, without anybody holding the number', async (t) => {
    const sink = new RecordedSink()
    const gateway = loopbackOn(t, await open(t), { config: { answerAfter: 40, talkFor: 40 } })
    await gateway.start!(sink)
    const message = outboundMessage('call')
    const begun = Date.now()
    const outcome = await gateway.send(message, never)
    assert.ok(outcome.kind === 'accepted' && outcome.receipt === undefined)
    await eventually('both receipts', () => sink.receipts.length === 2)
    assert.deepEqual(
      sink.receipts.map((receipt) => receipt.status),
      ['sent', 'delivered'],
    )
    for (const receipt of sink.receipts) {
      assert.equal(receipt.deliveryId, message.deliveryId)
      assert.equal(receipt.providerId, outcome.providerId)
      assert.equal(receipt.gateway, 'loopback')
    }
    assert.ok(sink.receipts[0]!.at >= begun + 40 && sink.receipts[1]!.at - sink.receipts[0]!.at === 40)
    const found = await gateway.lookUp!(message, begun, never)
    assert.equal(found.kind, 'found')
  })

  test('receipts come late, early, bad or never, as told', async (t) => {
    const sink = new RecordedSink()
    const gateway = loopbackOn(t, await open(t))
    await gateway.start!(sink)
    const send = async (channel: 'sms' | 'call' = 'sms') => {
      const message = outboundMessage(channel)
      return { message, outcome: await gateway.send(message, never) }
    }
    await gateway.behaviour.set({ action: 'accept', receipt: 'failed', receiptErrorCode: 'E7', times: 1 })
    const failed = await send()
    assert.ok(
      failed.outcome.kind === 'accepted' &&
        failed.outcome.receipt?.status === 'failed' &&
        failed.outcome.receipt.errorCode === 'E7',
    )
    await gateway.behaviour.set({ action: 'accept', receipt: 'none', times: 1 })
    const silent = await send()
    assert.ok(silent.outcome.kind === 'accepted' && silent.outcome.receipt === undefined)
    await gateway.behaviour.set({ action: 'accept', receipt: 'undelivered', receiptDelayMs: 30, times: 1 })
    const late = await send()
    assert.ok(late.outcome.kind === 'accepted' && late.outcome.receipt === undefined)
    await eventually('the late receipt', () => sink.receipts.length === 1)
    assert.deepEqual([sink.receipts[0]?.status, sink.receipts[0]?.errorCode], ['undelivered', 'loopback-undelivered'])
    await gateway.behaviour.set({ action: 'delay', delayMs: 600, receipt: 'delivered', receiptDelayMs: 1, times: 1 })
    const sending = send()
    await eventually('the early receipt', () => sink.receipts.length === 2)
    assert.equal((await sending).outcome.kind, 'accepted')
    await gateway.behaviour.set({ action: 'accept', receipt: 'undelivered', receiptDelayMs: 5, times: 1 })
    await send('call')
    await eventually('the call’s end', () => sink.receipts.length === 3)
    assert.equal(sink.receipts[2]?.status, 'undelivered')
    assert.equal(await gateway.tell({ providerId: 'nothing', status: 'delivered' }), false)
    assert.equal(await gateway.tell({ providerId: providerIdOf('0'.repeat(32), 1), status: 'delivered' }), false)
  })

  test('receipts of a process that died are given by another, once the sink can take them', async (t) => {
    const db = await open(t)
    const dead = loopbackOn(t, db, { config: { answerAfter: 5, talkFor: 5 } })
    // Never started: it takes messages and gives no receipts, as a process that dies right after the commit.
    await dead.send(outboundMessage('call'), never)
    const sink = new RecordedSink()
    sink.failure = new Error('the database is away')
    const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
    const log = new RecordedLog()
    const heir = loopbackOn(t, db, { clock, log })
    await heir.start!(sink)
    await eventually('the failure to be logged', () => log.lines.some((line) => line.level === 'warn'))
    sink.failure = null
    // The claim holds for five seconds.
    clock.ahead = 6_000
    await eventually('the receipts', () => sink.receipts.length === 2)
    assert.deepEqual(
      sink.receipts.map((receipt) => receipt.status),
      ['sent', 'delivered'],
    )
    await heir.stop!()
    assert.equal((await heir.inbox.list({})).messages[0]?.status, 'delivered')
  })

  test('a receipt is another gateway’s business where the message was', async (t) => {
    const db = await open(t)
    const [one, other] = [
      loopbackOn(t, db, { name: 'one', config: { answerAfter: 1, talkFor: 1 } }),
      loopbackOn(t, db, { name: 'other' }),
    ]
    const sinks = [new RecordedSink(), new RecordedSink()] as const
    await other.start!(sinks[1])
    await one.send(outboundMessage('call'), never)
    await one.start!(sinks[0])
    await eventually('both receipts', () => sinks[0].receipts.length === 2)
    assert.equal(sinks[1].receipts.length, 0)
  })

  test('old arrivals are trimmed to the newest, and a look-up does not take trimmed for absent', async (t) => {
    const db = await open(t)
    const clock = { ahead: -2 * hour, now: () => Date.now() + clock.ahead }
    const gateway = loopbackOn(t, db, { clock, config: { keep: 10, keepSeconds: 60 } })
    const messages = Array.from({ length: 25 }, () => outboundMessage('sms'))
    const startedAt = clock.now()
    for (const message of messages) await gateway.send(message, never)
    const call = outboundMessage('call')
    await gateway.send(call, never)
    const before = new Date(Date.now() - hour)
    assert.equal(await trimArrivals(db, { keep: 30, before, most: 100, only: null }), 0)
    assert.equal(await trimArrivals(db, { keep: 10, before: new Date(clock.now() - hour), most: 100, only: null }), 0)
    clock.ahead = 0
    await gateway.start!(new RecordedSink())
    const count = async () => (await gateway.inbox.list({ limit: 200 })).messages.length
    await eventually(async () => assert.equal(await count(), 10))
    assert.ok((await trimmedUpTo(db)) instanceof Date)
    assert.equal((await gateway.lookUp!(messages[0]!, startedAt, never)).kind, 'unsure')
    assert.equal((await gateway.lookUp!(messages[0]!, startedAt, never)).kind, 'unsure')
    assert.equal((await gateway.lookUp!(messages[24]!, startedAt, never)).kind, 'found')
    assert.equal((await gateway.lookUp!(outboundMessage('sms'), Date.now(), never)).kind, 'absent')
    assert.equal((await gateway.lookUp!(call, startedAt, never)).kind, 'found')
  })

  test('with keep: 0 what arrives is not written; a look-up cannot say, and never says absent', async (t) => {
    const lines: string[] = []
    const db = await open(t)
    const gateway = loopbackOn(t, db, { config: { keep: 0 }, print: (line) => lines.push(line) })
    const message = outboundMessage('sms')
    const startedAt = Date.now()
    const outcome = await gateway.send(message, never)
    const providerId = providerIdOf(uuidFromSid(message.deliveryId), 1)
    assert.ok(outcome.kind === 'accepted' && outcome.receipt)
    const { at, ...receipt } = outcome.receipt
    assert.ok(at >= startedAt)
    assert.deepEqual(
      { ...outcome, receipt },
      { kind: 'accepted', providerId, receipt: { status: 'delivered', providerId, deliveryId: message.deliveryId } },
    )
    assert.equal(lines.length, 1)
    for (const one of [message, outboundMessage('sms')]) {
      const looked = await gateway.lookUp!(one, startedAt, never)
      assert.ok(looked.kind === 'unsure' && looked.reason.includes('keep: 0'))
    }
    assert.equal(await newestId(db), 0)
    assert.equal(await gateway.tell({ providerId, status: 'undelivered' }), false)
    const check = await gateway.check!(never)
    assert.ok(check.ok && check.detail.includes('not kept'))
    assert.deepEqual(await gateway.send({ ...message, deliveryId: 'nonsense' }, never), outcomes.refused)
  })

  test('with keep: 0 rules are obeyed, and what later receipts are for is written, told and trimmed', async (t) => {
    const sink = new RecordedSink()
    const db = await open(t)
    const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
    const gateway = loopbackOn(t, db, { clock, config: { keep: 0, keepSeconds: 60, answerAfter: 1, talkFor: 1 } })
    const keeper = loopbackOn(t, db, { name: 'keeper' })
    await keeper.send(outboundMessage('sms'), never)
    const { behaviour } = gateway
    const kind = async () => (await gateway.send(outboundMessage('sms'), never)).kind
    for (const [action, expected] of [
      ['refuse', 'refused'],
      ['defer', 'deferred'],
      ['lose', 'unknown'],
      ['delay', 'accepted'],
    ] as const) {
      await behaviour.set({ action, times: 1, ...(action === 'delay' ? { delayMs: 1 } : {}) })
      assert.equal(await kind(), expected, action)
    }
    assert.equal((await gateway.inbox.list({})).messages.length, 1)
    await gateway.start!(sink)
    await behaviour.set({ action: 'accept', receipt: 'undelivered', receiptDelayMs: 20, times: 1 })
    const bounced = outboundMessage('sms')
    const call = outboundMessage('call')
    assert.equal((await gateway.send(bounced, never)).kind, 'accepted')
    assert.equal((await gateway.send(call, never)).kind, 'accepted')
    await eventually('all receipts', () => sink.receipts.length === 3)
    const found = async (message: OutboundMessage) => (await gateway.lookUp!(message, Date.now(), never)).kind
    assert.deepEqual([await found(bounced), await found(call)], ['found', 'found'])
    await gateway.stop!()
    assert.equal((await gateway.inbox.list({})).messages.length, 3)
    clock.ahead = hour
    await gateway.start!(sink)
    await eventually(async () => {
      const { messages } = await gateway.inbox.list({})
      assert.deepEqual(
        messages.map((one) => one.gateway),
        ['keeper'],
      )
    })
    assert.equal(await found(call), 'unsure')
  })

  test('a watch tells what arrives, each once, whichever process takes it', async (t) => {
    const db = await open(t)
    const [one, two] = [loopbackOn(t, db), loopbackOn(t, db)]
    await one.send(outboundMessage('sms', { content: { text: 'old news' } }), never)
    const controller = new AbortController()
    const seen: LoopbackArrival[] = []
    const watching = watchInto(one.inbox.watch(controller.signal), seen)
    // The watch has begun when it has asked for the newest id; send until it sees one.
    await until(async () => {
      await one.send(outboundMessage('sms', { content: { text: 'first' } }), never)
      return seen.length > 0
    })
    const before = seen.length
    for (let i = 0; i < 5; i++) await two.send(outboundMessage('sms', { content: { text: `n${i}` } }), never)
    await eventually('five more', () => seen.filter((one) => one.content?.text?.startsWith('n')).length >= 5)
    controller.abort()
    await watching
    assert.ok(!seen.some((one) => one.content?.text === 'old news'))
    assert.equal(new Set(seen.map((one) => one.id)).size, seen.length)
    assert.deepEqual(
      seen.filter((one) => one.content?.text?.startsWith('n')).map((one) => one.content?.text),
      ['n0', 'n1', 'n2', 'n3', 'n4'],
    )
    assert.ok(before >= 1)
    assert.ok((await newestId(db)) > 5)
  })

  test('a thousand at a time are all kept, and the terminal gets a summary', async (t) => {
    const lines: string[] = []
    const gateway = loopbackOn(t, await open(t), { print: (line) => lines.push(line) })
    const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => gateway.send(outboundMessage('sms'), never)))
    assert.ok(outcomes.every((outcome) => outcome.kind === 'accepted'))
    const summaries = () => lines.flatMap((line) => /^… and (\d+) sms more/.exec(line)?.[1] ?? [])
    const single = () => lines.length - summaries().length
    const told = () => single() + summaries().reduce((sum, count) => sum + Number(count), 0)
    await eventually('all to be told of', () => told() === 1_000)
    // One summary, unless storing them took longer than a second.
    assert.ok(summaries().length > 0 && single() <= 10 * summaries().length, lines.join('\n'))
  })
})

async function watchInto(arrivals: AsyncIterable<LoopbackArrival>, seen: LoopbackArrival[]): Promise<void> {
  for await (const arrival of arrivals) seen.push(arrival)
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    assert.ok(Date.now() < end, 'not within 60 s')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
