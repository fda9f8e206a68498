import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Portions } from './portions.ts'

/** Portions of a process whose gateways have `room`; `at` is their clock, which goes on 5 ms a look. */
function setUp(room: number | undefined) {
  const state = { room, at: 0 }
  const straightRoom = () => {
    state.at += 5
    return state.room ?? 0
  }
  const acceptance = room === undefined ? {} : { straightRoom }
  const portions = new Portions({ acceptance, now: () => state.at })
  return { state, portions }
}
const { signal } = new AbortController()

test('what goes straight is taken in portions that there is room for, less what is under way', async () => {
  const { portions } = setUp(1200)
  assert.equal(await portions.next(1000, 5000, signal), 1000)
  const accepted = portions.begin(1000)
  portions.begin(0)
  const { portions: tight } = setUp(600)
  tight.begin(300)
  assert.equal(await tight.next(1000, 5000, signal), 300)
  accepted()
  assert.equal(await portions.next(1000, 5000, signal), 1000)
})

test('room is waited for while many wait, and for no longer than a quarter of a second', async () => {
  const { state, portions } = setUp(1000)
  await portions.next(1000, 5000, signal)
  state.room = 0
  const waiting = portions.next(1000, 5000, signal)
  setTimeout(() => {
    state.room = 400
  }, 20)
  assert.equal(await waiting, 400)
  state.room = 0
  const began = state.at
  assert.equal(await portions.next(1000, 5000, signal), 1000)
  assert.ok(state.at - began >= 250)
})

test('few records wait for nothing, and nor does a process that never sends anything straight', async () => {
  const { state, portions } = setUp(1000)
  await portions.next(1000, 5000, signal)
  state.room = 0
  const began = state.at
  assert.equal(await portions.next(1000, 10, signal), 1000)
  assert.ok(state.at - began < 50)
  for (const room of [undefined, 0]) {
    const { state: other, portions: idle } = setUp(room)
    assert.equal(await idle.next(1000, 5000, signal), 1000)
    assert.ok(other.at < 50)
  }
})
