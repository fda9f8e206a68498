import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { migrations as accounts } from '@trunkline/accounts'
import { migrations as events } from '@trunkline/events'
import { freshDatabase, quietLog } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { type CallLimitsInput, createCallGuard, defaultCallLimits, migrations } from '../src/index.ts'

async function openGuard(t: TestContext, limits: CallLimitsInput = {}, here: readonly string[] = []) {
  const db = await freshDatabase(t, { migrations: [events, accounts, migrations] })
  const time = { now: Date.now() }
  const make = () =>
    createCallGuard({
      db,
      clock: { now: () => time.now },
      log: quietLog,
      limits: { ...defaultCallLimits, ...limits },
      isHere: async (number) => here.includes(number),
    })
  return { guard: make(), another: make(), clientId: randomUUID(), time }
}

const mobile = '+4915112345678'

test('each who asks is told by a code of its own that a country is not allowed', async (t) => {
  const { guard, clientId } = await openGuard(t, { allow: ['+1'] })
  for (const [by, code] of [
    ['api', 21215],
    ['dial', 13227],
    ['sip', 32205],
  ] as const) {
    assert.equal((await guard.check({ clientId, to: mobile, by }))?.code, code)
    const admission = await guard.admit({ clientId, to: mobile, by })
    assert.equal(admission.admitted ? 0 : admission.refusal.code, code)
  }
  assert.equal(await guard.check({ clientId, to: '+14155550123', by: 'api' }), undefined)
})

test('premium-rate numbers are refused unless they are allowed', async (t) => {
  const { guard, clientId } = await openGuard(t)
  const call = { clientId, to: '+19002345678', by: 'api' } as const
  assert.equal((await guard.check(call))?.code, 21202)
  await guard.limits.set(clientId, { premium: true })
  assert.equal(await guard.check(call), undefined)
})

test('a number that is somebody’s here may always be called', async (t) => {
  const { guard, clientId } = await openGuard(t, { allow: [] }, [mobile])
  assert.equal(await guard.check({ clientId, to: mobile, by: 'api' }), undefined)
  assert.equal((await guard.check({ clientId, to: '+4915112345679', by: 'api' }))?.code, 21215)
})

test('calls at a time are bounded, and one that is over makes room', async (t) => {
  const { guard, clientId } = await openGuard(t, { concurrent: 2 })
  const call = { clientId, to: mobile, by: 'dial' } as const
  const first = await guard.admit(call)
  assert.ok(first.admitted && (await guard.admit(call)).admitted)
  const third = await guard.admit(call)
  assert.equal(third.admitted ? 0 : third.refusal.code, 10004)
  assert.ok((await guard.admit({ ...call, clientId: randomUUID() })).admitted, 'another client has room of its own')
  first.release()
  first.release()
  assert.ok((await guard.admit(call)).admitted)
  assert.ok(!(await guard.admit(call)).admitted, 'what is released twice makes room once')
})

test('calls of a minute are bounded', async (t) => {
  const { guard, clientId, time } = await openGuard(t, { perMinute: 3 })
  const admit = async () => {
    const admission = await guard.admit({ clientId, to: mobile, by: 'api' })
    if (!admission.admitted) return admission.refusal.code
    admission.release()
    return 0
  }
  assert.deepEqual([await admit(), await admit(), await admit(), await admit()], [0, 0, 0, 20429])
  time.now += 120_000
  assert.equal(await admit(), 0)
})

test('what is set for a client counts at once here, and in another process within seconds', async (t) => {
  const { guard, another, clientId, time } = await openGuard(t)
  const call = { clientId, to: mobile, by: 'api' } as const
  assert.equal(await another.check(call), undefined)
  await guard.limits.set(clientId, { allow: ['+1'], perSecond: 3 })
  assert.equal((await guard.check(call))?.code, 21215)
  assert.equal(await another.check(call), undefined)
  time.now += 6_000
  assert.equal((await another.check(call))?.code, 21215)
  assert.equal(await another.perSecond(clientId), 3)
  assert.deepEqual(await guard.limits.own(clientId), { allow: ['+1'], perSecond: 3 })
  await guard.limits.set(clientId, {})
  assert.equal(await guard.check(call), undefined)
})

test('limits that make no sense are refused', async (t) => {
  const { guard, clientId } = await openGuard(t)
  await assert.rejects(
    guard.limits.set(clientId, { allow: ['49'] }),
    (error: unknown) => error instanceof ProblemError && error.code === 'validation-failed',
  )
})
