import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import * as wire from '@trunkline/wire'
import official from 'twilio'

const account = `AC${'1'.repeat(32)}`
const key = `SK${'2'.repeat(32)}`
const secret = 'an API key secret of 32 letters.'

/** Both libraries read the system's clock; in a test it stands still, so that their tokens can be compared byte for byte. */
function stopClock(t: TestContext): void {
  t.mock.timers.enable({ apis: ['Date'], now: 1_795_000_000_500 })
}

const grants: readonly ((of: typeof wire.AccessToken) => wire.AccessToken.Grant)[] = [
  (of) =>
    new of.VoiceGrant({ incomingAllow: true, outgoingApplicationSid: 'AP1', outgoingApplicationParams: { a: 'é' } }),
  (of) => new of.VoiceGrant({ incomingAllow: false, pushCredentialSid: 'CR1', endpointId: 'e' }),
  (of) => new of.VoiceGrant({ outgoingApplicationParams: { lost: 1 } }),
  (of) => new of.VoiceGrant(),
  (of) => new of.VideoGrant({ room: 'room' }),
  (of) => new of.VideoGrant(),
  (of) => new of.ChatGrant({ serviceSid: 'IS1', endpointId: 'e', deploymentRoleSid: 'RL1', pushCredentialSid: 'CR1' }),
  (of) => new of.SyncGrant({ serviceSid: 'IS1', endpointId: '' }),
  (of) => new of.TaskRouterGrant({ workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' }),
  (of) => new of.PlaybackGrant({ grant: { requestCredentials: null, playbackUrl: 'https://x' } }),
  (of) => new of.PlaybackGrant(),
]

test('access tokens are those of twilio-node, for each grant, algorithm and option', (t) => {
  stopClock(t)
  const options = [
    { identity: 'alice' },
    { identity: 'ünï', ttl: 60, nbf: 1_795_000_000, region: 'ie1' },
    { identity: 7 as unknown as string, ttl: 0 },
    { identity: true as unknown as string },
  ]
  for (const option of options) {
    for (const algorithm of [undefined, 'HS256', 'HS384', 'HS512'] as const) {
      const ours = new wire.AccessToken(account, key, secret, option)
      const theirs = new official.jwt.AccessToken(account, key, secret, option)
      for (const grant of grants) {
        ours.addGrant(grant(wire.AccessToken))
        theirs.addGrant(grant(official.jwt.AccessToken as unknown as typeof wire.AccessToken))
        assert.equal(ours.toJwt(algorithm), theirs.toJwt(algorithm))
      }
    }
  }
})

test('what an access token lacks is said in the words of twilio-node', () => {
  const message = (make: () => unknown): string => {
    try {
      make()
    } catch (error) {
      return (error as Error).message
    }
    return 'no error'
  }
  const cases = [
    ['', key, secret, { identity: 'a' }],
    [account, '', secret, {}],
    [account, key, '', {}],
    [account, key, secret, {}],
  ]
  for (const args of cases as [string, string, string, { identity: string }][]) {
    assert.equal(
      message(() => new wire.AccessToken(...args)),
      message(() => new official.jwt.AccessToken(...args)),
    )
  }
  const wrong = 'none' as 'HS256'
  assert.equal(
    message(() => new wire.AccessToken(account, key, secret, { identity: 'a' }).toJwt(wrong)),
    message(() => new official.jwt.AccessToken(account, key, secret, { identity: 'a' }).toJwt(wrong)),
  )
})

test('capability tokens are those of twilio-node', (t) => {
  stopClock(t)
  const scopes: readonly ((of: typeof wire.ClientCapability) => wire.Scope)[] = [
    (of) => new of.IncomingClientScope('al ice+&=é'),
    (of) => new of.OutgoingClientScope({ applicationSid: 'AP1' }),
    (of) =>
      new of.OutgoingClientScope({
        applicationSid: 'AP1',
        clientName: "it's (a) *~!",
        params: { 'a b': 'c&d=e', n: 1 },
      }),
    (of) => new of.OutgoingClientScope({ applicationSid: 'AP1', clientName: '', params: {} }),
    (of) => new of.EventStreamScope(),
    (of) => new of.EventStreamScope({ from: 'a b', to: '%' }),
  ]
  for (const ttl of [undefined, 0, 30]) {
    const ours = new wire.ClientCapability({ accountSid: account, authToken: secret, ttl })
    const theirs = new official.jwt.ClientCapability({ accountSid: account, authToken: secret, ttl })
    for (const scope of scopes) {
      ours.addScope(scope(wire.ClientCapability))
      theirs.addScope(scope(official.jwt.ClientCapability as unknown as typeof wire.ClientCapability))
      assert.equal(ours.toJwt(), theirs.toJwt())
    }
  }
})

test('TaskRouter tokens and policies are those of twilio-node, but allow: false forbids', (t) => {
  stopClock(t)
  const { TaskRouterCapability, util } = official.jwt.taskrouter
  for (const channelId of ['WK1', 'WQ1', 'WS1']) {
    const options = {
      accountSid: account,
      authToken: secret,
      workspaceSid: 'WS1',
      channelId,
      friendlyName: 'née',
      ttl: 10,
    }
    const ours = new wire.TaskRouterCapability(options)
    const theirs = new TaskRouterCapability(options)
    for (const policy of wire.defaultWorkerPolicies('v1', 'WS1', 'WK1')) ours.addPolicy(policy)
    for (const policy of util.defaultWorkerPolicies('v1', 'WS1', 'WK1')) theirs.addPolicy(policy)
    for (const policy of wire.defaultEventBridgePolicies(account, channelId)) ours.addPolicy(policy)
    for (const policy of util.defaultEventBridgePolicies(account, channelId)) theirs.addPolicy(policy)
    ours.addPolicy(
      new wire.TaskRouterCapability.Policy({ url: wire.tasksUrl('WS1', '**'), postFilter: { A: { required: true } } }),
    )
    theirs.addPolicy(
      new TaskRouterCapability.Policy({ url: util.tasksUrl('WS1', '**'), postFilter: { A: { required: true } } }),
    )
    assert.equal(ours.toJwt(), theirs.toJwt())
  }
  assert.equal(new wire.Policy({ allow: false }).allow, false)
  assert.equal(
    new TaskRouterCapability.Policy({ allow: false }).allow,
    true,
    'fixed in twilio-node: drop the difference',
  )
})

test('TaskRouter URLs are those of twilio-node', () => {
  const { util } = official.jwt.taskrouter
  assert.equal(wire.workspacesUrl(), util.workspacesUrl())
  assert.equal(wire.workspacesUrl('WS1'), util.workspacesUrl('WS1'))
  for (const sid of [undefined, 'XX1', '**']) {
    assert.equal(wire.taskQueuesUrl('WS1', sid), util.taskQueuesUrl('WS1', sid))
    assert.equal(wire.tasksUrl('WS1', sid), util.tasksUrl('WS1', sid))
    assert.equal(wire.activitiesUrl('WS1', sid), util.activitiesUrl('WS1', sid))
    assert.equal(wire.workersUrl('WS1', sid), util.workersUrl('WS1', sid))
  }
  assert.equal(wire.reservationsUrl('WS1', 'WK1'), util.reservationsUrl('WS1', 'WK1'))
  assert.equal(wire.reservationsUrl('WS1', 'WK1', 'WR1'), util.reservationsUrl('WS1', 'WK1', 'WR1'))
})

test('client-validation tokens are those of twilio-node', (t) => {
  stopClock(t)
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const options = { accountSid: account, credentialSid: 'CR1', signingKey: key, privateKey }
  const requests = [
    { method: 'get', url: 'https://api.twilio.com/2010-04-01/Accounts.json', headers: { Authorization: ' Basic x ' } },
    {
      method: 'POST',
      url: 'https://api.twilio.com:8443//a//b%20c/*~d',
      params: { b: 'x y', a: "it's", B: '', n: null },
      headers: {},
    },
    {
      method: 'POST',
      url: 'https://api.twilio.com/a?ignored=1',
      data: 'To=%2B1&Body=h',
      headers: { Authorization: 'Basic x' },
    },
    { method: 'PUT', url: 'https://api.twilio.com/ü', data: { a: [1, 'é'] }, headers: { Authorization: 'Bearer x' } },
  ]
  for (const request of requests) {
    const ours = new wire.ValidationToken(options)
    const theirs = new official.jwt.ValidationToken(options)
    const sent = {
      ...request,
      params: request.params && Object.fromEntries(Object.entries(request.params).map(([k, v]) => [k, v ?? ''])),
    }
    assert.equal(
      ours.getRequestCanonicalizer(request).getCanonicalizedRequestString(),
      theirs.getRequestCanonicalizer(sent).getCanonicalizedRequestString(),
    )
    assert.equal(ours.fromHttpRequest(request), theirs.fromHttpRequest(sent))
  }
})

test('signatures and verdicts are those of twilio-node, also where they are odd', () => {
  const urls = [
    'https://x.example/a',
    'https://x.example:443/a?b=1&a=2',
    "http://u:p@x.example:8080/a?q=it's&q=%zz&1=b",
    'HTTPS://X.example/a/../b?ü=+&&',
    'https://[::1]:9/?#frag',
    'https://x.example/?bodySHA256=abc',
  ]
  const params = { B: 'ü', a: ['2', '1', '2'], A: '', '1': ['x', ['z', 'y']] as unknown as string }
  for (const url of urls) {
    const signature = wire.getExpectedTwilioSignature(secret, url, params)
    assert.equal(signature, official.getExpectedTwilioSignature(secret, url, params))
    const normal = new URL(url)
    for (const signed of [url, normal.href, url.replace(/:\d+/, ''), `${normal.origin}:443/a`, `${url}x`]) {
      const header = official.getExpectedTwilioSignature(secret, signed, params)
      assert.equal(
        wire.validateRequest(secret, header, url, params),
        official.validateRequest(secret, header, url, params),
        `${signed} seen as ${url}`,
      )
    }
  }
})
