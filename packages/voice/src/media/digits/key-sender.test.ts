import assert from 'node:assert/strict'
import { test } from 'node:test'
import { KeySender, type KeyStep } from './key-sender.ts'

function steps(digits: string): KeyStep[] {
  const sender = new KeySender(1, digits)
  const all: KeyStep[] = []
  for (let step = sender.next(); step; step = sender.next()) all.push(step)
  return all
}

test('a key is held for 120 ms, its last packet comes three times, and a pause follows', () => {
  const all = steps('5')
  assert.equal(all.length, 11)
  const held = all.flatMap((step) => (step.kind === 'key' ? [[step.digit, step.held, step.last, step.repeat]] : []))
  assert.deepEqual(held, [
    ['5', 1, false, 0],
    ['5', 2, false, 0],
    ['5', 3, false, 0],
    ['5', 4, false, 0],
    ['5', 5, false, 0],
    ['5', 6, true, 0],
    ['5', 6, true, 1],
    ['5', 6, true, 2],
  ])
  assert.deepEqual(
    all.slice(8).map(({ kind }) => kind),
    ['pause', 'pause', 'pause'],
  )
})

test('w waits for half a second and W for a whole one', () => {
  assert.equal(steps('w').length, 25)
  assert.equal(steps('1W1').length, 11 + 50 + 11)
  assert.ok(steps('wW').every(({ kind }) => kind === 'pause'))
})

test('it ends after the last, or when it is stopped', async () => {
  const empty = new KeySender(1, '')
  assert.equal(empty.next(), undefined)
  await empty.ended
  const stopped = new KeySender(1, '123')
  stopped.next()
  stopped.stop()
  await stopped.ended
})
