import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom, sine } from '@trunkline/testkit'
import { decodeSound } from './decode-sound.ts'
import { SoundError, type SoundKind } from './sound.ts'
import { encodeWav } from './wav-write.ts'

/** An AIFF of 16 bit, 8,000 samples a second. */
function aiff(samples: Int16Array): Uint8Array {
  const file = Buffer.alloc(54 + samples.byteLength)
  file.write('FORM', 0, 'latin1')
  file.writeUInt32BE(file.length - 8, 4)
  file.write('AIFFCOMM', 8, 'latin1')
  file.writeUInt32BE(18, 16)
  file.writeUInt16BE(1, 20)
  file.writeUInt32BE(samples.length, 22)
  file.writeUInt16BE(16, 26)
  file.set([0x40, 0x0b, 0xfa, 0, 0, 0, 0, 0, 0, 0], 28)
  file.write('SSND', 38, 'latin1')
  file.writeUInt32BE(samples.byteLength + 8, 42)
  for (const [index, sample] of samples.entries()) file.writeInt16BE(sample, 54 + index * 2)
  return file
}

const tone = sine(440, 0.05)
const whole: readonly (readonly [SoundKind, Uint8Array])[] = [
  ['wav', encodeWav([tone])],
  ['aiff', aiff(tone)],
  ['gsm', Uint8Array.from({ length: 33 * 5 }, (_, index) => (index % 33 === 0 ? 0xd7 : (index * 37) & 0xff))],
]

for (const [kind, bytes] of whole) {
  test(`${kind}: whatever is changed in a file, it decodes or is refused in words`, async () => {
    const random = seededRandom(7)
    assert.ok((await decodeSound(bytes, kind, 60)).length > 0)
    for (let turn = 0; turn < 400; turn += 1) {
      const changed = bytes.slice(0, random.next() < 0.2 ? Math.floor(random.next() * bytes.length) : bytes.length)
      for (let change = 0; change < 3; change += 1)
        changed[Math.floor(random.next() * Math.min(60, changed.length))] = Math.floor(random.next() * 256)
      await decodeSound(changed, kind, 60).catch((error: unknown) =>
        assert.ok(error instanceof SoundError, String(error)),
      )
    }
  })
}

test('a header that promises hours does not take their memory', async () => {
  const wav = Buffer.from(encodeWav([new Int16Array(8000)]))
  wav.writeUInt32LE(1000, 24)
  wav.writeUInt16LE(8, 34)
  wav.writeUInt32LE(0xffff_ffff, 40)
  await assert.rejects(
    decodeSound(Buffer.concat([wav, new Uint8Array(100_000)]), 'wav', 1),
    (error) => error instanceof SoundError && error.fault === 'too-long',
  )
})
