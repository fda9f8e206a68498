import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { jwt, twilio, twiml } from '@trunkline/sdk'
import { official } from './official-client.ts'

// biome-ignore lint/suspicious/noExplicitAny: both libraries are driven by name
type Library = any

const theirs = official as Library
const mine = twilio as Library
const accountSid = `AC${'4'.repeat(32)}`
const secret = 'a secret that is long enough'

const claims = (token: string): [unknown, unknown] => {
  const [header = '', payload = ''] = token.split('.')
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  return [read(header), read(payload)]
}

/** Makes the same token with both libraries at the same instant. */
function same(t: TestContext, make: (library: Library) => string): void {
  t.mock.timers.enable({ apis: ['Date'], now: 1_790_000_000_000 })
  assert.deepEqual(claims(make(mine)), claims(make(theirs)))
}

describe('tokens have the claims of the official library', () => {
  const grants: Record<string, object> = {
    VoiceGrant: {
      incomingAllow: true,
      outgoingApplicationSid: 'AP1',
      outgoingApplicationParams: { a: 1 },
      pushCredentialSid: 'CR1',
      endpointId: 'e',
    },
    VideoGrant: { room: 'room' },
    ChatGrant: { serviceSid: 'IS1', endpointId: 'e', deploymentRoleSid: 'RL1', pushCredentialSid: 'CR1' },
    SyncGrant: { serviceSid: 'IS1', endpointId: 'e' },
    TaskRouterGrant: { workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' },
    PlaybackGrant: { grant: { a: 'b' } },
  }
  for (const [name, options] of Object.entries(grants)) {
    for (const extra of [{}, { ttl: 60, nbf: 1_700_000_000, region: 'ie1' }]) {
      test(`AccessToken with ${name} ${JSON.stringify(extra)}`, (t) => {
        same(t, ({ jwt: { AccessToken } }) => {
          const token = new AccessToken(accountSid, 'SK1', secret, { identity: 'me', ...extra })
          token.addGrant(new AccessToken[name](options))
          return token.toJwt()
        })
      })
    }
  }

  for (const clientName of [undefined, 'jenny & co']) {
    test(`ClientCapability for ${clientName}`, (t) => {
      same(t, ({ jwt: { ClientCapability } }) => {
        const capability = new ClientCapability({ accountSid, authToken: secret, ttl: 60 })
        capability.addScope(
          new ClientCapability.OutgoingClientScope({ applicationSid: 'AP1', clientName, params: { a: 'b c', d: '&' } }),
        )
        if (clientName) capability.addScope(new ClientCapability.IncomingClientScope(clientName))
        capability.addScope(new ClientCapability.EventStreamScope({ x: 'y' }))
        return capability.toJwt()
      })
    })
  }

  for (const channelId of ['WK1', 'WQ1', 'other']) {
    test(`TaskRouterCapability for ${channelId}`, (t) => {
      same(t, ({ jwt: { taskrouter } }) => {
        const capability = new taskrouter.TaskRouterCapability({
          accountSid,
          authToken: secret,
          workspaceSid: 'WS1',
          channelId,
          friendlyName: 'f',
          ttl: 60,
        })
        for (const policy of taskrouter.util.defaultEventBridgePolicies(accountSid, channelId))
          capability.addPolicy(policy)
        for (const policy of taskrouter.util.defaultWorkerPolicies('v1', 'WS1', 'WK1')) capability.addPolicy(policy)
        return capability.toJwt()
      })
    })
  }
})

describe('signatures are those of the official library', () => {
  const urls = [
    'https://example.com',
    'https://example.com:8443/a?b=c',
    'http://user:pw@example.com/a%20b?x=%27',
    "https://example.com/q?it's=1",
    'https://[::1]:9/x',
  ]
  const bodies: Record<string, unknown>[] = [
    {},
    { To: '+1', From: '+2' },
    { Body: 'ü 🙂', List: ['b', 'a', 'b'] },
    { a: '', B: '2', _: '3' },
  ]
  for (const url of urls) {
    test(`for ${url}`, () => {
      for (const params of bodies) {
        const signature = theirs.getExpectedTwilioSignature(secret, url, params)
        assert.equal(mine.getExpectedTwilioSignature(secret, url, params), signature)
        for (const given of [signature, 'wrong', '']) {
          assert.equal(
            mine.validateRequest(secret, given, url, params),
            theirs.validateRequest(secret, given, url, params),
          )
        }
      }
      assert.equal(mine.getExpectedBodyHash('{"ü":1}'), theirs.getExpectedBodyHash('{"ü":1}'))
    })
  }
})

describe('the module has everything that the official one has', () => {
  test('names of the module, of its tokens and of its TwiML builders', () => {
    for (const name of Object.keys(theirs)) assert.ok(name in mine, name)
    for (const name of Object.keys(theirs.jwt)) assert.ok(name in jwt, name)
    for (const name of Object.keys(theirs.twiml)) assert.ok(name in twiml, name)
    for (const name of Object.keys(theirs.jwt.taskrouter.util)) assert.ok(name in jwt.taskrouter.util, name)
  })

  test('TwiML reads the same', () => {
    const say = (library: Library): string => {
      const response = new library.twiml.VoiceResponse()
      response.gather({ numDigits: 1, action: '/x?a=1&b=2' }).say({ voice: 'alice' }, 'Press <1>')
      response.dial().number({ statusCallbackEvent: ['initiated', 'ringing'] }, '+1')
      return response.toString()
    }
    assert.equal(say(mine), say(theirs))
  })
})
