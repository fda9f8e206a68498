import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OutboundStream } from './outbound-stream.ts'

function stream(first = 0x1_0000) {
  let now = 1_000
  const out = new OutboundStream(
    () => now,
    () => first,
  )
  const put = (source: number, sequence: number, timestamp: number, marker = false) => {
    out.next({ stream: source, sequence, timestamp, marker })
    return { sequence: out.sequence, timestamp: out.timestamp, marker: out.marker }
  }
  return { out, put, pass: (ms: number) => (now += ms) }
}

test('packets of one source keep their distance, over the ends of both numbers', () => {
  const { put } = stream(0xffff_fff0)
  const first = put(1, 65_534, 0xffff_ff00)
  const places = [put(1, 65_535, 0xffff_ffa0), put(1, 0, 0x40), put(1, 3, 0x220)]
  assert.deepEqual(
    places.map(({ sequence }) => (sequence - first.sequence) & 0xffff),
    [1, 2, 5],
  )
  assert.deepEqual(
    places.map(({ timestamp }) => (timestamp - first.timestamp) >>> 0),
    [160, 320, 800],
  )
  assert.ok(places.every(({ sequence, timestamp }) => sequence <= 0xffff && timestamp <= 0xffff_ffff))
})

test('another source goes on where the one before ended, after the time that has passed, with the marker', () => {
  const { put, pass } = stream()
  assert.ok(put(1, 10, 1_000).marker)
  const last = put(1, 11, 1_160)
  assert.ok(!last.marker)
  pass(203)
  const next = put(2, 60_000, 0xffff_0000)
  assert.ok(next.marker)
  assert.equal(next.sequence, (last.sequence + 1) & 0xffff)
  assert.equal((next.timestamp - last.timestamp) >>> 0, 10 * 160)
  pass(1)
  const soon = put(3, 1, 1)
  assert.equal((soon.timestamp - next.timestamp) >>> 0, 160, 'two sources never share a time')
})

test('a packet that comes late takes its place before those that overtook it, and a new source follows the highest', () => {
  const { put } = stream()
  const first = put(1, 100, 16_000)
  put(1, 102, 16_320)
  assert.equal((put(1, 101, 16_160).sequence - first.sequence) & 0xffff, 1)
  assert.equal((put(2, 5, 5).sequence - first.sequence) & 0xffff, 3)
})

test('a press is one press, though something else is sent in its midst', () => {
  const { out, put, pass } = stream()
  const press = (sequence: number, timestamp: number, marker = false) => {
    out.nextEvent({ stream: 1, sequence, timestamp, marker })
    return { sequence: out.sequence, timestamp: out.timestamp, marker: out.marker }
  }
  const first = press(1, 800, true)
  assert.ok(first.marker)
  pass(600)
  const silence = put(2, 9, 9)
  const further = press(2, 800)
  assert.equal((further.sequence - silence.sequence) & 0xffff, 1)
  assert.deepEqual([further.timestamp, further.marker], [first.timestamp, false])
  const next = press(3, 2_400, true)
  assert.ok(next.marker && ((next.timestamp - silence.timestamp) | 0) > 0)
})

test('the time of a report goes on while nothing is sent', () => {
  const { out, put, pass } = stream()
  const { timestamp } = put(1, 1, 1)
  pass(100)
  assert.equal((out.timestampNow() - timestamp) >>> 0, 800)
})

test('a source that begins to count from elsewhere goes on in the run: to its receiver nothing is old', () => {
  const { put, pass } = stream()
  put(1, 60_000, 1_000_000)
  const last = put(1, 60_001, 1_000_160)
  pass(20)
  const next = put(1, 20_000, 77)
  assert.deepEqual([next.sequence, next.marker], [(last.sequence + 1) & 0xffff, true])
  assert.equal((next.timestamp - last.timestamp) >>> 0, 160)
  assert.equal(put(1, 20_001, 237).sequence, (last.sequence + 2) & 0xffff)
})
