import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine } from '@trunkline/testkit'
import { makeWorld, migrationSets, problem } from './support/world.ts'

const to = '+14155550123'

describeOnEachEngine('sends', migrationSets, (open) => {
  test('the gateway of a method is looked up by name for each send', async (t) => {
    const { verify, sender, clientId, gateways } = await makeWorld(await open(t))
    gateways.call = undefined
    await assert.rejects(
      verify.verifications.start(clientId, { to, channel: 'call' }),
      problem('method-unavailable', '/channel'),
    )
    await verify.verifications.start(clientId, { to, channel: 'sms' })
    gateways.sms = 'no-such-gateway'
    await assert.rejects(
      verify.verifications.start(clientId, { to, channel: 'sms' }),
      problem('method-unavailable', '/channel'),
    )
    await verify.round()
    assert.equal(sender.sent.length, 0)
    gateways.call = 'recording'
    await verify.verifications.start(clientId, { to, channel: 'call' })
    await verify.round()
    assert.equal(sender.last.method, 'call')
  })

  test('a send that is refused fails its verification, where nothing else is on its way', async (t) => {
    const { verify, sender, clientId, events } = await makeWorld(await open(t))
    sender.outcome = { kind: 'refused', errorCode: '21211', reason: 'no such number' }
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const detail = await verify.verifications.get(clientId, id)
    assert.deepEqual([detail.status, detail.reason], ['failed', 'no such number'])
    assert.deepEqual([detail.attempts[0]?.status, detail.attempts[0]?.errorCode], ['failed', '21211'])
    assert.equal((await events()).at(-1)?.type, 'verification.failed')
  })

  test('a send that is put off is made again, as the same send', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    sender.outcome = { kind: 'deferred', errorCode: '429', reason: 'too fast', retryAfter: 5_000 }
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    clock.advance(4_999)
    await verify.round()
    assert.equal(sender.sent.length, 1)
    clock.advance(1)
    sender.outcome = { kind: 'accepted' }
    await verify.round()
    assert.equal(sender.sent.length, 2)
    assert.equal(sender.sent[0]?.device.sendId, sender.sent[1]?.device.sendId)
    const detail = await verify.verifications.get(clientId, id)
    assert.deepEqual([detail.sends, detail.attempts.length, detail.attempts[0]?.status], [1, 1, 'sent'])
  })

  test('a send of unknown outcome leaves the verification pending and is not made again', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    sender.outcome = { kind: 'unknown', errorCode: 'timeout', reason: 'no answer' }
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    clock.advance(300_000)
    await verify.round()
    assert.equal(sender.sent.length, 1)
    assert.equal((await verify.verifications.check(clientId, id, sender.last.code)).status, 'approved')
  })

  test('a text that does not arrive begins the call at once', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const fallback = { channel: 'call', afterSeconds: 60 } as const
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms', fallback })
    await verify.round()
    const sendId = sender.last.device.sendId
    await verify.news.receipts([{ sendId, status: 'undelivered', errorCode: '30003', reason: 'unreachable', at: 0 }])
    await verify.round()
    assert.deepEqual(
      sender.sent.map(({ method }) => method),
      ['sms', 'call'],
    )
    const detail = await verify.verifications.get(clientId, id)
    assert.deepEqual([detail.status, detail.channel, detail.sends], ['pending', 'call', 2])
    assert.equal((await verify.verifications.check(clientId, id, sender.last.code)).valid, true)
    const { attempts } = await verify.verifications.get(clientId, id)
    assert.deepEqual(
      attempts.map(({ channel, converted }) => [channel, converted]),
      [
        ['sms', false],
        ['call', true],
      ],
    )
  })

  test('without news the call begins after its time, with news of a delivery it does not', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    const fallback = { channel: 'call', afterSeconds: 60 } as const
    await verify.verifications.start(clientId, { to, channel: 'sms', fallback })
    await verify.round()
    const second = await verify.verifications.start(clientId, { to: '+14155550199', channel: 'sms', fallback })
    await verify.round()
    await verify.news.receipts([{ sendId: sender.last.device.sendId, status: 'delivered', at: 0 }])
    clock.advance(59_999)
    await verify.round()
    assert.equal(sender.sent.length, 2)
    clock.advance(1)
    await verify.round()
    assert.deepEqual(sender.sent.map(({ method, device }) => [method, device.address]).at(-1), ['call', to])
    assert.equal(sender.sent.length, 3)
    const detail = await verify.verifications.get(clientId, second.id)
    assert.deepEqual([detail.sends, detail.attempts.length], [1, 1])
  })

  test('news that come late, twice or out of order move a send on and never back', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const { sendId } = sender.last.device
    const tell = (status: 'sent' | 'delivered' | 'failed') => verify.news.receipts([{ sendId, status, at: 0 }])
    await tell('delivered')
    await tell('sent')
    await tell('failed')
    await tell('delivered')
    const detail = await verify.verifications.get(clientId, id)
    assert.deepEqual([detail.status, detail.attempts[0]?.status], ['pending', 'delivered'])
    await verify.news.receipts([{ sendId: 'VLnonsense', status: 'failed', at: 0 }])
  })

  test('what another client says of a send says nothing', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    const news = { sendId: sender.last.device.sendId, status: 'failed', at: 0 } as const
    await verify.news.receipts([{ ...news, clientId: '01890000-0000-7000-8000-000000000000' }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'pending')
    await verify.news.receipts([{ ...news, clientId }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'failed')
  })

  test('a verification that a resend could still save does not fail', async (t) => {
    const { verify, sender, clientId, clock } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    await verify.round()
    clock.advance(30_000)
    await verify.verifications.resend(clientId, id)
    await verify.round()
    const [first, second] = sender.sent.map(({ device }) => device.sendId)
    await verify.news.receipts([{ sendId: second ?? '', status: 'undelivered', at: 0 }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'pending')
    await verify.news.receipts([{ sendId: first ?? '', status: 'failed', at: 0 }])
    assert.equal((await verify.verifications.get(clientId, id)).status, 'failed')
  })

  test('after a crash a send is made again where the gateway dedupes', async (t) => {
    const { verify, sender, clientId, clock, db } = await makeWorld(await open(t))
    const { id } = await verify.verifications.start(clientId, { to, channel: 'sms' })
    const claim = `update verify_send set status = 'sending', due_at = $1`
    await db.query({ text: claim, values: [new Date(clock.now() + 120_000)] })
    await verify.round()
    assert.equal(sender.sent.length, 0)
    clock.advance(120_000)
    await verify.round()
    assert.equal(sender.sent.length, 1)
    Object.assign(sender, { repeatable: false })
    await verify.verifications.start(clientId, { to: '+14155550124', channel: 'sms' })
    await db.query({ text: `${claim} where status = 'waiting'`, values: [new Date(clock.now() - 1)] })
    await verify.round()
    assert.equal(sender.sent.length, 1)
    assert.equal((await verify.verifications.get(clientId, id)).attempts[0]?.status, 'sent')
    const { attempts } = await verify.attempts.list(clientId)
    assert.equal(attempts[0]?.status, 'unknown')
  })

  test('attempts and their conversion are told', async (t) => {
    const { verify, sender, clientId } = await makeWorld(await open(t))
    for (let i = 0; i < 4; i += 1) {
      const { id } = await verify.verifications.start(clientId, {
        to: `+1415555012${i}`,
        channel: i === 3 ? 'call' : 'sms',
      })
      await verify.round()
      if (i === 0) await verify.verifications.check(clientId, id, sender.last.code)
    }
    assert.deepEqual(await verify.attempts.summary(clientId), {
      total: 4,
      converted: 1,
      unconverted: 3,
      conversionRate: 25,
    })
    assert.deepEqual((await verify.attempts.summary(clientId, { channel: 'call' })).total, 1)
    assert.deepEqual((await verify.attempts.summary(clientId, { country: 'DE' })).conversionRate, null)
    assert.deepEqual((await verify.attempts.summary(clientId, { prefix: '+1415' })).total, 4)
    const page = await verify.attempts.list(clientId, { limit: 3 })
    assert.equal(page.attempts.length, 3)
    assert.deepEqual(await verify.attempts.get(clientId, page.attempts[0]?.id ?? ''), page.attempts[0])
  })
})
