import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../../test/support/fuzzing.ts'
import { emptyHeader, readRtp, writeRtp } from './rtp-packet.ts'

test('what is written is read again', () => {
  const bits = (count: number) => fc.integer({ min: 0, max: 2 ** count - 1 })
  fc.assert(
    fc.property(
      bits(7),
      fc.boolean(),
      bits(16),
      bits(32),
      bits(32),
      (payloadType, marker, sequence, timestamp, ssrc) => {
        const bytes = Buffer.alloc(172)
        writeRtp(bytes, 0, payloadType, marker, sequence, timestamp, ssrc)
        const header = emptyHeader()
        assert.ok(readRtp(bytes, header))
        assert.deepEqual(header, { payloadType, marker, sequence, timestamp, ssrc, start: 12, end: 172 })
      },
    ),
    fuzzing(),
  )
})

test('contributing sources, an extension and padding are not the payload', () => {
  const bytes = Buffer.alloc(12 + 8 + 4 + 4 + 160 + 4)
  bytes[0] = 0x80 | 0x20 | 0x10 | 2
  bytes.writeUInt16BE(1, 12 + 8 + 2)
  bytes[bytes.length - 1] = 4
  const header = emptyHeader()
  assert.ok(readRtp(bytes, header))
  assert.deepEqual([header.start, header.end], [28, 188])
})

test('no bytes whatever make it throw, or give a payload outside of the packet', () => {
  const header = emptyHeader()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const packet = Buffer.from(bytes)
      if (packet.length > 0) packet[0] = ((packet[0] as number) & 0x3f) | 0x80
      if (!readRtp(packet, header)) return
      assert.ok(header.start >= 12 && header.start <= header.end && header.end <= packet.length)
    }),
    fuzzing(2_000),
  )
})

test('another version is no RTP', () => {
  assert.ok(!readRtp(Buffer.alloc(172), emptyHeader()))
})
