import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Player } from './player.ts'

/** All that it plays; it must come to its end by itself. */
function playAll(sound: Int16Array, loops: number): number[] {
  const player = new Player(1, sound, loops)
  const frame = new Int16Array(160)
  const played: number[] = []
  while (player.read(frame)) played.push(...frame)
  return played
}

const counting = (length: number) => Int16Array.from({ length }, (_, index) => index + 1)

test('a piece is played whole, filled up to a whole tick with silence', () => {
  const played = playAll(counting(200), 1)
  assert.equal(played.length, 320)
  assert.deepEqual(played.slice(0, 200), [...counting(200)])
  assert.ok(played.slice(200).every((sample) => sample === 0))
})

test('times follow each other without a gap, also where a piece is shorter than a tick', () => {
  assert.deepEqual(
    playAll(counting(50), 7).slice(0, 350),
    Array.from({ length: 350 }, (_, index) => (index % 50) + 1),
  )
  assert.deepEqual(playAll(counting(240), 2).slice(0, 480), [...counting(240), ...counting(240)])
})

test('it has ended when what was given last has been heard, and not before', async () => {
  const player = new Player(1, counting(160), 1)
  const frame = new Int16Array(160)
  let end: string | undefined
  void player.ended.then((how) => {
    end = how
  })
  assert.ok(player.read(frame))
  await Promise.resolve()
  assert.equal(end, undefined)
  assert.ok(!player.read(frame))
  await Promise.resolve()
  assert.equal(end, 'ended')
})

test('nothing to play has ended at once, without end too', () => {
  assert.deepEqual(playAll(new Int16Array(0), 1), [])
  assert.deepEqual(playAll(new Int16Array(0), 0), [])
})

test('without end it goes on', () => {
  const player = new Player(1, counting(3), 0)
  const frame = new Int16Array(160)
  for (let tick = 0; tick < 1_000; tick++) assert.ok(player.read(frame))
})
