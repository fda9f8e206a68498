import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { FakeTwilio, outboundMessage, RecordedLog, RecordedSink, signatureOf } from '@trunkline/testkit'
import { defaultRetryPolicy, planRetry } from '../src/gateways/retry.ts'
import type { TwilioGatewayConfig } from '../src/gateways/twilio/config.ts'
import { createTwilioGateway } from '../src/gateways/twilio/twilio-gateway.ts'
import type { Gateway, HookRequest, OutboundMessage, Outcome } from '../src/ports.ts'

const publicUrl = 'https://trunkline.example'
const never = new AbortController().signal
const clock = { now: Date.now }

interface Bench {
  readonly fake: FakeTwilio
  readonly gateway: Gateway
  readonly log: RecordedLog
  readonly sink: RecordedSink
}

async function open(
  t: TestContext,
  config: Partial<TwilioGatewayConfig> = {},
  deps: { isClaimed?: (providerId: string) => Promise<boolean>; publicUrl?: () => string | undefined } = {},
  now = clock.now,
): Promise<Bench> {
  const fake = await FakeTwilio.start({ now })
  t.after(() => fake.close())
  const log = new RecordedLog()
  const base: TwilioGatewayConfig = {
    type: 'twilio',
    accountSid: fake.accountSid,
    authToken: fake.authToken,
    from: '+15005550006',
    baseUrl: fake.url,
    settleSeconds: 0.15,
  }
  const gateway = createTwilioGateway('eu', { ...base, ...config }, { publicUrl: () => publicUrl, clock, log, ...deps })
  return { fake, gateway, log, sink: new RecordedSink() }
}

/** Delivers as the dispatcher does: retries what was deferred, fails over, and looks up what is unknown before anything else. */
async function deliver(
  gateways: readonly Gateway[],
  message: OutboundMessage,
): Promise<Outcome & { attempts: number }> {
  const policy = { ...defaultRetryPolicy, base: 1, cap: 2, floor: 0, retryAfterCap: 2 }
  let index = 0
  for (let attempt = 1; ; attempt++) {
    const gateway = gateways[index % gateways.length]!
    const startedAt = clock.now()
    let outcome = await gateway.send({ ...message, attempt }, never)
    if (outcome.kind === 'unknown') {
      const providerId = await lookUp(gateway, { ...message, attempt }, startedAt)
      if (providerId === null) continue
      outcome = { kind: 'accepted', providerId }
    }
    if (outcome.kind === 'accepted') return { ...outcome, attempts: attempt }
    if (outcome.kind === 'refused') {
      if (!outcome.failover || ++index >= gateways.length) return { ...outcome, attempts: attempt }
      continue
    }
    const plan = planRetry(policy, { attempt, now: clock.now() }, Math.random)
    if (plan.kind === 'give-up') return { ...outcome, attempts: attempt }
    index++
  }
}

