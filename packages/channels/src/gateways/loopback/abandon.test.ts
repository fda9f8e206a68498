import assert from 'node:assert/strict'
import { test } from 'node:test'
import { abandonable, sleep } from './abandon.ts'
import { Bell } from './bell.ts'

test('work that is done, or fails, before the signal is what comes out', async () => {
  const { signal } = new AbortController()
  assert.equal(await abandonable(Promise.resolve(7), signal), 7)
  await assert.rejects(abandonable(Promise.reject(new Error('x')), signal), /x/)
})

test('all who wait are let go by one signal', async () => {
  const controller = new AbortController()
  const stuck = Array.from({ length: 100 }, () => abandonable(new Promise(() => undefined), controller.signal))
  const asleep = sleep(600_000, controller.signal)
  controller.abort()
  assert.ok((await Promise.all(stuck)).every((each) => each === 'aborted'))
  assert.equal(await asleep, false)
  assert.equal(await sleep(600_000, controller.signal), false)
})

test('a sleep that nobody disturbs ends by itself', async () => {
  assert.equal(await sleep(1, new AbortController().signal), true)
})

test('a bell wakes all who wait; time and the signal do too', async () => {
  const bell = new Bell()
  const controller = new AbortController()
  bell.ring()
  const waits = [bell.wait(600_000, controller.signal), bell.wait(600_000, controller.signal)]
  bell.ring()
  await Promise.all(waits)
  await bell.wait(1, controller.signal)
  const last = bell.wait(600_000, controller.signal)
  controller.abort()
  await last
  await bell.wait(600_000, controller.signal)
})
