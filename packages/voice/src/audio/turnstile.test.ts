import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTurnstile } from './turnstile.ts'

const make = () => createTurnstile({ places: 2, waiting: 2, full: () => new Error('full') })

test('lets so many through at a time, in the order in which they came', async () => {
  const turnstile = make()
  const leave = [await turnstile.enter(), await turnstile.enter()]
  const order: number[] = []
  const third = turnstile.run(async () => void order.push(3))
  const fourth = turnstile.run(async () => void order.push(4))
  await Promise.resolve()
  assert.deepEqual(order, [])
  leave[0]?.()
  await Promise.all([third, fourth])
  assert.deepEqual(order, [3, 4])
})

test('refuses who would wait too long a queue', async () => {
  const turnstile = make()
  const leave = await Promise.all([turnstile.enter(), turnstile.enter()])
  const waiting = [turnstile.enter(), turnstile.enter()]
  await assert.rejects(turnstile.enter(), /full/)
  for (const go of leave) go()
  await Promise.all(waiting)
})

test('who gives up while waiting makes room for others, and takes no place', async () => {
  const turnstile = make()
  const leave = await Promise.all([turnstile.enter(), turnstile.enter()])
  const impatient = new AbortController()
  const first = turnstile.enter(impatient.signal)
  const second = turnstile.enter()
  impatient.abort(new Error('never mind'))
  await assert.rejects(first, /never mind/)
  leave[0]?.()
  await second
})

test('a job that fails gives its place back', async () => {
  const turnstile = createTurnstile({ places: 1, waiting: 1, full: () => new Error('full') })
  await assert.rejects(
    turnstile.run(() => Promise.reject(new Error('no'))),
    /no/,
  )
  assert.equal(await turnstile.run(async () => 'yes'), 'yes')
})
