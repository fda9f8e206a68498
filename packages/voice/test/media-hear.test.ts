import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loudestFrequency, loudness, quietLog, sine } from '@trunkline/testkit'
import type { MediaEngine, Pcm } from '../src/media/media.ts'
import { createMediaEngine } from '../src/media/media-engine.ts'

let engine: MediaEngine
before(() => {
  const meter = { count() {}, gauge() {}, observe() {} }
  engine = createMediaEngine({ workers: 1, address: '127.0.0.1', ports: { from: 0, to: 0 }, log: quietLog, meter })
})
after(() => engine.stop())

/** Takes frames until there are so many, or no more come; `began` is called with the first. */
async function take(frames: AsyncIterable<Pcm>, count: number, began?: () => void): Promise<Int16Array> {
  const taken: number[] = []
  for await (const frame of frames) {
    if (taken.length === 0) began?.()
    taken.push(...frame)
    if (taken.length >= count * 160) break
  }
  return Int16Array.from(taken)
}

/** Frames with sound; between them are gaps where the machine keeps the party's thread waiting. */
const loudFrames = (heard: Int16Array): Int16Array[] =>
  Array.from({ length: heard.length / 160 }, (_, at) => heard.subarray(at * 160, at * 160 + 160)).filter(
    (frame) => loudness(frame) > 0.1,
  )

/** Keeps this thread from all else. */
function busy(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

test('what a party says comes frame by frame, and silence where it says nothing', async () => {
  const party = await engine.openVirtual({ placement: 'hear' })
  const frames = party.hear?.(new AbortController().signal) as AsyncIterable<Pcm>
  const taking = take(frames, 100)
  const began = performance.now()
  await party.speak(sine(700, 0.6))
  const heard = await taking
  assert.equal(heard.length, 16_000)
  assert.ok(performance.now() - began > 1_800, 'a frame comes every 20 ms')
  const said = loudFrames(heard)
  assert.ok(said.length >= 29 && said.length <= 32, `${said.length} frames of thirty`)
  assert.ok(Math.abs(loudestFrequency(Int16Array.from(said.flatMap((frame) => [...frame]))) - 700) <= 10)
  await party.close()
})

test('what is said while the main thread is busy is heard when it is not, all of it', async () => {
  const party = await engine.openVirtual({ placement: 'hear' })
  const frames = party.hear?.(new AbortController().signal) as AsyncIterable<Pcm>
  const speaking = party.speak(sine(700, 1))
  const heard: number[] = []
  for await (const frame of frames) {
    heard.push(...frame)
    if (heard.length === 20 * 160) busy(300)
    if (heard.length >= 120 * 160) break
  }
  await speaking
  const said = loudFrames(Int16Array.from(heard)).length
  assert.ok(said >= 49 && said <= 52, `${said} frames of fifty`)
  await party.close()
})

test('listening ends with its signal, and with the party', { timeout: 30_000 }, async () => {
  const party = await engine.openVirtual({ placement: 'hear' })
  const stop = new AbortController()
  const some = await take(party.hear?.(stop.signal) as AsyncIterable<Pcm>, 10_000, () => stop.abort())
  assert.ok(some.length > 0)
  const heard = party.hear?.(new AbortController().signal) as AsyncIterable<Pcm>
  assert.ok((await take(heard, 100_000, () => void party.close())).length > 0)
  assert.deepEqual(await take(party.hear?.(new AbortController().signal) as AsyncIterable<Pcm>, 10), new Int16Array(0))
})
