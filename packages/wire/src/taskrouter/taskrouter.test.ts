import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signJwt } from '../jwt/sign.ts'
import { TaskQueueCapability, WorkerCapability, WorkspaceCapability } from './channel-capabilities.ts'
import { Policy } from './policy.ts'
import { decodeTaskRouterCapability, verifyTaskRouterCapability } from './read.ts'
import { TaskRouterCapability } from './task-router-capability.ts'

const now = 1_795_000_000_000
const base = { accountSid: 'AC1', authToken: 'token', workspaceSid: 'WS1', clock: { now: () => now } }

test('a token is read as it was made', () => {
  const token = new TaskRouterCapability({ ...base, channelId: 'WK1', friendlyName: 'née', ttl: 60 })
  const policy = new Policy({
    url: 'https://x/**',
    method: 'POST',
    queryFilter: { a: 1 },
    postFilter: { b: 2 },
    allow: false,
  })
  token.addPolicy(policy)
  token.addPolicy(new Policy())
  assert.deepEqual(verifyTaskRouterCapability(token.toJwt(), 'token', { now }), {
    accountSid: 'AC1',
    workspaceSid: 'WS1',
    channelId: 'WK1',
    workerSid: 'WK1',
    taskQueueSid: undefined,
    friendlyName: 'née',
    version: 'v1',
    issuedAt: 1_795_000_000,
    expiresAt: 1_795_000_060,
    policies: [policy, new Policy()],
  })
})

test('what a token does not say to be allowed is not', () => {
  const claims = {
    account_sid: 'AC1',
    workspace_sid: 'WS1',
    channel: 'WS1',
    exp: now,
    policies: [{ url: 'x', allow: 'yes' }, 7],
  }
  const read = decodeTaskRouterCapability(signJwt({ alg: 'HS256' }, claims, 't'))
  assert.deepEqual(
    read.policies.map(({ url, allow }) => [url, allow]),
    [
      ['x', false],
      ['', false],
    ],
  )
  const none = decodeTaskRouterCapability(signJwt({ alg: 'HS256' }, { ...claims, policies: 'all' }, 't'))
  assert.deepEqual(none.policies, [])
})

test('what is missing or of another kind is said when the token is made', () => {
  assert.throws(() => new TaskRouterCapability(undefined as never), /"options" missing/)
  for (const name of ['accountSid', 'authToken', 'workspaceSid', 'channelId']) {
    assert.throws(
      () => new TaskRouterCapability({ ...base, channelId: 'WK1', [name]: '' }),
      new RegExp(`"options.${name}" missing`),
    )
  }
  assert.throws(() => new WorkerCapability({ ...base, workerSid: 'WQ1' }), RangeError)
  assert.throws(() => new TaskQueueCapability({ ...base, taskQueueSid: 'WK1' }), RangeError)
  assert.throws(() => new WorkspaceCapability({ ...base, accountSid: 'XX1' }), RangeError)
  const ttl = 'x' as unknown as number
  assert.throws(() => new TaskRouterCapability({ ...base, channelId: 'WK1', ttl }).toJwt(), /number of seconds/)
})
