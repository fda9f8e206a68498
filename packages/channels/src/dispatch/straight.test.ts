import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QueueRow } from '../queue/rows.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import { Flights } from './flights.ts'
import { createStraight } from './straight.ts'

const row = (id: string, route = 'one') => ({ delivery_id: id, route }) as QueueRow
const claimed = (id: string, route = 'one') => ({ delivery_id: id, route }) as ClaimedRow

function setUp(most = 2) {
  const flights = new Flights(
    async () => 'done',
    () => {},
  )
  const launched: string[] = []
  const undone: number[] = []
  const straight = createStraight({
    flights,
    owner: 'me',
    lease: 1_000,
    instant: () => 5,
    room: (route) => (route === 'one' ? most - flights.of('one') : 0),
    launch: (rows) => launched.push(...rows.map((one) => one.delivery_id)),
    undo: (at) => undone.push(at),
  })
  return { flights, straight, launched, undone }
}

test('room is taken for as many rows as there is room for', () => {
  const { flights, straight } = setUp()
  const claim = straight.claim([row('a'), row('b', 'other'), row('c'), row('d')])
  assert.deepEqual([...(claim?.taken ?? [])], ['a', 'c'])
  assert.deepEqual([claim?.owner, claim?.at.getTime(), claim?.leaseUntil.getTime()], ['me', 5, 1_005])
  assert.equal(flights.of('one'), 2)
  assert.equal(straight.claim([row('e')]), null)
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
  straight.abandon(claim, rows)
  assert.deepEqual([launched, undone, flights.of('one')], [[], [5], 0])
})
