import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { liveFragments, type Pause } from './live-fragments.ts'

test('what arrives while the page is being put together is not left to the next look at it', async () => {
  const bell = Promise.withResolvers<void>()
  async function* arrivals() {
    await bell.promise
    yield undefined
  }
  const stop = new AbortController()
  let rendered = 0
  const render = async () => {
    rendered += 1
    if (rendered === 2) {
      bell.resolve()
      await turn()
    }
    return `fragment ${rendered}`
  }
  let looks = 0
  // The first look comes at once, and no other ever does.
  const pause: Pause = (milliseconds) => {
    if (milliseconds >= 1_000) looks += 1
    return looks > 1 ? new Promise(() => undefined) : turn()
  }
  const shown: string[] = []
  for await (const { data } of liveFragments(render, arrivals, stop.signal, pause)) {
    shown.push(data)
    if (shown.length === 3) break
  }
  assert.deepEqual(shown, ['fragment 1', 'fragment 2', 'fragment 3'])
})
