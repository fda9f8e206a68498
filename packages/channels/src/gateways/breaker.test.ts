import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzing } from '../../test/support/fuzzing.ts'
import {
  type BreakerOptions,
  type BreakerState,
  type BreakerTicket,
  CircuitBreaker,
  defaultBreakerOptions,
} from './breaker.ts'

const options: BreakerOptions = {
  consecutive: 3,
  ratio: 0.5,
  minimum: 10,
  span: 10_000,
  openFor: 1_000,
  openMost: 4_000,
  probes: 2,
  closeAfter: 2,
  probeTimeout: 30_000,
}

function enter(breaker: CircuitBreaker, now: number): BreakerTicket {
  const ticket = breaker.enter(now)
  assert.ok(ticket)
  return ticket
}

function run(breaker: CircuitBreaker, result: 'ok' | 'fault', now: number): void {
  breaker.leave(enter(breaker, now), result, now)
}

function opened(): CircuitBreaker {
  const breaker = new CircuitBreaker(options)
  for (let i = 0; i < 3; i++) run(breaker, 'fault', 0)
  return breaker
}

test('faults in a row open it; one success starts the count again', () => {
  const breaker = new CircuitBreaker(options)
  for (const result of ['fault', 'fault', 'ok', 'fault', 'fault'] as const) run(breaker, result, 0)
  assert.equal(breaker.state(0), 'closed')
  run(breaker, 'fault', 0)
  assert.equal(breaker.state(0), 'open')
  assert.equal(breaker.enter(999), null)
  assert.equal(breaker.reopensAt(999), 1_000)
})

test('a high share of faults opens it, once there are enough results', () => {
  const breaker = new CircuitBreaker(options)
  for (let i = 0; i < 4; i++) {
    run(breaker, 'ok', i)
    run(breaker, 'fault', i)
  }
  assert.equal(breaker.state(10), 'closed')
  run(breaker, 'ok', 10)
  run(breaker, 'fault', 10)
  assert.equal(breaker.state(10), 'open')
})

test('faults older than the span no longer count for the share', () => {
  const breaker = new CircuitBreaker({ ...options, consecutive: 100 })
  for (let i = 0; i < 9; i++) run(breaker, 'fault', 0)
  for (let i = 0; i < 9; i++) run(breaker, 'ok', 11_000)
  run(breaker, 'fault', 11_000)
  assert.equal(breaker.state(11_000), 'closed')
})

test('after its time it lets a few probes through, and closes when they succeed', () => {
  const breaker = opened()
  assert.equal(breaker.state(1_000), 'half-open')
  assert.equal(breaker.room(1_000), 2)
  const first = enter(breaker, 1_000)
  const second = enter(breaker, 1_000)
  assert.equal(breaker.enter(1_000), null)
  breaker.leave(first, 'ok', 1_100)
  assert.equal(breaker.state(1_100), 'half-open')
  breaker.leave(second, 'ok', 1_200)
  assert.equal(breaker.state(1_200), 'closed')
  assert.equal(breaker.room(1_200), Number.POSITIVE_INFINITY)
  assert.equal(breaker.reopensAt(1_200), undefined)
})

test('a failing probe opens it for twice as long, up to the most; closing sets the time back', () => {
  const breaker = opened()
  let now = 1_000
  for (const span of [2_000, 4_000, 4_000]) {
    run(breaker, 'fault', now)
    assert.equal(breaker.reopensAt(now), now + span)
    now += span
  }
  run(breaker, 'ok', now)
  run(breaker, 'ok', now)
  assert.equal(breaker.state(now), 'closed')
  for (let i = 0; i < 3; i++) run(breaker, 'fault', now)
  assert.equal(breaker.reopensAt(now), now + 1_000)
})