async function lookUp(gateway: Gateway, message: OutboundMessage, startedAt: number): Promise<string | null> {
  for (;;) {
    const answer = await gateway.lookUp!(message, startedAt, never)
    if (answer.kind === 'found') return answer.providerId
    if (answer.kind === 'absent') return null
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const cuts = ['before-reading', 'before-processing', 'before-answer', 'mid-answer'] as const

for (const channel of ['sms', 'call'] as const) {
  for (const cut of cuts) {
    test(`a connection cut ${cut} neither loses nor doubles a message (${channel})`, async (t) => {
      const { fake, gateway } = await open(t)
      fake.next({ cut })
      const message = outboundMessage(channel)
      const outcome = await deliver([gateway], message)
      assert.equal(outcome.kind, 'accepted')
      assert.equal(fake.records.length, 1)
      assert.equal(outcome.kind === 'accepted' && outcome.providerId, fake.records[0]?.sid)
    })
  }
}

for (const fault of [{ status: 500, code: 20500 }, { status: 502 }, { status: 504 }] as const) {
  for (const processed of [true, false]) {
    test(`HTTP ${fault.status}, ${processed ? 'after' : 'before'} the message was made, neither loses nor doubles it`, async (t) => {
      const { fake, gateway } = await open(t)
      fake.next({ ...fault, processed })
      assert.equal((await deliver([gateway], outboundMessage('sms'))).kind, 'accepted')
      assert.equal(fake.messages.length, 1)
    })
  }
}

test('a cut while looking up asks again and does not send', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next({ cut: 'before-answer' })
  fake.next({ on: 'list', cut: 'before-reading' })
  fake.next({ on: 'list', cut: 'mid-answer' })
  fake.next({ on: 'list', status: 503 })
  const outcome = await deliver([gateway], outboundMessage('sms'))
  assert.equal(outcome.kind, 'accepted')
  assert.equal(outcome.attempts, 1)
  assert.equal(fake.messages.length, 1)
})

test('whatever breaks, in whatever order, the message is made once', async (t) => {
  const faults = [
    ...cuts.map((cut) => ({ cut })),
    { status: 429, code: 20429, retryAfter: '1' },
    { status: 503, code: 20503 },
    { status: 502 },
    { status: 500, code: 20500, processed: true },
  ]
  const { fake, gateway } = await open(t, { settleSeconds: 0.05 })
  for (let round = 0; round < 20; round++) {
    const picks = Array.from({ length: 3 }, (_, i) => faults[(round * 7 + i * 3 + ((round * i) % 5)) % faults.length]!)
    for (const fault of picks) fake.next(fault)
    const message = outboundMessage('sms')
    assert.equal((await deliver([gateway], message)).kind, 'accepted')
    assert.equal(
      fake.messages.filter((record) => record.body === message.content.text).length,
      1,
      JSON.stringify(picks),
    )
  }
})

test('a throttled request is tried again, and fails over where there is another gateway', async (t) => {
  const one = await open(t)
  const two = await open(t)
  one.fake.next({ status: 429, code: 20429, retryAfter: '1' })
  const outcome = await deliver([one.gateway, two.gateway], outboundMessage('sms'))
  assert.equal(outcome.attempts, 2)
  assert.equal(one.fake.messages.length + two.fake.messages.length, 1)
  assert.equal(two.fake.messages.length, 1)
})

test('a refused sender fails over, a refused recipient does not', async (t) => {
  const one = await open(t, { from: '+14155550999' })
  const two = await open(t)
  const sent = await deliver([one.gateway, two.gateway], outboundMessage('sms'))
  assert.equal(sent.kind, 'accepted')
  assert.equal(two.fake.messages.length, 1)
  const refused = await deliver([two.gateway, one.gateway], outboundMessage('sms', { to: '+15005550009' }))
  assert.ok(refused.kind === 'refused' && refused.errorCode === '21614' && refused.attempts === 1)
})

test('an account that is not paid for fails over', async (t) => {
  const one = await open(t)
  const two = await open(t)
  one.fake.account.status = 'suspended'
  assert.equal((await deliver([one.gateway, two.gateway], outboundMessage('sms'))).kind, 'accepted')
  assert.equal(two.fake.messages.length, 1)
  const check = await one.gateway.check?.(never)
  assert.equal(check?.ok, false)
})

test('an answer that takes too long is unknown, and is found', async (t) => {
  const { fake, gateway } = await open(t, { timeoutSeconds: 2 })
  fake.next({ stall: 'before-answer' })
  const message = outboundMessage('sms')
  const startedAt = clock.now()
  const outcome = await gateway.send(message, never)
  assert.deepEqual([outcome.kind, outcome.kind === 'unknown' && outcome.errorCode], ['unknown', 'timeout'])
  assert.equal(await lookUp(gateway, message, startedAt), fake.messages[0]?.sid)
})

test('a message that Twilio has not sent yet is found, although it has no date of sending', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next({ cut: 'before-answer' })
  const message = outboundMessage('sms')
  const startedAt = clock.now()
  await gateway.send(message, never)
  const found = await gateway.lookUp!(message, startedAt, never)
  assert.ok(found.kind === 'found' && !found.receipt)
  const filters = fake.requests
    .filter((request) => request.method === 'GET')
    .map((request) => request.query.get('DateSent>'))
  assert.match(filters[0] ?? '', /^\d{4}-\d\d-\d\d$/)
  assert.equal(filters[1], null)
})

test('a look-up tells the end too, where it has come already', async (t) => {
  const { fake, gateway } = await open(t)
  fake.next({ cut: 'before-answer', receipts: [{ status: 'undelivered', errorCode: 30005, early: true }] })
  const message = outboundMessage('sms')
  const startedAt = clock.now()
  await gateway.send(message, never)
  const found = await gateway.lookUp!(message, startedAt, never)
  assert.ok(found.kind === 'found')
  assert.equal(found.receipt?.status, 'undelivered')
  assert.equal(found.receipt?.errorCode, '30005')
})

