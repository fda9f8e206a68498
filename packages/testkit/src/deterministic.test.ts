import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventually } from './eventually.ts'
import { fakeClock } from './fake-clock.ts'
import { seededRandom } from './seeded-random.ts'

test('a fake clock stands still until it is moved', () => {
  const clock = fakeClock('2026-01-01T00:00:00Z')
  assert.equal(new Date(clock.now()).toISOString(), '2026-01-01T00:00:00.000Z')
  clock.advance(90_000)
  assert.equal(new Date(clock.now()).toISOString(), '2026-01-01T00:01:30.000Z')
  clock.set('2025-01-01T00:00:00Z')
  assert.equal(new Date(clock.now()).toISOString(), '2025-01-01T00:00:00.000Z')
})

test('seeded randomness repeats itself, and differs between seeds', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed)
    return [random.next(), random.next(), ...random.bytes(4)]
  }
  assert.deepEqual(draw(7), draw(7))
  assert.notDeepEqual(draw(7), draw(8))
  const random = seededRandom()
  const mean = Array.from({ length: 10_000 }, () => random.next()).reduce((sum, each) => sum + each) / 10_000
  assert.ok(mean > 0.48 && mean < 0.52, `${mean}`)
})

test('eventually gives an assertion time, and passes its last error on when it runs out', async () => {
  let tries = 0
  await eventually(() => assert.ok(++tries >= 3))
  assert.equal(tries, 3)
  await assert.rejects(
    eventually(async () => assert.equal(1, 2, 'still wrong'), 30),
    /still wrong/,
  )
})

test('eventually waits for a condition too, and fails with the words given', async () => {
  let ready = false
  setTimeout(() => {
    ready = true
  }, 20)
  await eventually('it is ready', () => ready)
  await assert.rejects(
    eventually('pigs fly', () => false, 20),
    /pigs fly: not within 20 ms/,
  )
})