test('a result from before the last change of state says nothing', () => {
  const breaker = new CircuitBreaker(options)
  const late = enter(breaker, 0)
  const later = enter(breaker, 0)
  for (let i = 0; i < 3; i++) run(breaker, 'fault', 0)
  breaker.leave(late, 'ok', 500)
  assert.equal(breaker.state(500), 'open')
  assert.equal(breaker.state(1_000), 'half-open')
  breaker.leave(later, 'fault', 1_000)
  assert.equal(breaker.state(1_000), 'half-open')
})

test('a probe that was canceled or lost makes room for another, and a ticket counts once', () => {
  const breaker = opened()
  const canceled = enter(breaker, 1_000)
  const lost = enter(breaker, 1_000)
  breaker.cancel(canceled)
  assert.equal(breaker.room(1_000), 1)
  breaker.leave(canceled, 'ok', 1_000)
  assert.equal(breaker.room(31_000), 2)
  breaker.leave(lost, 'fault', 31_000)
  assert.equal(breaker.state(31_000), 'half-open')
})

test('every change of state is told', () => {
  const changes: [BreakerState, BreakerState][] = []
  const breaker = new CircuitBreaker(options, (from, to) => changes.push([from, to]))
  for (let i = 0; i < 3; i++) run(breaker, 'fault', 0)
  run(breaker, 'fault', 1_000)
  run(breaker, 'ok', 3_000)
  run(breaker, 'ok', 3_000)
  assert.deepEqual(changes, [
    ['closed', 'open'],
    ['open', 'half-open'],
    ['half-open', 'open'],
    ['open', 'half-open'],
    ['half-open', 'closed'],
  ])
})

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('enter' as const) }),
    fc.record({ kind: fc.constant('leave' as const), which: fc.nat(), ok: fc.boolean() }),
    fc.record({ kind: fc.constant('cancel' as const), which: fc.nat() }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
  ),
  { maxLength: 300 },
)

test('whatever happens: shut while open, few probes while half-open, and always a way back', () => {
  fc.assert(
    fc.property(steps, (script) => {
      const breaker = new CircuitBreaker({ ...options, probeTimeout: 1_000_000 })
      const out: { ticket: BreakerTicket; probing: boolean }[] = []
      let now = 0
      for (const step of script) {
        if (step.kind === 'wait') now += step.ms
        else if (step.kind === 'enter') {
          const state = breaker.state(now)
          const ticket = breaker.enter(now)
          assert.ok(!(state === 'open' && ticket))
          assert.ok(!(state === 'closed' && !ticket))
          if (ticket) out.push({ ticket, probing: state === 'half-open' })
        } else if (out.length > 0) {
          const [taken] = out.splice(step.which % out.length, 1)
          if (step.kind === 'cancel') breaker.cancel(taken!.ticket)
          else breaker.leave(taken!.ticket, step.ok ? 'ok' : 'fault', now)
        }
        const until = breaker.reopensAt(now)
        if (until !== undefined) assert.ok(until > now && until - now <= options.openMost)
        const life = Math.max(0, ...out.map((each) => each.ticket.life))
        assert.ok(out.filter((each) => each.probing && each.ticket.life === life).length <= options.probes)
      }
      // However it got here, a gateway that answers again is used again.
      now += 2_000_000
      for (let i = 0; i < options.closeAfter && breaker.state(now) !== 'closed'; i++) run(breaker, 'ok', now)
      assert.equal(breaker.state(now), 'closed')
    }),
    fuzzing(),
  )
})

test('consecutive faults always open it, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 50 }), (before) => {
      const breaker = new CircuitBreaker({ ...defaultBreakerOptions, ratio: 2 })
      for (const ok of before) {
        const ticket = breaker.enter(0)
        if (ticket) breaker.leave(ticket, ok ? 'ok' : 'fault', 0)
      }
      for (let i = 0; i < defaultBreakerOptions.consecutive; i++) {
        const ticket = breaker.enter(0)
        if (ticket) breaker.leave(ticket, 'fault', 0)
      }
      assert.equal(breaker.state(0), 'open')
    }),
    fuzzing(),
  )
})
