import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { inspect } from 'node:util'
import { Client } from '@trunkline/sdk'
import { type RecordingServer, startRecordingServer } from './recording-server.ts'

const accountSid = `AC${'c'.repeat(32)}`

describe('the tree of resources', () => {
  let server: RecordingServer
  let client: Client
  before(async () => {
    server = await startRecordingServer()
    client = new Client(accountSid, 'token', { fetch: server.fetch })
  })
  beforeEach(() => {
    server.requests.length = 0
    server.answer = () => ({ body: {} })
  })
  after(() => server[Symbol.asyncDispose]())

  const path = (): string => new URL(server.requests.at(-1)?.url ?? '').pathname

  test('hands the same list out each time, and a new context for each id', () => {
    assert.equal(client.messages, client.messages)
    assert.equal(client.verify, client.verify)
    assert.equal(client.verify.v2.services, client.verify.v2.services)
    assert.notEqual(client.messages('SM1'), client.messages('SM1'))
    assert.equal(JSON.stringify(client.messages.get('SM1')), JSON.stringify({ accountSid, sid: 'SM1' }))
  })

  test('shows where a list or context is when it is printed', () => {
    assert.equal(inspect(client.messages('SM1')), inspect({ accountSid, sid: 'SM1' }))
    assert.equal(JSON.stringify(client.messages), JSON.stringify({ accountSid }))
  })

  test('goes from a record on: its own operations, and the children of its context', async () => {
    server.answer = () => ({ body: { sid: 'SM7', account_sid: accountSid } })
    const created = await client.messages.create({ to: '+1' })
    await created.fetch()
    assert.equal(path(), `/2010-04-01/Accounts/${accountSid}/Messages/SM7.json`)
    server.answer = () => ({ body: { media_list: [] } })
    await created.media().list()
    assert.equal(path(), `/2010-04-01/Accounts/${accountSid}/Messages/SM7/Media.json`)
    server.answer = () => ({ body: { sid: 'SM7' } })
    const same = await created.update({ body: '' })
    assert.equal(await same.remove(), true)
    assert.equal(path(), `/2010-04-01/Accounts/${accountSid}/Messages/SM7.json`)
  })

  test('keeps the ids of a context for the records that come from it', async () => {
    server.answer = () => ({ body: { identity: 'someone else' } })
    const user = await client.chat.v2.services('IS1').users('me').fetch()
    await user.fetch()
    assert.equal(path(), '/v2/Services/IS1/Users/me')
  })

  test('copies every property that comes, also one that the API has learned since', async () => {
    server.answer = () => ({
      body: {
        sid: 'SM1',
        brand_new_thing: 1,
        update: 'not the method',
        date_created: 'Mon, 16 Aug 2010 03:45:01 +0000',
      },
    })
    const message = await client.messages('SM1').fetch()
    const { brandNewThing, dateCreated } = message.toJSON()
    assert.equal(brandNewThing, 1)
    assert.equal((dateCreated as Date).getTime(), Date.UTC(2010, 7, 16, 3, 45, 1))
    assert.equal(typeof message.update, 'function')
    assert.equal(inspect(message), inspect(message.toJSON()))
    assert.deepEqual(Object.keys(message), ['sid', 'brandNewThing', 'dateCreated'])
  })

  test('gives status and headers with the record when asked', async () => {
    server.answer = () => ({ status: 201, headers: { 'x-twilio-request-id': 'RQ1' }, body: { sid: 'SM1' } })
    const { body, statusCode, headers } = await client.messages.createWithHttpInfo({ to: '+1' })
    assert.deepEqual([body.sid, statusCode, headers['x-twilio-request-id']], ['SM1', 201, 'RQ1'])
    server.answer = () => ({ status: 204 })
    assert.deepEqual((await client.messages('SM1').removeWithHttpInfo()).body, true)
    server.answer = () => ({ status: 202 })
    assert.deepEqual((await client.messages('SM1').removeWithHttpInfo()).body, false)
  })

  test('takes an answer without a body for an empty record', async () => {
    server.answer = () => ({ status: 202 })
    assert.deepEqual((await client.messages.create({ to: '+1' })).toJSON(), {})
  })

  test('rejects an answer that is not JSON', async () => {
    server.answer = () => ({ body: 'not json' })
    await assert.rejects(client.messages('SM1').fetch(), SyntaxError)
  })

  test('takes 3xx for an answer when fetching, and not when writing', async () => {
    server.answer = () => ({ status: 307, body: { redirect_to: 'https://x' } })
    assert.equal((await client.bulkexports.v1.exports('Messages').days('2026-01-01').fetch()).redirectTo, 'https://x')
    await assert.rejects(client.messages.create({ to: '+1' }), { status: 307 })
  })

  test('keeps ids to one segment of the path', async () => {
    for (const id of ['..', '.', 'a/b', 'a?b'])
      assert.throws(() => client.verify.v2.services(id), /Parameter 'sid' is not valid\./)
    await client.sync.v1.services('IS1').documents('room#1\\x').fetch()
    assert.equal(path(), '/v1/Services/IS1/Documents/room%231%5Cx')
    await client.lookups.v2.phoneNumbers('+14155550100').fetch()
    assert.equal(path(), '/v2/PhoneNumbers/+14155550100')
  })

  test('gives ids in the order of the official library, not of the path', async () => {
    await client.lookups.v2.lookupOverrides('line_type', '+1415').fetch()
    assert.equal(path(), '/v2/PhoneNumbers/+1415/Overrides/line_type')
    await client.conversations.v2.communications('CH1', 'CO1').fetch()
    assert.equal(path(), '/v2/Conversations/CH1/Communications/CO1')
    server.answer = () => ({ body: { items: [], meta: { key: 'items' } } })
    await client.conversations.v2.communications('CH1').list()
    assert.equal(path(), '/v2/Conversations/CH1/Communications')
  })

  test('sends a JSON body with the names of the wire, and headers beside it', async () => {
    const body = {
      friendlyName: 'Hi',
      language: 'en',
      types: { 'twilio/text': { body: 'x' } },
      variables: { someName: 'kept' },
    }
    await client.content.v1.contents.create(body as never, { 'X-Own': '1' })
    const sent = server.requests.at(-1)
    assert.deepEqual(JSON.parse(sent?.body ?? ''), {
      friendly_name: 'Hi',
      language: 'en',
      types: { 'twilio/text': { body: 'x' } },
      variables: { someName: 'kept' },
    })
    assert.equal(sent?.headers['x-own'], '1')
  })

  test('takes options after the headers of a JSON body, and a callback in the place of parameters', async () => {
    const controller = new AbortController()
    controller.abort()
    await assert.rejects(client.insights.v2.reports.create({} as never, {}, { signal: controller.signal }), {
      failure: 'aborted',
    })
    const got: unknown[] = []
    await client.insights.v2.reports.create((...args: unknown[]) => got.push(args))
    assert.equal(got.length, 1)
    assert.equal(server.requests.at(-1)?.body, '{}')
  })

  test('sends header parameters as headers', async () => {
    await client.sync.v1
      .services('IS1')
      .documents('D1')
      .update({ ifMatch: 'W1', data: { a: 1 } })
    assert.equal(server.requests.at(-1)?.headers['if-match'], 'W1')
    assert.equal(server.requests.at(-1)?.body, 'Data=%7B%22a%22%3A1%7D')
  })

  test('flattens the data of add-ons', async () => {
    await client.lookups.v1
      .phoneNumbers('+1')
      .fetch({ type: ['carrier'], addOns: ['a', 'b'], addOnsData: { a: { x: 1 } } })
    assert.equal(new URL(server.requests.at(-1)?.url ?? '').search, '?Type=carrier&AddOns=a&AddOns=b&AddOns.a.x=1')
  })

  test('leads old names into a version, with a warning', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {})
    assert.equal(client.verify.services, client.verify.v2.services)
    assert.equal(client.chat.channels, client.chat.v3.channels)
    assert.equal(client.previewIam.tokens, client.previewIam.v1.token)
    assert.deepEqual(
      warn.mock.calls.map((call) => call.arguments[0]),
      [
        'services is deprecated. Use v2.services instead.',
        'channels is deprecated. Use v3.channels instead.',
        'tokens is deprecated. Use v1.token instead.',
      ],
    )
    assert.equal(typeof client.api.messages.create, 'function')
    assert.equal(warn.mock.calls.at(-1)?.arguments[0], 'messages is deprecated. Use account.messages instead.')
    assert.equal(typeof client.api.accounts, 'function')
    assert.equal(warn.mock.callCount(), 4)
  })

  test('knows product and version by their URLs, and sends requests to them', async () => {
    const version = client.verify.v2 as unknown as {
      domain: { baseUrl: string }
      absoluteUrl(uri: string): string
      request(r: object): Promise<unknown>
    }
    assert.equal(version.domain.baseUrl, 'https://verify.twilio.com')
    assert.equal(version.absoluteUrl('/Services/'), 'https://verify.twilio.com/v2/Services')
    await version.request({ method: 'get', uri: '/Forms' })
    assert.equal(server.requests.at(-1)?.url, 'https://verify.twilio.com/v2/Forms')
  })
})
