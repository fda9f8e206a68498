import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Entry, EntryResult, RecordPlace, SendRequest } from '@trunkline/channels'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { forgetRecords } from '../src/store/record-store.ts'
import { FaultyDatabase } from './support/faulty-database.ts'
import { ScriptedGateway } from './support/scripted-gateway.ts'
import { migrationSets, startWorld, type World } from './support/world.ts'

const topic = '0190b0a0-0000-4000-8000-000000000001'
const text = (body: string, more: Partial<SendRequest> = {}): SendRequest => ({
  to: '+14155550123',
  content: { text: body },
  ...more,
})
const one = (): ScriptedGateway[] => [new ScriptedGateway('one')]
const at = (position: number, more: Partial<RecordPlace> = {}): RecordPlace => ({
  ...{ topic, partition: 0, position: BigInt(position), stamp: 1_795_000_000_000n + BigInt(position) },
  ...more,
})
const entry = (world: World, place: RecordPlace, request: unknown): Entry => ({ client: world.client, request, place })
/** Of each result: `new`, `old`, or the code of its problem. */
const kinds = (results: readonly EntryResult[]) =>
  results.map((result) => ('problem' in result ? result.problem.code : result.replayed ? 'old' : 'new'))
const idOf = (result: EntryResult | undefined) =>
  result === undefined || 'problem' in result ? undefined : result.message.id
const countOf = async ({ db }: World, table: string) =>
  (await db.query<{ count: number }>({ text: `select count(*)::int as count from ${table}`, values: [] })).rows[0]
    ?.count

describeOnEachEngine('accepting records', migrationSets, (open) => {
  test('a record that comes again is answered with what was made of it, and no key is stored', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const entries = [entry(world, at(1), text('a')), entry(world, at(2), text('b'))]
    const first = await world.channels.acceptMany(entries)
    assert.deepEqual(kinds(first), ['new', 'new'])
    const again = await world.channels.acceptMany([...entries.toReversed(), entry(world, at(3), text('c'))])
    assert.deepEqual(kinds(again), ['old', 'old', 'new'])
    assert.deepEqual(again.slice(0, 2).map(idOf), first.toReversed().map(idOf))
    assert.deepEqual([await countOf(world, 'channels_message'), await countOf(world, 'channels_idempotency')], [3, 0])
  })

  test('places in other partitions and topics are others', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const places = [at(1), at(1, { partition: 1 }), at(1, { topic: topic.replace(/1$/, '2') })]
    const entries = places.map((place) => entry(world, place, text('a')))
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['new', 'new', 'new'])
  })

  test('one record twice in a call, and in calls of two processes at the same moment, is stored once', async (t) => {
    const db = await open(t)
    const world = await startWorld(t, db, one())
    const other = await startWorld(t, db, one())
    const entries = Array.from({ length: 40 }, (_, index) => entry(world, at(index), text(`m${index}`)))
    const all = await Promise.all([
      world.channels.acceptMany([...entries, ...entries]),
      world.channels.acceptMany(entries.toReversed()),
      other.channels.acceptMany(entries),
    ])
    for (const results of all) assert.ok(kinds(results).every((kind) => kind === 'new' || kind === 'old'))
    assert.equal(all.flatMap(kinds).filter((kind) => kind === 'new').length, 40)
    assert.deepEqual(all[0]?.slice(40).map(idOf), all[2]?.map(idOf))
    assert.equal(await countOf(world, 'channels_message'), 40)
  })

  test('keys and places go together in one call', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const keyed: Entry = { client: world.client, request: text('k'), idempotencyKey: 'k' }
    const entries = [keyed, entry(world, at(1), text('a')), keyed]
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['new', 'new', 'old'])
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['old', 'old', 'old'])
    assert.equal(await countOf(world, 'channels_message'), 2)
  })

  test('another record in a place that a log has lost is told to be one, and stored by its own key', async (t) => {
    const world = await startWorld(t, await open(t), one())
    await world.channels.acceptMany([entry(world, at(1), text('a'))])
    const results = await world.channels.acceptMany([
      entry(world, at(1, { stamp: 5n }), text('another')),
      entry(world, at(2), text('b')),
    ])
    assert.deepEqual(kinds(results), ['idempotency-key-reused', 'new'])
    assert.equal(await countOf(world, 'channels_message'), 2)
  })

  test('a bad one rejects itself alone, and one that is no longer right is answered as before', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const timed = text('a', { sendAt: new Date(world.clock.now() + 60_000).toISOString() })
    const entries = [entry(world, at(1), timed), entry(world, at(2), 'not an object'), entry(world, at(3), text('c'))]
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['new', 'validation-failed', 'new'])
    world.clock.advance(600_000)
    const again = [...entries, entry(world, at(4), timed)]
    assert.deepEqual(kinds(await world.channels.acceptMany(again)), ['old', 'validation-failed', 'old', 'send-at-past'])
  })

  test('messages of one lane leave in the order of their records', async (t) => {
    const gateway = new ScriptedGateway('one')
    const world = await startWorld(t, await open(t), [gateway])
    const bodies = Array.from({ length: 30 }, (_, index) => `m${index}`)
    const entries = bodies.map((body, index) => entry(world, at(index), text(body, { orderKey: 'x' })))
    await world.channels.acceptMany(entries.slice(0, 20))
    await world.channels.acceptMany(entries.slice(10))
    await eventually(() => assert.equal(gateway.sent.length, 30))
    assert.deepEqual(gateway.texts, bodies)
  })

  test('what was stored though its answer was lost is known the next time', async (t) => {
    const db = new FaultyDatabase(await open(t))
    const world = await startWorld(t, db, one())
    db.fail({ statement: 'channels-accept-records', when: 'after', code: 'CONNECTION_LOST' })
    const entries = [entry(world, at(1), text('a')), entry(world, at(2), text('b'))]
    await assert.rejects(
      world.channels.acceptMany(entries),
      (error) => error instanceof ProblemError && error.code === 'unavailable' && error.retryable,
    )
    assert.deepEqual(kinds(await world.channels.acceptMany(entries)), ['old', 'old'])
    assert.equal(await countOf(world, 'channels_message'), 2)
  })

  test('old records are forgotten, young ones are not', async (t) => {
    const world = await startWorld(t, await open(t), one())
    await world.channels.acceptMany([entry(world, at(1), text('a'))])
    const between = new Date(world.clock.now() + 1)
    world.clock.advance(1000)
    await world.channels.acceptMany([entry(world, at(2), text('b'))])
    assert.equal(await forgetRecords(world.db, between, 10), 1)
    const { rows } = await world.db.query({ text: 'select position::int as position from channels_record', values: [] })
    assert.deepEqual(rows, [{ position: 2 }])
  })

  test('of every partition the oldest are forgotten first, so many at a time', async (t) => {
    const world = await startWorld(t, await open(t), one())
    const other = topic.replace(/1$/, '2')
    const places = [1, 2, 3].flatMap((position) => [
      at(position),
      at(position, { partition: 7 }),
      at(position, { topic: other }),
    ])
    await world.channels.acceptMany(places.map((place) => entry(world, place, text('a'))))
    const later = new Date(world.clock.now() + 1)
    assert.equal(await forgetRecords(world.db, later, 2), 6)
    const { rows } = await world.db.query({
      text: 'select distinct position::int as position from channels_record',
      values: [],
    })
    assert.deepEqual(rows, [{ position: 3 }])
    assert.deepEqual([await forgetRecords(world.db, later, 2), await forgetRecords(world.db, later, 2)], [3, 0])
  })
})
