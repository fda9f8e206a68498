import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry, EntryResult, SendRequest } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import type { StoredRequest } from '../src/message/stored.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const text = (body: string, more: Partial<SendRequest> = {}): SendRequest => ({
  to: '+14155550123',
  content: { text: body },
  ...more,
})
const one = (): ScriptedGateway[] => [new ScriptedGateway('one')]
const stored = async (world: World) =>
  (
    await world.db.query<{ client_id: string; request: StoredRequest }>({
      text: 'select client_id, request from channels_message order by id',
      values: [],
    })
  ).rows
const entry = (
  world: World,
  key: string,
  request: unknown,
  more: Partial<Pick<Entry, 'client' | 'channel' | 'origin'>> = {},
): Entry => ({
  client: world.client,
  request,
  idempotencyKey: key,
  ...more,
})
/** Of each result: `new`, `old`, or the code of its problem. */
const kinds = (results: readonly EntryResult[]) =>
  results.map((result) => ('problem' in result ? result.problem.code : result.replayed ? 'old' : 'new'))
const idOf = (result: EntryResult | undefined) =>
  result === undefined || 'problem' in result ? undefined : result.message.id

describeOnEachEngine('accepting many', migrationSets, (open) => {
  test('of several with one key the first is stored, and the others are answered with it, whatever call they come in', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const { channels } = world
    const results = await channels.acceptMany([
      entry(world, 'a', text('a')),
      entry(world, 'b', text('b')),
      entry(world, 'a', text('a')),
      entry(world, 'a', text('another')),
    ])
    assert.deepEqual(kinds(results), ['new', 'new', 'old', 'idempotency-key-reused'])
    assert.equal(idOf(results[2]), idOf(results[0]))
    const later = await channels.acceptMany([
      entry(world, 'c', text('c')),
      entry(world, 'b', text('b')),
      entry(world, 'a', text('b')),
    ])
    assert.deepEqual(kinds(later), ['new', 'old', 'idempotency-key-reused'])
    assert.equal(idOf(later[1]), idOf(results[1]))
    const single = await channels.accept(world.client, text('c'), { idempotencyKey: 'c' })
    assert.deepEqual([single.replayed, single.message.id], [true, idOf(later[0])])
    assert.equal((await stored(world)).length, 3)
  })

  test('calls with the same keys at the same moment store each message once, and nobody is turned away', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, one())
    const other = await startWorld(t, db, one())
    const entries = Array.from({ length: 40 }, (_, index) => entry(world, `k${index}`, text(`m${index}`)))
    const all = await Promise.all([
      world.channels.acceptMany(entries),
      world.channels.acceptMany(entries.toReversed()),
      other.channels.acceptMany(entries),
      world.channels.accept(world.client, text('m7'), { idempotencyKey: 'k7' }).catch((error: unknown) => {
        assert.ok(error instanceof ProblemError && error.code === 'idempotency-key-in-flight')
      }),
    ])
    const rows = all.slice(0, 3) as EntryResult[][]
    for (const results of rows) assert.ok(kinds(results).every((kind) => kind === 'new' || kind === 'old'))
    assert.deepEqual(rows[0]?.map(idOf), rows[1]?.toReversed().map(idOf))
    assert.deepEqual(rows[0]?.map(idOf), rows[2]?.map(idOf))
    assert.equal((await stored(world)).length, 40)
  })

  test('clients are kept apart, each with its own settings and keys', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const closed = { id: world.ids.uuid() }
    await world.channels.settings.putChannel(closed.id, 'sms', { enabled: false })
    const third = { id: world.ids.uuid() }
    const results = await world.channels.acceptMany([
      entry(world, 'k', text('mine')),
      entry(world, 'k', text('closed'), { client: closed }),
      entry(world, 'k', text('theirs'), { client: third, origin: { topic: 'notices', offset: 7 } }),
    ])
    assert.deepEqual(kinds(results), ['new', 'channel-disabled', 'new'])
    const rows = await stored(world)
    assert.deepEqual(
      rows.map((row) => [row.client_id, row.request.origin]),
      [
        [world.client.id, undefined],
        [third.id, { topic: 'notices', offset: 7 }],
      ],
    )
  })

  test('a bad one rejects itself alone, and its key stays free', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const results = await world.channels.acceptMany([
      entry(world, 'a', text('a')),
      entry(world, 'b', 'not an object'),
      entry(world, 'c', { ...text('c'), colour: 'red' }),
      entry(world, 'd', text('nul \u0000')),
      entry(world, 'e', text('e', { to: 'nobody' })),
      entry(world, 'e', text('e')),
      entry(world, 'f', { to: 'ana@example.com', content: { text: 'f' } }, { channel: 'sms' }),
    ])
    assert.deepEqual(kinds(results), [
      'new',
      'validation-failed',
      'field-unknown',
      'validation-failed',
      'number-invalid',
      'new',
      'recipient-missing',
    ])
    assert.deepEqual(kinds(await world.channels.acceptMany([entry(world, 'd', text('mended'))])), ['new'])
    assert.equal((await stored(world)).length, 3)
    assert.deepEqual(await world.channels.acceptMany([]), [])
  })

  test('one that is no longer right is answered as before where it is known', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const timed = text('a', { sendAt: new Date(world.clock.now() + 60_000).toISOString() })
    const [first] = await world.channels.acceptMany([entry(world, 'a', timed)])
    world.clock.advance(600_000)
    const results = await world.channels.acceptMany([entry(world, 'a', timed), entry(world, 'b', timed)])
    assert.deepEqual(kinds(results), ['old', 'send-at-past'])
    assert.equal(idOf(results[0]), idOf(first))
  })

  test('codes are sealed', async (t) => {
    const world = await startWorld(t, await open(t), [
      new ScriptedGateway('one', { script: () => new Promise(() => {}) }),
    ])
    const results = await world.channels.acceptMany([entry(world, 'a', text('Your code is 4711', { category: 'otp' }))])
    assert.deepEqual(kinds(results), ['new'])
    const [row] = await stored(world)
    assert.equal(row?.request.content, undefined)
    assert.ok(row?.request.sealed !== undefined && !JSON.stringify(row).includes('4711'))
  })

  test('messages of one lane leave in the order of the entries', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    const bodies = Array.from({ length: 30 }, (_, index) => `m${index}`)
    // Keys sort the other way round than the entries.
    const entries = bodies.map((body, index) =>
      entry(world, `k${String(99 - index)}`, text(body, { orderKey: index % 3 === 0 ? 'x' : 'y' })),
    )
    await Promise.all([world.channels.acceptMany(entries.slice(0, 20)), world.channels.acceptMany(entries.slice(20))])
    await eventually(() => assert.equal(gateway.sent.length, 30))
    const lane = (name: 'x' | 'y') => (body: string | undefined) =>
      (Number(body?.slice(1)) % 3 === 0) === (name === 'x')
    for (const name of ['x', 'y'] as const)
      assert.deepEqual(gateway.texts.filter(lane(name)), bodies.filter(lane(name)))
  })

  test('while the database is away nothing is accepted, and the same call goes through afterwards', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, one())
    db.fail({ statement: 'channels-accept', when: 'after', code: 'CONNECTION_LOST' })
    const entries = [entry(world, 'a', text('a')), entry(world, 'b', text('b'))]
    await assert.rejects(
      world.channels.acceptMany(entries),
      (error) => error instanceof ProblemError && error.code === 'unavailable' && error.retryable,
    )
    // Its answer was lost on the way, so it had been stored.
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['old', 'old'])
    assert.equal((await stored(world)).length, 2)
  })

  test('room tells how many more there may be, and without any nothing is taken', async (t) => {
    const world = await startWorld(t, await open(t), one())
    assert.equal(world.channels.room(), 20_000)
    const full = await startWorld(t, world.db, one(), { queueLimit: 0 })
    assert.equal(full.channels.room(), 0)
    await assert.rejects(
      full.channels.acceptMany([entry(world, 'a', text('a'))]),
      (error) => error instanceof ProblemError && error.code === 'queue-full' && error.retryable,
    )
    assert.equal((await stored(world)).length, 0)
  })
})
