import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { JwtError } from '../jwt/jwt-error.ts'
import { signJwt } from '../jwt/sign.ts'
import { RequestCanonicalizer } from './request-canonicalizer.ts'
import { ValidationToken } from './validation-token.ts'
import { decodeClientValidation, verifyClientValidation } from './verify.ts'

const pem = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem })
const now = 1_795_000_000_000
const options = { accountSid: 'AC1', credentialSid: 'CR1', signingKey: 'SK1', privateKey, clock: { now: () => now } }
const received = {
  method: 'POST',
  target: '/2010-04-01/Accounts/AC1/Messages.json?b=x%20y&a=1%2B2&a=0&c=k%3Dv%2541',
  headers: { host: 'api.twilio.com', authorization: 'Basic x', accept: '*/*' },
  body: 'To=%2B1',
}
const sent = {
  method: 'post',
  url: 'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json',
  params: { b: 'x y', a: ['1+2', 0], c: 'k=v%41', gone: undefined },
  data: 'To=%2B1',
  headers: { Authorization: 'Basic x' },
}

for (const algorithm of ValidationToken.ALGORITHMS) {
  test(`a ${algorithm} token verifies against the request that it was made for, and no other`, () => {
    const token = new ValidationToken({ ...options, algorithm }).fromHttpRequest(sent)
    const claims = verifyClientValidation(token, publicKey, received, { now })
    assert.deepEqual(
      { ...claims, requestHash: claims.requestHash.length },
      {
        accountSid: 'AC1',
        signingKey: 'SK1',
        credentialSid: 'CR1',
        expiresAt: 1_795_000_300,
        signedHeaders: ['authorization', 'host'],
        requestHash: 64,
      },
    )
    assert.equal(decodeClientValidation(token).credentialSid, 'CR1')
    const changes = [
      { method: 'GET' },
      { target: '/2010-04-01/Accounts/AC1/Messages.json' },
      { body: 'To=%2B2' },
      { headers: { ...received.headers, authorization: 'Basic y' } },
      { headers: { authorization: 'Basic x' } },
    ]
    for (const change of changes) {
      assert.throws(
        () => verifyClientValidation(token, publicKey, { ...received, ...change }, { now }),
        /another request/,
      )
    }
    assert.throws(() => verifyClientValidation(token, publicKey, received, { now: now + 300_000 }), /expired/)
  })
}

test('a token that leaves a header unsigned, or is of another kind, is refused', () => {
  const claims = { iss: 'SK1', sub: 'AC1', exp: now, hrh: 'host', rqh: 'x' }
  const half = signJwt({ alg: 'RS256', kid: 'CR1', cty: 'twilio-pkrv;v=1' }, claims, privateKey)
  assert.throws(
    () => verifyClientValidation(half, publicKey, received, { now }),
    /does not sign the header authorization/,
  )
  const other = signJwt({ alg: 'RS256', kid: 'CR1' }, claims, privateKey)
  assert.throws(() => verifyClientValidation(other, publicKey, received, { now }), JwtError)
  const shared = signJwt({ alg: 'HS256', kid: 'CR1', cty: 'twilio-pkrv;v=1' }, claims, publicKey)
  assert.throws(() => verifyClientValidation(shared, publicKey, received, { now }), /allowed: RS256, PS256/)
})

test('the canonical form is laid out line by line', () => {
  const canonical = new ValidationToken(options).getRequestCanonicalizer(sent)
  assert.equal(
    canonical.getCanonicalizedRequestString(),
    [
      'POST',
      '/2010-04-01/Accounts/AC1/Messages.json',
      'a=0&a=1%2B2&b=x%20y&c=k%3Dv%2541',
      'authorization:Basic x',
      'host:api.twilio.com',
      '',
      'authorization;host',
      canonical.sha256Hex('To=%2B1'),
    ].join('\n'),
  )
})

test('a path is encoded once, also where it is encoded already or cannot be decoded', () => {
  const path = (uri: string) => new RequestCanonicalizer('GET', uri, undefined, undefined, {}).getCanonicalizedPath()
  assert.equal(path('/a b/%20//c*/~d?x=1'), '/a%20b/%20/c%2A/~d')
  assert.equal(path('/100%/ü'), '/100%25/%C3%BC')
})

test('an empty query, no headers and a JSON body are canonical too', () => {
  const canonical = new RequestCanonicalizer('GET', '/', { n: null }, { a: 1 }, { X: undefined })
  assert.equal(canonical.getCanonicalizedQueryParams(), 'n=')
  assert.equal(canonical.getCanonicalizedHeaders(), 'x:\n')
  assert.equal(canonical.getCanonicalizedRequestBody(), canonical.sha256Hex('{"a":1}'))
})

test('what is missing is said in the words of twilio-node', () => {
  for (const name of ['accountSid', 'credentialSid', 'signingKey', 'privateKey']) {
    assert.throws(() => new ValidationToken({ ...options, [name]: '' }), new RegExp(`^Error: ${name} is required$`))
  }
  assert.throws(
    () => new ValidationToken({ ...options, algorithm: 'HS256' as 'RS256' }),
    /Allowed values are RS256, PS256/,
  )
  const token = new ValidationToken(options)
  assert.equal(token.privateKey, privateKey)
  assert.throws(
    () => token.fromHttpRequest({ method: 'GET' }),
    /^Error: Error generating JWT token Error: Url is required$/,
  )
  assert.throws(() => token.fromHttpRequest({ url: 'https://x' }), /Error: Method is required$/)
  const wrongKey = new ValidationToken({ ...options, privateKey: 'no key' })
  assert.throws(() => wrongKey.fromHttpRequest(sent), /^Error: Error generating JWT token RsaKeyError/)
})

test('the key is not in what a log prints of the token maker', () => {
  assert.ok(!JSON.stringify(new ValidationToken(options)).includes('PRIVATE KEY'))
})
