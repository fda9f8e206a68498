import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseError } from '@trunkline/postgres'
import { OutageLog } from './outage-log.ts'

function recording(): { outage: OutageLog; lines: string[] } {
  const lines: string[] = []
  const write = (level: string) => (_fields: object, message: string) => void lines.push(`${level}: ${message}`)
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  return { outage: new OutageLog(log, 'the loop'), lines }
}

test('an outage is told when it begins and when it is over, and in between only to those who debug', () => {
  const { outage, lines } = recording()
  outage.worked()
  for (let i = 0; i < 3; i += 1) outage.failed(new DatabaseError('UNAVAILABLE', `try ${i}`))
  outage.worked()
  outage.worked()
  assert.deepEqual(lines, [
    'warn: the loop waits for the database',
    'debug: the loop waits for the database',
    'debug: the loop waits for the database',
    'info: the loop works again',
  ])
})

test('a failure of another kind is told at once', () => {
  const { outage, lines } = recording()
  outage.failed(new Error('a'))
  outage.failed(new Error('a'))
  outage.failed('b')
  assert.deepEqual(lines, [
    'error: the loop failed and tries again',
    'debug: the loop failed and tries again',
    'error: the loop failed and tries again',
  ])
})
