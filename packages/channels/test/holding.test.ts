import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelSettings } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { defers, delivers, hangs, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld } from './support/world.ts'

const office: ChannelSettings = {
  timeZone: 'Asia/Kathmandu',
  windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], opens: '08:00', closes: '21:00' }],
}
/** Friday evening in Kathmandu, an hour after the window has closed; it opens again on Saturday at 02:15 UTC. */
const closed = '2027-03-05T16:15:00Z'
const opening = '2027-03-06T02:15:00.000Z'

function clockAt(instant: string): MovableClock {
  const clock = new MovableClock()
  clock.moveTo(instant)
  return clock
}

describeOnEachEngine('holding', migrationSets, (open) => {
  test('outside the window a message is held with the reason in words, and leaves when the window opens', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt(closed))
    await world.channels.settings.putChannel(world.client.id, 'sms', office)
    const { id } = await world.sms('good morning')
    const held = await world.get(id)
    assert.deepEqual(
      [held.status, held.deliveries[0]?.dueAt, held.deliveries[0]?.reason],
      ['held', opening, 'held until Sat 08:00 Asia/Kathmandu: the window was closed'],
    )
    assert.equal(gateway.sent.length, 0)
    world.clock.moveTo(opening)
    const message = await world.until(id, 'delivered')
    assert.deepEqual(
      message.deliveries[0]?.timeline.map((move) => move.status),
      ['accepted', 'held', 'queued', 'sending', 'sent', 'delivered'],
    )
    assert.deepEqual(
      (await world.events()).map((event) => event.data.sequence),
      [1, 2, 3, 4, 5, 6],
    )
  })

  test('when the client widens its window, what was held is looked at anew and leaves', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], {}, clockAt(closed))
    await world.channels.settings.putChannel(world.client.id, 'sms', office)
    const { id } = await world.sms('sooner')
    await world.channels.settings.putChannel(world.client.id, 'sms', {})
    await world.until(id, 'delivered')
  })

  test('when the client narrows its window, what waits in the queue is held again', async (t) => {
    const gateway = new ScriptedGateway('slow', { concurrency: 1, script: hangs })
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt(closed))
    await world.sms('blocks the gateway')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    const { id } = await world.sms('waits')
    await world.channels.settings.putChannel(world.client.id, 'sms', office)
    await eventually(async () => {
      const { deliveries } = await world.get(id)
      assert.match(deliveries[0]?.reason ?? '', /^held until Sat 08:00/)
      assert.equal(deliveries[0]?.dueAt, opening)
    })
    assert.equal(gateway.sent.length, 1)
  })

  test('what expires while it waits is not sent', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt(closed))
    await world.channels.settings.putChannel(world.client.id, 'sms', office)
    const { id } = await world.sms('today only', { expiresAt: '2027-03-05T18:00:00Z' })
    world.clock.moveTo('2027-03-05T18:00:01Z')
    const message = await world.until(id, 'expired')
    assert.equal(message.final, true)
    assert.equal(gateway.sent.length, 0)
  })

  test('a message leaves at the time that it asks for', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], {}, clockAt(closed))
    const { id, status } = await world.sms('later', { sendAt: '2027-03-05T17:00:00Z' })
    assert.equal(status, 'held')
    world.clock.moveTo('2027-03-05T17:00:00Z')
    await world.until(id, 'delivered')
  })

  test('rejected and expired outside the window are ends of their own', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')], {}, clockAt(closed))
    for (const [outside, status] of [
      ['reject', 'rejected'],
      ['expire', 'expired'],
    ] as const) {
      await world.channels.settings.putChannel(world.client.id, 'sms', { ...office, outside })
      const message = await world.sms('too late')
      assert.deepEqual([message.status, message.final], [status, true])
    }
  })

  test('what a disabled client had waiting is kept and visible, and goes on once it is enabled', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt(closed))
    await world.channels.settings.putChannel(world.client.id, 'sms', office)
    const { id } = await world.sms('keep me')
    world.disabled.add(world.client.id)
    await eventually(async () =>
      assert.match((await world.get(id)).deliveries[0]?.reason ?? '', /the client is disabled/),
    )
    world.clock.moveTo(opening)
    await new Promise((resolve) => setTimeout(resolve, 500))
    assert.equal(gateway.sent.length, 0)
    world.disabled.clear()
    await world.until(id, 'delivered')
  })

  test('a held message can be canceled, a sent one cannot', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway], {}, clockAt(closed))
    const later = await world.sms('not this', { sendAt: '2027-03-06T00:00:00Z' })
    const canceled = await world.channels.cancel(world.client.id, later.id)
    assert.deepEqual(
      [canceled.status, canceled.final, canceled.deliveries[0]?.reason],
      ['canceled', true, 'canceled by the client'],
    )
    const now = await world.sms('this')
    await world.until(now.id, 'delivered')
    await assert.rejects(
      world.channels.cancel(world.client.id, now.id),
      (error) => error instanceof ProblemError && error.code === 'not-cancelable',
    )
    assert.equal(gateway.sent.length, 1)
  })

  test('of many cancellations that race with sending, each message is either sent or canceled', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    const messages = await Promise.all(Array.from({ length: 60 }, (_, index) => world.sms(`race ${index}`)))
    await Promise.allSettled(messages.map((message) => world.channels.cancel(world.client.id, message.id)))
    await eventually(async () => {
      for (const { id } of messages) assert.equal((await world.get(id)).final, true)
    })
    const sent = new Set(gateway.texts)
    assert.equal(sent.size, gateway.sent.length)
    for (const [index, { id }] of messages.entries())
      assert.equal((await world.get(id)).status, sent.has(`race ${index}`) ? 'delivered' : 'canceled')
  })

  test('messages with one order key leave one after the other, and the others do not wait for them', async (t) => {
    let release: (() => void) | undefined
    const gateway = new ScriptedGateway('one', {
      script: (message, call) => {
        if (message.content.text !== 'first') return delivers(message, call)
        return new Promise((resolve) => {
          release = () => resolve(delivers(message, call) as never)
        })
      },
    })
    const world = await startWorld(t, await open(t), [gateway])
    const lane = { orderKey: 'customer-1' }
    await world.sms('first', lane)
    await eventually(() => assert.ok(release !== undefined))
    await world.sms('second', lane)
    const third = await world.sms('third', lane)
    const other = await world.sms('other')
    await world.until(other.id, 'delivered')
    assert.deepEqual(
      gateway.texts.filter((text) => text !== 'other'),
      ['first'],
    )
    release?.()
    await world.until(third.id, 'delivered')
    assert.deepEqual(
      gateway.texts.filter((text) => text !== 'other'),
      ['first', 'second', 'third'],
    )
  })

  test('a message that is put off holds its lane for a minute and no longer', async (t) => {
    const gateway = new ScriptedGateway('one', {
      script: (message, call) => (message.content.text === 'stuck' ? defers(message, call) : delivers(message, call)),
    })
    const world = await startWorld(t, await open(t), [gateway], {
      retryPolicy: { base: 600_000, cap: 600_000, floor: 600_000, attempts: 9, retryAfterCap: 1 },
    })
    const lane = { orderKey: 'k' }
    const stuck = await world.sms('stuck', lane)
    await eventually(async () => assert.equal((await world.get(stuck.id)).deliveries[0]?.attempts.length, 1))
    const behind = await world.sms('behind', lane)
    await new Promise((resolve) => setTimeout(resolve, 700))
    assert.equal((await world.get(behind.id)).status, 'queued')
    world.clock.advance(61_000)
    await world.until(behind.id, 'delivered')
  })

  test('codes leave before other messages, and marketing last', async (t) => {
    let open_: () => void = () => {}
    const gate = new Promise<void>((resolve) => (open_ = resolve))
    const gateway = new ScriptedGateway('one', {
      concurrency: 1,
      script: (message, call) => gate.then(() => delivers(message, call)),
    })
    const world = await startWorld(t, await open(t), [gateway])
    await world.sms('opener')
    await eventually(() => assert.equal(gateway.sent.length, 1))
    await world.sms('sale', { category: 'marketing' })
    await world.sms('order')
    const code = await world.sms('code', { category: 'otp' })
    open_()
    await world.until(code.id, 'delivered')
    await eventually(() => assert.deepEqual(gateway.texts, ['opener', 'code', 'order', 'sale']))
  })

  test('a client’s pace is kept while others go on', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    await world.channels.settings.putChannel(world.client.id, 'sms', { rate: 5 })
    const free = { id: world.ids.uuid() }
    const began = Date.now()
    await Promise.all(Array.from({ length: 11 }, (_, index) => world.sms(`paced ${index}`)))
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        world.channels.accept(free, { to: '+14155550124', content: { text: `free ${index}` } }, { channel: 'sms' }),
      ),
    )
    await eventually(() => assert.equal(gateway.texts.filter((text) => text?.startsWith('free')).length, 50))
    assert.ok(
      gateway.texts.filter((text) => text?.startsWith('paced')).length <= 1 + ((Date.now() - began) / 1000) * 5 + 1,
    )
    await eventually(() => assert.equal(gateway.texts.filter((text) => text?.startsWith('paced')).length, 11))
    assert.ok(Date.now() - began >= 1_500, `eleven at five a second took ${Date.now() - began} ms`)
  })
})