test('too early to say that a message was never made, it says so', async (t) => {
  const { fake, gateway } = await open(t, { settleSeconds: 3_600 })
  fake.next({ cut: 'before-reading' })
  const message = outboundMessage('sms')
  const startedAt = clock.now()
  await gateway.send(message, never)
  assert.equal((await gateway.lookUp!(message, startedAt, never)).kind, 'unsure')
  assert.equal((await gateway.lookUp!(message, startedAt - 3_600_001, never)).kind, 'absent')
})

test('a twin that belongs to another delivery is not taken for the lost one', async (t) => {
  const { fake, gateway } = await open(t)
  const content = { text: 'Your taxi is here' }
  const first = outboundMessage('sms', { content })
  const sent = await gateway.send(first, never)
  fake.next({ cut: 'before-processing' })
  const second = outboundMessage('sms', { content })
  const startedAt = clock.now()
  assert.equal((await gateway.send(second, never)).kind, 'unknown')
  assert.equal(await lookUp(gateway, second, startedAt), null)
  // A process that does not remember the first asks the store.
  const claimed = sent.kind === 'accepted' ? sent.providerId : ''
  const config = {
    type: 'twilio',
    accountSid: fake.accountSid,
    authToken: fake.authToken,
    from: '+15005550006',
    baseUrl: fake.url,
    settleSeconds: 0,
  } as const
  const deps = { publicUrl: () => publicUrl, clock, log: new RecordedLog() }
  const restarted = createTwilioGateway('eu', config, { ...deps, isClaimed: async (id) => id === claimed })
  assert.equal(await lookUp(restarted, second, startedAt), null)
  assert.equal(await lookUp(createTwilioGateway('eu', config, deps), second, startedAt), claimed)
})

test('of two lost twins each is found once, and found again under the same name', async (t) => {
  const { fake, gateway } = await open(t)
  const content = { text: 'Your taxi is here' }
  const twins = [outboundMessage('sms', { content }), outboundMessage('sms', { content })]
  const startedAt = clock.now()
  fake.next({ cut: 'before-answer' }, 2)
  for (const twin of twins) await gateway.send(twin, never)
  const found = await Promise.all(twins.map((twin) => lookUp(gateway, twin, startedAt)))
  assert.deepEqual(found.toSorted(), fake.messages.map((record) => record.sid).toSorted())
  assert.equal(await lookUp(gateway, twins[0]!, startedAt), found[0])
})

test('another text, sender, recipient or time is another message', async (t) => {
  const { fake, gateway } = await open(t, { settleSeconds: 0 })
  fake.account.numbers.add('+14155550777')
  const message = outboundMessage('sms', { content: { text: 'Hello — “you”' } })
  await gateway.send({ ...message, content: { text: 'Hello, me' } }, never)
  await gateway.send({ ...message, from: '+14155550777' }, never)
  await gateway.send({ ...message, to: '+14155550124' }, never)
  const fresh = (at = clock) =>
    createTwilioGateway(
      'eu',
      {
        type: 'twilio',
        accountSid: fake.accountSid,
        authToken: fake.authToken,
        from: '+15005550006',
        baseUrl: fake.url,
        settleSeconds: 0,
      },
      { publicUrl: () => undefined, clock: at, log: new RecordedLog() },
    )
  assert.equal(await lookUp(fresh(), message, clock.now()), null)
  // Smart encoding replaces quotes and dashes; it is still the same message.
  await gateway.send({ ...message, content: { text: 'Hello - "you"' } }, never)
  assert.equal(await lookUp(fresh(), message, clock.now()), fake.messages.at(-1)?.sid)
  const late = fresh({ now: () => clock.now() + 60_000 })
  assert.equal(await lookUp(late, message, clock.now() + 60_000), null)
})

