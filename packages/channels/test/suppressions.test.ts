import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InboundMessage } from '@trunkline/channels'
import type { Database } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { FaultyDatabase } from './support/faulty-database.ts'
import { accepts, ScriptedGateway } from './support/scripted-gateway.ts'
import { MovableClock, migrationSets, startWorld, World } from './support/world.ts'

const person = '+14155550123'
const ours = '+15005550006'
let texts = 0

const says = (text: string, more: Partial<InboundMessage> = {}): InboundMessage => ({
  ...{ gateway: 'text', channel: 'sms', providerId: `in-${++texts}`, from: person, to: ours, text, media: [] },
  at: Date.now(),
  ...more,
})
const owed = async (db: Database) =>
  (await db.query({ text: 'select from channels_keyword_reply', values: [] })).rows.length
const timeline = (world: World, id: string) =>
  world.get(id).then(({ deliveries: [only] }) => only?.timeline.map((one) => one.status))
const mail = (world: World, more: object = {}) =>
  world.channels.accept(
    world.client,
    { to: 'ana@example.com', content: { subject: 'Hi', text: 'hi' }, category: 'marketing', ...more },
    { channel: 'email' },
  )

describeOnEachEngine('suppressions', migrationSets, (open) => {
  test('STOP suppresses the next message, is confirmed once, and START brings it back', async (t) => {
    const text = new ScriptedGateway('text')
    const world = await startWorld(t, await open(t), [text])
    await world.channels.sink.inbound(says(' Stop! '))
    await world.channels.sink.inbound(says('STOP'))
    const refused = await world.sms('news', { from: ours })
    assert.equal(refused.status, 'suppressed')
    assert.equal(refused.final, true)
    assert.match(
      refused.deliveries[0]?.reason ?? '',
      /^suppressed: the recipient has opted out .* by the text "Stop!" through text/,
    )
    assert.deepEqual(await timeline(world, refused.id), ['accepted', 'suppressed'])
    await world.channels.sink.inbound(says('start'))
    const { id } = await world.sms('news again', { from: ours })
    await world.until(id, 'delivered')
    await eventually(() =>
      assert.deepEqual(
        text.sent
          .filter((one) => one.content.text !== 'news again')
          .map((one) => [one.to, one.from, one.content.text?.slice(0, 24)]),
        [
          [person, ours, 'You are unsubscribed and'],
          [person, ours, 'You are subscribed again'],
        ],
      ),
    )
    const types = (await world.events()).map((event) => event.type).filter((type) => !type.startsWith('delivery.'))
    assert.deepEqual(types, [
      'suppression.added',
      ...Array(2).fill('message.received'),
      'suppression.removed',
      'message.received',
    ])
  })

  test('STOP is about one sender and never about codes', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text')])
    await world.channels.sink.inbound(says('stop'))
    await world.until((await world.sms('code 1', { from: ours, category: 'otp' })).id, 'delivered')
    await world.until((await world.sms('other', { from: '+15005550007' })).id, 'delivered')
    assert.equal((await world.sms('offer', { from: ours, category: 'marketing' })).status, 'suppressed')
    assert.equal((await world.sms('whoever sends')).status, 'suppressed')
  })

  test('the confirmation goes out at once though the window is closed, and HELP is answered each time', async (t) => {
    const text = new ScriptedGateway('text')
    const clock = new MovableClock()
    clock.moveTo('2031-03-05T03:00:00.000Z')
    const world = await startWorld(t, await open(t), [text], { optOuts: { replies: { help: 'Ask Acme.' } } }, clock)
    await world.channels.settings.putChannel(world.client.id, 'sms', {
      windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], opens: '08:00', closes: '20:00' }],
    })
    await world.channels.sink.inbound(says('stop'))
    await world.channels.sink.inbound(says('help'))
    await world.channels.sink.inbound(says('Help'))
    await eventually(() => assert.equal(text.texts.filter((one) => one === 'Ask Acme.').length, 2))
    assert.equal(text.sent.length, 3)
    assert.equal((await world.sms('later', { from: '+15005550007' })).status, 'held')
  })

  test('what the client put on the list stays there when a person opts out and in again', async (t) => {
    const text = new ScriptedGateway('text')
    const world = await startWorld(t, await open(t), [text])
    const { suppressions } = world.channels
    const listed = async () => {
      const page = await suppressions.list(world.client.id, {})
      return page.suppressions.map(({ reason, categories, detail }) => [reason, categories, detail])
    }
    const own = ['manual', ['marketing'], 'asked us by phone']
    await suppressions.put(world.client.id, {
      ...{ channel: 'sms', address: person, from: ours, categories: ['marketing'], detail: 'asked us by phone' },
    })
    assert.deepEqual(await listed(), [own])
    await world.until((await world.sms('invoice', { from: ours })).id, 'delivered')
    await world.channels.sink.inbound(says('stop'))
    assert.equal((await world.sms('invoice', { from: ours })).status, 'suppressed')
    assert.deepEqual((await listed())[0], own)
    const { suppressions: first, next } = await suppressions.list(world.client.id, { limit: 1 })
    const { suppressions: second } = await suppressions.list(world.client.id, { limit: 1, after: next as string })
    assert.deepEqual([...first, ...second].map((one) => one.reason).sort(), ['manual', 'opt-out'])
    await world.channels.sink.inbound(says('start'))
    assert.deepEqual(await listed(), [own])
    await world.until((await world.sms('invoice', { from: ours })).id, 'delivered')
    assert.equal((await world.sms('offer', { from: ours, category: 'marketing' })).status, 'suppressed')
    await suppressions.remove(world.client.id, { channel: 'sms', address: person })
    assert.deepEqual(await listed(), [])
  })

  test('nothing is looked up for a client without suppressions, and the first one counts at once', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, [new ScriptedGateway('text')])
    const { suppressions } = world.channels
    const find = () =>
      suppressions.find(world.client.id, { channel: 'sms', address: person, from: ours, category: 'transactional' })
    assert.equal(await find(), undefined)
    await world.until((await world.sms('news', { from: ours })).id, 'delivered')
    assert.equal(db.runs.get('channels-suppressed'), undefined)
    await world.channels.sink.inbound(says('stop', { answered: true }))
    assert.equal((await find())?.reason, 'opt-out')
    assert.equal(db.runs.get('channels-suppressed'), 1)
  })

  for (const [when, code] of [
    ['before', 'UNAVAILABLE'],
    ['after', 'CONNECTION_LOST'],
  ] as const) {
    test(`an answer that could not be accepted with its text is sent once by the keeper: ${code}`, async (t) => {
      const db = new FaultyDatabase(await open(t))
      const text = new ScriptedGateway('text')
      const world = await startWorld(t, db, [text])
      db.fail({ statement: 'channels-accept', when, code })
      await world.channels.sink.inbound(says('stop'))
      assert.equal(db.struck, 1)
      assert.equal(await owed(db), 1)
      world.clock.advance(11_000)
      await eventually(async () => assert.equal(await owed(db), 0))
      await eventually(() => assert.equal(text.sent.length, 1))
      await world.channels.sink.inbound(says('start'))
      await eventually(() => assert.equal(text.sent.length, 2))
      assert.deepEqual(
        text.texts.map((one) => one?.slice(0, 23)),
        ['You are unsubscribed an', 'You are subscribed agai'],
      )
    })
  }

  test('a process answers what another one took in and died of, unless it is an hour ago', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const clock = new MovableClock()
    const dying = new World(db, [new ScriptedGateway('text')], {}, clock)
    const [early, late] = ['+14155550188', '+14155550199']
    for (const [from, later] of [
      [early, 3_590_000],
      [late, 0],
    ] as const) {
      db.fail({ statement: 'channels-accept', when: 'before', code: 'UNAVAILABLE' })
      await dying.channels.sink.inbound(says('help', { from }))
      clock.advance(later)
    }
    clock.advance(20_000)
    const text = new ScriptedGateway('text')
    await startWorld(t, db, [text], {}, clock)
    await eventually(async () => assert.equal(await owed(db), 0))
    await eventually(() =>
      assert.deepEqual(
        text.sent.map((one) => one.to),
        [late],
      ),
    )
  })

  test('START takes back what a provider said without a sender', async (t) => {
    const text = new ScriptedGateway('text', { type: 'twilio' })
    text.script = () => ({ kind: 'refused', errorCode: '21610', reason: 'opted out', failover: false })
    const world = await startWorld(t, await open(t), [text])
    await world.until((await world.sms('news')).id, 'failed')
    assert.equal((await world.sms('more news', { from: ours })).status, 'suppressed')
    text.script = accepts
    await world.channels.sink.inbound(says('start'))
    await world.until((await world.sms('back', { from: ours })).id, 'sent')
  })

  test('numbers that are written in another way are the same numbers', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text')])
    await world.channels.sink.inbound(
      says('stop', { from: '+1 (415) 555-0123', to: '+1 500 555 0006', answered: true }),
    )
    assert.equal((await world.sms('news', { from: ours })).status, 'suppressed')
    await world.channels.sink.inbound(says('stop', { from: `whatsapp:${person}`, to: `whatsapp:${ours}` }))
    const { message } = await world.channels.accept(
      world.client,
      { to: `WhatsApp:${person}`, from: `whatsapp:${ours}`, content: { text: 'news' } },
      { channel: 'sms' },
    )
    assert.equal(message.status, 'suppressed')
  })

  test('nothing is answered where the provider does it itself, or where texts are left to the client', async (t) => {
    const text = new ScriptedGateway('text')
    const world = await startWorld(t, await open(t), [text])
    await world.channels.sink.inbound(says('Feierabend', { optOut: 'stop', answered: true }))
    assert.equal((await world.sms('news', { from: ours })).status, 'suppressed')
    const silent = await startWorld(t, await open(t), [text], { optOuts: { enabled: false } })
    await silent.channels.sink.inbound(says('stop'))
    await silent.until((await silent.sms('news', { from: ours })).id, 'delivered')
    assert.deepEqual(text.texts, ['news'])
  })

  test('what waits while its recipient opts out is suppressed when its time comes', async (t) => {
    const text = new ScriptedGateway('text')
    const world = await startWorld(t, await open(t), [text])
    const { id } = await world.sms('tomorrow', { from: ours, sendAt: new Date(Date.now() + 3_600_000).toISOString() })
    await world.channels.sink.inbound(says('stop', { answered: true }))
    world.clock.advance(3_700_000)
    const message = await world.until(id, 'suppressed')
    assert.equal(message.final, true)
    assert.deepEqual(text.texts, [])
  })

  test('a batch and many clients at once are looked up together', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text')])
    const other = { id: world.ids.uuid() }
    await world.channels.suppressions.put(world.client.id, { channel: 'sms', address: '+1 415 555 0123' })
    const content = { text: 'hi' }
    const batch = await world.channels.acceptBatch(world.client, [
      { to: person, channels: ['sms'], content },
      { to: '+14155550124', channels: ['sms'], content },
      { to: 7 },
    ])
    assert.deepEqual(
      batch.accepted.map((one) => one.status),
      ['suppressed', 'queued'],
    )
    assert.deepEqual(
      batch.rejected.map((one) => one.index),
      [2],
    )
    const request = { to: person, channels: ['sms'], content }
    const many = await world.channels.acceptMany([
      { client: world.client, request, idempotencyKey: 'a' },
      { client: other, request, idempotencyKey: 'a' },
    ])
    assert.deepEqual(
      many.map((one) => ('message' in one ? one.message.status : one.problem.code)),
      ['suppressed', 'queued'],
    )
  })

  test('with strategy first a suppressed step yields to the next one', async (t) => {
    const [text, post] = [
      new ScriptedGateway('text', { channels: ['sms'] }),
      new ScriptedGateway('post', { channels: ['email'] }),
    ]
    const world = await startWorld(t, await open(t), [text, post])
    await world.channels.suppressions.put(world.client.id, { channel: 'sms', address: person })
    const { message } = await world.channels.accept(world.client, {
      ...{ to: { phone: person, email: 'ana@example.com' }, channels: ['sms', 'email'], strategy: 'first' },
      content: { text: 'hi', subject: 'Hi' },
    })
    await world.until(message.id, 'delivered')
    assert.deepEqual([text.sent.length, post.sent.length], [0, 1])
    assert.equal((await world.get(message.id)).final, true)
  })

  test('one click unsubscribes from the category of the mail, and opening the link does nothing', async (t) => {
    const post = new ScriptedGateway('post', {
      channels: ['email'],
      unsubscribes: ['marketing'],
      receiptTimeout: 0,
      script: accepts,
    })
    const world = await startWorld(t, await open(t), [post], { reach: () => 'https://acme.example/' })
    await world.until((await mail(world)).message.id, 'sent')
    const url = post.sent[0]?.unsubscribeUrl ?? ''
    assert.match(url, /^https:\/\/acme\.example\/unsubscribe\/[A-Za-z0-9_-]{22}$/)
    const token = url.split('/').at(-1) as string
    assert.equal((await world.channels.suppressions.unsubscription(token))?.address, 'ana@example.com')
    await world.until((await mail(world)).message.id, 'sent')
    assert.equal(post.sent[1]?.unsubscribeUrl, url)
    assert.equal((await world.channels.suppressions.unsubscribe(token))?.category, 'marketing')
    await world.channels.suppressions.unsubscribe(token)
    const { message } = await mail(world)
    assert.equal(message.status, 'suppressed')
    assert.match(message.deliveries[0]?.reason ?? '', /has unsubscribed .* by one click/)
    await world.until((await mail(world, { category: 'transactional' })).message.id, 'sent')
    assert.equal(post.sent[2]?.unsubscribeUrl, undefined)
    for (const wrong of ['', 'x', token.slice(0, -2), 'A'.repeat(22)])
      assert.equal(await world.channels.suppressions.unsubscribe(wrong), undefined)
  })

  test('hard bounces, complaints and refusals for good suppress; refusals for other reasons do not', async (t) => {
    const post = new ScriptedGateway('post', { channels: ['email'], type: 'smtp', script: accepts })
    const eu = new ScriptedGateway('eu', { channels: ['sms'], type: 'twilio' })
    const world = await startWorld(t, await open(t), [post, eu])
    const { message } = await mail(world)
    await world.until(message.id, 'sent')
    const deliveryId = message.deliveries[0]?.id as string
    const bounce = { gateway: 'post', deliveryId, status: 'undelivered', at: Date.now() } as const
    await world.channels.sink.receipt({ ...bounce, errorCode: '5.1.1', reason: 'bounced: no such user' })
    assert.equal((await mail(world, { category: 'otp' })).message.status, 'suppressed')
    eu.script = () => ({ kind: 'refused', errorCode: '21610', reason: 'opted out', failover: false })
    await world.until((await world.sms('a', { from: ours })).id, 'failed')
    assert.equal((await world.sms('b', { from: ours })).status, 'suppressed')
    eu.script = () => ({ kind: 'refused', errorCode: '21408', reason: 'not enabled', failover: false })
    await world.until((await world.sms('c', {}, '+14155550199')).id, 'failed')
    await world.until((await world.sms('d', {}, '+14155550199')).id, 'failed')
    const { suppressions } = await world.channels.suppressions.list(world.client.id, {})
    assert.deepEqual(
      suppressions.map(({ channel, address, from, reason }) => [channel, address, from, reason]),
      [
        ['email', 'ana@example.com', null, 'hard-bounce'],
        ['sms', person, ours, 'opt-out'],
      ],
    )
  })

  test('a complaint about a message that was delivered suppresses', async (t) => {
    const post = new ScriptedGateway('post', { channels: ['email'] })
    const world = await startWorld(t, await open(t), [post])
    const { message } = await mail(world)
    await world.until(message.id, 'delivered')
    const deliveryId = message.deliveries[0]?.id as string
    await world.channels.sink.receipt({
      gateway: 'post',
      deliveryId,
      status: 'delivered',
      complaint: true,
      at: Date.now(),
    })
    assert.equal((await mail(world)).message.status, 'suppressed')
  })

  test('a receipt that is told once more does not suppress what the client took off the list', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text', { type: 'twilio', script: accepts })])
    const { id, deliveries } = await world.until((await world.sms('news')).id, 'sent')
    const receipt = {
      gateway: 'text',
      deliveryId: deliveries[0]?.id ?? '',
      status: 'undelivered',
      errorCode: '30005',
    } as const
    await world.channels.sink.receipt({ ...receipt, at: Date.now() })
    await world.until(id, 'undelivered')
    const { suppressions } = world.channels
    assert.equal((await suppressions.list(world.client.id, {})).suppressions.length, 1)
    await suppressions.remove(world.client.id, { channel: 'sms', address: person })
    await world.channels.sink.receipt({ ...receipt, at: Date.now() })
    assert.deepEqual((await suppressions.list(world.client.id, {})).suppressions, [])
  })

  test('the list is read in pages, written by the client, and its own word replaces what was there', async (t) => {
    const world = await startWorld(t, await open(t), [new ScriptedGateway('text')])
    const { suppressions } = world.channels
    const { id } = world.client
    for (let n = 0; n < 5; n++)
      await suppressions.put(id, { channel: 'email', address: `p${n}@example.com`, detail: 'asked us' })
    const first = await suppressions.list(id, { limit: 3 })
    const second = await suppressions.list(id, { limit: 3, after: first.next as string })
    assert.deepEqual(
      [...first.suppressions, ...second.suppressions].map((one) => one.address),
      [0, 1, 2, 3, 4].map((n) => `p${n}@example.com`),
    )
    assert.equal(second.next, null)
    await suppressions.put(id, { channel: 'email', address: 'P0@example.com', categories: ['marketing'] })
    assert.equal((await mail(world, { to: 'p0@example.com', category: 'transactional' })).message.status, 'queued')
    await suppressions.remove(id, { channel: 'email', address: 'p1@example.com' })
    await assert.rejects(suppressions.remove(id, { channel: 'email', address: 'p1@example.com' }), {
      code: 'not-found',
    })
    await assert.rejects(suppressions.put(id, { channel: 'sms', address: '12' }), { code: 'number-invalid' })
    await assert.rejects(suppressions.list(id, { after: 'nonsense' }), { code: 'query-invalid' })
    assert.deepEqual((await suppressions.list(world.ids.uuid(), {})).suppressions, [])
  })
})
