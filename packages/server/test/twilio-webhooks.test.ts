/** Webhooks of a started server, received by applications that were written with the official libraries and validate with them. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { signTwilioRequest } from '@trunkline/wire'
import { type RunningServer, startServer } from './support/server-process.ts'
import { officialClients } from './twilio/official-clients.ts'
import { startWebhookApp, type WebhookApp } from './twilio/webhook-app.ts'

const token = 'a token of thirty-two letters....'

/** Calls the edge as the demo client. */
async function twilio({ url, demo }: RunningServer, path: string, form?: Readonly<Record<string, string>>) {
  const { accountSid, authToken } = demo
  const answer = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/${path}`, {
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
  return JSON.parse(text)
}

/** Says what the first of the demo client's numbers does with a text. */
async function setNumber(server: RunningServer, hooks: Readonly<Record<string, string>>): Promise<void> {
  const { incoming_phone_numbers: numbers } = await twilio(
    server,
    `IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(server.demo.phoneNumber)}`,
  )
  await twilio(server, `IncomingPhoneNumbers/${numbers[0].sid}.json`, hooks)
}

/** Somebody writes to that number from a built-in phone. */
async function write({ url, demo }: RunningServer, text: string, media: readonly object[] = []): Promise<void> {
  const answer = await fetch(`${url}/v1/admin/inbox/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: person, to: demo.phoneNumber, text, media }),
  })
  assert.ok(answer.ok, await answer.text())
}

const person = '+14155550123'

for (const client of officialClients) {
  describe(`the validator of the official library for ${client.language}`, { skip: client.skip }, () => {
    test('takes every kind of request that is signed as the server signs', async (t) => {
      const app = await startWebhookApp(t, client, token)
      const fields = { Body: "Grüße, 你好 & +%20=~*!'()", To: '+14155550123', Empty: '', 'Odd name': 'ü' }
      const json = JSON.stringify({ text: 'ü', list: [1, 2] })
      const cases = [
        { url: `${app.url}/status`, params: fields },
        { url: `${app.url}/status?a=1&b=%C3%BC+x&a=2`, params: fields },
        { url: `${app.url}/status?a=1`, params: { Media: ['one', 'two', 'one'], Body: 'x' } },
        { url: `${app.url}/status?${new URLSearchParams(fields)}` },
        { url: `${app.url}/status/%C3%BC%20x?x=%7E` },
        { url: `${app.url}/status?a=b`, body: json },
        { url: `${app.url}/status`, body: json },
      ]
      for (const { url, params, body } of cases) {
        const signed = signTwilioRequest(token, {
          url,
          ...(params === undefined ? {} : { params }),
          ...(body === undefined ? {} : { body }),
        })
        const form =
          params &&
          new URLSearchParams(
            Object.entries(params).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
          )
        const content =
          body === undefined
            ? form && { type: 'application/x-www-form-urlencoded', text: String(form) }
            : { type: 'application/json', text: body }
        const answer = await fetch(signed.url, {
          method: content === undefined ? 'GET' : 'POST',
          headers: { ...signed.headers, ...(content === undefined ? {} : { 'content-type': content.type }) },
          ...(content === undefined ? {} : { body: content.text }),
        })
        assert.equal(answer.status, 204, `${url} ${await answer.text()}`)
      }
      await eventually(() => assert.equal(app.seen().length, cases.length))
    })

    test('refuses a request that was signed with another token, or changed', async (t) => {
      const app = await startWebhookApp(t, client, token)
      const { headers } = signTwilioRequest(token, { url: `${app.url}/status?a=1` })
      const other = signTwilioRequest('another token', { url: `${app.url}/status?a=1` })
      assert.equal((await fetch(`${app.url}/status?a=1`, { headers })).status, 204)
      assert.equal((await fetch(`${app.url}/status?a=2`, { headers })).status, 403)
      assert.equal((await fetch(`${app.url}/status?a=1`, { headers: other.headers })).status, 403)
      assert.equal((await fetch(`${app.url}/status?a=1`)).status, 403)
    })
  })
  test(`every webhook of the server is valid to the official library for ${client.language}`, {
    skip: client.skip,
  }, async (t) => {
    const server = await startServer(t)
    const app = await startWebhookApp(t, client, server.demo.authToken)
    await statusCallbacks(server, app)
    await incomingTexts(server, app)
    const invalid = app.seen().filter(({ valid }) => !valid)
    assert.deepEqual(invalid, [])
    assert.ok(app.seen().length >= 10)
  })
}