test('a look-up reads no further back than it must, and does not guess beyond its reach', async (t) => {
  // Twilio's clock stands still: all was made in the second of the attempt, however long it takes here.
  const at = clock.now()
  const { fake, gateway } = await open(t, { settleSeconds: 0 }, {}, () => at)
  const message = outboundMessage('sms')
  const form = new URLSearchParams({ To: message.to, From: '+15005550006', Body: 'other' })
  const authorization = `Basic ${Buffer.from(`${fake.accountSid}:${fake.authToken}`).toString('base64')}`
  const url = `${fake.url}/2010-04-01/Accounts/${fake.accountSid}/Messages.json`
  for (let i = 0; i < 2_100; i++) await fetch(url, { method: 'POST', headers: { authorization }, body: form })
  assert.equal((await gateway.lookUp!(message, at, never)).kind, 'unsure')
  const before = fake.requests.length
  // All that there is was made long before: one page of the short list, one of the long one.
  assert.equal((await gateway.lookUp!(message, at + 3_600_000, never)).kind, 'unsure')
  assert.equal(fake.requests.length - before, 2)
})

test('MMS, WhatsApp and the Messaging Service go out as Twilio wants them', async (t) => {
  const service = `MG${'1'.repeat(32)}`
  const { fake, gateway } = await open(t)
  fake.account.messagingServices.add(service)
  fake.account.numbers.add('whatsapp:+15005550006')
  const media = ['https://example.com/a.png', 'https://example.com/b.png']
  const mms = await gateway.send(outboundMessage('sms', { content: { media } }), never)
  assert.ok(mms.kind === 'accepted' && mms.providerId.startsWith('MM'))
  await gateway.send(outboundMessage('sms', { to: 'whatsapp:+14155550123' }), never)
  const expiresAt = clock.now() + 60_000
  await gateway.send(outboundMessage('sms', { from: service, expiresAt }), never)
  const soonest = Math.floor((expiresAt - clock.now()) / 1_000)
  const [first, whatsapp, last] = fake.messages
  assert.deepEqual(first?.media, media)
  assert.equal(whatsapp?.from, 'whatsapp:+15005550006')
  assert.equal(last?.messagingServiceSid, service)
  assert.ok((last?.validityPeriod ?? 0) >= soonest && (last?.validityPeriod ?? 0) <= 60)
})

test('a lost message of a Messaging Service is found by the service', async (t) => {
  const service = `MG${'1'.repeat(32)}`
  const { fake, gateway } = await open(t, { messagingServiceSid: service, from: undefined })
  fake.account.messagingServices.add(service)
  fake.next({ cut: 'before-answer' })
  const outcome = await deliver([gateway], outboundMessage('sms'))
  assert.equal(outcome.kind, 'accepted')
  assert.equal(fake.messages.length, 1)
})

test('without a sender nothing is sent', async (t) => {
  const { fake, gateway } = await open(t, { from: undefined })
  const outcome = await gateway.send(outboundMessage('sms'), never)
  assert.ok(outcome.kind === 'refused' && outcome.errorCode === 'no-sender' && outcome.failover)
  assert.equal((await gateway.lookUp!(outboundMessage('sms'), 0, never)).kind, 'absent')
  assert.equal(fake.requests.length, 0)
})

test('a call asks for every event, each by itself', async (t) => {
  const { fake, gateway } = await open(t)
  const message = outboundMessage('call', { content: { text: 'Fish & chips' }, locale: 'en-GB' })
  await gateway.send(message, never)
  const form = fake.requests[0]?.form
  assert.deepEqual(form?.getAll('StatusCallbackEvent'), ['initiated', 'ringing', 'answered', 'completed'])
  assert.equal(form?.get('StatusCallback'), `${publicUrl}/hooks/twilio/eu?delivery=${message.deliveryId}`)
  assert.match(form?.get('Twiml') ?? '', /<Say language="en-GB">Fish &amp; chips<\/Say>/)
})

test('an address that Twilio does not call back is left out, and the message goes', async (t) => {
  const { fake, gateway, log } = await open(t, {}, { publicUrl: () => 'http://127.0.0.1:4000' })
  fake.account.privateCallbacks = false
  const outcome = await gateway.send(outboundMessage('sms'), never)
  assert.equal(outcome.kind, 'accepted')
  assert.equal(fake.messages.length, 1)
  assert.equal(fake.messages[0]?.statusCallback, null)
  assert.ok(log.lines.some((line) => line.level === 'warn' && line.text.includes('TRUNKLINE_PUBLIC_URL')))
})

