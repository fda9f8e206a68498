/** Receivers of webhooks that are not there for a while: Twilio gives up, Trunkline comes again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { sets } from './support/api-bench.ts'
import { openTwilioBench } from './support/twilio-bench.ts'
import { type ReceivedWebhook, twilioReceiver } from './support/twilio-receiver.ts'

const person = '+14155550123'
const tokens = (received: readonly ReceivedWebhook[]) =>
  new Set(received.map(({ headers }) => headers['i-twilio-idempotency-token']))

describeOnEachEngine('a receiver that is not there', sets, (open) => {
  test('is told every move once it is back, in order, each under one token', async (t) => {
    const { bench, post, ours } = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(
      t,
      () => bench.authToken,
      (_, count) => (count === 1 ? 'cut' : { status: count === 2 ? 503 : 204 }),
    )
    await post('/Messages.json', { To: person, From: ours, Body: 'x', StatusCallback: `${receiver.url}/status#rc=0` })
    await eventually(() => assert.equal(receiver.received.length, 4), 60_000)
    const told = receiver.received.map(({ params }) => params.MessageStatus)
    assert.deepEqual(told, ['sent', 'sent', 'sent', 'delivered'])
    assert.equal(tokens(receiver.received.slice(0, 3)).size, 1)
    assert.equal(tokens(receiver.received).size, 2)
  })

  test('is asked again about a message that came in, and the answer is sent once', async (t) => {
    const { bench, receive, ours, get } = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(
      t,
      () => bench.authToken,
      (_, count) =>
        count === 1 ? { status: 502 } : { body: '<Response><Message>Here I am</Message></Response>', type: 'text/xml' },
    )
    await bench.accounts.numbers.put(bench.clientId, ours, { smsUrl: `${receiver.url}/sms` })
    await receive('Anybody there?', person)
    const replies = async () => {
      const { json } = await get('/Messages.json')
      return json.messages.filter(({ direction }: { direction: string }) => direction === 'outbound-reply')
    }
    await eventually(async () => assert.equal((await replies()).length, 1), 60_000)
    assert.equal(receiver.received.length, 2)
    assert.equal(tokens(receiver.received).size, 1)
  })

  test('does not make another be asked again that led there', async (t) => {
    const { bench, receive, ours } = await openTwilioBench(t, open)
    const away = await twilioReceiver(
      t,
      () => bench.authToken,
      () => ({ status: 503 }),
    )
    const first = await twilioReceiver(
      t,
      () => bench.authToken,
      () => ({ body: `<Response><Redirect>${away.url}/next</Redirect></Response>`, type: 'text/xml' }),
    )
    await bench.accounts.numbers.put(bench.clientId, ours, { smsUrl: `${first.url}/sms` })
    await receive('Anybody there?', person)
    await receive('Anybody else?', person)
    await eventually(() => assert.equal(away.received.length, 2))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    assert.deepEqual(
      first.received.map(({ params }) => params.Body),
      ['Anybody there?', 'Anybody else?'],
    )
  })

  test('is not asked again where a fallback took its place', async (t) => {
    const { bench, receive, ours } = await openTwilioBench(t, open)
    const away = await twilioReceiver(
      t,
      () => bench.authToken,
      () => ({ status: 503 }),
    )
    const fallback = await twilioReceiver(t, () => bench.authToken)
    await bench.accounts.numbers.put(bench.clientId, ours, {
      smsUrl: `${away.url}/sms`,
      smsFallbackUrl: `${fallback.url}/fallback`,
    })
    await receive('Anybody there?', person)
    await eventually(() => assert.equal(fallback.received.length, 1))
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    assert.deepEqual([away.received.length, fallback.received.length], [1, 1])
  })
})
