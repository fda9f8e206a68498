import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { decodeAccessToken, verifyAccessToken, verifyClientCapability } from '@trunkline/wire'
import type { VoicePort } from '../src/ports.ts'
import { type Answer, basic, openBench } from './support/api-bench.ts'

const path = '/v1/voice/token'
const ours = '+815012349876'

/** A client with a number that has a browser phone. */
async function openPhone(t: TestContext) {
  const bench = await openBench(t, { dispatch: false, voice: {} as VoicePort })
  await bench.accounts.numbers.put(bench.clientId, ours, { identity: 'DeviceId_0001' })
  const ask = (body: unknown): Promise<Answer> => bench.call('POST', path, body)
  return { ...bench, ask }
}

test('the auth token gets a capability token for the number’s browser phone, for an hour', async (t) => {
  const { ask, accounts, clientId, authToken } = await openPhone(t)
  const { sid: applicationSid } = await accounts.applications.create(clientId, { friendlyName: 'Phone' })
  const { status, json } = await ask({ phoneNumber: '+81-50-1234-9876' })
  assert.deepEqual([status, json.identity, json.success], [200, 'DeviceId_0001', true])
  assert.deepEqual(Object.keys(json).sort(), ['capabilityToken', 'identity', 'success'])
  const claims = verifyClientCapability(json.capabilityToken, authToken, { now: Date.now() })
  assert.equal(claims.accountSid, clientId)
  assert.deepEqual(claims.incoming, ['DeviceId_0001'])
  assert.equal(claims.outgoing?.applicationSid, applicationSid)
  assert.ok(Math.abs(Number(claims.expiresAt) - Date.now() / 1000 - 3600) < 60)
})

test('an API key gets an access token that it has signed itself', async (t) => {
  const { raw, accounts, clientId } = await openPhone(t)
  const key = await accounts.keys.create(clientId)
  const oldest = await accounts.applications.create(clientId, { friendlyName: 'Phone' })
  await accounts.applications.create(clientId, { friendlyName: 'Another' })
  const headers = { authorization: basic(key.sid, key.secret), 'content-type': 'application/json' }
  const { status, json } = await raw('POST', path, JSON.stringify({ phoneNumber: ours, ttl: 120 }), headers)
  assert.equal(status, 200)
  const claims = verifyAccessToken(json.capabilityToken, key.secret, { now: Date.now() })
  assert.deepEqual([claims.accountSid, claims.keySid, claims.identity], [clientId, key.sid, 'DeviceId_0001'])
  assert.deepEqual(claims.rawGrants.voice, { incoming: { allow: true }, outgoing: { application_sid: oldest.sid } })
  assert.ok(Math.abs(Number(claims.expiresAt) - Date.now() / 1000 - 120) < 60)
})

test('the number’s own application goes before the client’s oldest, and one that is named before both', async (t) => {
  const { raw, accounts, clientId } = await openPhone(t)
  const key = await accounts.keys.create(clientId)
  const [named, own] = [await accounts.applications.create(clientId), await accounts.applications.create(clientId)]
  await accounts.numbers.put(clientId, ours, { voiceApplicationSid: own.sid })
  const headers = { authorization: basic(key.sid, key.secret), 'content-type': 'application/json' }
  const applicationOf = async (body: object) => {
    const { json } = await raw('POST', path, JSON.stringify({ phoneNumber: ours, ...body }), headers)
    return decodeAccessToken(json.capabilityToken).grants.voice?.outgoingApplicationSid
  }
  assert.equal(await applicationOf({}), own.sid)
  assert.equal(await applicationOf({ applicationSid: named.sid }), named.sid)
})

test('a number may be written in any common way', async (t) => {
  const { ask } = await openPhone(t)
  for (const phoneNumber of [
    '+81-50-1234-9876',
    '+81 50 1234 9876',
    '+81 (50) 1234-9876',
    '+815012349876',
    '0081-50-1234-9876',
    '050-1234-9876',
    '05012349876',
    '＋８１−５０−１２３４−９８７６',
    'tel:+81-50-1234-9876',
    ' +81.50.1234.9876 ',
  ]) {
    assert.equal((await ask({ phoneNumber })).json.identity, 'DeviceId_0001', phoneNumber)
  }
})

test('what is no number of the client’s is refused, with 400 where none is given and 403 otherwise', async (t) => {
  const { ask, accounts, raw, clientId, authToken } = await openPhone(t)
  const other = await accounts.clients.create({ name: 'Other' })
  await accounts.numbers.put(other.client.id, '+815012340000', { identity: 'Theirs' })
  await accounts.numbers.put(clientId, '+815012341111')
  const refused = async (body: unknown) => {
    const { status, json } = await ask(body)
    assert.deepEqual([json.success, typeof json.error, json.capabilityToken], [false, 'string', undefined])
    return status
  }
  for (const body of [{}, { phoneNumber: '' }, { phoneNumber: null }, { phoneNumber: 5 }, [], 'text']) {
    assert.equal(await refused(body), 400, JSON.stringify(body))
  }
  for (const phoneNumber of [
    '+81-50-1234-0000',
    '+81-50-9999-9999',
    'ana',
    '12',
    'x'.repeat(10_000),
    '+815012341111',
  ]) {
    assert.equal(await refused({ phoneNumber }), 403, phoneNumber.slice(0, 20))
  }
  for (const more of [{ ttl: 5 }, { ttl: '3600' }, { applicationSid: 'AP1' }]) {
    assert.equal(await refused({ phoneNumber: ours, ...more }), 400, JSON.stringify(more))
  }
  const foreign = await accounts.applications.create(other.client.id)
  assert.equal(await refused({ phoneNumber: ours, applicationSid: foreign.sid }), 403)
  const headers = { authorization: basic(clientId, authToken), 'content-type': 'application/json' }
  const broken = await raw('POST', path, '{"phoneNumber":', headers)
  assert.deepEqual([broken.status, broken.json.success], [400, false])
})

test('a stranger gets no token', async (t) => {
  const { raw } = await openPhone(t)
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ phoneNumber: ours })
  assert.equal((await raw('POST', path, body, json)).status, 401)
  assert.equal((await raw('POST', path, body, { ...json, authorization: basic('nobody', 'wrong') })).status, 401)
})

test('a request under one key is answered once, and another body under it is refused', async (t) => {
  const { call } = await openPhone(t)
  const key = { 'idempotency-key': 'one' }
  const first = await call('POST', path, { phoneNumber: ours }, key)
  const again = await call('POST', path, { phoneNumber: ours }, key)
  assert.deepEqual([again.json, again.headers['idempotency-replayed']], [first.json, 'true'])
  assert.equal((await call('POST', path, { phoneNumber: ours, ttl: 60 }, key)).status, 422)
  assert.equal((await call('POST', path, {}, { 'idempotency-key': 'two' })).status, 400)
})