test('without receipts there is nothing to wait for', async (t) => {
  const { gateway, fake } = await open(t, {}, { publicUrl: () => undefined })
  assert.equal(gateway.receiptTimeout, 0)
  await gateway.send(outboundMessage('sms'), never)
  assert.equal(fake.messages[0]?.statusCallback, null)
  const other = await open(t, { receiptTimeoutSeconds: 60, rate: 5, concurrency: 3 })
  assert.deepEqual([other.gateway.receiptTimeout, other.gateway.rate, other.gateway.concurrency], [60_000, 5, 3])
  assert.equal((await open(t)).gateway.receiptTimeout, 14_400_000)
})

test('an API key sends, and checks itself by what it may read', async (t) => {
  const { fake } = await open(t)
  const { apiKey } = fake
  const config = {
    apiKey: apiKey.sid,
    apiSecret: apiKey.secret,
    accountSid: fake.accountSid,
    authToken: undefined,
    baseUrl: fake.url,
  }
  const { gateway } = await open(t, config)
  assert.equal((await gateway.send(outboundMessage('sms'), never)).kind, 'accepted')
  const check = await gateway.check?.(never)
  assert.ok(check?.ok && /no receipts/.test(check.detail), JSON.stringify(check))
  assert.equal(fake.messages.length, 1)
})

test('a check with the wrong token says what to compare', async (t) => {
  const { gateway } = await open(t, { authToken: 'wrong' })
  const check = await gateway.check?.(never)
  assert.equal(check?.ok, false)
  assert.match(check?.advice ?? '', /accountSid and authToken/)
  const outcome = await gateway.send(outboundMessage('sms'), never)
  assert.ok(outcome.kind === 'deferred' && outcome.gatewayAtFault && outcome.errorCode === '20003')
})

/** A request of Twilio's to the gateway's hook. */
function hookRequest(
  fake: FakeTwilio,
  params: Record<string, string>,
  options: { query?: string; url?: string; signedUrl?: string; method?: string } = {},
): HookRequest {
  const url = options.url ?? `${publicUrl}/hooks/twilio/eu${options.query ?? ''}`
  const rawBody = new URLSearchParams(params).toString()
  const signature = signatureOf(fake.authToken, options.signedUrl ?? url, params)
  return { method: options.method ?? 'POST', url, headers: { 'x-twilio-signature': signature }, rawBody }
}

const sid = `SM${'a'.repeat(32)}`
const delivery = `SM${'b'.repeat(32)}`

test('a status callback becomes a receipt with both ids', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const params = { MessageSid: sid, MessageStatus: 'undelivered', ErrorCode: '30003', To: '+1', From: '+2' }
  const answer = await gateway.hook!(hookRequest(fake, params, { query: `?delivery=${delivery}` }), sink)
  assert.equal(answer.status, 204)
  const [receipt] = sink.receipts
  assert.equal(receipt?.providerId, sid)
  assert.equal(receipt?.deliveryId, delivery)
  assert.equal(receipt?.status, 'undelivered')
  assert.equal(receipt?.errorCode, '30003')
  assert.ok(Math.abs((receipt?.at ?? 0) - clock.now()) < 60_000)
})

test('a call’s event tells when it happened', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const params = {
    CallSid: `CA${'a'.repeat(32)}`,
    CallStatus: 'completed',
    Direction: 'outbound-api',
    Timestamp: 'Fri, 20 Nov 2026 21:00:00 +0000',
  }
  await gateway.hook!(hookRequest(fake, params), sink)
  assert.equal(sink.receipts[0]?.status, 'delivered')
  assert.equal(sink.receipts[0]?.at, Date.parse('2026-11-20T21:00:00Z'))
  assert.equal(sink.receipts[0]?.deliveryId, undefined)
})

test('an inbound message is handed on with its media, and answered with an empty document', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const params = {
    MessageSid: sid,
    SmsStatus: 'received',
    From: '+14155550123',
    To: '+15005550006',
    Body: 'héllo\nthere',
    NumMedia: '2',
    MediaUrl0: 'https://example.com/a',
    MediaContentType0: 'image/png',
    MediaUrl1: 'https://example.com/b',
  }
  const answer = await gateway.hook!(hookRequest(fake, params), sink)
  assert.equal(answer.status, 200)
  assert.match(answer.body ?? '', /<Response\/>$/)
  const { at, ...rest } = sink.inbounds[0]!
  assert.ok(at > 0)
  assert.deepEqual(rest, {
    gateway: 'eu',
    channel: 'sms',
    providerId: sid,
    from: '+14155550123',
    to: '+15005550006',
    text: 'héllo\nthere',
    answered: true,
    media: [
      { url: 'https://example.com/a', type: 'image/png' },
      { url: 'https://example.com/b', type: 'application/octet-stream' },
    ],
  })
})

