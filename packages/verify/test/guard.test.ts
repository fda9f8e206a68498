import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { makeWorld, migrationSets, problem, type World } from './support/world.ts'

const to = '+14155550123'
const wrongCode = (code: string): string => (code === '000000' ? '111111' : '000000')

async function settings(world: World, given: Record<string, unknown>): Promise<void> {
  const { id } = await world.verify.services.defaultOf(world.clientId)
  await world.verify.services.update(world.clientId, id, { settings: given })
}

/** Starts a verification and answers with why it was refused, if it was. */
async function start(world: World, number: string, more: object = {}): Promise<string | undefined> {
  try {
    await world.verify.verifications.start(world.clientId, { to: number, channel: 'sms', ...more })
    return undefined
  } catch (error) {
    return (error as { code: string }).code
  }
}

describeOnEachEngine('the guard', migrationSets, (open) => {
  test('each limit stops what is beyond it, says when to come again, and slides', async (t) => {
    const cases = [
      { scope: 'number', next: () => to },
      { scope: 'prefix', next: (i: number) => `+1415555${String(i).padStart(4, '0')}` },
      { scope: 'country', next: (i: number) => `+1${415 + i}5550100` },
      { scope: 'client', next: (i: number) => `+49${1511 + i}5550100` },
      { scope: 'ip', next: (i: number) => `+44${7700 + i}900123`, more: { clientIp: '192.0.2.7' } },
    ]
    for (const { scope, next, more } of cases) {
      const world = await makeWorld(await open(t))
      await settings(world, { limits: [{ scope, max: 3, seconds: 60 }], fraudGuard: false })
      for (let i = 0; i < 3; i += 1) assert.equal(await start(world, next(i), more), undefined, scope)
      await assert.rejects(
        world.verify.verifications.start(world.clientId, { to: next(3), channel: 'sms', ...more }),
        (error: Error & { retryAfter?: number }) => problem('verification-limited')(error) && error.retryAfter === 60,
      )
      world.clock.advance(60_000)
      assert.equal(await start(world, next(4), more), 'verification-limited', `${scope} slides`)
      world.clock.advance(30_000)
      assert.equal(await start(world, next(5), more), undefined, `${scope} opens again`)
    }
  })

  test('what was refused does not count', async (t) => {
    const world = await makeWorld(await open(t))
    await settings(world, {
      limits: [
        { scope: 'number', max: 1, seconds: 60 },
        { scope: 'client', max: 3, seconds: 60 },
      ],
    })
    assert.equal(await start(world, to), undefined)
    for (let i = 0; i < 10; i += 1) assert.equal(await start(world, to), 'verification-limited')
    assert.equal(await start(world, '+14155550124'), undefined)
    assert.equal(await start(world, '+14155550125'), undefined)
    assert.equal(await start(world, '+14155550126'), 'verification-limited')
  })

  test('a limit holds for requests that come at once', async (t) => {
    const world = await makeWorld(await open(t))
    await settings(world, { limits: [{ scope: 'number', max: 10, seconds: 600 }] })
    const results = await Promise.all(Array.from({ length: 150 }, () => start(world, to)))
    assert.equal(results.filter((code) => code === undefined).length, 10)
  })

  test('countries that are not allowed and lines that cost are refused; the safe list lets numbers through', async (t) => {
    const world = await makeWorld(await open(t))
    await settings(world, { countries: ['DE'] })
    assert.equal(await start(world, to), 'country-refused')
    assert.equal(await start(world, '+80012345678'), 'country-refused')
    assert.equal(await start(world, '+4915112345678'), undefined)
    await settings(world, { countries: null })
    assert.equal(await start(world, '+449012345678'), 'line-refused')
    await settings(world, { countries: ['DE'] })
    await world.verify.blocks.allow(world.clientId, to)
    world.clock.advance(3_000)
    assert.equal(await start(world, to), undefined)
    await world.verify.blocks.disallow(world.clientId, to)
    assert.equal(await start(world, to), 'country-refused')
  })

  test('wrong codes of one number are counted over all its verifications; ten lock it, a right one forgives', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, sender, clientId, clock } = world
    const fresh = async () => {
      const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
      await verify.round()
      return { id, code: sender.last.code }
    }
    const one = await fresh()
    for (let i = 0; i < 4; i += 1) await verify.verifications.check(clientId, one.id, wrongCode(one.code))
    assert.equal((await verify.verifications.check(clientId, one.id, one.code)).valid, true)
    for (let round = 0; round < 2; round += 1) {
      const { id, code } = await fresh()
      for (let i = 0; i < 5; i += 1) await verify.verifications.check(clientId, id, wrongCode(code))
    }
    assert.equal(await start(world, to), 'verification-locked')
    assert.equal(await start(world, '+14155550124'), undefined)
    clock.advance(900_000)
    const two = await fresh()
    assert.equal((await verify.verifications.check(clientId, two.id, two.code)).valid, true)
  })

  test('a verification that was pending when its number was locked is not compared', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, sender, clientId } = world
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { code } = sender.last
    for (let round = 0; round < 2; round += 1) {
      const other = await verify.verifications.start(clientId, { to, channel: 'sms' })
      await verify.round()
      for (let i = 0; i < 5; i += 1) await verify.verifications.check(clientId, other.id, wrongCode(sender.last.code))
    }
    await assert.rejects(verify.verifications.check(clientId, id, code), problem('verification-locked'))
    assert.equal((await verify.verifications.get(clientId, id)).checks, 0)
    assert.equal(await verify.verifications.unlock(clientId, { to }), true)
    assert.equal((await verify.verifications.check(clientId, id, code)).valid, true)
    assert.equal(await verify.verifications.unlock(clientId, { to }), false)
  })

  test('a person’s failures are counted over numbers and factors', async (t) => {
    const world = await makeWorld(await open(t))
    const { verify, sender, clientId } = world
    for (const number of [to, '+14155550124']) {
      const { id } = await verify.verifications.start(clientId, { to: number, channel: 'sms', identity: 'ana' })
      await verify.round()
      for (let i = 0; i < 4; i += 1) await verify.verifications.check(clientId, id, wrongCode(sender.last.code))
    }
    assert.equal((await verify.factors.check(clientId, 'ana', '123456')).valid, false)
    assert.equal((await verify.factors.check(clientId, 'ana', 'aaaaa-aaaaa')).valid, false)
    await assert.rejects(verify.factors.check(clientId, 'ana', '123456'), problem('verification-locked'))
    assert.equal(await start(world, '+14155550125', { identity: 'ana' }), 'verification-locked')
    assert.equal(await start(world, '+14155550125', { identity: 'ben' }), undefined)
  })

  test('sends that fail one after the other block their range', async (t) => {
    const world = await makeWorld(await open(t))
    world.sender.outcome = { kind: 'refused', errorCode: '21211', reason: 'no such number' }
    let sends = 0
    for (let i = 0; i < 100; i += 1) {
      if ((await start(world, `+1415555${String(i).padStart(4, '0')}`)) !== undefined) break
      sends += 1
      await world.verify.round()
    }
    assert.equal(sends, 15)
  })
})
