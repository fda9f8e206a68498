import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from '@trunkline/testkit'
import { basic, openBench } from './support/api-bench.ts'

const sms = (to = '+14155550123') => ({ to, content: { text: 'Hello' } })

test('operators make, list, rename, rotate, disable and enable clients', async (t) => {
  const { admin, raw, call } = await openBench(t, { dispatch: false })
  const made = await admin('POST', '/v1/admin/clients', { name: 'Acme' }, { 'idempotency-key': 'c1' })
  assert.equal(made.status, 201)
  assert.deepEqual(
    (await admin('POST', '/v1/admin/clients', { name: 'Acme' }, { 'idempotency-key': 'c1' })).json,
    made.json,
  )
  const { id, authToken } = made.json
  const path = `/v1/admin/clients/${id}`
  const status = async (token: string) =>
    (await raw('GET', '/v1/client', undefined, { authorization: basic(id, token) })).status
  assert.equal(await status(authToken), 200)
  const rotated = await admin('POST', `${path}/rotate`)
  assert.deepEqual([await status(authToken), await status(rotated.json.authToken)], [401, 200])
  assert.equal((await admin('POST', `${path}/disable`)).json.status, 'disabled')
  assert.equal(await status(rotated.json.authToken), 403)
  assert.deepEqual((await admin('GET', '/v1/admin/clients?status=disabled')).json.clients.length, 1)
  assert.equal((await admin('POST', `${path}/enable`)).json.status, 'active')
  assert.equal(await status(rotated.json.authToken), 200)
  assert.equal((await admin('PUT', path, { name: 'Acme Ltd' })).json.name, 'Acme Ltd')
  assert.equal((await admin('GET', path)).json.name, 'Acme Ltd')
  const child = await admin('POST', '/v1/admin/clients', { name: 'Child', parentId: id })
  assert.equal(child.json.parentId, id)
  const first = await admin('GET', '/v1/admin/clients?limit=2')
  const second = await admin('GET', `/v1/admin/clients?limit=2&after=${first.json.next}`)
  assert.deepEqual([first.json.clients.length, second.json.clients.length, second.json.next], [2, 1, null])
  assert.equal((await admin('GET', `/v1/admin/clients/AC${'0'.repeat(32)}`)).status, 404)
  assert.equal((await call('GET', '/v1/admin/clients')).json.code, 'admin-required')
  assert.equal((await raw('GET', '/v1/admin/clients')).status, 401)
  assert.equal((await raw('GET', '/v1/admin/clients', undefined, { authorization: 'Bearer wrong' })).status, 403)
})

test('what a disabled client had accepted is kept and seen by operators', async (t) => {
  const { admin, call, clientId } = await openBench(t, { dispatch: false })
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const { json: sent } = await call('POST', '/v1/sms', { ...sms(), sendAt })
  await admin('POST', `/v1/admin/clients/${clientId}/disable`)
  const { json: page } = await admin('GET', `/v1/admin/clients/${clientId}/messages`)
  assert.deepEqual(
    page.messages.map((message: { id: string; status: string }) => [message.id, message.status]),
    [[sent.id, 'held']],
  )
})

test('API keys are made, listed and revoked', async (t) => {
  const { admin, raw, clientId } = await openBench(t, { dispatch: false })
  const path = `/v1/admin/clients/${clientId}/keys`
  const { json: key } = await admin('POST', path, { name: 'CI' })
  const authorization = `Bearer ${key.id}.${key.secret}`
  assert.equal((await raw('GET', '/v1/client', undefined, { authorization })).status, 200)
  const { json: page } = await admin('GET', path)
  assert.deepEqual(page.keys, [{ id: key.id, name: 'CI', createdAt: key.createdAt }])
  assert.equal((await admin('DELETE', `${path}/${key.id}`)).status, 204)
  assert.equal((await raw('GET', '/v1/client', undefined, { authorization })).status, 401)
  assert.equal((await admin('DELETE', `${path}/${key.id}`)).status, 404)
})

