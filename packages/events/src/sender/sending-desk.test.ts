import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClaimedRow } from '../store/delivery-store.ts'
import { type DeskLimits, type Parcel, SendingDesk } from './sending-desk.ts'

const limits: DeskLimits = { inFlight: 8, inFlightEach: 2, heldEach: 4, held: 20 }
let made = 0

function parcel(endpoint: string, lane?: string, failingSince: Date | null = null): Parcel {
  made += 1
  const row: ClaimedRow = {
    endpoint_id: endpoint,
    position: made,
    index: 0,
    event: { id: `EV${(lane ?? String(made)).padStart(28, '0')}0101`, type: 'a', timestamp: '', data: {} },
    attempt: 0,
    client_id: 'c',
    url: 'http://x.test',
    secret: 's',
    previous_secret: null,
    previous_until: null,
    failing_since: failingSince,
  }
  return { row, leaseUntil: 60_000 }
}

function desk(...parcels: Parcel[]): SendingDesk {
  const made = new SendingDesk(limits)
  const claim = made.claimLimits()
  assert.ok(claim)
  made.take(parcels, claim)
  return made
}

const parcels = (endpoint: string, count: number): Parcel[] => Array.from({ length: count }, () => parcel(endpoint))

function startAll(from: SendingDesk): Parcel[] {
  const started: Parcel[] = []
  for (let next = from.start(); next; next = from.start()) started.push(next)
  return started
}

const endpointsOf = (list: readonly Parcel[]): string[] => list.map(({ row }) => row.endpoint_id)

test('endpoints take turns, and each has few requests under way', () => {
  const it = desk(...parcels('a', 4), ...parcels('b', 1))
  assert.deepEqual(endpointsOf(startAll(it)), ['a', 'b', 'a'])
  assert.equal(it.inFlight, 3)
  assert.equal(it.held, 5)
})

test('when one has ended the next one starts', () => {
  const it = desk(...parcels('a', 3))
  const [first] = startAll(it)
  assert.ok(first)
  it.end(first, 'ok')
  assert.equal(startAll(it).length, 1)
})

test('of one lane one is under way at a time, in order; other lanes pass', () => {
  const one = parcel('a', 'm1')
  const two = parcel('a', 'm1')
  const other = parcel('a', 'm2')
  const it = desk(one, two, other)
  assert.deepEqual(startAll(it), [one, other])
  it.end(other, 'ok')
  assert.deepEqual(startAll(it), [])
  it.end(one, 'failed')
  assert.deepEqual(startAll(it), [two])
})

test('no more than the whole may have is under way', () => {
  const it = desk(...['a', 'b', 'c', 'd', 'e'].flatMap((id) => parcels(id, 2)))
  assert.equal(startAll(it).length, 8)
})

test('a claim asks for what each endpoint may still hold', () => {
  const it = desk(...parcels('a', 3), ...parcels('b', 4))
  const claim = it.claimLimits()
  assert.deepEqual(claim && { ...claim, free: Object.fromEntries(claim.free) }, {
    after: '00000000-0000-0000-0000-000000000000',
    total: 13,
    each: 4,
    free: { a: 1, b: 0 },
  })
})

test('a full desk claims nothing', () => {
  assert.equal(desk(...['a', 'b', 'c', 'd', 'e'].flatMap((id) => parcels(id, 4))).claimLimits(), undefined)
})

test('after three failures in a row an endpoint gives back what waits and gets one request at a time', () => {
  const it = desk(...parcels('a', 4))
  const [first, second] = startAll(it)
  assert.ok(first && second)
  assert.deepEqual(it.end(first, 'failed').giveBack, [])
  const [third] = startAll(it)
  assert.ok(third)
  assert.deepEqual(it.end(second, 'failed').giveBack, [])
  const [fourth] = startAll(it)
  assert.ok(fourth)
  it.end(third, 'failed')
  const claim = it.claimLimits()
  assert.equal(claim?.free.get('a'), 0)
  it.take(parcels('a', 2), claim)
  assert.deepEqual(startAll(it), [], 'one is under way already')
  const { giveBack } = it.end(fourth, 'failed')
  assert.equal(giveBack.length, 2)
  assert.equal(it.held, 0)
})

test('a success brings the trust back', () => {
  const failing = new Date()
  const it = desk(...Array.from({ length: 3 }, () => parcel('a', undefined, failing)))
  const [only, ...none] = startAll(it)
  assert.ok(only)
  assert.deepEqual(none, [])
  it.end(only, 'ok')
  assert.equal(startAll(it).length, 2)
})

test('failing endpoints leave half of the places to the others, however many they are', () => {
  const failing = Array.from({ length: 10 }, (_, n) => parcel(`f${n}`, undefined, new Date()))
  const it = desk(...failing, ...parcels('good', 2), ...parcels('fine', 2))
  const started = endpointsOf(startAll(it))
  assert.equal(started.filter((id) => id.startsWith('f') && id !== 'fine').length, 4)
  assert.equal(started.length, 8)
})

test('a try that was broken off by us neither fails nor succeeds', () => {
  const it = desk(...parcels('a', 4))
  for (let i = 0; i < 3; i += 1) {
    const [first] = startAll(it)
    if (first) assert.deepEqual(it.end(first, 'neutral').giveBack, [])
  }
})

test('a claim that took all it might wants another one as soon as there is room', () => {
  const it = new SendingDesk(limits)
  const claim = it.claimLimits()
  assert.ok(claim)
  it.take(parcels('a', 4), claim)
  const ends: boolean[] = []
  for (const each of startAll(it)) ends.push(it.end(each, 'ok').claim)
  assert.deepEqual(ends, [false, true])
})

test('a claim that began in the middle begins at the front the next time', () => {
  const it = new SendingDesk({ ...limits, held: 4 })
  const first = it.claimLimits()
  assert.ok(first)
  const taken = parcels('b', 4)
  assert.equal(it.take(taken, first), false)
  for (const each of startAll(it)) it.end(each, 'ok')
  const second = it.claimLimits()
  assert.equal(second?.after, 'b')
  assert.equal(it.take([], second), true, 'what stands before may be due')
  assert.equal(it.claimLimits()?.after, '00000000-0000-0000-0000-000000000000')
})

test('what has not started can be dropped', () => {
  const it = desk(...parcels('a', 3), ...parcels('b', 1))
  const started = it.start()
  assert.ok(started)
  assert.equal(it.dropAll().length, 3)
  assert.equal(it.held, 1)
  it.end(started, 'ok')
  assert.equal(it.held, 0)
  assert.deepEqual(it.drop('nobody'), [])
  assert.deepEqual(it.end(started, 'ok'), { giveBack: [], claim: false })
})
