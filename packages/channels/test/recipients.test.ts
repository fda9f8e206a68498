import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PushAddress } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { sidFromUuid } from '@trunkline/wire'
import { accepts, refuses, ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const token = (token: string): PushAddress => ({ type: 'fcm', token })
const content = { text: 'hi', subject: 'Hi', title: 'Hi' }
const send = async (world: World, more: object = {}) =>
  (await world.channels.accept(world.client, { to: { recipient: 'u-42' }, content, ...more })).message
const gateways = () => [
  new ScriptedGateway('text', { channels: ['sms'] }),
  new ScriptedGateway('post', { channels: ['email'] }),
  new ScriptedGateway('app', { channels: ['push'], receiptTimeout: 0, script: accepts }),
]

/** The message once all of its deliveries are. */
async function settled(world: World, { id }: { readonly id: string }) {
  await eventually(async () => assert.equal((await world.get(id)).final, true))
  return world.get(id)
}

describeOnEachEngine('recipients', migrationSets, (open) => {
  test('a message to a person reaches them on the channels that they have and allow', async (t) => {
    const world = await startWorld(t, await open(t), gateways())
    const { recipients } = world.channels
    await recipients.put(world.client.id, 'u-42', {
      ...{ phone: '+1 (415) 555-0123', email: 'ana@Example.COM', timeZone: 'Europe/Berlin', locale: 'de' },
      preferences: { marketing: { sms: false } },
    })
    const offer = await send(world, { category: 'marketing' })
    assert.deepEqual(offer.channels, ['email'])
    const news = await world.until((await send(world)).id, 'delivered')
    assert.deepEqual(
      news.deliveries.map((one) => [one.channel, one.to]),
      [
        ['sms', '+14155550123'],
        ['email', 'ana@example.com'],
      ],
    )
    assert.deepEqual(news.to, {
      recipient: 'u-42',
      phone: '+14155550123',
      email: 'ana@example.com',
      timeZone: 'Europe/Berlin',
      locale: 'de',
    })
    const named = await send(world, { category: 'marketing', channels: ['sms'] })
    assert.deepEqual(
      [named.status, named.deliveries[0]?.reason],
      ['suppressed', 'suppressed: the recipient does not want marketing messages by sms'],
    )
    const elsewhere = await send(world, { to: { recipient: 'u-42', phone: '+14155550199' }, channels: ['sms'] })
    assert.equal(elsewhere.deliveries[0]?.to, '+14155550199')
  })

  test('with strategy first what the person does not want is not tried after a step that fails', async (t) => {
    const [text, post] = [
      new ScriptedGateway('text', { channels: ['sms'] }),
      new ScriptedGateway('post', { channels: ['email'], script: refuses }),
    ]
    const world = await startWorld(t, await open(t), [text, post])
    await world.channels.recipients.put(world.client.id, 'u-42', {
      ...{ phone: '+14155550123', email: 'ana@example.com', preferences: { marketing: { sms: false } } },
    })
    const sent = await send(world, { category: 'marketing', channels: ['email', 'sms'], strategy: 'first' })
    const message = await settled(world, sent)
    assert.deepEqual(
      [message.status, message.deliveries.map((one) => one.status), text.sent.length],
      ['suppressed', ['failed', 'suppressed'], 0],
    )
  })

  test('a device that registers while its person is written down leaves what is said of them', async (t) => {
    const world = await startWorld(t, await open(t), gateways())
    const { recipients } = world.channels
    for (let round = 0; round < 20; round++) {
      const id = `u-${round}`
      await Promise.all([
        recipients.addDevice(world.client.id, id, token(id)),
        recipients.put(world.client.id, id, { phone: '+14155550123', locale: 'de' }),
      ])
      const { phone, locale, devices } = await recipients.get(world.client.id, id)
      assert.deepEqual([phone, locale, devices.length], ['+14155550123', 'de', 1])
    }
  })

  test('who is not known, or another client’s, is refused, and nothing is changed', async (t) => {
    const world = await startWorld(t, await open(t), gateways())
    await assert.rejects(send(world), { code: 'recipient-unknown' })
    await world.channels.recipients.put(world.ids.uuid(), 'u-42', { phone: '+14155550123' })
    await assert.rejects(send(world), { code: 'recipient-unknown' })
    const bad = { phone: '12' }
    await assert.rejects(world.channels.recipients.put(world.client.id, 'u-42', bad), { code: 'number-invalid' })
    await assert.rejects(world.channels.recipients.put(world.client.id, 'a\u0000b', {}), { code: 'validation-failed' })
    await assert.rejects(world.channels.recipients.get(world.client.id, 'u-42'), { code: 'not-found' })
  })

  test('each device has a delivery of its own, and one that fails does not repeat the others', async (t) => {
    const [, , app] = gateways() as [ScriptedGateway, ScriptedGateway, ScriptedGateway]
    app.script = (message) => (message.push?.[0]?.token === 'b' ? refuses(message, 1) : accepts(message, 1))
    const world = await startWorld(t, await open(t), [app])
    for (const name of ['a', 'b', 'c']) await world.channels.recipients.addDevice(world.client.id, 'u-42', token(name))
    const { id } = await send(world, { channels: ['push'] })
    const message = await world.until(id, 'failed')
    assert.deepEqual(message.channels, ['push'])
    assert.deepEqual(
      message.deliveries.map((one) => [one.to, one.status]),
      [
        ['fcm', 'sent'],
        ['fcm', 'failed'],
        ['fcm', 'sent'],
      ],
    )
    // They are sent at one time, in whatever order.
    assert.deepEqual(app.sent.map((one) => one.push?.[0]?.token).sort(), ['a', 'b', 'c'])
    assert.ok(app.sent.every((one) => one.push?.length === 1))
  })

  test('with strategy first all devices are told at once, and success on one ends the walk', async (t) => {
    const [text, , app] = gateways() as [ScriptedGateway, ScriptedGateway, ScriptedGateway]
    const world = await startWorld(t, await open(t), [text, app])
    const { recipients } = world.channels
    await recipients.put(world.client.id, 'u-42', { phone: '+14155550123' })
    for (const name of ['a', 'b']) await recipients.addDevice(world.client.id, 'u-42', token(name))
    const first = { channels: ['push', 'sms'], strategy: 'first' }
    const reached = await settled(world, await send(world, first))
    assert.deepEqual(
      reached.deliveries.map((one) => one.status),
      ['sent', 'sent', 'canceled'],
    )
    app.script = refuses
    const late = await settled(world, await send(world, first))
    assert.deepEqual(
      late.deliveries.map((one) => one.status),
      ['failed', 'failed', 'delivered'],
    )
    assert.equal(text.sent.length, 1)
    // The walk the other way round: the devices come second, together.
    text.script = refuses
    app.script = accepts
    const back = await settled(world, await send(world, { channels: ['sms', 'push'], strategy: 'first' }))
    assert.deepEqual(
      back.deliveries.map((one) => one.status),
      ['failed', 'sent', 'sent'],
    )
  })

  test('a dead token is taken away, one that was registered since stays, and it is told', async (t) => {
    const world = await startWorld(t, await open(t), gateways())
    const { recipients } = world.channels
    const { id } = world.client
    const now = world.clock.now()
    for (const name of ['a', 'b']) await recipients.addDevice(id, 'u-42', token(name))
    const gone = { gateway: 'app', clientId: sidFromUuid('AC', id) }
    await recipients.gone({ ...gone, address: token('a'), since: now - 60_000 })
    assert.equal((await recipients.get(id, 'u-42')).devices.length, 2)
    await recipients.gone({ ...gone, address: token('a'), since: world.clock.now() + 1 })
    await recipients.gone({ ...gone, address: token('never'), since: world.clock.now() })
    await recipients.gone({
      ...gone,
      clientId: sidFromUuid('AC', world.ids.uuid()),
      address: token('b'),
      since: world.clock.now() + 1,
    })
    assert.deepEqual(
      (await recipients.get(id, 'u-42')).devices.map((one) => one.address),
      [token('b')],
    )
    assert.deepEqual(
      (await world.events()).map((one) => [one.type, one.data.recipient]),
      [['device.removed', 'u-42']],
    )
  })

  test('a device that another person registers is theirs; there are twenty at most', async (t) => {
    const world = await startWorld(t, await open(t), gateways())
    const { recipients } = world.channels
    const { id } = world.client
    const first = await recipients.addDevice(id, 'ana', token('t'))
    const again = await recipients.addDevice(id, 'ana', token('t'))
    assert.deepEqual([first.added, again.added, again.deviceId], [true, false, first.deviceId])
    await recipients.addDevice(id, 'ben', token('t'))
    assert.equal((await recipients.get(id, 'ana')).devices.length, 0)
    for (let n = 1; n < 20; n++) await recipients.addDevice(id, 'ben', token(`t${n}`))
    await assert.rejects(recipients.addDevice(id, 'ben', token('t20')), { code: 'validation-failed' })
    assert.equal((await recipients.get(id, 'ben')).devices.length, 20)
    await recipients.removeDevice(id, 'ben', first.deviceId)
    await assert.rejects(recipients.removeDevice(id, 'ben', first.deviceId), { code: 'not-found' })
    await assert.rejects(recipients.addDevice(id, 'ben', { type: 'webpush' }), { code: 'validation-failed' })
    const page = await recipients.list(id, { limit: 1 })
    assert.deepEqual([page.recipients.map((one) => one.id), page.next], [['ana'], 'ana'])
    await recipients.remove(id, 'ben')
    await assert.rejects(recipients.remove(id, 'ben'), { code: 'not-found' })
    const { rows } = await world.db.query({ text: 'select id from channels_device', values: [] })
    assert.deepEqual(rows, [])
  })
})