test('a hook called by GET carries its parameters in the query', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const query = `?${new URLSearchParams({ MessageSid: sid, SmsStatus: 'received', From: '+1', To: '+2', Body: 'x' })}`
  const request = hookRequest(fake, {}, { query, method: 'GET' })
  assert.equal((await gateway.hook!(request, sink)).status, 200)
  assert.equal(sink.inbounds[0]?.text, 'x')
})

test('a call to one of our numbers is rejected until somebody takes calls', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const params = { CallSid: `CA${'a'.repeat(32)}`, CallStatus: 'ringing', Direction: 'inbound' }
  const answer = await gateway.hook!(hookRequest(fake, params), sink)
  assert.match(answer.body ?? '', /<Reject\/>/)
})

test('a wrong, missing or unverifiable signature is turned away before anything is read', async (t) => {
  const { fake, gateway, sink, log } = await open(t)
  const right = hookRequest(fake, { MessageSid: sid, MessageStatus: 'sent' })
  const wrong: HookRequest[] = [
    { ...right, headers: {} },
    { ...right, headers: { 'x-twilio-signature': 'x' } },
    { ...right, rawBody: `${right.rawBody}&ErrorCode=1` },
    { ...right, url: `${right.url}?delivery=${delivery}` },
    {
      ...right,
      headers: { 'x-twilio-signature': signatureOf('other', right.url, { MessageSid: sid, MessageStatus: 'sent' }) },
    },
  ]
  for (const request of wrong) assert.equal((await gateway.hook!(request, sink)).status, 403)
  const { apiKey } = fake
  const keyed = await open(t, { authToken: undefined, apiKey: apiKey.sid, apiSecret: apiKey.secret })
  assert.equal((await keyed.gateway.hook!(right, sink)).status, 403)
  assert.equal((await gateway.hook!({ ...right, method: 'PUT' }, sink)).status, 405)
  assert.equal(sink.receipts.length, 0)
  assert.ok(log.lines.filter((line) => line.level === 'warn').length >= wrong.length)
  assert.equal((await gateway.hook!(right, sink)).status, 204)
})

test('the signature may be over the public URL, the URL as called, with or without the standard port', async (t) => {
  const { fake, gateway, sink } = await open(t)
  const called = 'http://10.0.0.7:4000/hooks/twilio/eu?delivery=x'
  for (const signedUrl of [
    `${publicUrl}/hooks/twilio/eu?delivery=x`,
    'https://trunkline.example:443/hooks/twilio/eu?delivery=x',
    called,
    'http://10.0.0.7/hooks/twilio/eu?delivery=x',
  ]) {
    const request = hookRequest(fake, { MessageSid: sid, MessageStatus: 'sent' }, { url: called, signedUrl })
    assert.equal((await gateway.hook!(request, sink)).status, 204, signedUrl)
  }
  assert.equal(sink.receipts.length, 4)
  assert.equal(sink.receipts[0]?.deliveryId, undefined)
})

test('news that cannot be kept is not acknowledged', async (t) => {
  const { fake, gateway, sink } = await open(t)
  sink.failure = new Error('the database is away')
  const status = hookRequest(fake, { MessageSid: sid, MessageStatus: 'sent' })
  const inbound = hookRequest(fake, { MessageSid: sid, SmsStatus: 'received', Body: 'x', From: '+1', To: '+2' })
  assert.equal((await gateway.hook!(status, sink)).status, 503)
  assert.equal((await gateway.hook!(inbound, sink)).status, 503)
})

test('a status that nobody knows is acknowledged and logged, without the rest of the form', async (t) => {
  const { fake, gateway, sink, log } = await open(t)
  const forms: Record<string, string>[] = [
    { MessageSid: sid, MessageStatus: 'teleported', Body: 'a body' },
    { Other: 'x' },
  ]
  for (const params of forms) assert.equal((await gateway.hook!(hookRequest(fake, params), sink)).status, 204)
  assert.equal(sink.receipts.length, 0)
  assert.equal(log.lines.filter((line) => line.level === 'warn').length, 2)
  assert.ok(!log.lines.some((line) => line.text.includes('a body')))
})
