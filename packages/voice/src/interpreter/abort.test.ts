import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sleepReally, untilAborted } from './abort.ts'

test('a wait ends when its time is up, and early when the signal is given', async () => {
  const quick = new AbortController()
  await sleepReally(1, quick.signal)
  const stop = new AbortController()
  const waits = [sleepReally(1e9, stop.signal), sleepReally(1e15, stop.signal), untilAborted(stop.signal)]
  const early = await Promise.race([Promise.race(waits).then(() => 'over'), sleepReally(20, quick.signal)])
  assert.equal(early, undefined, 'even a wait that is longer than timers can be goes on')
  stop.abort()
  await Promise.all(waits)
  await Promise.all([sleepReally(1e9, stop.signal), untilAborted(stop.signal)])
})
