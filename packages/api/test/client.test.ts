import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSealer } from '@trunkline/postgres'
import { quietLog } from '@trunkline/testkit'
import { createOnce, keptFor } from '../src/idempotency/once.ts'
import { openBench } from './support/api-bench.ts'

test('the client and its default routing are read and set', async (t) => {
  const { call, clientId } = await openBench(t, { dispatch: false })
  const { json: client } = await call('GET', '/v1/client')
  assert.deepEqual([client.id, client.name, client.status], [clientId, 'Test', 'active'])
  const routing = { channels: ['email', { channel: 'sms', timeoutSeconds: 30 }], strategy: 'first' }
  const put = await call('PUT', '/v1/client', routing)
  assert.deepEqual([put.json.channels, put.json.strategy], [routing.channels, 'first'])
  assert.deepEqual((await call('GET', '/v1/client')).json.channels, routing.channels)
  const message = { to: { phone: '+14155550123', email: 'ana@example.com' }, content: { text: 'Hello' } }
  assert.deepEqual((await call('POST', '/v1/messages', message)).json.channels, ['email', 'sms'])
})

test('a channel’s settings are read back as they were set', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const settings = {
    enabled: true,
    gateways: ['loopback'],
    from: 'ACME',
    timeZone: 'Europe/Berlin',
    windows: [{ days: ['mon', 'tue'], opens: '08:00', closes: '21:00' }],
    holidays: ['2026-12-25'],
    outside: 'hold',
    bypass: ['otp'],
    unknown: 'resend',
    rate: 5,
  }
  assert.deepEqual((await call('PUT', '/v1/client/channels/sms', settings)).json, settings)
  assert.deepEqual((await call('GET', '/v1/client/channels/sms')).json, settings)
  // What was never set is told with what holds then.
  const defaults = { enabled: true, outside: 'hold', unknown: 'give-up' }
  assert.deepEqual((await call('GET', '/v1/client/channels/email')).json, defaults)
  assert.equal((await call('GET', '/v1/client/channels/fax')).status, 404)
})

test('numbers are held, changed, listed and given up', async (t) => {
  const { call, clientId } = await openBench(t, { dispatch: false })
  const put = await call('PUT', '/v1/numbers/+14155550177', { identity: 'ana', smsUrl: 'https://example.com/sms' })
  assert.equal(put.status, 200)
  assert.match(put.json.id, /^PN/)
  assert.deepEqual([put.json.phoneNumber, put.json.clientId, put.json.identity], ['+14155550177', clientId, 'ana'])
  const changed = await call('PUT', '/v1/numbers/%2B14155550177', {
    smsUrl: null,
    voiceUrl: 'https://example.com/voice',
  })
  assert.deepEqual(
    [changed.json.identity, changed.json.smsUrl, changed.json.voiceUrl],
    ['ana', null, 'https://example.com/voice'],
  )
  const { json: page } = await call('GET', '/v1/numbers')
  assert.deepEqual([page.numbers.length, page.next], [1, null])
  assert.equal((await call('GET', '/v1/numbers/+14155550177')).json.id, put.json.id)
  assert.equal((await call('DELETE', '/v1/numbers/+14155550177')).status, 204)
  assert.equal((await call('GET', '/v1/numbers/+14155550177')).status, 404)
  const wrong = await call('PUT', '/v1/numbers/+14155550177', { identity: 'a b', voiceUrl: 'nowhere' })
  assert.equal(wrong.status, 400)
})

