import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, beforeEach, describe, test } from 'node:test'
import {
  ApiTokenManager,
  Client,
  ClientCredentialProviderBuilder,
  NoAuthCredentialProvider,
  OrgsCredentialProviderBuilder,
  TokenAuthStrategy,
} from '@trunkline/sdk'
import { verifyClientValidation } from '@trunkline/wire'
import { expiryOf } from '../src/auth/token-auth-strategy.ts'
import { type RecordingServer, startRecordingServer } from './recording-server.ts'

const accountSid = `AC${'e'.repeat(32)}`
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenUntil = (exp: number | undefined, id = ''): string => `${part({ alg: 'none' })}.${part({ exp, id })}.x`
const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600

describe('credentials of OAuth apps', () => {
  let server: RecordingServer
  before(async () => {
    server = await startRecordingServer()
  })
  beforeEach(() => {
    server.requests.length = 0
    let count = 0
    server.answer = ({ url }) =>
      url.includes('/v2/token') ? { body: { access_token: tokenUntil(inAnHour(), String(count++)) } } : { body: {} }
  })
  after(() => server[Symbol.asyncDispose]())

  const provider = () => new ClientCredentialProviderBuilder().setClientId('OQ1').setClientSecret('s&cret').build()
  const tokenRequests = () => server.requests.filter((r) => r.url.includes('/v2/token'))
  const client = (): Client => {
    const made = new Client(undefined, undefined, { fetch: server.fetch, env: { TWILIO_ACCOUNT_SID: undefined } })
    made.setCredentialProvider(provider())
    return made
  }

  test('fetch a token by the client credentials grant, without credentials of the client', async () => {
    await client().api.v2010.accounts(accountSid).fetch()
    const [asked, used] = server.requests
    assert.equal(asked?.url, 'https://oauth.twilio.com/v2/token')
    assert.equal(asked?.method, 'POST')
    assert.deepEqual(Object.fromEntries(new URLSearchParams(asked?.body)), {
      client_id: 'OQ1',
      client_secret: 's&cret',
      grant_type: 'client_credentials',
    })
    assert.equal(asked?.headers.authorization, undefined)
    assert.match(used?.headers.authorization ?? '', /^Bearer ey/)
  })

  test('keep the token until it expires, with one fetch for callers at the same time', async () => {
    const one = client()
    await Promise.all([1, 2, 3].map(() => one.api.v2010.accounts(accountSid).fetch()))
    await one.api.v2010.accounts(accountSid).fetch()
    assert.equal(tokenRequests().length, 1)
    assert.equal(server.requests.length, 5)
  })

  test('go by the base URL and the region of the client', async () => {
    const local = new Client(undefined, undefined, { baseUrl: server.origin })
    local.setCredentialProvider(new OrgsCredentialProviderBuilder().setClientId('a').setClientSecret('b').build())
    await local.previewIam.organization('OR1').accounts('AC1').fetch()
    assert.deepEqual(
      server.requests.map((r) => r.url),
      [`${server.origin}/oauth/v2/token`, `${server.origin}/preview-iam/Organizations/OR1/Accounts/AC1`],
    )
  })

  test('stand back where user name and password are given again', async () => {
    const made = client()
    assert.equal(made.accountSid, '')
    made.username = accountSid
    made.password = 'token'
    await made.api.v2010.accounts(accountSid).fetch()
    assert.match(server.requests[0]?.headers.authorization ?? '', /^Basic /)
    made.invalidateOAuth()
    assert.equal(made.credentialProvider, undefined)
  })

  test('say why there is no token', async () => {
    server.answer = () => ({ status: 401, body: { message: 'bad secret', code: 20003 } })
    const message = 'Failed to fetch access token: Error Status Code: 401\nFailed to fetch access token: bad secret'
    await assert.rejects(client().api.v2010.accounts(accountSid).fetch(), { message })
    server.answer = () => ({ body: {} })
    await assert.rejects(client().api.v2010.accounts(accountSid).fetch(), /Failed to fetch access token/)
  })

  test('take a token manager of the program', async () => {
    const made = new ClientCredentialProviderBuilder()
      .setTokenManager({ fetchToken: async () => tokenUntil(inAnHour()) })
      .build()
    assert.equal(made.getAuthType(), 'client-credentials')
    const strategy = made.toAuthStrategy()
    assert.match(await strategy.getAuthString(), /^Bearer ey/)
    assert.deepEqual([strategy.getAuthType(), strategy.requiresAuthentication()], ['token', true])
    assert.equal(made.toAuthStrategy(), strategy)
  })

  test('fetch by themselves where there is no client', async () => {
    const manager = new ApiTokenManager(
      { grantType: 'client_credentials', clientId: 'a', clientSecret: 'b' },
      (request) => {
        assert.equal(request.uri, 'https://oauth.twilio.com/v2/token')
        return Promise.resolve({ statusCode: 200, body: { access_token: 'T' }, headers: {} })
      },
    )
    assert.equal(await manager.fetchToken(), 'T')
    assert.equal(new ApiTokenManager(manager.params).params, manager.params)
  })

  test('can be none at all', async () => {
    const made = new Client(undefined, undefined, { fetch: server.fetch })
    const none = new NoAuthCredentialProvider()
    made.setCredentialProvider(none)
    await made.api.v2010.accounts(accountSid).fetch()
    assert.equal(server.requests[0]?.headers.authorization, undefined)
    const strategy = none.toAuthStrategy()
    assert.deepEqual(
      [none.getAuthType(), strategy.getAuthType(), strategy.requiresAuthentication(), await made.authorization()],
      ['noauth', 'noauth', false, ''],
    )
  })
})

