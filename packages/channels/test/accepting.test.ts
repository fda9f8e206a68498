import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SendRequest } from '@trunkline/channels'
import { describeOnEachEngine } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import type { StoredRequest } from '../src/message/stored.ts'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const problem = (code: string, pointer?: string) => (error: unknown) =>
  error instanceof ProblemError &&
  error.code === code &&
  (pointer === undefined || error.errors?.[0]?.pointer === pointer)
const count = async (world: World) =>
  (await world.db.query<{ n: number }>({ text: 'select count(*) as n from channels_message', values: [] })).rows[0]?.n
const text = (body: string): SendRequest => ({ to: '+14155550123', content: { text: body } })

describeOnEachEngine('accepting', migrationSets, (open) => {
  test('the same request under the same key is accepted once and answered alike', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const first = await world.channels.accept(world.client, text('a'), { idempotencyKey: 'k', channel: 'sms' })
    const again = await world.channels.accept(world.client, text('a'), { idempotencyKey: 'k', channel: 'sms' })
    assert.deepEqual([first.replayed, again.replayed, again.message.id], [false, true, first.message.id])
    assert.equal(await count(world), 1)
  })

  test('fields in another order ask for the same, another text does not', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const { message } = await world.channels.accept(world.client, text('a'), { idempotencyKey: 'k' })
    const turned: SendRequest = { content: { text: 'a' }, to: '+14155550123' }
    assert.equal((await world.channels.accept(world.client, turned, { idempotencyKey: 'k' })).message.id, message.id)
    await assert.rejects(
      world.channels.accept(world.client, text('b'), { idempotencyKey: 'k' }),
      problem('idempotency-key-reused'),
    )
    assert.equal(await count(world), 1)
  })

  test('a key belongs to its client', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    await world.channels.accept(world.client, text('a'), { idempotencyKey: 'k' })
    await world.channels.accept({ id: world.ids.uuid() }, text('b'), { idempotencyKey: 'k' })
    assert.equal(await count(world), 2)
  })

  test('a key that is still being worked on is refused for now', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const both = await Promise.allSettled(
      [1, 2].map(() => world.channels.accept(world.client, text('a'), { idempotencyKey: 'k' })),
    )
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    assert.ok(problem('idempotency-key-in-flight')((refused as PromiseRejectedResult).reason))
    assert.equal(await count(world), 1)
  })

  test('two processes that are given the same key at once accept one message', async (t) => {
    const db = await open(t)
    const one = await startWorld(t, db, [new ScriptedGateway('one')])
    const two = await startWorld(t, db, [new ScriptedGateway('one')])
    const accept = (world: World) => world.channels.accept(one.client, text('a'), { idempotencyKey: 'k' })
    const results = await Promise.all([accept(one), accept(two)])
    assert.equal(new Set(results.map((result) => result.message.id)).size, 1)
    assert.equal(await count(one), 1)
  })

  test('a request whose sendAt has passed meanwhile is still answered as before under its key', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const request = { ...text('a'), sendAt: new Date(world.clock.now() + 60_000).toISOString() }
    const first = await world.channels.accept(world.client, request, { idempotencyKey: 'k' })
    world.clock.advance(600_000)
    assert.equal(
      (await world.channels.accept(world.client, request, { idempotencyKey: 'k' })).message.id,
      first.message.id,
    )
  })

  test('a batch stores what is good and names what is not', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const requests = [
      text('a'),
      { to: 'nobody', content: { text: 'b' } },
      text('c'),
      { to: '+14155550123', content: { text: 'd' }, colour: 'red' },
    ]
    const { accepted, rejected } = await world.channels.acceptBatch(world.client, requests, { idempotencyKey: 'batch' })
    assert.equal(accepted.length, 2)
    assert.deepEqual(
      rejected.map((one) => [one.index, one.problem.code]),
      [
        [1, 'number-invalid'],
        [3, 'field-unknown'],
      ],
    )
    const again = await world.channels.acceptBatch(world.client, requests, { idempotencyKey: 'batch' })
    assert.deepEqual(
      again.accepted.map((one) => one.id),
      accepted.map((one) => one.id),
    )
    assert.deepEqual(
      again.rejected.map((one) => one.index),
      [1, 3],
    )
    assert.equal(await count(world), 2)
    await assert.rejects(
      world.channels.acceptBatch(world.client, Array(1001).fill(text('x'))),
      problem('batch-too-large', '/messages'),
    )
  })

  test('what an edge remembers of a message is stored and stays when a code is erased, and is not shown', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const origin = { statusCallback: 'https://example.com/status' }
    const code: SendRequest = { ...text('Your code is 42'), category: 'otp' }
    const { message } = await world.channels.accept(world.client, code, { idempotencyKey: 'k', origin })
    const { accepted } = await world.channels.acceptBatch(world.client, [text('a')], { origin: { of: 'batch' } })
    await world.until(message.id, 'delivered')
    const { rows } = await world.db.query<{ request: StoredRequest }>({
      text: 'select request from channels_message order by id',
      values: [],
    })
    assert.deepEqual(
      rows.map((row) => row.request.origin),
      [origin, { of: 'batch' }],
    )
    assert.deepEqual([rows[0]?.request.content, rows[0]?.request.sealed], [undefined, undefined])
    for (const view of [message, accepted[0], await world.get(message.id)])
      assert.ok(!JSON.stringify(view).includes('origin'))
    // A request that comes again by another way asks for the same.
    const again = await world.channels.accept(world.client, code, { idempotencyKey: 'k', origin: { by: 'another' } })
    assert.deepEqual([again.replayed, again.message.id], [true, message.id])
    await assert.rejects(
      world.channels.accept(world.client, text('a'), { origin: { half: '\ud800' } }),
      problem('validation-failed'),
    )
  })

  test('bad input is named by code and field, and changes nothing', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text', { channels: ['sms'] })])
    const cases: [string, string | undefined, SendRequest][] = [
      ['number-invalid', '/to', text('a')],
      ['number-invalid', '/to/phone', { to: { phone: '+1415' }, content: { text: 'a' } }],
      ['email-invalid', '/to', { to: 'ana@', content: { text: 'a' } }],
      [
        'zone-unknown',
        '/to/timeZone',
        { to: { phone: '+14155550123', timeZone: 'Mars/Base' }, content: { text: 'a' } },
      ],
      ['recipient-missing', '/channels/0', { ...text('a'), channels: ['email'] }],
      ['recipient-missing', '/to', { to: { timeZone: 'UTC' }, content: { text: 'a' } }],
      ['channel-unrouted', '/channels', { to: 'ana@example.com', content: { text: 'a' } }],
      ['content-missing', '/content', { to: '+14155550123', content: { subject: 'a' } }],
      ['content-too-long', '/content/text', text('x'.repeat(1601))],
      ['template-unknown', '/content/template', { to: '+14155550123', content: { template: 'welcome' } }],
      ['sender-invalid', '/from', { ...text('a'), from: 'a name that is far too long' }],
      ['send-at-past', '/sendAt', { ...text('a'), sendAt: '2020-01-01T00:00:00Z' }],
      ['send-at-too-far', '/sendAt', { ...text('a'), sendAt: '2090-01-01T00:00:00Z' }],
      ['expires-at-invalid', '/expiresAt', { ...text('a'), expiresAt: '2020-01-01T00:00:00Z' }],
      ['validation-failed', '/sendAt', { ...text('a'), sendAt: 'tomorrow' }],
      ['validation-failed', '/channels/1', { ...text('a'), channels: ['sms', { channel: 'sms' }] }],
    ]
    cases.push(
      ['validation-failed', '', text('nul \u0000')],
      ['validation-failed', '', { ...text('a'), metadata: { half: '\ud800' } }],
    )
    ;(cases[0] as [string, string, SendRequest])[2] = { to: '12', content: { text: 'a' } }
    for (const [code, pointer, request] of cases)
      await assert.rejects(
        world.channels.accept(world.client, request),
        problem(code, pointer),
        `${code} at ${pointer}`,
      )
    await world.channels.settings.putChannel(world.client.id, 'sms', { enabled: false })
    await assert.rejects(world.channels.accept(world.client, text('a')), problem('channel-disabled', '/channels'))
    assert.equal(await count(world), 0)
    assert.deepEqual(await world.events(), [])
  })

  test('settings that cannot work are refused, and the old ones stay', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const put = (settings: object) => world.channels.settings.putChannel(world.client.id, 'sms', settings)
    await put({ from: '+14155550100' })
    await assert.rejects(put({ gateways: ['nobody'] }), problem('gateway-unknown', '/gateways/0'))
    await assert.rejects(put({ timeZone: 'Mars/Base' }), problem('zone-unknown', '/timeZone'))
    await assert.rejects(put({ from: 'much too long a name' }), problem('sender-invalid'))
    const now = new Date(world.clock.now())
    const monday = now.setUTCDate(now.getUTCDate() - ((now.getUTCDay() + 6) % 7))
    const everyMonday = Array.from({ length: 60 }, (_, week) =>
      new Date(monday + week * 7 * 86_400_000).toISOString().slice(0, 10),
    )
    await assert.rejects(
      put({ timeZone: 'UTC', windows: [{ days: ['mon'], opens: '08:00', closes: '09:00' }], holidays: everyMonday }),
      problem('window-never-opens'),
    )
    assert.deepEqual(await world.channels.settings.getChannel(world.client.id, 'sms'), { from: '+14155550100' })
    assert.equal((await world.sms('from')).deliveries[0]?.from, '+14155550100')
  })

  test('messages are listed newest first, by page, status, channel and recipient, and only one’s own', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.unshift((await world.sms(`m${index}`, {}, `+1415555012${index}`)).id)
    for (const id of ids) await world.until(id, 'delivered')
    const later = await world.sms('later', { sendAt: new Date(Date.now() + 3_600_000).toISOString() })
    await world.channels.accept({ id: world.ids.uuid() }, text('foreign'))
    const list = (filter: object) => world.channels.listMessages(world.client.id, filter)
    const first = await list({ limit: 3 })
    assert.deepEqual(
      first.messages.map((one) => one.id),
      [later.id, ids[0], ids[1]],
    )
    const second = await list({ limit: 3, after: first.next as string })
    assert.deepEqual([second.messages.map((one) => one.id), second.next], [ids.slice(2), null])
    assert.deepEqual(
      (await list({ status: 'held' })).messages.map((one) => one.id),
      [later.id],
    )
    assert.deepEqual(
      (await list({ status: 'delivered', limit: 2 })).messages.map((one) => one.id),
      ids.slice(0, 2),
    )
    assert.deepEqual(
      (await list({ to: '+14155550121' })).messages.map((one) => one.id),
      [ids[3]],
    )
    assert.deepEqual((await list({ channel: 'email' })).messages, [])
    await assert.rejects(list({ status: 'lost' }), problem('query-invalid', '/status'))
    await assert.rejects(list({ after: 'x' }), problem('query-invalid', '/after'))
  })

  test('a message is found by the id of its delivery too, and never by another client', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const message = await world.sms('mine')
    assert.equal((await world.get(message.deliveries[0]?.id as string)).id, message.id)
    await assert.rejects(world.channels.getMessage(world.ids.uuid(), message.id), problem('not-found'))
    await assert.rejects(world.get('NT00'), problem('not-found'))
  })

  test('a message from a person is stored once and told to the client whose number it is', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('one')])
    const inbound = {
      gateway: 'one',
      channel: 'sms',
      providerId: 'x1',
      from: '+14155550123',
      to: '+14155550100',
      text: 'STOP',
      media: [],
      at: Date.now(),
    } as const
    await world.channels.sink.inbound(inbound)
    await world.channels.sink.inbound(inbound)
    const events = (await world.events()).filter((event) => event.type === 'message.received')
    assert.equal(events.length, 1)
    assert.deepEqual([events[0]?.data.from, events[0]?.data.text], ['+14155550123', 'STOP'])
  })
})
