import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incomingText } from '@trunkline/channels'
import { describeOnEachEngine } from '@trunkline/testkit'
import { messageUuidOf, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const ours = '+15005550006'
const theirs = '+14155550123'

async function send(world: World, text: string, from = ours, to = theirs): Promise<string> {
  const sendAt = new Date(world.clock.now() + 3_600_000).toISOString()
  const { deliveries } = await world.sms(text, { from, sendAt }, to)
  return uuidFromSid(deliveries[0]?.id as string)
}

async function receive(world: World, text: string, from = theirs): Promise<void> {
  const at = { id: world.ids.uuid(), at: world.clock.now() }
  await world.channels.sink.inbound(incomingText('loopback', { from, to: ours, text }, at))
}

describeOnEachEngine('texts', migrationSets, (open) => {
  test('texts both ways are one list, newest first, filtered by either party', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const { texts } = world.channels
    const list = async (filter: object = {}) =>
      (await texts.list(world.client.id, { limit: 10, ...filter })).texts.map(({ text }) => text)
    await send(world, 'one')
    await receive(world, 'two')
    const third = await send(world, 'three', '+15005550007')
    await world.channels.accept(
      world.client,
      { to: 'ana@example.com', content: { text: 'no text' } },
      { channel: 'email' },
    )
    await receive(world, 'four', '+14155550199')
    assert.deepEqual(await list(), ['four', 'three', 'two', 'one'])
    assert.deepEqual(await list({ from: ours }), ['one'])
    assert.deepEqual(await list({ from: theirs }), ['two'])
    assert.deepEqual(await list({ to: theirs }), ['three', 'one'])
    assert.deepEqual(await list({ to: ours }), ['four', 'two'])
    assert.deepEqual(await list({ limit: 2 }), ['four', 'three'])
    assert.deepEqual(await list({ after: third }), ['two', 'one'])
    assert.deepEqual(await list({ before: third }), ['four'])
    const future = new Date(world.clock.now() + 60_000)
    assert.deepEqual([await list({ since: future }), (await list({ until: future })).length], [[], 4])
    assert.deepEqual((await texts.list(world.ids.uuid(), { limit: 10 })).texts, [])
  })

  test('a text that is final can be redacted and deleted, and is then gone everywhere', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    const { texts } = world.channels
    const waits = uuidFromSid(
      (await world.sms('later', { sendAt: new Date(world.clock.now() + 3_600_000).toISOString() })).deliveries[0]
        ?.id as string,
    )
    assert.deepEqual(
      [await texts.redact(world.client.id, waits), await texts.remove(world.client.id, waits)],
      ['open', 'open'],
    )
    assert.equal((await texts.get(world.client.id, waits))?.text, 'later')
    const message = sidFromUuid('NT', messageUuidOf(waits))
    await world.channels.cancel(world.client.id, message)
    assert.equal(await texts.redact(world.client.id, waits), 'done')
    const redacted = await texts.get(world.client.id, waits)
    assert.deepEqual([redacted?.text, redacted?.segments, redacted?.status], ['', 1, 'canceled'])
    assert.equal(await texts.remove(world.ids.uuid(), waits), 'absent')
    assert.equal(await texts.remove(world.client.id, waits), 'done')
    assert.equal(await texts.get(world.client.id, waits), undefined)
    await assert.rejects(world.get(message), { code: 'not-found' })
  })

  test('the key of a text that was deleted sends nothing a second time', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const accept = () =>
      world.channels.accept(
        world.client,
        { to: theirs, content: { text: 'once' } },
        { channel: 'sms', idempotencyKey: 'k' },
      )
    const { message } = await accept()
    await world.until(message.id, 'delivered')
    assert.equal((await accept()).replayed, true)
    assert.equal(
      await world.channels.texts.remove(world.client.id, uuidFromSid(message.deliveries[0]?.id as string)),
      'done',
    )
    await assert.rejects(accept(), { code: 'not-found' })
    assert.deepEqual((await world.channels.texts.list(world.client.id, { limit: 5 })).texts, [])
  })

  test('a text from a person can be redacted and deleted, and its provider does not bring it back', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const { texts } = world.channels
    const media = [
      { url: 'https://example.com/a.png', type: 'image/png' },
      { url: 'https://example.com/b.png', type: 'image/png' },
    ]
    const came = incomingText(
      'loopback',
      { from: theirs, to: ours, text: 'secret', media },
      { id: 'x', at: world.clock.now() },
    )
    await world.channels.sink.inbound(came)
    await world.channels.sink.inbound(came)
    const [found, ...others] = (await texts.list(world.client.id, { limit: 10 })).texts
    assert.deepEqual([found?.status, found?.from, found?.media.length, others.length], ['received', theirs, 2, 0])
    const id = found?.id as string
    assert.equal(await texts.removeMedia(world.client.id, id, 0), 'done')
    assert.equal(await texts.redact(world.client.id, id), 'done')
    const left = await texts.get(world.client.id, id)
    assert.deepEqual([left?.text, left?.media], ['', [media[1]]])
    assert.equal(await texts.remove(world.client.id, id), 'done')
    await world.channels.sink.inbound(came)
    assert.deepEqual((await texts.list(world.client.id, { limit: 10 })).texts, [])
  })

  test('a text from a person that no database can hold as it is comes in all the same', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    await receive(world, 'zero \0 and half \ud83d')
    const { texts } = await world.channels.texts.list(world.client.id, { limit: 10 })
    assert.deepEqual(
      texts.map(({ text }) => text),
      ['zero \ufffd and half \ufffd'],
    )
  })

  test('what is rare among many messages is found in bounded looks that say where to go on', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const rare = await send(world, 'rare', '+15005550009')
    const { db, client } = world
    await db.query({
      text: `insert into channels_message (id, client_id, created_at, request, deliveries, final)
        select ('ff90' || lpad(to_hex(i), 8, '0') || '7000a000000000000000')::uuid, $1, now(), '{"steps":[]}', '[]', true
        from generate_series(1, 51000) i`,
      values: [client.id],
    })
    const first = await world.channels.texts.list(client.id, { limit: 5 })
    const pages = [first]
    for (let page = first; page.edge !== null; pages.push(page)) {
      page = await world.channels.texts.list(client.id, { limit: 5, after: page.edge })
    }
    assert.deepEqual(
      pages.flatMap((page) => page.texts.map(({ id }) => id)),
      [rare],
    )
    assert.ok(pages.length > 1)
  })
})
