import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Party } from './party.ts'
import { Ticker } from './ticker.ts'
import type { Transport } from './transport.ts'

const nothing = (): void => undefined

test('a peer that floods with keys keeps the party busy for half a minute, and not for hours', async (t) => {
  const ticker = new Ticker(() => 0, nothing)
  t.after(() => ticker.stop())
  const party = new Party(1, ticker, { digit: nothing, event: nothing, gone: nothing }, () => 0)
  let pressed = 0
  const figures = () => ({ packetsSent: 0, packetsReceived: 0, packetsLost: 0, jitter: 0, strangers: 0 })
  const sendEvent: Transport['sendEvent'] = ({ marker }) => {
    if (marker) pressed += 1
  }
  party.opened({ law: 'PCMU', keys: 'events', continuous: false, send: nothing, sendEvent, figures, close: nothing })
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
