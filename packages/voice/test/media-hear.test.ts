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

test('what a party says comes frame by frame, and silence where it says nothing', async () => {
  const party = await engine.openVirtual({ placement: 'hear' })
  const frames = party.hear?.(new AbortController().signal) as AsyncIterable<Pcm>
  const taking = take(frames, 100)
  const began = performance.now()
  await party.speak(sine(700, 0.6))
  const heard = await taking
  assert.equal(heard.length, 16_000)
  assert.ok(performance.now() - began > 1_800, 'a frame comes every 20 ms')
  const loud = Array.from({ length: 100 }, (_, at) => loudness(heard.subarray(at * 160, at * 160 + 160)) > 0.1)
  const [first, last] = [loud.indexOf(true), loud.lastIndexOf(true)]
  assert.ok(last - first >= 28 && last - first <= 32, `sound from frame ${first} to ${last}`)
  assert.ok(Math.abs(loudestFrequency(heard.subarray(first * 160, last * 160)) - 700) <= 10)
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
