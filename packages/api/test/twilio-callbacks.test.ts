import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { sets } from './support/api-bench.ts'
import { openTwilioBench, type TwilioBench } from './support/twilio-bench.ts'
import { type ReceivedWebhook, twilioReceiver } from './support/twilio-receiver.ts'

const to = '+14155550123'
const statuses = (received: readonly ReceivedWebhook[]) => received.map(({ params }) => params.MessageStatus)

describeOnEachEngine('status callbacks', sets, (open) => {
  test('every move after the first status is called back, in order, signed, with Twilio’s parameters', async (t) => {
    const { bench, post, ours } = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(t, () => bench.authToken)
    const StatusCallback = `${receiver.url}/status?für=ana&q=a%20b#rc=2&rp=all`
    const { json } = await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback })
    await eventually(() => assert.deepEqual(statuses(receiver.received), ['sent', 'delivered']))
    const [sent, delivered] = receiver.received as [ReceivedWebhook, ReceivedWebhook]
    assert.deepEqual([sent.valid, delivered.valid], [true, true])
    assert.deepEqual([sent.method, sent.path], ['POST', '/status?f%C3%BCr=ana&q=a%20b'])
    const base = {
      ApiVersion: '2010-04-01',
      MessageSid: json.sid,
      SmsSid: json.sid,
      To: to,
      From: ours,
      AccountSid: bench.clientId,
    }
    assert.deepEqual(sent.params, { ...base, MessageStatus: 'sent', SmsStatus: 'sent' })
    const { RawDlrDoneDate, ...rest } = delivered.params
    assert.match(RawDlrDoneDate ?? '', /^\d{10}$/)
    assert.deepEqual(rest, { ...base, MessageStatus: 'delivered', SmsStatus: 'delivered' })
    assert.equal(sent.headers['user-agent'], 'TwilioProxy/1.1')
    assert.equal(sent.headers['content-type'], 'application/x-www-form-urlencoded; charset=UTF-8')
    assert.match(String(sent.headers['i-twilio-idempotency-token']), /^[0-9a-f-]{36}$/)
    await eventually(async () => {
      const { requests } = await bench.events.requests.list({
        clientId: await uuidOf(bench),
        purpose: 'message-status',
      })
      assert.equal(requests.length, 2)
    })
  })

  test('a failure tells its code; a service is told of queued, and its URL is used unless the message has one', async (t) => {
    const { bench, post, call, ours } = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(t, () => bench.authToken)
    await bench.admin('POST', '/v1/admin/inbox/rules', {
      action: 'none',
      to: '+14155550199',
      receipts: [{ status: 'undelivered', errorCode: '30003' }],
    })
    const { json: service } = await call('POST', '/messaging/v1/Services', {
      FriendlyName: 'S',
      StatusCallback: `${receiver.url}/service`,
    })
    const number = await bench.accounts.numbers.get(bench.clientId, ours)
    await call('POST', `/messaging/v1/Services/${service.sid}/PhoneNumbers`, { PhoneNumberSid: number.sid })
    const first = await post('/Messages.json', { To: to, MessagingServiceSid: service.sid, Body: 'x' })
    assert.deepEqual([first.json.status, first.json.num_segments], ['accepted', '0'])
    await eventually(() => assert.deepEqual(statuses(receiver.received), ['queued', 'sent', 'delivered']))
    assert.ok(
      receiver.received.every(
        ({ path, valid, params }) => path === '/service' && valid && params.MessagingServiceSid === service.sid,
      ),
    )
    await post('/Messages.json', {
      To: to,
      MessagingServiceSid: service.sid,
      Body: 'x',
      StatusCallback: `${receiver.url}/own`,
    })
    await eventually(() => assert.equal(receiver.received.filter(({ path }) => path === '/own').length, 3))
  })

  test('a receiver that is silent stands in nobody’s way', async (t) => {
    const { bench, post, ours } = await openTwilioBench(t, open)
    const silent = await twilioReceiver(
      t,
      () => bench.authToken,
      () => 'never',
    )
    const lively = await twilioReceiver(t, () => bench.authToken)
    for (let n = 0; n < 20; n++)
      await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback: silent.url })
    for (let n = 0; n < 5; n++)
      await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback: lively.url })
    await eventually(() => assert.equal(lively.received.length, 10), 60_000)
    // Each is waited for 15 seconds, and after that one at a time is: however slow this machine is, most have not had their turn.
    assert.ok(silent.received.length < 20, `${silent.received.length} were told`)
    silent.leave()
  })

  test('forty receivers that are silent delay only themselves, and each message is told in its order', async (t) => {
    const { bench, post, ours } = await openTwilioBench(t, open)
    const send = (StatusCallback: string) => post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback })
    const token = () => bench.authToken
    const silent = await Promise.all(Array.from({ length: 40 }, () => twilioReceiver(t, token, () => 'never')))
    for (const { url } of silent) await Promise.all(Array.from({ length: 10 }, () => send(url)))
    await eventually(() => assert.ok(silent.every(({ received }) => received.length > 0)), 60_000)
    await eventually(() => allSent(bench), 60_000)
    const quick = await twilioReceiver(t, token)
    const sids = (await Promise.all(Array.from({ length: 20 }, () => send(quick.url)))).map(({ json }) => json.sid)
    const began = Date.now()
    await eventually(() => assert.equal(quick.received.length, 40), 60_000)
    const took = Date.now() - began
    // Nobody waited for the place of one that is silent: none has given its place back, which takes 15 seconds, or it did not take so long.
    const kept = silent.every(({ givenUp }) => givenUp === 0)
    assert.ok(kept || took < 10_000, `took ${took} ms`)
    assert.ok(silent.every(({ mostWaiting }) => mostWaiting <= 2))
    for (const { leave } of silent) leave()
    for (const sid of sids) {
      const told = quick.received.filter(({ params }) => params.MessageSid === sid)
      assert.deepEqual(statuses(told), ['sent', 'delivered'])
    }
  })

  test('the fragment says how often and upon what a callback is tried again', async (t) => {
    const { bench, post, ours } = await openTwilioBench(t, open)
    const ill = await twilioReceiver(
      t,
      () => bench.authToken,
      (_, count) => ({ status: count === 3 ? 204 : 500 }),
    )
    await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback: `${ill.url}/again#rc=5&rp=5xx` })
    await eventually(() =>
      assert.deepEqual(statuses(ill.received), [
        'sent',
        'sent',
        'sent',
        'delivered',
        'delivered',
        'delivered',
        'delivered',
        'delivered',
        'delivered',
      ]),
    )
    const tokens = new Set(ill.received.slice(0, 3).map(({ headers }) => headers['i-twilio-idempotency-token']))
    assert.equal(tokens.size, 1)
    const plain = await twilioReceiver(
      t,
      () => bench.authToken,
      () => ({ status: 500 }),
    )
    await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback: `${plain.url}/once` })
    await eventually(() => assert.deepEqual(statuses(plain.received), ['sent', 'delivered']))
    await eventually(async () => {
      const { requests } = await bench.events.requests.list({
        clientId: await uuidOf(bench),
        purpose: 'message-status',
      })
      assert.ok(
        requests.filter(({ request }) => request.url.includes('/once')).every(({ error }) => error?.code === '11200'),
      )
    })
  })

  test('what a process had not called back when it ended, the next one does', async (t) => {
    const { bench, post, ours, stopWebhooks, startWebhooks } = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(t, () => bench.authToken)
    await stopWebhooks()
    for (let n = 0; n < 3; n++)
      await post('/Messages.json', { To: to, From: ours, Body: 'x', StatusCallback: receiver.url })
    await eventually(() => allSent(bench))
    assert.equal(receiver.received.length, 0)
    await startWebhooks()
    await eventually(() => assert.equal(receiver.received.length, 6))
    await eventually(async () => {
      const { rows } = await bench.db.query({ text: 'select 1 from events_form_webhook', values: [] })
      assert.equal(rows.length, 0)
    })
  })
})

/** That every message has come to its end. */
async function allSent({ db }: TwilioBench['bench']): Promise<void> {
  const text = 'select count(*)::int as open from channels_message where not final'
  const { rows } = await db.query<{ open: number }>({ text, values: [] })
  assert.equal(rows[0]?.open, 0)
}

async function uuidOf({
  accounts,
  clientId,
}: {
  accounts: { clients: { get(sid: string): Promise<{ id: string }> } }
  clientId: string
}): Promise<string> {
  return (await accounts.clients.get(clientId)).id
}
