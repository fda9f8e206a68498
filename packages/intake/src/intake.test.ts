import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createIntake, type IntakeOptions } from './intake.ts'

test('a start that waits for the database ends when it is stopped', async () => {
  const registered = Promise.withResolvers<void>()
  const follower = {
    leading: false,
    registered: () => registered.promise,
    lag: async () => 0,
    stop: async () => registered.resolve(),
  }
  const options: IntakeOptions = {
    db: { query: () => Promise.reject(new Error('the database is away')) },
    // Nobody listens there.
    connection: { brokers: ['127.0.0.1:1'], clientId: 'test' },
    config: {},
    acceptance: { acceptMany: async () => [], room: () => 1 },
    clients: { find: async () => undefined, onChange: () => () => {} },
    events: { follow: () => follower },
    clock: { now: () => Date.now() },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  }
  const intake = createIntake(options)
  const started = intake.start()
  await intake.stop()
  await started
  assert.equal(intake.state().state === 'up', false)
})
