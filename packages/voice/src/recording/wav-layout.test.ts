import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wavHeaderBytes as headBytes, wavHeader } from '../audio/wav-write.ts'
import { readWavLayout } from './wav-layout.ts'

const wavHead = (channels: number, dataBytes: number): Uint8Array => wavHeader({ channels, dataBytes })

test('the head that is written is read back', () => {
  const head = wavHead(2, 6400)
  assert.equal(head.length, headBytes)
  assert.deepEqual(readWavLayout(head, headBytes + 6400), { offset: 44, bytes: 6400, channels: 2 })
})

test('a file whose writer died has as much sound as is there, in whole frames', () => {
  assert.deepEqual(readWavLayout(wavHead(2, 0), headBytes + 327), { offset: 44, bytes: 324, channels: 2 })
  assert.deepEqual(readWavLayout(wavHead(1, 0xffffffff), headBytes + 320), { offset: 44, bytes: 320, channels: 1 })
  assert.deepEqual(readWavLayout(wavHead(1, 0), headBytes), { offset: 44, bytes: 0, channels: 1 })
})

test('chunks before the sound are passed over, and what follows the sound is left out', () => {
  const head = wavHead(1, 320)
  const list = new Uint8Array([...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0])
  const file = new Uint8Array([...head.subarray(0, 36), ...list, ...head.subarray(36), ...new Uint8Array(400)])
  assert.deepEqual(readWavLayout(file, file.length), { offset: 56, bytes: 320, channels: 1 })
})

test('what is no WAV file of 16 bit PCM is not read', () => {
  assert.equal(readWavLayout(new Uint8Array(10), 10), undefined)
  assert.equal(readWavLayout(Buffer.from('RIFF....AVI and so on and so forth'), 40), undefined)
  const law = wavHead(1, 320)
  law[20] = 7
  assert.equal(readWavLayout(law, 364), undefined)
})
