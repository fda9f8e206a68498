import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Headers } from '../message/headers.ts'
import { noBody, type SipRequest, type SipResponse } from '../message/message.ts'
import { type DigestAlgorithm, digestResponse, readDigest } from './digest.ts'
import { answerChallenge } from './digest-client.ts'
import { DigestGuard, type DigestUser } from './digest-guard.ts'
import { Lockout, lockoutRules } from './lockout.ts'
import { Nonces } from './nonces.ts'

const mufasa = { username: 'Mufasa', method: 'GET', uri: '/dir/index.html' } as const

test('RFC 7616, section 3.9.1: the example in both algorithms', () => {
  const qop = { nc: '00000001', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' }
  const nonce = '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v'
  const example = { ...mufasa, password: 'Circle of Life', realm: 'http-auth@example.org', nonce, qop }
  const expected = {
    MD5: '8ca523f5e9506fed4657c9700eebdbec',
    'SHA-256': '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
  }
  for (const algorithm of ['MD5', 'SHA-256'] as const) {
    assert.equal(digestResponse({ ...example, algorithm }), expected[algorithm])
  }
})

test('RFC 2617, section 3.5: the example', () => {
  const qop = { nc: '00000001', cnonce: '0a4f113b' }
  const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093'
  const example = { ...mufasa, password: 'Circle Of Life', realm: 'testrealm@host.com', nonce, qop }
  assert.equal(digestResponse({ ...example, algorithm: 'MD5' }), '6629fae49393a05397450978507c4ef1')
})

test('a digest without qop is that of RFC 2069', () => {
  const nonce = 'dcd98b7102dd2f0e8b11d0f600bfb0c093'
  const example = { ...mufasa, password: 'CircleOfLife', realm: 'testrealm@host.com', nonce }
  assert.equal(digestResponse({ ...example, algorithm: 'MD5' }), '1949323746fe6a43ef61f9606e7febea')
})

test('parameters are read with quotes, commas and spaces in them; a name twice is refused', () => {
  const read = readDigest('Digest realm="a, \\"b\\"", nonce="x=y" ,algorithm=MD5,qop="auth,auth-int"')
  assert.deepEqual(
    [...(read ?? [])],
    [
      ['realm', 'a, "b"'],
      ['nonce', 'x=y'],
      ['algorithm', 'MD5'],
      ['qop', 'auth,auth-int'],
    ],
  )
  assert.equal(readDigest('Digest realm="a", realm="b"'), undefined)
  assert.equal(readDigest('Basic Zm9v'), undefined)
  assert.equal(readDigest('Digest realm="a'), undefined)
})

const request = (headers: Headers, method = 'REGISTER'): SipRequest => ({
  ...{ kind: 'request', method, uri: 'sip:trunkline.localhost', headers, body: noBody },
})

interface Bench {
  readonly guard: DigestGuard<DigestUser>
  readonly lockout: Lockout
  at: number
  /** What a phone answers to a new challenge. */
  login(password: string, address?: string, algorithm?: DigestAlgorithm): SipRequest
}

function bench(algorithms: readonly DigestAlgorithm[] = ['SHA-256', 'MD5']): Bench {
  let tokens = 0
  const state = { at: 1_000_000 }
  const now = () => state.at
  const nonces = new Nonces({ now, token: () => `token${++tokens}` })
  const lockout = new Lockout(now)
  const users = new Map([['anna', { username: 'anna', password: 'secret-of-anna' }]])
  const find = async (name: string) => users.get(name)
  const guard = new DigestGuard<DigestUser>({ realm: 'trunkline', algorithms, nonces, lockout, decoy: 'decoy', find })
  const login: Bench['login'] = (password, address = '192.0.2.1') => {
    const headers = new Headers()
    guard.challenge(headers, address, false)
    const response: SipResponse = { kind: 'response', status: 401, reason: '', headers, body: noBody }
    const answer = answerChallenge(response, request(headers), { username: 'anna', password }, 'c')
    return request(new Headers([['Authorization', answer?.value ?? '']]))
  }
  return Object.assign(state, { guard, lockout, login })
}

test('the right password is right, with the best algorithm that is offered; a wrong one and an unknown user look the same', async () => {
  const { guard, login } = bench()
  const right = login('secret-of-anna')
  assert.match(right.headers.get('authorization') ?? '', /algorithm=SHA-256/)
  assert.equal((await guard.judge(right, '192.0.2.1')).kind, 'right')
  assert.deepEqual(await guard.judge(login('guess'), '192.0.2.1'), { kind: 'wrong', username: 'anna', locked: false })
  const stranger = login('x').headers.get('authorization')?.replace('username="anna"', 'username="nobody"') ?? ''
  const asked = request(new Headers([['Authorization', stranger]]))
  assert.deepEqual(await guard.judge(asked, '192.0.2.1'), { kind: 'wrong', username: 'nobody', locked: false })
})

test('an algorithm that is not offered is not taken', async () => {
  const { login } = bench(['SHA-256', 'MD5'])
  const { guard } = bench(['MD5'])
  assert.deepEqual(await guard.judge(login('secret-of-anna'), '192.0.2.1'), { kind: 'challenge', stale: false })
})

test('credentials are good once for each count, for five minutes, from one address, for one method', async () => {
  const it = bench()
  const right = it.login('secret-of-anna')
  assert.equal((await it.guard.judge(right, '192.0.2.1')).kind, 'right')
  assert.deepEqual(await it.guard.judge(right, '192.0.2.1'), { kind: 'challenge', stale: true }, 'a replay')
  const other = it.login('secret-of-anna')
  assert.deepEqual(await it.guard.judge(other, '192.0.2.2'), { kind: 'challenge', stale: false }, 'another address')
  const invite = { ...it.login('secret-of-anna'), method: 'INVITE' }
  assert.equal((await it.guard.judge(invite, '192.0.2.1')).kind, 'wrong', 'another method')
  const late = it.login('secret-of-anna')
  it.at += 300_001
  assert.deepEqual(await it.guard.judge(late, '192.0.2.1'), { kind: 'challenge', stale: true }, 'too late')
})

test('after five wrong passwords the right one is refused from that address, each time longer, and not from elsewhere', async () => {
  const it = bench()
  const guess = async () => it.guard.judge(it.login('guess'), '192.0.2.1')
  for (let count = 0; count < lockoutRules.pair; count++) assert.equal((await guess()).kind, 'wrong')
  const kindOf = async (address: string) => (await it.guard.judge(it.login('secret-of-anna', address), address)).kind
  assert.equal(await kindOf('192.0.2.1'), 'wrong')
  assert.equal(await kindOf('192.0.2.2'), 'right')
  it.at += lockoutRules.first + 1
  for (let count = 0; count < lockoutRules.pair; count++) await guess()
  it.at += lockoutRules.first + 1
  assert.equal(await kindOf('192.0.2.1'), 'wrong', 'the second time is twice as long')
  it.at += lockoutRules.first
  assert.equal(await kindOf('192.0.2.1'), 'right')
})

test('an address that tries many users is locked out for all of them', () => {
  const lockout = new Lockout(() => 0)
  for (let count = 0; count < lockoutRules.source; count++) lockout.failed(`user${count}`, '192.0.2.9')
  assert.equal(lockout.isLocked('somebody', '192.0.2.9'), true)
  assert.equal(lockout.isLocked('somebody', '192.0.2.8'), false)
})

test('a user who is guessed from many addresses is locked for strangers, and not where he was right before', () => {
  const lockout = new Lockout(() => 0)
  lockout.succeeded('anna', '192.0.2.1')
  for (let count = 0; count < lockoutRules.user; count++) lockout.failed('anna', `198.51.100.${count}`)
  assert.equal(lockout.isLocked('anna', '203.0.113.5'), true)
  assert.equal(lockout.isLocked('anna', '192.0.2.1'), false)
})

test('counts of nonces that had to be forgotten can not be played again', () => {
  let at = 1
  let tokens = 0
  const nonces = new Nonces({ now: () => at, token: () => `t${++tokens}`, most: 2 })
  const [first, second, third] = [1, 2, 3].map(() => {
    at++
    return nonces.make('192.0.2.1')
  }) as [string, string, string]
  for (const nonce of [first, second, third]) assert.equal(nonces.use(nonce, 1), true)
  assert.equal(nonces.judge(first, '192.0.2.1'), 'stale')
  assert.equal(nonces.judge(third, '192.0.2.1'), 'good')
  assert.equal(nonces.use(third, 1), false)
  assert.equal(nonces.use(third, 2), true)
})
