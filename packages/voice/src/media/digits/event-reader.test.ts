import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EventReader } from './event-reader.ts'

const packet = (event: number, timestamp: number, stream = 1) => ({
  ...{ stream, sequence: 0, timestamp: timestamp >>> 0, marker: false },
  ...{ event, end: false, volume: 10, duration: 160 },
})

test('each press counts once, whichever of its packets comes first, and old ones not at all', () => {
  const reader = new EventReader()
  const read = [packet(1, 160), packet(1, 160), packet(1, 1760), packet(1, 160), packet(11, 3360), packet(11, 3360)]
  assert.deepEqual(
    read.map((each) => reader.read(each)),
    ['1', undefined, '1', undefined, '#', undefined],
  )
})

test('timestamps go round, and another source counts from elsewhere', () => {
  const reader = new EventReader()
  const read = [packet(2, -160), packet(3, 480), packet(4, 100, 2), packet(4, 100, 2), packet(15, 900, 2)]
  assert.deepEqual(
    read.map((each) => reader.read(each)),
    ['2', '3', '4', undefined, 'D'],
  )
})

test('what is no key is none: a hook flash, a tone', () => {
  const reader = new EventReader()
  assert.equal(reader.read(packet(16, 160)), undefined)
  assert.equal(reader.read(packet(66, 480)), undefined)
})

test('keys are heard on after their sender begins to count from elsewhere', () => {
  const reader = new EventReader()
  const read = [packet(1, 5_000_000), packet(2, 1_000), packet(2, 1_000), packet(3, 2_600)]
  assert.deepEqual(
    read.map((each) => reader.read(each)),
    ['1', '2', undefined, '3'],
  )
})
