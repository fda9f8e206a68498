import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Party } from './party.ts'
import { Ticker } from './ticker.ts'
import type { Transport } from './transport.ts'

const nothing = (): void => undefined

/** A party that takes keys as packets. */
function openParty(t: TestContext, sendEvent: Transport['sendEvent']): Party {
  const ticker = new Ticker(() => 0, nothing)
  t.after(() => ticker.stop())
  const party = new Party(1, ticker, { digit: nothing, event: nothing, gone: nothing }, () => 0)
  const figures = () => ({ packetsSent: 0, packetsReceived: 0, packetsLost: 0, jitter: 0, strangers: 0 })
  party.opened({ law: 'PCMU', keys: 'events', continuous: false, send: nothing, sendEvent, figures, close: nothing })
  return party
}

test('a press of the peer whose beginning waits for a key that is being sent is not heard a second time from its midst on', async (t) => {
  const sent: (readonly [event: number, timestamp: number])[] = []
  const party = openParty(t, ({ event, timestamp }) => void sent.push([event, timestamp]))
  const press = { stream: 77, sequence: 1, timestamp: 123_456, marker: true, event: 2, end: false, volume: 10 }
  let ticks = 0
  const pass = async (count: number) => {
    for (let tick = 0; tick < count; tick++) {
      party.tick(++ticks)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  party.hearKey('9')
  await pass(3)
  party.hearEvent({ ...press, duration: 160 }, '2')
  await pass(40)
  party.hearEvent({ ...press, sequence: 2, marker: false, end: true, duration: 960 }, undefined)
  const presses = new Map(sent.map(([event, timestamp]) => [timestamp, event]))
  assert.deepEqual([...presses.values()], [9, 2])
  party.hearEvent({ ...press, sequence: 3, timestamp: 200_000, duration: 160 }, '2')
  assert.equal(sent.at(-1)?.[1], 200_000, 'the next one passes as it comes')
})

test('a hook flash of the peer passes, whatever was pressed before it', (t) => {
  const sent: number[] = []
  const party = openParty(t, ({ event }) => void sent.push(event))
  const flash = { stream: 77, sequence: 1, timestamp: 800, marker: true, event: 16, end: false, volume: 10 }
  party.hearEvent({ ...flash, duration: 160 }, undefined)
  party.hearEvent({ ...flash, sequence: 2, marker: false, end: true, duration: 960 }, undefined)
  assert.deepEqual(sent, [16, 16])
})

test('a peer that floods with keys keeps the party busy for half a minute, and not for hours', async (t) => {
  let pressed = 0
  const party = openParty(t, ({ marker }) => {
    if (marker) pressed += 1
  })
  for (let key = 0; key < 1_000; key++) party.hearKey('5')
  for (let tick = 1; tick <= 2_500; tick++) {
    party.tick(tick)
    // Each key waits for the one before.
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.equal(pressed, 128)
  party.hearKey('6')
  party.tick(2_501)
  assert.equal(pressed, 129, 'afterwards keys are taken again')
})
