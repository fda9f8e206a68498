import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PartStack } from './part-stack.ts'

test('parts are stopped in reverse, and those that have not ended are named in the order of their start while they are', async () => {
  const stack = new PartStack()
  const ended: string[] = []
  const held = Promise.withResolvers<void>()
  const faulty = () => {
    ended.push('faulty')
    throw new Error('cannot stop')
  }
  stack.part('first', () => void ended.push('first'))
  stack.part('held', () => held.promise)
  stack.part('faulty', faulty)
  stack.part('last', () => void ended.push('last'))
  assert.deepEqual(stack.unfinished, [])
  const stopped = assert.rejects(stack.disposeAsync(), /cannot stop/)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(
    [ended, stack.unfinished],
    [
      ['last', 'faulty'],
      ['first', 'held'],
    ],
  )
  held.resolve()
  await stopped
  assert.deepEqual([ended, stack.unfinished], [['last', 'faulty', 'first'], []])
})