test('operators give numbers to clients and take them back', async (t) => {
  const { admin, clientId } = await openBench(t, { dispatch: false })
  const put = await admin('PUT', '/v1/admin/numbers/+14155550177', { clientId, identity: 'ana' })
  assert.deepEqual([put.status, put.json.clientId, put.json.identity], [200, clientId, 'ana'])
  assert.equal((await admin('GET', '/v1/admin/numbers')).json.numbers.length, 1)
  assert.equal((await admin('DELETE', '/v1/admin/numbers/+14155550177')).status, 204)
  assert.equal((await admin('DELETE', '/v1/admin/numbers/+14155550177')).status, 404)
  assert.equal((await admin('PUT', '/v1/admin/numbers/12', { clientId })).json.code, 'number-invalid')
})

test('the inbox shows what arrived, and the built-in gateway does as it is told', async (t) => {
  const { admin, call } = await openBench(t)
  const rule = { match: { to: '+14155550124' }, action: 'refuse', errorCode: 'busy', reason: 'told so', times: 1 }
  const added = await admin('POST', '/v1/admin/inbox/rules', rule)
  assert.equal(added.status, 201)
  assert.equal((await admin('GET', '/v1/admin/inbox/rules')).json.rules.length, 1)
  const { json: refused } = await call('POST', '/v1/sms', sms('+14155550124'))
  await eventually(async () => {
    assert.equal((await call('GET', `/v1/messages/${refused.id}`)).json.status, 'failed')
  })
  await call('POST', '/v1/sms', sms())
  await eventually(async () => {
    const { json: inbox } = await admin('GET', '/v1/admin/inbox?to=%2B14155550123&limit=5')
    assert.deepEqual(
      inbox.messages.map((one: { to: string; content: object }) => [one.to, one.content]),
      [['+14155550123', { text: 'Hello' }]],
    )
  })
  const other = await admin('POST', '/v1/admin/inbox/rules', { action: 'lose' })
  assert.equal((await admin('DELETE', `/v1/admin/inbox/rules/${other.json.id}`)).status, 204)
  assert.equal((await admin('DELETE', `/v1/admin/inbox/rules/${other.json.id}`)).status, 404)
  assert.equal((await admin('DELETE', '/v1/admin/inbox/rules')).status, 204)
  assert.equal((await admin('POST', '/v1/admin/inbox/rules', { action: 'explode' })).json.code, 'validation-failed')
})

test('without a built-in gateway there is no inbox', async (t) => {
  const { admin } = await openBench(t, { dispatch: false, withoutInbox: true })
  assert.equal((await admin('GET', '/v1/admin/inbox')).status, 404)
})

test('gateways, queue, health, doctor and outgoing requests are shown', async (t) => {
  const { admin, call, clientId } = await openBench(t)
  const { json: gateways } = await admin('GET', '/v1/admin/gateways')
  assert.deepEqual(gateways.gateways, [
    { name: 'loopback', type: 'loopback', channels: ['sms', 'email', 'push', 'call'], state: 'up' },
  ])
  assert.equal((await admin('POST', '/v1/admin/gateways/loopback/check')).json.ok, true)
  assert.equal((await admin('POST', '/v1/admin/gateways/none/check')).status, 404)
  const { json: queue } = await admin('GET', '/v1/admin/queue')
  assert.deepEqual(Object.keys(queue), [
    'queued',
    'sending',
    'held',
    'awaiting',
    'outbox',
    'webhooks',
    'webhooksFailed',
  ])
  const { json: health } = await admin('GET', '/v1/admin/health')
  assert.deepEqual(health.parts, [{ name: 'database', state: 'up', essential: true }])
  assert.equal((await admin('GET', '/v1/admin/doctor')).json.checks[0].state, 'ok')
  await call('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/' })
  await call('POST', '/v1/sms', sms())
  await eventually(async () => {
    const { json: log } = await admin('GET', `/v1/admin/requests?clientId=${clientId}&failed=true&limit=1`)
    assert.equal(log.requests[0]?.error.code, 'connect-failed')
  })
  assert.equal((await admin('GET', '/v1/admin/requests')).json.code, 'query-invalid')
})