test('webhooks are made once a key, listed, rotated, replayed and deleted', async (t) => {
  const { call } = await openBench(t, { dispatch: false })
  const body = { url: 'http://127.0.0.1:9/hook', events: ['delivery.delivered'] }
  const made = await call('POST', '/v1/webhooks', body, { 'idempotency-key': 'w1' })
  assert.equal(made.status, 201)
  assert.match(made.json.secret, /^whsec_/)
  const again = await call('POST', '/v1/webhooks', body, { 'idempotency-key': '"w1"' })
  assert.deepEqual(again.json, made.json)
  assert.equal(again.headers['idempotency-replayed'], 'true')
  const other = await call('POST', '/v1/webhooks', { ...body, events: ['*'] }, { 'idempotency-key': 'w1' })
  assert.equal(other.json.code, 'idempotency-key-reused')
  const { json: list } = await call('GET', '/v1/webhooks')
  assert.deepEqual(
    list.webhooks.map((one: { id: string; secret?: string }) => [one.id, one.secret]),
    [[made.json.id, undefined]],
  )
  const path = `/v1/webhooks/${made.json.id}`
  assert.equal((await call('GET', path)).json.url, body.url)
  const rotated = await call('POST', `${path}/rotate`)
  assert.notEqual(rotated.json.secret, made.json.secret)
  assert.equal((await call('POST', `${path}/enable`)).json.status, 'enabled')
  assert.deepEqual((await call('POST', `${path}/replay`)).json, { requeued: 0, since: null })
  assert.equal((await call('POST', `${path}/replay`, { failed: true })).status, 202)
  assert.equal((await call('POST', `${path}/replay`, { sins: 1 })).json.code, 'field-unknown')
  assert.equal((await call('DELETE', path)).status, 204)
  assert.equal((await call('GET', path)).status, 404)
})

test('a POST that was refused may be tried again under its key', async (t) => {
  const { call } = await openBench(t, { dispatch: false, loopbackWebhooks: false })
  const key = { 'idempotency-key': 'k' }
  const refused = await call('POST', '/v1/webhooks', { url: 'http://127.0.0.1/' }, key)
  assert.equal(refused.json.code, 'url-refused')
  assert.equal((await call('POST', '/v1/webhooks', { url: 'https://hooks.example.com/' }, key)).status, 201)
})

test('a key that was left by a dead process is free again after a minute, and an answer after a day', async (t) => {
  const { call, db } = await openBench(t, { dispatch: false })
  const key = { 'idempotency-key': 'k' }
  const body = { url: 'https://hooks.example.com/' }
  const first = await call('POST', '/v1/webhooks', body, key)
  const set = (text: string) => db.query({ text: `update api_idempotency set ${text}`, values: [] })
  await set("status = null, sealed = null, busy_until = now() + interval '1 minute'")
  assert.equal((await call('POST', '/v1/webhooks', body, key)).json.code, 'idempotency-key-in-flight')
  await set("busy_until = now() - interval '1 second'")
  const second = await call('POST', '/v1/webhooks', body, key)
  assert.notEqual(second.json.id, first.json.id)
  await set("expires_at = now() - interval '1 second'")
  const third = await call('POST', '/v1/webhooks', body, key)
  assert.notEqual(third.json.id, second.json.id)
})

test('what is kept of an answer cannot be read in the database', async (t) => {
  const { call, db } = await openBench(t, { dispatch: false })
  const made = await call('POST', '/v1/webhooks', { url: 'https://hooks.example.com/' }, { 'idempotency-key': 'k' })
  const { rows } = await db.query<{ row: string }>({ text: 'select t::text as row from api_idempotency t', values: [] })
  assert.equal(rows.length, 1)
  assert.ok(!rows[0]?.row.includes(made.json.secret.slice(6, 20)))
})

test('answers whose time is up are deleted', async (t) => {
  const { call, db, clientId } = await openBench(t, { dispatch: false })
  await call('POST', '/v1/webhooks', { url: 'https://hooks.example.com/' }, { 'idempotency-key': 'k' })
  const once = createOnce({
    db,
    sealer: createSealer(new Uint8Array(32)),
    clock: { now: () => Date.now() + keptFor + 1000 },
    log: quietLog,
    randomUuid: () => clientId,
  })
  assert.deepEqual([await once.expire(), await once.expire()], [1, 0])
})
