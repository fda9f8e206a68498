import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LegEnd } from '../leg/leg.ts'
import { callMoves, isOver, type KeptStatus, statusesBefore } from './call-status.ts'
import { finalStatus } from './final-status.ts'

const out = (end: LegEnd, wish?: KeptStatus) =>
  finalStatus({ direction: 'outbound-api', answered: false, end, ...(wish && { wish }) })

test('a call that was answered is completed, whoever hung up, unless its leg broke', () => {
  const ended = (cause: LegEnd['cause']) =>
    finalStatus({ direction: 'inbound', answered: true, end: { cause, by: 'party' }, wish: 'no-answer' })
  assert.deepEqual((['completed', 'canceled', 'busy', 'failed'] as const).map(ended), [
    'completed',
    'completed',
    'completed',
    'failed',
  ])
})

test('a party that is busy or refuses is busy, also when somebody had just given up', () => {
  assert.equal(out({ cause: 'busy', by: 'party' }), 'busy')
  assert.equal(out({ cause: 'rejected', by: 'party' }), 'busy')
  assert.equal(out({ cause: 'busy', by: 'party' }, 'no-answer'), 'busy')
  assert.equal(out({ cause: 'failed', by: 'party' }), 'failed')
})

test('what we end ourselves ends as it was meant', () => {
  assert.equal(out({ cause: 'canceled', by: 'us' }, 'no-answer'), 'no-answer')
  assert.equal(out({ cause: 'canceled', by: 'us' }, 'failed'), 'failed')
  assert.equal(out({ cause: 'canceled', by: 'us' }), 'canceled')
})

test('a caller who leaves before the answer had none', () => {
  const caller = (cause: LegEnd['cause']) =>
    finalStatus({ direction: 'inbound', answered: false, end: { cause, by: 'party' } })
  assert.deepEqual((['canceled', 'rejected', 'busy', 'failed'] as const).map(caller), [
    'no-answer',
    'no-answer',
    'busy',
    'failed',
  ])
})

test('calls only move forward', () => {
  for (const [from, targets] of Object.entries(callMoves)) {
    for (const to of targets)
      assert.ok(!callMoves[to].includes(from as KeptStatus), `${from} and ${to} lead to each other`)
  }
  assert.ok(isOver('completed') && !isOver('initiated') && !isOver('in-progress'))
  assert.deepEqual(statusesBefore('completed'), ['queued', 'ringing', 'in-progress'])
})
