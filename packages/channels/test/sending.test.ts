import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import {
  accepts,
  defers,
  delivers,
  hangs,
  losesTrack,
  refuses,
  refusesAll,
  ScriptedGateway,
} from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld } from './support/world.ts'

describeOnEachEngine('sending', migrationSets, (open) => {
  test('a message goes out, and every move is written down and told once', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    const accepted = await world.sms('hello', { metadata: { order: 7 } })
    assert.equal(accepted.status, 'queued')
    const message = await world.until(accepted.id, 'delivered')
    const [delivery] = message.deliveries
    assert.equal(message.final, true)
    assert.deepEqual(
      delivery?.timeline.map((move) => move.status),
      ['accepted', 'queued', 'sending', 'sent', 'delivered'],
    )
    assert.deepEqual(
      delivery?.attempts.map((one) => [one.gateway, one.outcome]),
      [['one', 'accepted']],
    )
    assert.equal(gateway.sent.length, 1)
    assert.equal(gateway.sent[0]?.content.text, 'hello')
    const events = await world.events()
    assert.deepEqual(
      events.map((event) => [event.type, event.data.sequence, event.data.final]),
      [
        ['delivery.accepted', 1, false],
        ['delivery.queued', 2, false],
        ['delivery.sending', 3, false],
        ['delivery.sent', 4, false],
        ['delivery.delivered', 5, true],
      ],
    )
    assert.equal(new Set(events.map((event) => event.id)).size, 5)
    for (const { data } of events)
      assert.deepEqual(
        [data.messageId, data.deliveryId, data.channel, data.metadata],
        [message.id, delivery?.id, 'sms', { order: 7 }],
      )
  })

  test('a delivery that one gateway refuses goes to the next, and a refused recipient to none', async (t) => {
    const closed = new ScriptedGateway('closed', { script: refusesAll })
    const second = new ScriptedGateway('second')
    const world = await startWorld(t, await open(t), [closed, second])
    const over = await world.until((await world.sms('over')).id, 'delivered')
    assert.deepEqual(
      over.deliveries[0]?.attempts.map((one) => [one.gateway, one.outcome, one.errorCode]),
      [
        ['closed', 'refused', '20003'],
        ['second', 'accepted', null],
      ],
    )
    closed.script = refuses
    const failed = await world.until((await world.sms('no')).id, 'failed')
    assert.deepEqual(
      [failed.deliveries[0]?.errorCode, failed.deliveries[0]?.reason, failed.final],
      ['21211', 'no such number', true],
    )
    assert.equal(second.sent.length, 1)
  })

  test('what is put off is tried again until it is taken', async (t) => {
    const gateway = new ScriptedGateway('busy', {
      script: (message, call) => (call < 4 ? defers(message, call) : delivers(message, call)),
    })
    const world = await startWorld(t, await open(t), [gateway])
    const message = await world.until((await world.sms('again')).id, 'delivered')
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => one.outcome),
      ['deferred', 'deferred', 'deferred', 'accepted'],
    )
    assert.deepEqual(
      message.deliveries[0]?.timeline.map((move) => move.status),
      ['accepted', 'queued', 'sending', 'sent', 'delivered'],
    )
  })

  test('what is put off too often is given up, with the reason', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('busy', { script: defers })])
    const message = await world.until((await world.sms('never')).id, 'failed')
    assert.equal(message.deliveries[0]?.attempts.length, 6)
    assert.match(message.deliveries[0]?.reason ?? '', /^the line is busy; given up after 6 rounds$/)
  })

  test('an attempt of unknown outcome is looked up, and not sent again when the provider has it', async (t) => {
    const gateway = new ScriptedGateway('lossy', {
      script: losesTrack,
      lookUp: () => ({ kind: 'found', providerId: 'px', receipt: { status: 'delivered', at: Date.now() } }),
    })
    const world = await startWorld(t, await open(t), [gateway])
    const message = await world.until((await world.sms('once')).id, 'delivered')
    assert.equal(gateway.sent.length, 1)
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => [one.outcome, one.providerId]),
      [['accepted', 'px']],
    )
  })

  test('an attempt that the provider never had is made again', async (t) => {
    const gateway = new ScriptedGateway('lossy', {
      script: (message, call) => (call === 1 ? losesTrack(message, call) : delivers(message, call)),
      lookUp: () => ({ kind: 'absent' }),
    })
    const world = await startWorld(t, await open(t), [gateway])
    const message = await world.until((await world.sms('twice')).id, 'delivered')
    assert.equal(gateway.sent.length, 2)
    assert.deepEqual(
      message.deliveries[0]?.attempts.map((one) => one.outcome),
      ['unknown', 'accepted'],
    )
  })

  test('an unknown outcome that nobody can look up follows the client’s policy', async (t) => {
    const gateway = new ScriptedGateway('lossy', { script: losesTrack })
    const world = await startWorld(t, await open(t), [gateway])
    const first = await world.until((await world.sms('careful')).id, 'failed')
    assert.deepEqual([first.deliveries[0]?.errorCode, gateway.sent.length], ['outcome-unknown', 1])
    await world.channels.settings.putChannel(world.client.id, 'sms', { unknown: 'resend' })
    gateway.script = (message, call) => (call === 2 ? losesTrack(message, call) : delivers(message, call))
    const second = await world.until((await world.sms('bold')).id, 'delivered')
    assert.deepEqual(
      second.deliveries[0]?.attempts.map((one) => one.outcome),
      ['unknown', 'accepted'],
    )
  })

  test('what a dead process was sending is taken over when its lease ends, and looked up first', async (t) => {
    const db = await open(t)
    const dying = new ScriptedGateway('one', { script: hangs, lookUp: () => ({ kind: 'absent' }) })
    const first = await startWorld(t, db, [dying])
    const accepted = await first.sms('survivor')
    await eventually(() => assert.equal(dying.sent.length, 1))
    // The process is as good as dead: it never renews again, for its loop is stopped, and never finishes.
    await first.channels.stop(0)
    const later = new MovableClock()
    later.advance(60_000)
    const living = new ScriptedGateway('one', {
      lookUp: () => ({ kind: 'found', providerId: 'p1', receipt: { status: 'delivered', at: Date.now() } }),
    })
    const second = await startWorld(t, db, [living], {}, later)
    await eventually(async () => {
      const message = await second.channels.getMessage(first.client.id, accepted.id)
      assert.equal(message.status, 'delivered')
    })
    assert.equal(living.sent.length, 0)
  })

  test('a receipt that comes before its delivery is known to be sent is kept and applied', async (t) => {
    let release: () => void = () => {}
    const gateway = new ScriptedGateway('early', {
      script: (message, call) => new Promise((resolve) => (release = () => resolve(accepts(message, call)))),
    })
    const world = await startWorld(t, await open(t), [gateway])
    const { id } = await world.sms('early bird')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    const [sent] = gateway.sent
    await world.channels.sink.receipt({
      gateway: 'early',
      providerId: `p-${sent?.deliveryId}`,
      status: 'delivered',
      at: Date.now(),
    })
    assert.equal((await world.get(id)).status, 'sending')
    release()
    await world.until(id, 'delivered')
  })

  test('receipts that come twice or out of order change nothing more', async (t) => {
    const gateway = new ScriptedGateway('one', { script: accepts })
    const world = await startWorld(t, await open(t), [gateway])
    const { id, deliveries } = await world.sms('orderly')
    await world.until(id, 'sent')
    const told = (status: 'delivered' | 'sent' | 'undelivered') =>
      world.channels.sink.receipt({ gateway: 'one', deliveryId: deliveries[0]?.id ?? '', status, at: Date.now() })
    for (const status of ['delivered', 'sent', 'delivered', 'undelivered'] as const) await told(status)
    const message = await world.get(id)
    assert.deepEqual(
      message.deliveries[0]?.timeline.map((move) => move.status),
      ['accepted', 'queued', 'sending', 'sent', 'delivered'],
    )
  })

  test('a delivery whose receipt never comes is final after the gateway’s time, and stays sent', async (t) => {
    const gateway = new ScriptedGateway('mute', { script: accepts, receiptTimeout: 300 })
    const world = await startWorld(t, await open(t), [gateway])
    const { id } = await world.sms('anyone?')
    await eventually(async () => assert.equal((await world.get(id)).final, true))
    assert.equal((await world.get(id)).status, 'sent')
  })

  test('the content of category otp is sealed while it waits and erased when the message is final', async (t) => {
    const gateway = new ScriptedGateway('one', { script: accepts })
    const db = await open(t)
    const world = await startWorld(t, db, [gateway])
    const { id, deliveries } = await world.sms('Your code is 054321', { category: 'otp' })
    await world.until(id, 'sent')
    const stored = async () =>
      JSON.stringify((await db.query({ text: 'select request from channels_message', values: [] })).rows)
    assert.equal(gateway.sent[0]?.content.text, 'Your code is 054321')
    assert.doesNotMatch(await stored(), /054321/)
    assert.match(await stored(), /sealed/)
    await world.channels.sink.receipt({
      gateway: 'one',
      deliveryId: deliveries[0]?.id ?? '',
      status: 'delivered',
      at: Date.now(),
    })
    assert.doesNotMatch(await stored(), /sealed/)
  })
})
