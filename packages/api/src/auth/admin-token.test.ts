import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAdminToken, sessionFor } from './admin-token.ts'

test('only the token itself matches', () => {
  const token = createAdminToken('correct horse', { now: () => 0 })
  assert.equal(token.matches('correct horse'), true)
  for (const wrong of ['', 'correct', 'correct horse ', 'Correct horse']) assert.equal(token.matches(wrong), false)
})

test('a session ends in time, cannot be prolonged, and dies with the token', () => {
  let now = 1_000
  const token = createAdminToken('one', { now: () => now })
  const session = token.newSession()
  assert.equal(token.isSession(session), true)
  assert.equal(createAdminToken('two', { now: () => now }).isSession(session), false)
  const [end, mac] = session.split('.')
  assert.equal(token.isSession(`${Number(end) + 1}.${mac}`), false)
  for (const wrong of ['', '.', `${end}.`, 'x.y']) assert.equal(token.isSession(wrong), false)
  now += sessionFor
  assert.equal(token.isSession(session), false)
})
