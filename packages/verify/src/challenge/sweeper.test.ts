import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database, Statement } from '@trunkline/postgres'
import type { Ender } from './ender.ts'
import { Sweeper } from './sweeper.ts'

test('what is old is deleted to the end in one round, however much was made since the last', async () => {
  const left = new Map<string, number>()
  const query = async ({ name = '', values }: Statement) => {
    const before = left.get(name) ?? 1_200
    const rowCount = Math.min(before, Number(values.at(-1)))
    left.set(name, before - rowCount)
    return { rows: [], rowCount }
  }
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const parts = { db: { query } as unknown as Database, ender: {} as Ender, log, clock: { now: () => 1e12 } }
  await new Sweeper(parts).trim()
  assert.deepEqual(
    [...left],
    [
      ['verify-counter-delete', 0],
      ['verify-challenge-delete', 0],
      ['verify-failure-expire', 0],
      ['verify-factor-expire', 0],
    ],
  )
})
