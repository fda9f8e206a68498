import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClaimedRow } from '../store/claim-store.ts'
import { type FlightEnd, Flights } from './flights.ts'

const row = (id: string) => ({ delivery_id: id }) as ClaimedRow

function setUp() {
  const land: ((end: FlightEnd) => void)[] = []
  const landed: unknown[] = []
  const flights = new Flights(
    (_row, _signal, done) => land.push(done),
    (...news) => landed.push(news),
  )
  return { flights, land, landed }
}

test('a delivery takes room until it has landed', () => {
  const { flights, land, landed } = setUp()
  for (const id of ['a', 'b']) {
    flights.take('one')
    flights.begin('one', row(id))
  }
  assert.deepEqual([flights.size, flights.of('one'), flights.ids()], [2, 2, ['a', 'b']])
  land[0]?.('not-begun')
  assert.deepEqual([flights.size, flights.of('one'), flights.ids()], [1, 1, ['b']])
  assert.deepEqual(landed, [['a', 'one', 'not-begun', 2]])
})

test('it is known whether all have landed in time, whoever asks and what begins meanwhile', async () => {
  const { flights, land } = setUp()
  assert.equal(await flights.settled(0), true)
  flights.begin('one', row('a'))
  assert.equal(await flights.settled(5), false)
  const [one, two] = [flights.settled(60_000), flights.settled(60_000)]
  land[0]?.('done')
  flights.begin('one', row('b'))
  setImmediate(() => land[1]?.('done'))
  assert.deepEqual(await Promise.all([one, two]), [true, true])
})
