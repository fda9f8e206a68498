import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { embeddedDataFolder, eventually, FakeTwilio } from '@trunkline/testkit'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { type RunningServer, startServer } from './support/server-process.ts'

const person = '+14155550123'
const ours = '+15005550006'

interface Message {
  readonly id: string
  readonly status: string
  readonly deliveries: readonly {
    readonly reason: string | null
    readonly timeline: readonly { readonly status: string }[]
  }[]
}

async function mailServer(t: TestContext): Promise<{ url: string; mails: string[] }> {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // It closes before the server does, whose pooled connection it would otherwise wait for, half a minute.
    closeTimeout: 100,
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails }
}

async function start(t: TestContext, gateways: object, routes: object): Promise<RunningServer> {
  const folder = await embeddedDataFolder(t)
  writeFileSync(join(folder, 'trunkline.yaml'), JSON.stringify({ gateways, routes }))
  return startServer(t, { folder, env: { TRUNKLINE_CONFIG: join(folder, 'trunkline.yaml') } })
}

const moves = ({ deliveries: [only] }: Message) => only?.timeline.map((one) => one.status)

test('STOP through the hook of a twilio gateway suppresses the next message, and START brings it back', async (t) => {
  const fake = await FakeTwilio.start({ numbers: [ours] })
  t.after(() => fake.close())
  const { accountSid, authToken } = fake
  const eu = { type: 'twilio', accountSid, authToken, from: ours, baseUrl: fake.url }
  const server = await start(t, { eu }, { sms: ['eu'] })
  assert.equal((await server.call('PUT', `/v1/numbers/${encodeURIComponent(ours)}`, {})).status, 200)
  const hook = `${server.url}/hooks/twilio/eu`
  const send = async () =>
    (await server.call('POST', '/v1/sms', { to: person, from: ours, content: { text: 'news' } })).json as Message
  await fake.inbound(hook, { from: person, to: ours, body: 'Stop' })
  const refused = await send()
  assert.equal(refused.status, 'suppressed')
  assert.deepEqual(moves(refused), ['accepted', 'suppressed'])
  assert.match(refused.deliveries[0]?.reason ?? '', /opted out .*by the text "Stop" through eu/)
  await fake.inbound(hook, { from: person, to: ours, body: 'START' })
  const { id } = await send()
  await eventually(async () => {
    const message = (await server.call('GET', `/v1/messages/${id}`)).json as Message
    assert.ok(moves(message)?.includes('sent'), message.status)
  })
  // Twilio answers STOP and START itself: of all this, one message went out.
  assert.deepEqual(
    fake.records.map((record) => record.body),
    ['news'],
  )
})

test('the header of one click is posted to and suppresses, as the timeline of the next e-mail shows', async (t) => {
  const { url, mails } = await mailServer(t)
  const relay = { type: 'smtp', url, from: 'Acme <news@acme.example>' }
  const server = await start(t, { relay }, { email: ['relay'] })
  const send = async (category: string) =>
    (
      await server.call('POST', '/v1/email', {
        ...{ to: 'ana@example.com', category, content: { subject: 'News', text: 'Hello' } },
      })
    ).json as Message
  await send('marketing')
  await eventually(() => assert.equal(mails.length, 1))
  const header = (name: string, mail: string) =>
    PostalMime.parse(mail).then(({ headers }) => headers.find(({ key }) => key === name)?.value)
  assert.equal(await header('list-unsubscribe-post', mails[0] ?? ''), 'List-Unsubscribe=One-Click')
  const link = /^<([^>]+)>/.exec((await header('list-unsubscribe', mails[0] ?? '')) ?? '')?.[1] ?? ''
  // A mail scanner that opens the link unsubscribes nobody (RFC 8058, section 3.2).
  assert.equal((await fetch(link)).status, 200)
  await send('marketing')
  await eventually(() => assert.equal(mails.length, 2))
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  assert.equal((await fetch(link, { method: 'POST', body, redirect: 'error' })).status, 200)
  const refused = await send('marketing')
  assert.deepEqual([refused.status, moves(refused)], ['suppressed', ['accepted', 'suppressed']])
  assert.match(refused.deliveries[0]?.reason ?? '', /has unsubscribed .*by one click/)
  await send('transactional')
  await eventually(() => assert.equal(mails.length, 3))
  assert.equal(await header('list-unsubscribe', mails[2] ?? ''), undefined)
})
