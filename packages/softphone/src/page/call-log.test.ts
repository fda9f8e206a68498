import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallLog, type LogStorage } from './call-log.ts'

function storage(entries: Record<string, string> = {}): LogStorage {
  const kept = new Map(Object.entries(entries))
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

const call = (at: number) => ({ number: '+14155550123', direction: 'out', answered: true, at, seconds: 5 }) as const

test('keeps the last hundred calls of a number, newest first', () => {
  const log = new CallLog(storage(), '+15005550006')
  for (let at = 1; at <= 120; at += 1) log.add(call(at))
  assert.equal(log.list().length, 100)
  assert.equal(log.list()[0]?.at, 120)
  log.clear()
  assert.deepEqual(log.list(), [])
})

test('each number has its own', () => {
  const kept = storage()
  new CallLog(kept, '+15005550006').add(call(1))
  assert.deepEqual(new CallLog(kept, '+15005550007').list(), [])
})

test('what somebody else wrote there is passed over', () => {
  const key = 'softphone.log.+1'
  for (const text of ['{', '"x"', '[1,null,{"number":1}]', 'null'])
    assert.deepEqual(new CallLog(storage({ [key]: text }), '+1').list(), [])
})
