import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBench } from './support/api-bench.ts'
import { ownCaller } from './support/twilio-caller.ts'

test('operators say what a client may call, and the client is refused what they have not allowed', async (t) => {
  const bench = await openBench(t, { voice: 'still' })
  const { admin, clientId, call } = bench
  await bench.accounts.numbers.put(clientId, '+14155550100')
  const path = `/v1/admin/clients/${clientId}/calls`
  const before = (await admin('GET', path)).json
  assert.deepEqual([before.own, before.limits.allow, before.limits.premium], [{}, ['+'], false])
  const set = await admin('PUT', path, { allow: ['+1'], concurrent: 2 })
  assert.deepEqual([set.status, set.json.own, set.json.limits.concurrent], [200, { allow: ['+1'], concurrent: 2 }, 2])
  assert.equal(set.json.limits.perMinute, before.limits.perMinute)
  const caller = ownCaller(bench)
  const create = (to: string) =>
    caller.post(`/2010-04-01/Accounts/${clientId}/Calls.json`, { To: to, From: '+14155550100', Twiml: '<Response/>' })
  assert.equal((await create('+4915112345678')).json.code, 21215)
  assert.equal((await create('+14155550123')).status, 201)
  for (const wrong of [{ allow: ['49'] }, { concurrent: -1 }, { perSecond: 'fast' }, { cheap: true }]) {
    assert.equal((await admin('PUT', path, wrong)).status, 400, JSON.stringify(wrong))
  }
  assert.deepEqual((await admin('PUT', path, {})).json.limits, before.limits)
  assert.equal((await create('+4915112345678')).status, 201)
  assert.equal((await admin('GET', `/v1/admin/clients/AC${'0'.repeat(32)}/calls`)).status, 404)
  assert.equal((await call('PUT', path, {})).status, 403, 'a client does not set its own')
})
