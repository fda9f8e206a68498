import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeG711 } from '../../audio/g711.ts'
import type { SoundPacket } from '../worker/sound-packet.ts'
import { JitterBuffer } from './jitter-buffer.ts'

/** Each of these bytes has a value of its own, none of which is 0. */
const bytesInUse = 120
const values = new Int16Array(bytesInUse)
decodeG711(
  'PCMU',
  Uint8Array.from({ length: bytesInUse }, (_, byte) => byte),
  0,
  bytesInUse,
  values,
)

/** The `n`th packet of a source, which can be told by its samples from all near it. */
function packet(n: number, stream = 1): SoundPacket {
  const bytes = Buffer.alloc(160, n % bytesInUse)
  const [sequence, timestamp] = [n & 0xffff, (0xffff_ff00 + n * 160) >>> 0]
  return { stream, sequence, timestamp, marker: false, law: 'PCMU', bytes, start: 0, end: 160 }
}

/** Which packet the next 20 ms are; 0: silence. */
function pulled(buffer: JitterBuffer): number {
  const frame = new Int16Array(160)
  buffer.pull(frame)
  return frame[80] === 0 ? 0 : values.indexOf(frame[80] as number)
}

const pullAll = (buffer: JitterBuffer, count: number): number[] => Array.from({ length: count }, () => pulled(buffer))

test('packets come out in their order, after the delay, with silence for what was lost', () => {
  const buffer = new JitterBuffer({ delay: 320 })
  for (const n of [1, 3, 2, 5]) buffer.push(packet(n))
  assert.deepEqual(pullAll(buffer, 8), [0, 0, 1, 2, 3, 0, 5, 0])
})

test('it says when there is nothing more to come', () => {
  const buffer = new JitterBuffer({ delay: 160 })
  const frame = new Int16Array(160)
  assert.ok(!buffer.pull(frame))
  buffer.push(packet(1))
  assert.ok(buffer.pull(frame))
  assert.ok(buffer.pull(frame))
  assert.ok(!buffer.pull(frame))
})

test('the delay grows where packets come late, so that the next late ones are in time, up to its bound', () => {
  const buffer = new JitterBuffer({ delay: 160, mostDelay: 800 })
  buffer.push(packet(1))
  pullAll(buffer, 4)
  buffer.push(packet(2))
  assert.equal(pulled(buffer), 2)
  pullAll(buffer, 20)
  buffer.push(packet(3))
  assert.equal(pulled(buffer), 0, 'one that is later than the bound is lost')
})

test('where a source is late for good, it is followed', () => {
  const buffer = new JitterBuffer({ delay: 160 })
  buffer.push(packet(1))
  pullAll(buffer, 40)
  const heard: number[] = []
  for (let n = 2; n < 14; n++) {
    buffer.push(packet(n))
    heard.push(pulled(buffer))
  }
  assert.deepEqual(heard.slice(-5), [8, 9, 10, 11, 12])
})

test('the delay shrinks again when all packets come earlier than they need to', () => {
  const buffer = new JitterBuffer({ delay: 160, mostDelay: 1_600 })
  let n = 1
  buffer.push(packet(n))
  pullAll(buffer, 8)
  // What was held up comes all at once: from now on each is six packets early.
  for (; n < 8; n++) buffer.push(packet(n + 1))
  const lag = (): number => {
    n += 1
    buffer.push(packet(n))
    return (n - pulled(buffer) + bytesInUse) % bytesInUse
  }
  const atFirst = Array.from({ length: 20 }, lag).at(-1) as number
  for (let passed = 0; passed < 1_200; passed++) lag()
  const later = lag()
  assert.ok(atFirst >= 2 && later < atFirst && later <= 2, `from ${atFirst} to ${later} packets`)
})

test('another source begins after the delay, whatever it counts from', () => {
  const buffer = new JitterBuffer({ delay: 160 })
  buffer.push(packet(1))
  pullAll(buffer, 3)
  buffer.push(packet(77, 2))
  assert.deepEqual(pullAll(buffer, 3), [0, 77, 0])
})

test('a leap of the timestamps is a new beginning, and packets of any length are taken', () => {
  const buffer = new JitterBuffer({ delay: 160 })
  buffer.push(packet(1))
  buffer.push({ ...packet(99), timestamp: 5 })
  buffer.push({ ...packet(3), end: 0 })
  buffer.push({ ...packet(3), bytes: Buffer.alloc(60_000), end: 60_000 })
  assert.deepEqual(pullAll(buffer, 3).filter((n) => n === 99).length, 1)
})