/** Every move of a message is told, in order, to a URL with a query. */
async function statusCallbacks(server: RunningServer, app: WebhookApp): Promise<void> {
  const StatusCallback = `${app.url}/status?order=1&name=%C3%BC&order=2`
  const { sid } = await twilio(server, 'Messages.json', {
    To: person,
    From: server.demo.phoneNumber,
    Body: 'Grüße',
    StatusCallback,
  })
  const of = (seen: { params: Readonly<Record<string, unknown>> }) => seen.params.MessageSid === sid
  await app.got('the receipt', (seen) => of(seen) && seen.params.MessageStatus === 'delivered')
  const told = app.seen().filter(of)
  assert.deepEqual(
    told.map(({ params }) => params.MessageStatus).filter((status) => status !== 'queued' && status !== 'sending'),
    ['sent', 'delivered'],
  )
  for (const { method, url, headers, params } of told) {
    assert.deepEqual(
      [method, url, params.To, params.From],
      ['POST', '/status?order=1&name=%C3%BC&order=2', person, server.demo.phoneNumber],
    )
    assert.match(headers['i-twilio-idempotency-token'] ?? '', /^[0-9a-f-]{36}$/)
  }
}

/** Texts from people, over POST and GET, with media, replies, a redirect, and a receiver that fails. */
async function incomingTexts(server: RunningServer, app: WebhookApp): Promise<void> {
  await setNumber(server, { SmsUrl: `${app.url}/reply?shop=a%20b&x=1&x=2`, SmsMethod: 'POST' })
  await write(server, 'Hallo, wie geht’s? 你好 & +%20=', [
    { url: 'https://example.com/%C3%BC.jpg', type: 'image/jpeg' },
  ])
  const posted = await app.got('the text', ({ url }) => url.startsWith('/reply?shop'))
  assert.equal(posted.method, 'POST')
  assert.deepEqual(
    [posted.params.Body, posted.params.From, posted.params.NumMedia],
    ['Hallo, wie geht’s? 你好 & +%20=', person, '1'],
  )
  const receipt = await app.got(
    'the receipt of the reply',
    ({ url, params }) => url === '/status/reply' && params.MessageStatus === 'delivered',
  )
  const reply = await twilio(server, `Messages/${receipt.params.MessageSid}.json`)
  assert.deepEqual([reply.body, reply.to, reply.direction], ['Danke, schön & <gut> 👍', person, 'outbound-reply'])
  await setNumber(server, { SmsUrl: `${app.url}/status?shop=%C3%BC&x=1&x=2`, SmsMethod: 'GET' })
  await write(server, 'second ü & +')
  const got = await app.got('the text in a query', ({ params }) => params.Body === 'second ü & +')
  assert.deepEqual([got.method, got.params.shop, got.params.x], ['GET', 'ü', ['1', '2']])
  await setNumber(server, { SmsUrl: `${app.url}/redirect`, SmsMethod: 'POST' })
  await write(server, 'third')
  await app.got('the redirect', ({ method, url }) => method === 'GET' && url.startsWith('/reply?from=redirect'))
  await setNumber(server, {
    SmsUrl: `${app.url}/fail#rc=1&rp=5xx`,
    SmsFallbackUrl: `${app.url}/status/fallback`,
    SmsFallbackMethod: 'GET',
  })
  await write(server, 'fourth')
  const fallback = await app.got('the fallback', ({ url }) => url.startsWith('/status/fallback'))
  assert.deepEqual([fallback.params.Body, fallback.params.ErrorUrl], ['fourth', `${app.url}/fail`])
  const failed = app.seen().filter(({ url }) => url.startsWith('/fail'))
  assert.equal(
    new Set(failed.map(({ headers }) => headers['i-twilio-idempotency-token'])).size,
    1,
    'a retry is told to be one',
  )
  assert.equal(failed.length, 2)
}
