import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import type { CodeSender } from '../src/sender/code-sender.ts'
import { makeWorld, migrationSets, problem } from './support/world.ts'

const to = '+14155550123'

/** A gateway that makes codes of its own. */
const delegate: CodeSender = {
  type: 'delegate',
  repeatable: false,
  sendSms: async () => ({ kind: 'accepted', providerId: 'D1' }),
  check: async () => false,
}

describeOnEachEngine('loopholes of verification', migrationSets, (open) => {
  test('a code that a gateway makes has no fallback over one that sends ours: it would bring no code', async (t) => {
    const gateways = { sms: 'delegate', call: 'recording' }
    const { verify, clientId } = await makeWorld(await open(t), { gateways, senders: { delegate: () => delegate } })
    const fallback = { channel: 'call', afterSeconds: 10 } as const
    const start = verify.verifications.start(clientId, { to, channel: 'sms', fallback })
    await assert.rejects(start, problem('method-unavailable', '/fallback'))
  })

  test('a gateway that took the place of one that makes its codes sends no message without a code', async (t) => {
    const gateways = { sms: 'delegate' }
    const { verify, clientId, sender } = await makeWorld(await open(t), {
      gateways,
      senders: { delegate: () => delegate },
    })
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    gateways.sms = 'recording'
    await verify.round()
    assert.deepEqual(sender.sent, [])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'failed')
  })

  test('all spellings of a mailbox have one budget of wrong codes, which a right code takes away', async (t) => {
    const { verify, clientId, sender, db } = await makeWorld(await open(t))
    const limits: readonly object[] = []
    await verify.services.update(clientId, (await verify.services.defaultOf(clientId)).id, { settings: { limits } })
    const guess = async (mailbox: string, code: string) => {
      const { id } = await verify.verifications.start(clientId, { to: mailbox, channel: 'email' })
      await verify.round()
      return verify.verifications.check(clientId, id, code === 'right' ? sender.last.code : code)
    }
    for (const local of ['ann', 'Ann', 'aNn', 'anN', 'ANn', 'AnN', 'aNN', 'ANN', 'ann']) {
      assert.equal((await guess(`${local}@example.org`, 'wrong')).valid, false)
    }
    assert.equal((await guess('ANN@example.org', 'right')).valid, true)
    const { rows } = await db.query({ text: 'select subject from verify_failure', values: [] })
    assert.deepEqual(rows, [])
    for (let n = 0; n < 5; n += 1) await guess('ann@example.org', 'wrong')
    for (let n = 0; n < 5; n += 1) await guess('ANN@example.org', 'wrong')
    await assert.rejects(guess('Ann@example.org', 'wrong'), problem('verification-locked'))
  })

  test('whose authenticator is asked says the factor and not the caller: its owner has one budget', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    const factor = await verify.factors.create(clientId, { identity: 'ana', type: 'totp' })
    const start = (identity: string) =>
      verify.verifications.start(clientId, { to: factor.id, channel: 'totp', identity })
    assert.equal((await start('somebody-else')).identity, 'ana')
  })

  test('devices whose time is up, and backup codes that are replaced, leave room for another factor', async (t) => {
    const { verify, clientId, clock } = await makeWorld(await open(t))
    const make = (type: 'device' | 'backup-codes' | 'totp', expiresIn?: number) =>
      verify.factors.create(clientId, { identity: 'ana', type, ...(expiresIn === undefined ? {} : { expiresIn }) })
    await make('backup-codes')
    for (let n = 0; n < 19; n += 1) await make('device', 60)
    await assert.rejects(make('totp'), problem('factor-limit'))
    assert.equal((await make('backup-codes')).codes?.length, 10)
    clock.advance(61_000)
    assert.equal((await make('totp')).status, 'unverified')
  })

  test('a gateway says nothing of what another one sent', async (t) => {
    const { verify, clientId, sender } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { sendId } = sender.last.device
    await verify.news.receipts([{ sendId, gateway: 'another', status: 'failed', at: 0 }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'pending')
    await verify.news.receipts([{ sendId, gateway: 'recording', status: 'failed', at: 0 }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'failed')
  })

  test('whoever has a network of addresses has one limit', async (t) => {
    const { verify, clientId } = await makeWorld(await open(t))
    const service = await verify.services.defaultOf(clientId)
    const limits = [{ scope: 'ip', max: 2, seconds: 600 }]
    await verify.services.update(clientId, service.id, { settings: { limits } })
    const start = (n: number) =>
      verify.verifications.start(clientId, { to: `+1415555012${n}`, channel: 'sms', clientIp: `2001:db8:0:1::${n}` })
    await start(1)
    await start(2)
    await assert.rejects(start(3), problem('verification-limited'))
  })
})
