import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JwtError } from '../jwt/jwt-error.ts'
import { signJwt } from '../jwt/sign.ts'
import { AccessToken } from './access-token.ts'
import { decodeAccessToken, verifyAccessToken } from './read.ts'

const now = 1_795_000_000_900
const clock = { now: () => now }
const make = (options: Partial<AccessToken.AccessTokenOptions> = {}) =>
  new AccessToken('AC1', 'SK1', 'secret', { identity: 'alice', clock, ...options })

test('a token is read as it was made, grant by grant', () => {
  const token = make({ region: 'ie1', nbf: 1_795_000_000, ttl: 60 })
  const voice = {
    incomingAllow: true,
    outgoingApplicationSid: 'AP1',
    outgoingApplicationParams: { a: '1' },
    pushCredentialSid: 'CR1',
    endpointId: 'e',
  }
  const chat = { serviceSid: 'IS1', endpointId: 'e', deploymentRoleSid: 'RL1', pushCredentialSid: 'CR1' }
  const sync = { serviceSid: 'IS1', endpointId: 'e' }
  const taskRouter = { workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' }
  const player = { playbackUrl: 'x' }
  token.addGrant(new AccessToken.VoiceGrant(voice))
  token.addGrant(new AccessToken.VideoGrant({ room: 'r' }))
  token.addGrant(new AccessToken.ChatGrant(chat))
  token.addGrant(new AccessToken.SyncGrant(sync))
  token.addGrant(new AccessToken.TaskRouterGrant(taskRouter))
  token.addGrant(new AccessToken.PlaybackGrant({ grant: player }))
  for (const algorithm of AccessToken.ALGORITHMS) {
    const claims = verifyAccessToken(token.toJwt(algorithm), 'secret', { now })
    assert.deepEqual(claims.grants, { voice, video: { room: 'r' }, chat, sync, taskRouter, player })
    assert.deepEqual(
      { ...claims, grants: 0, rawGrants: 0 },
      {
        accountSid: 'AC1',
        keySid: 'SK1',
        identity: 'alice',
        region: 'ie1',
        tokenId: 'SK1-1795000000',
        issuedAt: 1_795_000_000,
        notBefore: 1_795_000_000,
        expiresAt: 1_795_000_060,
        grants: 0,
        rawGrants: 0,
      },
    )
  }
})

test('a grant of one’s own goes into the token and comes back raw', () => {
  class OwnGrant extends AccessToken.Grant<unknown, { allowed: number }, 'own'> {
    constructor() {
      super('own')
    }
    override toPayload() {
      return { allowed: 3 }
    }
  }
  const token = make()
  token.addGrant(new OwnGrant())
  assert.deepEqual(decodeAccessToken(token.toJwt()).rawGrants, { identity: 'alice', own: { allowed: 3 } })
})

test('the key that signed it can be seen before it is verified', () => {
  assert.equal(decodeAccessToken(make().toJwt()).keySid, 'SK1')
})

test('a voice grant allows incoming calls only when it says true', () => {
  const grant = new AccessToken.VoiceGrant({ incomingAllow: 'yes' as unknown as boolean })
  assert.deepEqual(grant.toPayload(), {})
  const token = make()
  token.addGrant(grant)
  assert.equal(verifyAccessToken(token.toJwt(), 'secret', { now }).grants.voice?.incomingAllow, false)
})

test('grants of a wrong form are read as empty, not believed', () => {
  const header = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' } as const
  const grants = { identity: 7, voice: 'all', video: { room: 1 }, chat: null, player: [] }
  const token = signJwt(header, { iss: 'SK1', sub: 'AC1', exp: now, grants }, 's')
  const claims = verifyAccessToken(token, 's', { now })
  assert.equal(claims.identity, undefined)
  assert.equal(claims.grants.voice?.incomingAllow, false)
  assert.deepEqual(
    [claims.grants.video?.room, claims.grants.chat?.serviceSid, claims.grants.player],
    [undefined, undefined, {}],
  )
})

test('each way to be wrong has its code', () => {
  const good = make().toJwt()
  const code = (token: string, secret = 'secret', at = now) => {
    try {
      verifyAccessToken(token, secret, { now: at })
      return 'valid'
    } catch (error) {
      return error instanceof JwtError ? error.code : error
    }
  }
  const other = (payload: object, header = {}) =>
    signJwt({ alg: 'HS256', cty: 'twilio-fpa;v=1', ...header }, { ...payload }, 'secret')
  assert.equal(code(good), 'valid')
  assert.equal(code(good, 'other'), 'JWT_SIGNATURE')
  assert.equal(code(`${good}A`), 'JWT_SIGNATURE')
  assert.equal(code(good, 'secret', now + 3_600_000), 'JWT_EXPIRED')
  assert.equal(code(good, 'secret', now + 3_599_000), 'valid')
  assert.equal(code(make({ nbf: 1_795_000_002 }).toJwt()), 'JWT_NOT_YET_VALID')
  assert.equal(code('a.b'), 'JWT_MALFORMED')
  assert.equal(code(`${good.split('.')[0]}.${Buffer.from('[]').toString('base64url')}.x`), 'JWT_MALFORMED')
  assert.equal(code(`${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`), 'JWT_ALGORITHM')
  assert.equal(code(other({ iss: 'SK1', sub: 'AC1', exp: 'soon' })), 'JWT_CLAIM')
  assert.equal(code(other({ iss: 'SK1', sub: 'AC1' })), 'JWT_CLAIM')
  assert.equal(code(other({ iss: 'SK1', exp: now })), 'JWT_CLAIM')
  assert.equal(code(other({ iss: 'SK1', sub: 'AC1', exp: now }, { cty: 'x' })), 'JWT_CLAIM')
})

test('only a token whose time has not come is worth a second try', () => {
  assert.ok(new JwtError('JWT_NOT_YET_VALID', 'x').retryable)
  assert.ok(!new JwtError('JWT_EXPIRED', 'x').retryable)
})

test('clocks may be apart by the leeway', () => {
  const token = make({ ttl: 10, nbf: 1_795_000_005 }).toJwt()
  assert.ok(verifyAccessToken(token, 'secret', { now, leewaySeconds: 5 }))
  assert.ok(verifyAccessToken(token, 'secret', { now: now + 14_000, leewaySeconds: 5 }))
  assert.throws(() => verifyAccessToken(token, 'secret', { now: now + 15_000, leewaySeconds: 5 }), JwtError)
})

test('a ttl that is no whole number is refused', () => {
  assert.throws(() => make({ ttl: 1.5 }).toJwt(), /whole number/)
})
