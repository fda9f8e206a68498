import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { openDatabase } from '@trunkline/postgres'
import { clonedDatabase, embeddedDataFolder, eventually, quietLog, withoutPostgres } from '@trunkline/testkit'
import { type RunningServer, runCommand, startServer } from './support/server-process.ts'

const phone = '+4930901820'
const email = 'ana.person@example.com'
// Begin or end like the person's, and are other people's.
const others = ['+49309018201', 'diana.person@example.com', 'ana.person@example.com.example.org'] as const

const ok = (answer: { status: number; json: unknown }) => {
  assert.ok(answer.status < 300, JSON.stringify(answer.json))
  return answer.json as Record<string, unknown>
}

/** A receiver of webhooks that answers every second request with an error, so that some wait and some are in the log. */
async function receiver(t: TestContext): Promise<string> {
  let calls = 0
  const server = createServer((request, response) => {
    request.resume()
    response.statusCode = calls++ % 2 === 0 ? 200 : 503
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
}

const plain = { content: { text: 'For you', subject: 'Hi' } }
const personal = { content: { text: `For ${phone}`, subject: 'Hi' }, metadata: { who: email } }
const isOther = (to: unknown) => others.some((one) => one === to)

/** Everything that a server does for a person, and some of it for others. */
async function busy(server: RunningServer, url: string): Promise<void> {
  const { call, demo } = server
  const send = (path: string, to: unknown, more: object = {}) =>
    call('POST', path, { to, ...(isOther(to) ? plain : personal), ...more })
  ok(await call('POST', '/v1/webhooks', { url }))
  ok(await call('PUT', '/v1/recipients/u-42', { phone, email, locale: 'en' }))
  ok(await call('POST', '/v1/recipients/u-42/devices', { type: 'fcm', token: 'a-token-of-ana' }))
  ok(await call('PUT', '/v1/recipients/u-43', { phone: others[0], email: others[1] }))
  for (const to of [phone, { recipient: 'u-42' }, others[0]]) ok(await send('/v1/sms', to))
  for (const to of [email, others[1], others[2]]) ok(await send('/v1/email', to))
  ok(await send('/v1/sms', phone, { sendAt: new Date(Date.now() + 3_600_000).toISOString() }))
  ok(await send('/v1/calls', phone))
  ok(await call('POST', '/v1/verifications', { to: phone, channel: 'sms' }))
  const inbox = await fetch(`${server.url}/v1/admin/inbox/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${demo.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: phone, to: demo.phoneNumber, text: 'STOP' }),
  })
  assert.ok(inbox.ok, await inbox.text())
  const form = new URLSearchParams({ To: phone, From: demo.phoneNumber, Twiml: '<Response><Pause/></Response>' })
  const authorization = `Basic ${Buffer.from(`${demo.accountSid}:${demo.authToken}`).toString('base64')}`
  const made = await fetch(`${server.url}/2010-04-01/Accounts/${demo.accountSid}/Calls.json`, {
    method: 'POST',
    headers: { authorization },
    body: form,
  })
  assert.ok(made.ok, await made.text())
  await eventually(async () => {
    const { messages } = (await call('GET', '/v1/messages?limit=200')).json as {
      messages: { final: boolean; status: string }[]
    }
    assert.ok(messages.filter((one) => one.final).length >= 7, 'messages are not final')
    assert.deepEqual(
      messages.filter((one) => !one.final && one.status !== 'held'),
      [],
    )
    const calls = await fetch(`${server.url}/2010-04-01/Accounts/${demo.accountSid}/Calls.json`, {
      headers: { authorization },
    })
    for (const one of ((await calls.json()) as { calls: { status: string }[] }).calls)
      assert.equal(one.status, 'completed')
  }, 60_000)
}

function scenario(open: (t: TestContext) => Promise<{ folder: string; env: Record<string, string>; url?: string }>) {
  test('nothing of a person is left in any table, nor written to the log; others keep everything', async (t) => {
    const { folder, env, url } = await open(t)
    const server = await startServer(t, { folder, env })
    await busy(server, await receiver(t))
    const told = await runCommand(t, folder, ['export', '--recipient', 'u-42'], env)
    assert.equal(told.code, 0, told.output)
    const { data } = JSON.parse(told.output) as { data: Record<string, unknown[]> }
    for (const what of [
      'messages',
      'recipients',
      'devices',
      'verifications',
      'texts from the person',
      'calls',
      'suppressions',
      'events',
    ])
      assert.ok((data[what]?.length ?? 0) > 0, `${what} is not in the export: ${Object.keys(data)}`)
    const [message] = data.messages as { deliveries: { timeline: { status: string }[] }[] }[]
    assert.equal(message?.deliveries[0]?.timeline[0]?.status, 'accepted', 'deliveries are not told field by field')
    assert.doesNotMatch(told.output, /code_hash|"sealed"/)
    const before = server.process.output().length
    const done = await runCommand(t, folder, ['forget', '--phone', '+49 30 901820', '--json'], env)
    assert.equal(done.code, 0, done.output)
    const report = JSON.parse(done.output) as {
      addresses: string[]
      deleted: { what: string; rows: number }[]
      left: unknown[]
    }
    assert.deepEqual([report.addresses, report.left], [[phone, email], []])
    for (const what of ['messages', 'recipients', 'devices', 'verifications', 'calls', 'suppressions', 'events'])
      assert.ok(
        report.deleted.some((one) => one.what === what && one.rows > 0),
        what,
      )
    const { messages } = (await server.call('GET', '/v1/messages?limit=200')).json as { messages: { to: object }[] }
    assert.deepEqual(messages.map((one) => Object.values(one.to)[0]).sort(), [...others].sort())
    assert.equal((await server.call('GET', '/v1/recipients/u-42')).status, 404)
    assert.equal((await server.call('GET', '/v1/recipients/u-43')).status, 200)
    assert.doesNotMatch(server.process.output().slice(before), /4930901820(?!1)|ana\.person@example\.com(?!\.)/)
    await server.process.stop()
    await search(t, folder, url)
  })
}

/** Looks at every row of every table, with nothing of ours in between. */
async function search(t: TestContext, folder: string, url: string | undefined): Promise<void> {
  const db = await openDatabase({ ...(url === undefined ? { dataFolder: folder } : { url }), log: quietLog })
  t.after(() => db.close())
  const { rows: tables } = await db.query<{ name: string }>({
    text: `select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace`,
    values: [],
  })
  assert.ok(tables.length > 40)
  let seen = 0
  for (const { name } of tables) {
    const { rows } = await db.query<{ row: string }>({ text: `select t::text as row from ${name} t`, values: [] })
    seen += rows.length
    for (const { row } of rows)
      assert.doesNotMatch(
        row,
        /4930901820(?!1)|(?<![a-z.])ana\.person(@|%40)example\.com(?!\.)|a-token-of-ana|u-42/,
        name,
      )
  }
  assert.ok(seen > 50)
}

describe('forgetting on PGlite', () => {
  scenario(async (t) => ({ folder: await embeddedDataFolder(t), env: {} }))
})

describe('forgetting on PostgreSQL', { skip: withoutPostgres }, () => {
  scenario(async (t) => {
    const url = await clonedDatabase(t, [])
    return { folder: await embeddedDataFolder(t), env: { DATABASE_URL: url }, url }
  })
})

test('who it is about must be said', async (t) => {
  const { folder } = await startServer(t)
  const none = await runCommand(t, folder, ['forget'])
  assert.equal(none.code, 1)
  assert.match(none.output, /Say who: --phone, --email or --recipient/)
  const wrong = await runCommand(t, folder, ['forget', '--phone', '12'])
  assert.match(wrong.output, /number-invalid/)
})
