import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Pace } from './pace.ts'

/** How many leave within `span` ms when the bucket is asked every `every` ms and everything it allows is taken. */
function drain(pace: Pace, span: number, every: number): number {
  let sent = 0
  for (let now = 0; now <= span; now += every) {
    const allowed = pace.available(now)
    pace.take(allowed)
    sent += allowed
  }
  return sent
}

test('over ten seconds, as many leave as the rate says', () => {
  for (const rate of [0.5, 1, 10, 250, 3000]) {
    const sent = drain(new Pace(rate, 0), 10_000, 50)
    assert.ok(Math.abs(sent - rate * 10) <= Math.max(1, rate / 4), `${sent} at ${rate} a second`)
  }
})

test('after a pause no more than a quarter of a second’s worth leaves at once', () => {
  const pace = new Pace(100, 0)
  assert.equal(pace.available(3_600_000), 25)
})

test('it tells how long to wait for the next', () => {
  const pace = new Pace(10, 0)
  pace.take(1)
  assert.equal(pace.wait(0), 100)
  assert.equal(pace.available(99), 0)
  assert.equal(pace.available(100), 1)
})

test('a clock that goes back gives nothing away', () => {
  const pace = new Pace(10, 1000)
  pace.take(1)
  assert.equal(pace.available(0), 0)
  assert.equal(pace.available(1000), 0)
  assert.equal(pace.available(1100), 1)
})

test('a new rate counts from now on', () => {
  const pace = new Pace(1000, 0)
  assert.equal(pace.available(1000), 250)
  pace.adjust(4, 1000)
  assert.equal(pace.available(1000), 1)
})
