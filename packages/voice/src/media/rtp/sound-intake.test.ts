import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'
import { readRtp, rtpHeaderBytes, writeRtp } from './rtp-packet.ts'
import { SoundIntake } from './sound-intake.ts'

/** An intake, and what it handed on. */
function intake() {
  const said: Omit<SoundPacket, 'bytes'>[] = []
  const events: EventPacket[] = []
  const party = {
    said: (packet: SoundPacket) => said.push({ ...packet }),
    event: (packet: EventPacket) => events.push({ ...packet }),
  }
  const made = new SoundIntake(party, () => 0)
  let sequence = 0
  const take = (payloadType: number, payload: Buffer) => {
    const bytes = Buffer.concat([Buffer.alloc(rtpHeaderBytes), payload])
    writeRtp(bytes, 0, payloadType, false, sequence++, 160 * sequence, 7)
    assert.ok(readRtp(bytes, made.header))
    made.take(bytes)
  }
  return { made, said, events, take }
}

const sound = Buffer.alloc(160, 0xff)
const key = Buffer.from([5, 0x8a, 0x03, 0xc0])

test('sound of the type that was agreed on, or of a static one, is handed on with its numbers, and its law', () => {
  const { made, said, take } = intake()
  made.settle({ codec: 'PCMA', payloadType: 96, telephoneEvent: 101 }, true)
  for (const type of [96, 0, 8, 13, 97]) take(type, sound)
  assert.deepEqual(
    said.map(({ law, sequence, start, end }) => [law, sequence, start, end]),
    [
      ['PCMA', 0, 12, 172],
      ['PCMU', 1, 12, 172],
      ['PCMA', 2, 12, 172],
    ],
  )
  take(96, Buffer.alloc(0))
  assert.equal(said.length, 3, 'a packet without a payload says nothing')
})

test('a key is a packet of the type that was agreed on, and none where there is none', () => {
  const { made, said, events, take } = intake()
  made.settle({ codec: 'PCMU', payloadType: 0, telephoneEvent: 101 }, true)
  take(101, key)
  take(101, key.subarray(0, 3))
  assert.deepEqual(
    events.map(({ event, end, volume, duration }) => [event, end, volume, duration]),
    [[5, true, 10, 960]],
  )
  made.settle({ codec: 'PCMU', payloadType: 0 }, true)
  take(101, key)
  assert.deepEqual([events.length, said.length], [1, 0])
})

test('what is not to be heard is counted, and another source is another stream', () => {
  const { made, said, take } = intake()
  made.settle({ codec: 'PCMU', payloadType: 0 }, false)
  take(0, sound)
  assert.deepEqual([said.length, made.reception.received], [0, 1])
  made.takes = true
  take(0, sound)
  made.begin(8)
  take(0, sound)
  assert.equal(new Set(said.map(({ stream }) => stream)).size, 2)
  assert.deepEqual([made.reception.received, made.reception.lost, made.ssrc], [3, 0, 8])
})
