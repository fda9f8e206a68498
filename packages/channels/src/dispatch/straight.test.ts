import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueueRow } from '../queue/rows.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import { Flights } from './flights.ts'
import { createStraight } from './straight.ts'

const row = (id: string, route = 'one', until: string | null = null, lane: string | null = null) =>
  ({ delivery_id: id, route, valid_until: until, lane }) as QueueRow
const claimed = (id: string, route = 'one') => ({ delivery_id: id, route }) as ClaimedRow

function setUp(most = 2) {
  const clock = { now: 5 }
  const flights = new Flights(
    () => {},
    () => {},
  )
  const launched: string[] = []
  const undone: number[] = []
  const straight = createStraight({
    flights,
    owner: 'me',
    lease: 1_000,
    instant: () => 5,
    now: () => clock.now,
    room: (route) => (route === 'one' ? most - flights.of('one') : 0),
    launch: (rows) => launched.push(...rows.map((one) => one.delivery_id)),
    undo: (at) => undone.push(at),
  })
  return { flights, straight, launched, undone, clock }
}

test('room is taken for as many rows as there is room for', () => {
  const { flights, straight } = setUp()
  const claim = straight.claim([row('a'), row('b', 'other'), row('c'), row('d')])
  assert.deepEqual([...(claim?.taken ?? [])], ['a', 'c'])
  assert.deepEqual([claim?.owner, claim?.at.getTime(), claim?.leaseUntil.getTime()], ['me', 5, 1_005])
  assert.equal(flights.of('one'), 2)
  assert.equal(straight.claim([row('e')]), null)
})

test('no room is taken for what comes behind another of its lane', () => {
  const { flights, straight } = setUp(3)
  const laned = (id: string, lane: string) => row(id, 'one', null, lane)
  const claim = straight.claim([laned('b', '1'), laned('a', '1'), laned('c', '2'), row('d')])
  assert.deepEqual([...(claim?.taken ?? [])], ['a', 'c', 'd'])
  assert.equal(flights.of('one'), 3)
})

test('what was not stored, or waits for its lane, gives its room back', () => {
  const { flights, straight, launched } = setUp()
  const rows = [row('a'), row('b')]
  const claim = straight.claim(rows)
  assert.ok(claim !== null)
  straight.begin(claim, rows, [claimed('b')])
  assert.deepEqual([launched, flights.of('one')], [['b'], 1])
})

test('what nobody knows of gives its room back and is undone', () => {
  const { flights, straight, launched, undone } = setUp()
  const rows = [row('a'), row('b', 'other')]
  const claim = straight.claim(rows)
  assert.ok(claim !== null)
  straight.abandon(claim, rows, true)
  assert.deepEqual([launched, undone, flights.of('one')], [[], [5], 0])
})

test('what is known not to be there is not undone', () => {
  const { flights, straight, undone } = setUp()
  const rows = [row('a')]
  const claim = straight.claim(rows)
  assert.ok(claim !== null)
  straight.abandon(claim, rows, false)
  assert.deepEqual([undone, flights.of('one')], [[], 0])
})

test('what is over by the time it is stored does not go straight', () => {
  const { straight } = setUp()
  const claim = straight.claim([
    row('a', 'one', '1970-01-01T00:00:00.005Z'),
    row('b', 'one', '1970-01-01T00:00:00.006Z'),
  ])
  assert.deepEqual([...(claim?.taken ?? [])], ['b'])
})

test('what took half a lease to be stored is undone and not begun', () => {
  const { flights, straight, launched, undone, clock } = setUp()
  const rows = [row('a')]
  const claim = straight.claim(rows)
  assert.ok(claim !== null)
  clock.now = 505
  straight.begin(claim, rows, [claimed('a')])
  assert.deepEqual([launched, undone, flights.of('one')], [[], [5], 0])
})
