import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBench } from './support/api-bench.ts'
import { documentedMembers, membersOfAnswer } from './support/documented-members.ts'
import { ownCaller } from './support/twilio-caller.ts'

/** That an answer has the documented members, those and no others. */
function hasMembers(answer: object, product: string, instance: string): void {
  // The rule that turns the library's names back cannot know that this one has no underscore.
  const documented = documentedMembers(product, instance).map((name) => name.replace('psd_2', 'psd2'))
  const top = documented.filter((name) => !name.includes('.')).sort()
  assert.deepEqual(membersOfAnswer(answer), top, instance)
}

test('accounts, keys, tokens and balances have the documented members', async (t) => {
  const caller = ownCaller(await openBench(t))
  const account = `/2010-04-01/Accounts/${caller.sid}`
  hasMembers((await caller.get(`${account}.json`)).json, 'api-v2010', 'AccountInstance')
  const { json: key } = await caller.post(`${account}/Keys.json`)
  hasMembers(key, 'api-v2010', 'NewKeyInstance')
  hasMembers((await caller.get(`${account}/Keys/${key.sid}.json`)).json, 'api-v2010', 'KeyInstance')
  hasMembers((await caller.get(`/iam/v1/Keys/${key.sid}`)).json, 'iam-v1', 'KeyInstance')
  hasMembers((await caller.get(`/iam/v1/Keys?AccountSid=${caller.sid}`)).json.keys[0], 'iam-v1', 'GetKeysInstance')
  hasMembers((await caller.post('/iam/v1/Keys', { AccountSid: caller.sid })).json, 'iam-v1', 'NewKeyInstance')
  hasMembers((await caller.post(`${account}/Tokens.json`)).json, 'api-v2010', 'TokenInstance')
  hasMembers((await caller.get(`${account}/Balance.json`)).json, 'api-v2010', 'BalanceInstance')
})

test('what Verify answers has the documented members', async (t) => {
  const bench = await openBench(t, { dispatch: false })
  const caller = ownCaller(bench)
  const has = (answer: object, instance: string) => hasMembers(answer, 'verify-v2', instance)
  const { json: service } = await caller.post('/verify/v2/Services', { FriendlyName: 'Acme' })
  has(service, 'ServiceInstance')
  const path = `/verify/v2/Services/${service.sid}`
  const { json: started } = await caller.post(`${path}/Verifications`, { To: '+14155550123', Channel: 'sms' })
  has(started, 'VerificationInstance')
  const code = await bench.verify.lastCode()
  has(
    (await caller.post(`${path}/VerificationCheck`, { To: started.to, Code: code })).json,
    'VerificationCheckInstance',
  )
  const { json: limit } = await caller.post(`${path}/RateLimits`, { UniqueName: 'user' })
  has(limit, 'RateLimitInstance')
  has(
    (await caller.post(`${path}/RateLimits/${limit.sid}/Buckets`, { Max: '1', Interval: '1' })).json,
    'BucketInstance',
  )
  has((await caller.get('/verify/v2/Attempts')).json.attempts[0], 'VerificationAttemptInstance')
  has((await caller.get('/verify/v2/Attempts/Summary')).json, 'VerificationAttemptsSummaryInstance')
  has((await caller.post('/verify/v2/SafeList/Numbers', { PhoneNumber: '+14155550123' })).json, 'SafelistInstance')
  const entity = `${path}/Entities/person-0001`
  const { json: factor } = await caller.post(`${entity}/Factors`, { FriendlyName: 'a', FactorType: 'totp' })
  has(factor, 'NewFactorInstance')
  has((await caller.get(`${entity}/Factors/${factor.sid}`)).json, 'FactorInstance')
  has((await caller.get(entity)).json, 'EntityInstance')
})
