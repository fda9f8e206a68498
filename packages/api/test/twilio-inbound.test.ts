import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { sets } from './support/api-bench.ts'
import { openTwilioBench, type TwilioBench } from './support/twilio-bench.ts'
import { type ReceivedWebhook, type ReceiverAnswer, twilioReceiver } from './support/twilio-receiver.ts'

const person = '+14155550123'
const twiml = (inside: string): ReceiverAnswer => ({
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`,
})
type Answer = (webhook: ReceivedWebhook, count: number) => ReceiverAnswer | 'never' | 'cut' | undefined

describeOnEachEngine('incoming messages', sets, (open) => {
  async function start(t: Parameters<typeof openTwilioBench>[0], answer: Answer, number: Record<string, string> = {}) {
    const twilio = await openTwilioBench(t, open)
    const receiver = await twilioReceiver(t, () => twilio.bench.authToken, answer)
    const urls = Object.fromEntries(
      Object.entries(number).map(([name, value]) => [name, value.replace('~', receiver.url)]),
    )
    await twilio.bench.accounts.numbers.put(twilio.bench.clientId, twilio.ours, {
      smsUrl: `${receiver.url}/sms`,
      ...urls,
    })
    return { ...twilio, receiver }
  }

  test('the number’s URL is asked with every parameter, and the message that it answers with is sent', async (t) => {
    const { bench, receive, receiver, ours, get } = await start(t, () =>
      twiml('<Message statusCallback="/status">Hello back</Message>'),
    )
    await receive('Grüße & mehr', person, [{ url: 'https://example.com/a.png', type: 'image/png' }])
    await eventually(async () => assert.equal((await outbound(get)).length, 1))
    const [asked] = receiver.received as [ReceivedWebhook]
    const { params } = asked
    assert.deepEqual([asked.method, asked.path, asked.valid], ['POST', '/sms', true])
    assert.match(params.MessageSid ?? '', /^MM[0-9a-f]{32}$/)
    const sid = { MessageSid: params.MessageSid, SmsSid: params.MessageSid, SmsMessageSid: params.MessageSid }
    assert.deepEqual(params, {
      ...{ ...sid, AccountSid: bench.clientId, ApiVersion: '2010-04-01', SmsStatus: 'received', Body: 'Grüße & mehr' },
      ...{ From: person, FromCity: 'SAN FRANCISCO', FromState: 'CA', FromZip: '', FromCountry: 'US' },
      ...{ To: ours, ToCity: '', ToState: '', ToZip: '', ToCountry: 'US', NumSegments: '1' },
      ...{ NumMedia: '1', MediaUrl0: 'https://example.com/a.png', MediaContentType0: 'image/png' },
    })
    const [reply] = await outbound(get)
    assert.deepEqual(
      [reply?.body, reply?.direction, reply?.from, reply?.to],
      ['Hello back', 'outbound-reply', ours, person],
    )
    await eventually(() => assert.deepEqual(told(receiver, '/status'), ['sent', 'delivered']))
    const listed = (await get(`/Messages/${params.MessageSid}.json`)).json
    assert.deepEqual([listed.direction, listed.status, listed.num_media], ['inbound', 'received', '1'])
  })

  test('GET carries the parameters in the query, signed; plain text is the reply; an empty answer none', async (t) => {
    const { receive, receiver, get } = await start(
      t,
      (_, count) => (count === 1 ? { type: 'text/plain', body: 'Just text' } : count === 2 ? undefined : twiml('')),
      { smsUrl: '~/sms?x=1', smsMethod: 'GET' },
    )
    await receive('one')
    await eventually(async () =>
      assert.deepEqual(
        (await outbound(get)).map(({ body }) => body),
        ['Just text'],
      ),
    )
    await receive('two')
    await receive('three')
    await eventually(() => assert.equal(receiver.received.length, 3))
    assert.ok(
      receiver.received.every(({ method, valid, path }) => method === 'GET' && valid && path.startsWith('/sms?x=1&')),
    )
    assert.deepEqual(
      receiver.received.map(({ params }) => params.Body),
      ['one', 'two', 'three'],
    )
    assert.equal((await outbound(get)).length, 1)
  })

  test('a redirect that leads to the same query at another place does not double the parameters', async (t) => {
    const answer: Answer = ({ path }) =>
      path.startsWith('/sms/')
        ? twiml('')
        : { status: 301, headers: { location: path.replace('/sms?', '/sms/?').replace(/&NumMedia=\d/, '') } }
    const { receive, receiver } = await start(t, answer, { smsMethod: 'GET' })
    await receive('go')
    await eventually(() => assert.equal(receiver.received.length, 2))
    const [asked, moved] = receiver.received as [ReceivedWebhook, ReceivedWebhook]
    const names = (path: string) => [...new URL(path, receiver.url).searchParams.keys()].sort()
    assert.deepEqual(names(moved.path), names(asked.path))
    assert.deepEqual([moved.valid, moved.params], [true, asked.params])
  })

  test('nobody is asked and nothing is answered for an account that is suspended, or whose parent is', async (t) => {
    const { bench, receive, receiver, get } = await start(t, () => twiml('<Message>reply</Message>'))
    const { client: parent } = await bench.accounts.clients.create({ name: 'parent' })
    const { id } = await bench.accounts.clients.get(bench.clientId)
    await bench.db.query({ text: 'update accounts_client set parent_id = $2 where id = $1', values: [id, parent.id] })
    for (const account of [bench.clientId, parent.sid]) {
      await bench.accounts.clients.disable(account)
      await receive('while it is suspended')
      await eventually(async () => {
        const { rows } = await bench.db.query<{ left: number }>({
          text: `select ((select count(*) from events_outbox) + (select count(*) from events_form_webhook)
            + (select max(position) from events_head) - (select position from events_follower where name = 'twilio-webhooks'))::int as left`,
          values: [],
        })
        assert.equal(rows[0]?.left, 0)
      })
      await bench.accounts.clients.enable(account)
    }
    await receive('once it is active again')
    await eventually(async () => assert.equal((await outbound(get)).length, 1))
    assert.deepEqual(
      receiver.received.map(({ params }) => params.Body),
      ['once it is active again'],
    )
  })

  test('redirects inside and outside of documents are followed, cookies come back, and loops end', async (t) => {
    const { receive, receiver, get, bench } = await start(t, ({ path }) => {
      if (path === '/sms') return { status: 302, headers: { location: '/moved' } }
      if (path.startsWith('/moved')) {
        const answer = twiml('<Message>first</Message><Redirect method="GET">next</Redirect>')
        return { ...answer, headers: { 'set-cookie': ['step=1; Path=/', 'other=2; Path=/elsewhere'] } }
      }
      return path.startsWith('/next')
        ? twiml('<Message>second</Message><Redirect>loop</Redirect>')
        : twiml('<Redirect/>')
    })
    await receive('go')
    await eventually(() => assert.equal(receiver.received.length, 51), 60_000)
    assert.deepEqual(
      receiver.received.slice(0, 4).map(({ method, path }) => `${method} ${path.split('?')[0]}`),
      ['POST /sms', 'GET /moved', 'GET /next', 'POST /loop'],
    )
    assert.ok(receiver.received.every(({ valid, params }) => valid && params.Body === 'go'))
    assert.equal(receiver.received[2]?.headers.cookie, 'step=1')
    await eventually(async () =>
      assert.deepEqual((await outbound(get)).map(({ body }) => body).sort(), ['first', 'second']),
    )
    await eventually(async () => assert.ok((await errors(bench)).includes('14106')))
    await receive('again')
    await eventually(() => assert.equal(receiver.received[51]?.headers.cookie, 'step=1'))
  })

  test('what cannot be fetched or run goes to the fallback with its code; the request log tells it', async (t) => {
    const answers: Record<string, ReceiverAnswer | 'cut'> = {
      broken: { body: '<Response><Message>', type: 'text/xml' },
      json: { body: '{}', type: 'application/json' },
      status: { status: 500 },
      cut: 'cut',
      root: { body: '<Hello/>' },
    }
    const { receive, receiver, get, bench } = await start(
      t,
      ({ path, params }) => (path === '/fallback' ? twiml('<Message>sorry</Message>') : answers[params.Body ?? '']),
      { smsFallbackUrl: '~/fallback' },
    )
    for (const text of Object.keys(answers)) await receive(text)
    const fallbacks = () => receiver.received.filter(({ path }) => path === '/fallback')
    await eventually(() => assert.equal(fallbacks().length, 5))
    const codes = Object.fromEntries(fallbacks().map(({ params }) => [params.Body, params.ErrorCode]))
    assert.deepEqual(codes, { broken: '12100', json: '12300', status: '11200', cut: '11205', root: '12102' })
    assert.ok(fallbacks().every(({ valid, params }) => valid && params.ErrorUrl === `${receiver.url}/sms`))
    await eventually(async () => assert.equal((await outbound(get)).length, 5))
    await eventually(async () =>
      assert.deepEqual((await errors(bench)).sort(), ['11200', '11205', '12100', '12102', '12300']),
    )
  })

  test('what is wrong inside a document is a warning of the log, and the rest is sent', async (t) => {
    const { receive, get, bench } = await start(t, () =>
      twiml(
        `<Play>x</Play><Message to="nobody">lost</Message><Message from="+15005550009">lost</Message>${'<Message>x</Message>'.repeat(11)}`,
      ),
    )
    await receive('hi')
    await eventually(async () => assert.equal((await outbound(get)).length, 10))
    await eventually(async () => {
      const { requests } = await bench.events.requests.list({
        clientId: (await bench.accounts.clients.get(bench.clientId)).id,
        failed: true,
      })
      const message = requests[0]?.error?.message ?? ''
      for (const code of ['14109', '14110', '14101', '14102', '12200'])
        assert.ok(message.includes(code), `${code}: ${message}`)
    })
  })

  test('a messaging service is asked in place of the number, unless it leaves that to the number', async (t) => {
    const { bench, receive, receiver, call, ours } = await start(t, () => twiml(''))
    const { json: service } = await call('POST', '/messaging/v1/Services', {
      FriendlyName: 'S',
      InboundRequestUrl: `${receiver.url}/service`,
      InboundMethod: 'GET',
    })
    const number = await bench.accounts.numbers.get(bench.clientId, ours)
    await call('POST', `/messaging/v1/Services/${service.sid}/PhoneNumbers`, { PhoneNumberSid: number.sid })
    await receive('one')
    await eventually(() => assert.equal(receiver.received.length, 1))
    assert.deepEqual(
      [receiver.received[0]?.method, receiver.received[0]?.params.MessagingServiceSid],
      ['GET', service.sid],
    )
    await call('POST', `/messaging/v1/Services/${service.sid}`, { UseInboundWebhookOnNumber: 'true' })
    await receive('two')
    await eventually(() => assert.equal(receiver.received[1]?.path, '/sms'))
  })

  test('a reply is sent once, however often its document is run', async (t) => {
    const { bench, receive, receiver, get } = await start(t, (_, count) => twiml(`<Message>reply ${count}</Message>`))
    await receive('hi')
    await eventually(async () => assert.equal((await outbound(get)).length, 1))
    const [{ params }] = receiver.received as [ReceivedWebhook]
    const id = params.MessageSid?.slice(2)
    // The reply is there a moment before its webhook is taken away, and there is no second of the same.
    await eventually(async () => {
      const { rows } = await bench.db.query({ text: 'select 1 from events_form_webhook', values: [] })
      assert.equal(rows.length, 0)
    })
    await bench.db.query({
      text: `insert into events_form_webhook (kind, client_id, subject, sequence, part, lane, target, payload)
        values ('message-incoming', $1, $2, 0, 0, 'again', 'x', $3::text::jsonb)`,
      values: [
        (await bench.accounts.clients.get(bench.clientId)).id,
        id,
        JSON.stringify({
          first: { url: `${receiver.url}/sms`, method: 'POST' },
          fallback: null,
          messagingServiceSid: null,
          serviceCallback: null,
        }),
      ],
    })
    await eventually(() => assert.equal(receiver.received.length, 2))
    const [first, second] = receiver.received.map(({ headers }) => headers['i-twilio-idempotency-token'])
    assert.equal(first, second)
    await receive('other')
    await eventually(async () => assert.equal((await outbound(get)).length, 2))
  })

  test('an operator sends a text from a built-in phone', async (t) => {
    const { bench, receiver, ours } = await start(t, () => twiml(''))
    const sent = await bench.admin(
      'POST',
      '/v1/admin/inbox/messages',
      { from: '+1 415 555 0123', to: ours, text: 'hi' },
      { 'idempotency-key': 'a' },
    )
    assert.deepEqual([sent.status, sent.json.from], [202, person], sent.text)
    await eventually(() => assert.equal(receiver.received[0]?.params.Body, 'hi'))
    const bad = await bench.admin('POST', '/v1/admin/inbox/messages', { from: '123', to: ours, text: 'hi' })
    assert.deepEqual([bad.status, bad.json.code], [422, 'number-invalid'], bad.text)
  })
})

async function outbound(
  get: TwilioBench['get'],
): Promise<{ body: string; direction: string; from: string; to: string }[]> {
  const { messages } = (await get('/Messages.json?PageSize=100')).json
  return messages.filter(({ direction }: { direction: string }) => direction !== 'inbound')
}

const told = (receiver: { received: readonly ReceivedWebhook[] }, path: string) =>
  receiver.received.filter((one) => one.path === path).map(({ params }) => params.MessageStatus)

async function errors({ events, accounts, clientId }: TwilioBench['bench']): Promise<(string | undefined)[]> {
  const { requests } = await events.requests.list({ clientId: (await accounts.clients.get(clientId)).id, failed: true })
  return requests.map(({ error }) => error?.code)
}
