import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JwtError } from '../jwt/jwt-error.ts'
import { signJwt } from '../jwt/sign.ts'
import { ClientCapability } from './client-capability.ts'
import { decodeClientCapability, verifyClientCapability } from './read.ts'

const now = 1_795_000_000_000
const options = { accountSid: 'AC1', authToken: 'token', clock: { now: () => now } }

test('scopes are read as they were made, whatever is in them', () => {
  const token = new ClientCapability({ ...options, ttl: 60 })
  token.addScope(new ClientCapability.IncomingClientScope('al ice+&=é'))
  token.addScope(new ClientCapability.IncomingClientScope('bob'))
  const params = { 'a b': 'c&d=e+f', é: '%' }
  token.addScope(new ClientCapability.OutgoingClientScope({ applicationSid: 'AP1', clientName: "it's", params }))
  token.addScope(new ClientCapability.EventStreamScope({ from: 'x y' }))
  const claims = verifyClientCapability(token.toJwt(), 'token', { now })
  assert.deepEqual(
    { ...claims, scopes: claims.scopes.length },
    {
      accountSid: 'AC1',
      issuedAt: 1_795_000_000,
      expiresAt: 1_795_000_060,
      incoming: ['al ice+&=é', 'bob'],
      outgoing: { applicationSid: 'AP1', clientName: "it's", params },
      events: { path: '/2010-04-01/Events', filters: { from: 'x y' } },
      scopes: 4,
    },
  )
})

test('a token without scopes allows nothing; an unknown scope is kept raw', () => {
  const none = verifyClientCapability(new ClientCapability(options).toJwt(), 'token', { now })
  assert.deepEqual([none.incoming, none.outgoing, none.events, none.scopes], [[], undefined, undefined, []])
  const token = signJwt({ alg: 'HS256' }, { iss: 'AC1', exp: 1, scope: 'scope:new:thing scope:client:incoming' }, 't')
  assert.deepEqual(decodeClientCapability(token).scopes, ['scope:new:thing', 'scope:client:incoming'])
})

test('what is no capability token is refused', () => {
  const sign = (payload: object) => signJwt({ alg: 'HS256' }, { iss: 'AC1', exp: now, ...payload }, 'token')
  for (const payload of [
    {},
    { scope: 7 },
    { scope: 'scope:client:outgoing?clientName=x' },
    { scope: '', exp: undefined },
  ]) {
    assert.throws(
      () => verifyClientCapability(sign(payload), 'token', { now }),
      (error) => error instanceof JwtError && error.code === 'JWT_CLAIM',
    )
  }
  const hs512 = signJwt({ alg: 'HS512' }, { iss: 'AC1', exp: now, scope: '' }, 'token')
  assert.throws(() => verifyClientCapability(hs512, 'token', { now }), /allowed: HS256/)
})

test('what is missing is said when the token is made', () => {
  const missing = (value: unknown) => () => new ClientCapability(value as typeof options)
  assert.throws(missing(undefined), /"options" missing/)
  assert.throws(missing('x'), TypeError)
  assert.throws(missing({ authToken: 'x' }), /"options.accountSid" missing/)
  assert.throws(missing({ accountSid: 'x' }), /"options.authToken" missing/)
  const scope = (value: unknown) => () => new ClientCapability.OutgoingClientScope(value as { applicationSid: string })
  assert.throws(scope(undefined), /"options" missing/)
  assert.throws(scope('x'), TypeError)
  assert.throws(scope({}), /"options.applicationSid" missing/)
  assert.throws(() => new ClientCapability({ ...options, ttl: 'x' as unknown as number }).toJwt(), /number of seconds/)
})
