import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { accepts, refuses, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, type World } from './support/world.ts'

const to = { phone: '+14155550123', email: 'ana@example.com' }
const send = async (world: World, more: object) =>
  (await world.channels.accept(world.client, { to, content: { text: 'hi', subject: 'Hi' }, ...more })).message
const statuses = async (world: World, id: string) => (await world.get(id)).deliveries.map((one) => one.status)

function gateways() {
  return {
    text: new ScriptedGateway('text', { channels: ['sms'] }),
    mail: new ScriptedGateway('mail', { channels: ['email'], receiptTimeout: 0, script: accepts }),
  }
}

describeOnEachEngine('steps', migrationSets, (open) => {
  test('strategy all sends on every channel, each on its own', async (t) => {
    const { text, mail } = gateways()
    text.script = refuses
    const world = await startWorld(t, await open(t), [text, mail])
    const { id } = await send(world, { channels: ['sms', 'email'], strategy: 'all' })
    const message = await world.until(id, 'failed')
    assert.deepEqual(
      message.deliveries.map((one) => one.status),
      ['failed', 'sent'],
    )
    assert.equal(message.final, true)
  })

  test('strategy first stops at the first channel that delivers', async (t) => {
    const { text, mail } = gateways()
    const world = await startWorld(t, await open(t), [text, mail])
    const { id } = await send(world, { channels: ['sms', 'email'], strategy: 'first' })
    const message = await world.until(id, 'delivered')
    assert.equal(message.final, true)
    assert.deepEqual(await statuses(world, id), ['delivered', 'canceled'])
    assert.equal(mail.sent.length, 0)
  })

  test('a step that fails gives way to the next', async (t) => {
    const { text, mail } = gateways()
    text.script = refuses
    const world = await startWorld(t, await open(t), [text, mail])
    const { id } = await send(world, { channels: ['sms', 'email'], strategy: 'first' })
    await eventually(async () => assert.deepEqual(await statuses(world, id), ['failed', 'sent']))
    const message = await world.get(id)
    assert.deepEqual([message.status, message.final], ['sent', true])
  })

  test('a step without a receipt in its time gives way to the next, and may still be delivered', async (t) => {
    const { text, mail } = gateways()
    text.script = accepts
    const world = await startWorld(t, await open(t), [text, mail])
    const { id, deliveries } = await send(world, {
      channels: [{ channel: 'sms', timeoutSeconds: 1 }, 'email'],
      strategy: 'first',
    })
    await eventually(async () => assert.deepEqual(await statuses(world, id), ['sent', 'sent']))
    assert.match((await world.get(id)).deliveries[0]?.reason ?? '', /no receipt within 1 s; the next channel is tried/)
    await world.channels.sink.receipt({
      gateway: 'text',
      deliveryId: deliveries[0]?.id ?? '',
      status: 'delivered',
      at: Date.now(),
    })
    const message = await world.get(id)
    assert.deepEqual([message.status, message.final], ['delivered', true])
  })

  test('a step whose window is closed yields to one that is open now', async (t) => {
    const { text, mail } = gateways()
    const clock = new MovableClock()
    clock.moveTo('2027-03-06T22:30:00Z')
    const world = await startWorld(t, await open(t), [text, mail], {}, clock)
    await world.channels.settings.putChannel(world.client.id, 'sms', {
      timeZone: 'UTC',
      windows: [{ days: ['mon'], opens: '08:00', closes: '21:00' }],
    })
    const { id } = await send(world, { channels: ['sms', 'email'], strategy: 'first' })
    await world.until(id, 'sent')
    assert.deepEqual(await statuses(world, id), ['canceled', 'sent'])
    assert.equal(text.sent.length, 0)
  })

  test('without channels the client’s routing decides, among those that the recipient has an address for', async (t) => {
    const { text, mail } = gateways()
    const world = await startWorld(t, await open(t), [text, mail])
    await world.channels.settings.putClient(world.client.id, { channels: ['push', 'email', 'sms'], strategy: 'first' })
    const message = await send(world, {})
    assert.deepEqual([message.channels, message.strategy], [['email', 'sms'], 'first'])
    const { message: plain } = await world.channels.accept(world.client, {
      to: '+14155550123',
      content: { text: 'hi' },
    })
    assert.deepEqual(plain.channels, ['sms'])
  })

  test('a message on several channels can be canceled while none of them was sent', async (t) => {
    const { text, mail } = gateways()
    const world = await startWorld(t, await open(t), [text, mail])
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    for (const strategy of ['all', 'first']) {
      const { id } = await send(world, { channels: ['sms', 'email'], strategy, sendAt })
      assert.equal((await world.channels.cancel(world.client.id, id)).status, 'canceled')
      assert.deepEqual(await statuses(world, id), ['canceled', 'canceled'])
    }
  })
})
