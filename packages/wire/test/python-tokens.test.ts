import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  decodeJwt,
  type ReceivedRequest,
  TaskQueueCapability,
  type TaskRouterCapability,
  verifyAccessToken,
  verifyClientCapability,
  verifyClientValidation,
  WorkerCapability,
  WorkspaceCapability,
} from '@trunkline/wire'

/** What twilio-python 9.13.0 made at the second 1795000000. The private key of `requests` was thrown away. */
const tokens: {
  readonly access: string
  readonly capability: string
  readonly worker: string
  readonly taskQueue: string
  readonly workspace: string
  readonly publicKey: string
  readonly requests: readonly (ReceivedRequest & { readonly token: string })[]
} = JSON.parse(readFileSync(new URL('./fixtures/twilio-python-9.13-tokens.json', import.meta.url), 'utf8'))

const now = 1_795_000_000_000
const account = `AC${'1'.repeat(32)}`
const secret = 'an API key secret of 32 letters.'

test('an access token of twilio-python verifies and is read', () => {
  const claims = verifyAccessToken(tokens.access, secret, { now })
  assert.deepEqual(claims.grants, {
    voice: {
      incomingAllow: true,
      outgoingApplicationSid: 'AP1',
      outgoingApplicationParams: { a: 'é' },
      pushCredentialSid: 'CR1',
      endpointId: 'e',
    },
    video: { room: 'r' },
    chat: { serviceSid: 'IS1', endpointId: 'e', deploymentRoleSid: 'RL1', pushCredentialSid: 'CR1' },
    sync: { serviceSid: 'IS2', endpointId: 'e' },
    taskRouter: { workspaceSid: 'WS1', workerSid: 'WK1', role: 'worker' },
    player: undefined,
  })
  assert.deepEqual(
    [claims.accountSid, claims.identity, claims.region, claims.notBefore],
    [account, 'alice', 'ie1', 1_795_000_000],
  )
})

test('a capability token of twilio-python verifies and is read', () => {
  const claims = verifyClientCapability(tokens.capability, secret, { now })
  assert.deepEqual(claims.incoming, ['al ice+'])
  assert.deepEqual(claims.outgoing, { applicationSid: 'AP1', clientName: 'al ice+', params: { a: 'b c', d: 'é&=' } })
  assert.deepEqual(claims.events, { path: '/2010-04-01/Events', filters: { From: 'x y' } })
})

test('TaskRouter tokens have the policies of twilio-python’s, in their order', () => {
  const base = { accountSid: account, authToken: secret, workspaceSid: 'WS1' }
  const all = {
    allowUpdateActivities: true,
    allowUpdateReservations: true,
    allowUpdateSelf: true,
    allowDeleteSelf: true,
    allowFetchSubresources: true,
    allowUpdateSubresources: true,
    allowDeleteSubresources: true,
  }
  const pairs: [string, TaskRouterCapability][] = [
    [tokens.worker, new WorkerCapability({ ...base, ...all, workerSid: 'WK1' })],
    [tokens.taskQueue, new TaskQueueCapability({ ...base, taskQueueSid: 'WQ1' })],
    [tokens.workspace, new WorkspaceCapability({ ...base, allowFetchSubresources: true })],
  ]
  for (const [theirs, ours] of pairs) {
    const { nbf, ...expected } = decodeJwt(theirs).payload
    const { iat, ...made } = decodeJwt(ours.toJwt()).payload
    assert.equal(nbf, 1_795_000_000)
    assert.ok(iat)
    assert.deepEqual({ ...made, exp: 0 }, { ...expected, exp: 0 })
  }
})

test('client-validation tokens of twilio-python verify against the requests that they came with', () => {
  assert.equal(tokens.requests.length, 2)
  for (const { token, ...request } of tokens.requests) {
    assert.equal(verifyClientValidation(token, tokens.publicKey, request, { now }).accountSid, account)
    const changed = { ...request, target: `${request.target}&x=1` }
    assert.throws(() => verifyClientValidation(token, tokens.publicKey, changed, { now }), /another request/)
  }
})
