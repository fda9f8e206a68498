import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from '@trunkline/testkit'
import { openBench } from './support/api-bench.ts'

const to = '+14155550123'

test('a verification is started, checked and told by HTTP as the contract has it', async (t) => {
  const { call, verify } = await openBench(t)
  const started = await call('POST', '/v1/verifications', { to, channel: 'sms' })
  assert.equal(started.status, 201)
  const { id, expiresAt } = started.json
  assert.equal(started.headers.location, `/v1/verifications/${id}`)
  const { valid, sends, checks, status, channel } = started.json
  assert.deepEqual([channel, status, valid, sends, checks], ['sms', 'pending', false, 1, 0])
  assert.ok(Date.parse(expiresAt) > Date.now() + 590_000)
  const code = await verify.lastCode()
  const wrong = await call('POST', `/v1/verifications/${id}/check`, { code: code === '000000' ? '111111' : '000000' })
  assert.deepEqual([wrong.status, wrong.json.status, wrong.json.valid], [200, 'pending', false])
  const right = await call('POST', `/v1/verifications/${id}/check`, { code })
  assert.deepEqual([right.status, right.json.status, right.json.valid], [200, 'approved', true])
  const again = await call('POST', `/v1/verifications/${id}/check`, { code })
  assert.deepEqual([again.status, again.json.code], [409, 'verification-ended'])
  const detail = await call('GET', `/v1/verifications/${id}`)
  assert.equal(detail.json.attempts.length, 1)
  assert.equal(detail.json.attempts[0].converted, true)
  assert.ok(!detail.text.includes(code))
})

test('a start under an Idempotency-Key is made once and answered twice', async (t) => {
  const { call, verify } = await openBench(t)
  const key = { 'idempotency-key': 'login-7' }
  const first = await call('POST', '/v1/verifications', { to, channel: 'sms' }, key)
  const second = await call('POST', '/v1/verifications', { to, channel: 'sms' }, key)
  assert.equal(second.json.id, first.json.id)
  assert.equal(second.headers['idempotency-replayed'], 'true')
  await verify.lastCode()
  assert.equal(verify.sent.length, 1)
})

test('resend, cancel, lists, attempts and summary', async (t) => {
  const { call, verify } = await openBench(t)
  await call('PUT', '/v1/client/verification', { friendlyName: 'Shop', settings: { cooldown: [0], codeLength: 8 } })
  const { id } = (await call('POST', '/v1/verifications', { to, channel: 'sms' })).json
  assert.equal((await verify.lastCode()).length, 8)
  assert.equal((await call('POST', `/v1/verifications/${id}/resend`)).json.sends, 2)
  assert.equal((await call('POST', `/v1/verifications/${id}/resend`, { channel: 'call' })).json.channel, 'call')
  assert.equal((await call('POST', `/v1/verifications/${id}/cancel`)).json.status, 'canceled')
  assert.deepEqual((await call('GET', '/v1/verifications?status=canceled')).json.verifications[0].id, id)
  assert.deepEqual((await call('GET', '/v1/verifications?status=pending')).json.verifications, [])
  assert.equal((await call('GET', '/v1/verifications/attempts?limit=2')).json.attempts.length, 2)
  const summary = (await call('GET', '/v1/verifications/summary')).json
  assert.deepEqual(summary, { total: 3, converted: 0, unconverted: 3, conversionRate: 0 })
})

test('settings that are wrong are refused one by one', async (t) => {
  const { call } = await openBench(t)
  const answer = await call('PUT', '/v1/client/verification', { settings: { codeLength: 3, nonsense: 1 } })
  assert.equal(answer.status, 400)
  assert.deepEqual(
    answer.json.errors.map(({ pointer }: { pointer: string }) => pointer),
    ['/codeLength', '/nonsense'],
  )
})

test('an authenticator is set up, used, and stands in for a code over totp', async (t) => {
  const clock = fakeClock() // The real one may go on to the next step between a code and its check.
  const { call } = await openBench(t, { clock })
  const made = await call('POST', '/v1/factors', { identity: 'ana', type: 'totp' })
  assert.equal(made.status, 201)
  assert.match(made.json.uri, /^otpauth:\/\/totp\//)
  assert.match(made.json.qr, /^<svg/)
  const { hotp } = await import('@trunkline/verify')
  const secret = decode(made.json.secret)
  const config = { algorithm: 'sha1', digits: 6 } as const
  const code = (steps: number) => hotp(secret, Math.floor(clock.now() / 30_000) + steps, config)
  const path = `/v1/factors/${made.json.id}`
  assert.equal((await call('POST', `${path}/verify`, { code: code(-1) })).json.valid, true)
  assert.equal((await call('POST', `${path}/check`, { code: code(-1) })).json.valid, false)
  assert.equal((await call('POST', '/v1/factors/check', { identity: 'ana', code: code(0) })).json.valid, true)
  const { id } = (await call('POST', '/v1/verifications', { to: 'ana', channel: 'totp' })).json
  const checked = await call('POST', `/v1/verifications/${id}/check`, { code: code(1) })
  assert.deepEqual([checked.json.status, checked.json.sends], ['approved', 0])
  assert.equal((await call('GET', '/v1/factors?identity=ana')).json.factors[0].status, 'verified')
  assert.equal((await call('DELETE', path)).status, 204)
  assert.equal((await call('GET', path)).status, 404)
})

function decode(text: string): Uint8Array {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