describe('a token', () => {
  test('is renewed thirty seconds before it expires', async () => {
    let now = 1_000_000_000
    let fetched = 0
    const strategy = new TokenAuthStrategy(
      { fetchToken: async () => tokenUntil(now / 1000 + 60, String(fetched++)) },
      () => now,
    )
    await strategy.getAuthString()
    now += 30_000
    await strategy.getAuthString()
    assert.equal(fetched, 1)
    now += 1
    await strategy.getAuthString()
    assert.equal(fetched, 2)
  })

  test('that does not say when it expires, or cannot be read, is not kept', async () => {
    for (const token of ['opaque', tokenUntil(undefined), 'a.b.c', '']) assert.equal(expiryOf(token), 0)
    let fetched = 0
    const strategy = new TokenAuthStrategy({ fetchToken: async () => `opaque${fetched++}` })
    assert.deepEqual(
      [await strategy.getAuthString(), await strategy.getAuthString()],
      ['Bearer opaque0', 'Bearer opaque1'],
    )
  })

  test('is fetched again after a fetch that failed', async () => {
    let fetched = 0
    const strategy = new TokenAuthStrategy({
      fetchToken: () => (fetched++ === 0 ? Promise.reject('down') : Promise.resolve('T')),
    })
    await assert.rejects(strategy.getAuthString(), { message: 'Failed to fetch access token: down' })
    assert.equal(await strategy.getAuthString(), 'Bearer T')
  })
})

describe('client validation', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const validationClient = { accountSid, credentialSid: 'CR1', signingKey: 'SK1', privateKey }

  for (const algorithm of ['RS256', 'PS256'] as const) {
    test(`signs what is really sent, with ${algorithm}`, async () => {
      await using server = await startRecordingServer()
      const client = new Client(accountSid, 'token', {
        fetch: server.fetch,
        validationClient: { ...validationClient, algorithm },
      })
      await client.messages.create({ to: '+1 ~é', mediaUrl: ['a', 'b'] })
      server.answer = () => ({ body: { messages: [] } })
      await client.messages.list({ to: "+1 é&='(*)", dateSentBefore: new Date(0), limit: 3 })
      for (const { method, url, headers, body } of server.requests) {
        const { host, pathname, search } = new URL(url)
        const received = {
          method,
          target: pathname + search,
          headers: { host, authorization: headers.authorization },
          body,
        }
        const claims = verifyClientValidation(
          String(headers['twilio-client-validation']),
          publicKey,
          received as never,
          { now: Date.now() },
        )
        assert.equal(claims.credentialSid, 'CR1')
      }
      assert.equal(server.requests.length, 2)
    })
  }

  test('says what is missing', () => {
    const client = new Client(accountSid, 'token', { validationClient: { ...validationClient, signingKey: '' } })
    assert.throws(() => client.messages('SM1').fetch(), /signingKey is required/)
  })
})
