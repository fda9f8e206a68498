import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSenderReport, writeRtcp } from './rtcp.ts'

const block = {
  ssrc: 7,
  fractionLost: 12,
  lost: 5,
  highest: 70_000,
  jitter: 3.6,
  lastReport: 0xaabbccdd,
  delay: 65_536,
}

test('a sender report has its parts where RFC 3550 puts them', () => {
  const sent = { wallMs: 1_500, timestamp: 99, packets: 3, bytes: 480 }
  const bytes = writeRtcp({ ssrc: 1, name: 'abc', sent, block, goodbye: true })
  const words = Array.from({ length: 13 }, (_, index) => bytes.readUInt32BE(index * 4))
  assert.deepEqual(
    words,
    [0x81c8000c, 1, 2_208_988_801, 0x8000_0000, 99, 3, 480, 7, 0x0c00_0005, 70_000, 4, 0xaabbccdd, 65_536],
  )
  assert.deepEqual(
    [...bytes.subarray(52)],
    [0x81, 202, 0, 3, 0, 0, 0, 1, 1, 3, 97, 98, 99, 0, 0, 0, 0x81, 203, 0, 1, 0, 0, 0, 1],
  )
})

test('without anything sent it is a receiver report; the time of a sender report is read', () => {
  assert.equal(writeRtcp({ ssrc: 1, name: 'a', block })[1], 201)
  assert.equal(readSenderReport(writeRtcp({ ssrc: 1, name: 'a', block })), undefined)
  const sent = { wallMs: 1_500, timestamp: 0, packets: 1, bytes: 1 }
  assert.equal(
    readSenderReport(writeRtcp({ ssrc: 1, name: 'a', sent })),
    ((2_208_988_801 & 0xffff) * 65_536 + 0x8000) >>> 0,
  )
})

test('broken reports are left alone', () => {
  for (let length = 0; length < 40; length++) {
    assert.equal(readSenderReport(Buffer.alloc(length, 0xff)), undefined)
    assert.equal(readSenderReport(Buffer.alloc(length)), undefined)
  }
})
