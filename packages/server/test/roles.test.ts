import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import {
  clonedDatabase,
  eventually,
  FakeTwilio,
  type StartedProcess,
  tempFolder,
  withoutPostgres,
} from '@trunkline/testkit'
import pg from 'pg'
import { ledBy, startRoles } from './support/role-process.ts'
import { type RunningServer, startServer } from './support/server-process.ts'

const patience = 60_000
/** What may pass until another process does what a dead one did for all. Milliseconds. */
const failOver = 5_000
/** What may pass until another process takes over what a dead one had claimed. Milliseconds. */
const takeOver = 30_000
const secret = 'a secret that all of them know'

interface Message {
  readonly status: string
  readonly final: boolean
  readonly deliveries: readonly { readonly attempts: readonly { readonly outcome: string | null }[] }[]
}

/** Environment of the processes of one test: one database, one secret, and what the test adds. */
async function surroundings(t: TestContext, more: Readonly<Record<string, string>> = {}) {
  return { DATABASE_URL: await clonedDatabase(t, []), TRUNKLINE_SECRET: secret, ...more }
}

const startWorker = (t: TestContext, env: Readonly<Record<string, string>>) => startRoles(t, 'worker', env)

async function send(server: RunningServer, body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, json } = await server.call('POST', '/v1/sms', {
    to: '+14155550123',
    content: { text: 'Hello' },
    ...body,
  })
  assert.equal(status, 202, JSON.stringify(json))
  return (json as { id: string }).id
}

/** Resolves when a process leads what each worker may lead, whatever else there is by now. */
const leadsTheKnown = (worker: StartedProcess) =>
  eventually(() => {
    for (const name of ['channels-keeper', 'events-relay']) assert.ok(ledBy(worker).includes(name), name)
  }, patience)

const messageOf = async (server: RunningServer, id: string) =>
  (await server.call('GET', `/v1/messages/${id}`)).json as Message

describe('processes over one database', { skip: withoutPostgres, concurrency: 2 }, () => {
  test('have one keeper and one relay, and another within 5 s of a kill', async (t) => {
    const env = await surroundings(t)
    const api = await startServer(t, { folder: tempFolder(t), env: { ...env, TRUNKLINE_ROLES: 'api' } })
    const first = await startWorker(t, env)
    await leadsTheKnown(first)
    const others = [await startWorker(t, env), await startWorker(t, env)]
    for (const other of others) assert.deepEqual(ledBy(other), [])
    const singletons = ledBy(first)
    const due = await send(api, { sendAt: new Date(Date.now() + 3_000).toISOString() })
    const began = performance.now()
    await first.stop('SIGKILL')
    await eventually(() => {
      const led = others.flatMap(ledBy)
      assert.deepEqual(led.sort(), singletons)
    }, patience)
    const took = performance.now() - began
    assert.ok(took <= failOver, `they were led again after ${Math.round(took)} ms`)
    // What only a keeper lets go, and what only a relay tells.
    await eventually(async () => assert.equal((await messageOf(api, due)).status, 'delivered'), patience)
    await eventually(async () => assert.match(await eventsOf(api), new RegExp(`"messageId":"${due}".*"delivered"`)))
  })

  test('find out by asking what notifications would have told them', async (t) => {
    const env = await surroundings(t)
    const db = await swallowNotifications(t, env.DATABASE_URL)
    const apiEnv = { ...env, TRUNKLINE_ROLES: 'api' }
    const api = await startServer(t, { folder: tempFolder(t), env: apiEnv })
    const second = await startServer(t, { folder: tempFolder(t), env: apiEnv })
    await startWorker(t, env)
    const id = await send(api)
    await eventually(async () => assert.equal((await messageOf(second, id)).status, 'delivered'), takeOver)
    await eventually(async () => {
      for (const each of [api, second])
        assert.match(await eventsOf(each), new RegExp(`"messageId":"${id}".*"delivered"`))
    })
    const off = await api.call('PUT', '/v1/client/channels/sms', { enabled: false })
    assert.equal(off.status, 200, JSON.stringify(off.json))
    await eventually(async () => {
      const { status } = await second.call('POST', '/v1/sms', { to: '+14155550123', content: { text: 'Hello' } })
      assert.equal(status, 422)
    }, takeOver)
    const { rows } = await db.query('select count(*)::int as swallowed from public.swallowed')
    assert.ok(rows[0].swallowed > 0, 'no notification was sent, so none was lost')
  })

  test('take over what a killed worker had under way once its lease ends, and send none of it twice', async (t) => {
    const { api, env, twilio } = await withTwilio(t)
    twilio.next({ stall: 'before-answer' }, 3)
    const dying = await startWorker(t, env)
    const ids = await Promise.all(['1', '2', '3'].map((last) => send(api, { to: `+1415555010${last}` })))
    await eventually(() => assert.equal(twilio.messages.length, 3), patience)
    await startWorker(t, env)
    const began = performance.now()
    await dying.stop('SIGKILL')
    await eventually(async () => {
      for (const id of ids) assert.equal((await messageOf(api, id)).status, 'sent')
    }, 2 * patience)
    const took = performance.now() - began
    assert.ok(took <= takeOver, `they were taken over and looked up after ${Math.round(took)} ms`)
    assert.equal(twilio.messages.length, 3)
  })

  test('do not undo what another did when one wakes up that had hung for longer than its lease', async (t) => {
    const { api, env, twilio } = await withTwilio(t)
    twilio.next({ stall: 'before-answer' }, 1)
    const hanging = await startWorker(t, env)
    const id = await send(api)
    await eventually(() => assert.equal(twilio.messages.length, 1), patience)
    await leadsTheKnown(hanging)
    const led = ledBy(hanging)
    process.kill(hanging.pid, 'SIGSTOP')
    const awake = await startWorker(t, env)
    await eventually(async () => assert.equal((await messageOf(api, id)).status, 'sent'), 2 * patience)
    process.kill(hanging.pid, 'SIGCONT')
    await eventually(() => {
      assert.deepEqual(ledBy(hanging), [])
      assert.deepEqual(
        led.filter((name) => !ledBy(awake).includes(name)),
        [],
      )
    }, patience)
    assert.deepEqual(await hanging.stop(), { code: 0, signal: null })
    const { status, deliveries } = await messageOf(api, id)
    assert.deepEqual([status, deliveries[0]?.attempts.length, twilio.messages.length], ['sent', 1, 1])
    const next = await send(api)
    await eventually(async () => assert.equal((await messageOf(api, next)).status, 'sent'), patience)
  })
})

