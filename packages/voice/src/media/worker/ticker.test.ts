import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { Ticker } from './ticker.ts'

/** A ticker on a clock that only moves when told to. */
function start(t: { after(work: () => void): void }) {
  mock.timers.enable({ apis: ['setTimeout'] })
  t.after(() => mock.timers.reset())
  let now = 0
  const faults: unknown[] = []
  const ticker = new Ticker(
    () => now,
    (error) => faults.push(error),
  )
  const pass = (ms: number): void => {
    now += ms
    mock.timers.tick(ms)
  }
  return { ticker, faults, pass, jump: (ms: number) => (now += ms) }
}

test('ticks come every 20 ms, and being late does not add up', (t) => {
  const { ticker, pass } = start(t)
  const ticks: number[] = []
  ticker.add('make', { tick: (tick) => ticks.push(tick) })
  for (const ms of [20, 27, 20, 20, 13]) pass(ms)
  assert.deepEqual(ticks, [1, 2, 3, 4, 5])
})

test('ticks that were missed are made up for, up to half a second, and say so', (t) => {
  const { ticker, pass, jump } = start(t)
  const ticks: [number, boolean][] = []
  ticker.add('make', { tick: (tick) => ticks.push([tick, ticker.catchingUp]) })
  pass(20)
  jump(40)
  pass(20)
  assert.deepEqual(ticks, [
    [1, false],
    [2, true],
    [3, true],
    [4, false],
  ])
  ticks.length = 0
  jump(1_980)
  pass(20)
  assert.equal(ticks.length, 25)
  assert.deepEqual(ticks.at(-1), [104, false])
})

test('who makes sound comes before who mixes it, and who keeps it comes last', (t) => {
  const { ticker, pass } = start(t)
  const order: string[] = []
  ticker.add('keep', { tick: () => order.push('keep') })
  ticker.add('mix', { tick: () => order.push('mix') })
  ticker.add('make', { tick: () => order.push('make') })
  pass(20)
  assert.deepEqual(order, ['make', 'mix', 'keep'])
})

test('one that throws is dropped and told of, and the others go on', (t) => {
  const { ticker, pass, faults } = start(t)
  let calls = 0
  let others = 0
  ticker.add('make', {
    tick: () => {
      calls += 1
      throw new Error('broken')
    },
  })
  ticker.add('make', { tick: () => (others += 1) })
  pass(20)
  pass(20)
  assert.equal(calls, 1)
  assert.equal(others, 2)
  assert.equal(faults.length, 1)
})

test('it stands still while nobody listens, and goes on with the tick that is due', (t) => {
  const { ticker, pass } = start(t)
  const ticks: number[] = []
  const listener = { tick: (tick: number) => void ticks.push(tick) }
  ticker.add('make', listener)
  pass(20)
  ticker.remove('make', listener)
  pass(1_000)
  assert.equal(ticker.current, 51)
  ticker.add('make', listener)
  pass(20)
  assert.deepEqual(ticks, [1, 52])
})
