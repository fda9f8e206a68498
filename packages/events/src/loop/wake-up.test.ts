import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WakeUp } from './wake-up.ts'

test('a wake-up ends the wait', async () => {
  const it = new WakeUp()
  const waiting = it.wait(60_000)
  it.wake()
  await waiting
})

test('a wake-up that came before the wait is not lost, and counts once', async () => {
  const it = new WakeUp()
  it.wake()
  it.wake()
  await it.wait(60_000)
  let over = false
  const second = it.wait(60_000).then(() => {
    over = true
  })
  await new Promise(setImmediate)
  assert.equal(over, false)
  it.wake()
  await second
})

test('time and an aborted signal end the wait too', async () => {
  const it = new WakeUp()
  await it.wait(1)
  const stop = new AbortController()
  const waiting = it.wait(60_000, stop.signal)
  stop.abort()
  await waiting
  await it.wait(60_000, stop.signal)
})