/** The events of the demo client so far, as the stream gives them. */
async function eventsOf(server: RunningServer): Promise<string> {
  const { accountSid, authToken } = server.demo
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const headers = { authorization, 'last-event-id': '0-0' }
  const response = await fetch(`${server.url}/v1/events`, { headers, signal: AbortSignal.timeout(1_500) })
  let text = ''
  try {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
  } catch (error) {
    if ((error as Error).name !== 'TimeoutError') throw error
  }
  return text
}

/** Makes `pg_notify` write into a table what it should have told. */
async function swallowNotifications(t: TestContext, url: string): Promise<pg.Client> {
  const db = new pg.Client(url)
  await db.connect()
  t.after(() => db.end())
  const name = new URL(url).pathname.slice(1)
  // Found before PostgreSQL's own where the search path says so.
  await db.query(`
    alter database ${name} set search_path = public, pg_catalog;
    create table public.swallowed (channel text);
    create function public.pg_notify(text, text) returns void language sql
      as 'insert into public.swallowed values ($1)'`)
  return db
}

/** An API process whose messages go to a fake of Twilio, that a worker of the same environment sends. */
async function withTwilio(t: TestContext) {
  const twilio = await FakeTwilio.start()
  t.after(() => twilio.close())
  const file = join(tempFolder(t), 'trunkline.yaml')
  const gateway = {
    type: 'twilio',
    accountSid: twilio.accountSid,
    authToken: twilio.authToken,
    from: '+15005550006',
    baseUrl: twilio.url,
    settleSeconds: 1,
    timeoutSeconds: 120,
  }
  writeFileSync(file, JSON.stringify({ gateways: { twilio: gateway }, routes: { sms: ['twilio'] } }))
  const env = await surroundings(t, { TRUNKLINE_CONFIG: file })
  const api = await startServer(t, { folder: tempFolder(t), env: { ...env, TRUNKLINE_ROLES: 'api' } })
  return { api, env, twilio }
}
