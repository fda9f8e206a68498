import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SpeechWatch } from './speech-watch.ts'

const quiet = new Int16Array(160).fill(100)
const speech = Int16Array.from({ length: 160 }, (_, at) => (at % 2 ? 3_000 : -3_000))

/** What is told, with the frame at which it is. */
function toldOf(frames: readonly (Int16Array | undefined)[]): (readonly [number, boolean])[] {
  const watch = new SpeechWatch()
  return frames.flatMap((frame, at) => {
    const told = watch.hear(frame)
    return told === undefined ? [] : [[at, told] as const]
  })
}

const times = (count: number, frame: Int16Array | undefined) => new Array<Int16Array | undefined>(count).fill(frame)

test('speech begins after 60 ms and is over after 800 ms without', () => {
  assert.deepEqual(toldOf([...times(10, quiet), ...times(50, speech), ...times(60, undefined)]), [
    [12, true],
    [99, false],
  ])
})

test('a click is no speech, and a pause between words is no end of it', () => {
  assert.deepEqual(toldOf([...times(2, speech), ...times(50, quiet), ...times(2, speech), ...times(50, quiet)]), [])
  assert.deepEqual(toldOf([...times(5, speech), ...times(39, quiet), ...times(1, speech), ...times(39, quiet)]), [
    [2, true],
  ])
})
