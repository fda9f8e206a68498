import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GroupCommit } from './group-commit.ts'

const log = { debug() {}, info() {}, warn() {}, error() {} }

function committing(write: (rows: readonly string[]) => Promise<ReadonlySet<string>>, most = 64) {
  return new GroupCommit<string>({
    write,
    most,
    limit: 1000,
    blameRows: (error) => (error as Error).message === 'row',
    log,
  })
}

test('requests that are in flight together are written in one statement, with one in flight at a time', async () => {
  const batches: number[] = []
  let running = 0
  const commit = committing(async (rows) => {
    assert.equal(++running, 1)
    batches.push(rows.length)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running--
    return new Set(rows)
  })
  const results = await Promise.all(Array.from({ length: 100 }, (_, index) => commit.add([`m${index}`])))
  assert.deepEqual(batches, [64, 36])
  assert.ok(results.every((written, index) => written.has(`m${index}`)))
})

test('a request of many rows is written whole even above the size of a batch', async () => {
  const batches: number[] = []
  const commit = committing(async (rows) => {
    batches.push(rows.length)
    return new Set(rows)
  }, 10)
  await Promise.all([
    commit.add(['a']),
    commit.add(Array.from({ length: 25 }, (_, index) => `b${index}`)),
    commit.add(['c']),
  ])
  assert.deepEqual(batches, [1, 25, 1])
})

test('a row that the database refuses fails its own request alone', async () => {
  const commit = committing(async (rows) => {
    if (rows.includes('bad')) throw new Error('row')
    return new Set(rows)
  })
  const [good, bad] = await Promise.allSettled([commit.add(['good']), commit.add(['bad'])])
  assert.equal(good?.status, 'fulfilled')
  assert.equal(bad?.status, 'rejected')
})

test('when the database is away every request of the batch is told, once', async () => {
  let calls = 0
  const commit = committing(async () => {
    calls++
    throw new Error('away')
  })
  const results = await Promise.allSettled([commit.add(['a']), commit.add(['b'])])
  assert.deepEqual(
    results.map((result) => result.status),
    ['rejected', 'rejected'],
  )
  assert.equal(calls, 1)
})

test('it says when too much waits', async () => {
  let release: () => void = () => {}
  const commit = new GroupCommit<string>({
    write: (rows) => new Promise((resolve) => (release = () => resolve(new Set(rows)))),
    most: 1,
    limit: 2,
    blameRows: () => false,
    log,
  })
  const all = ['a', 'b', 'c'].map((row) => commit.add([row]))
  assert.equal(commit.full, true)
  await new Promise((resolve) => setImmediate(resolve))
  for (const _ of all) {
    release()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(all)
  assert.equal(commit.full, false)
})

test('nothing more is gathered once all that can wait do', async () => {
  const batches: number[] = []
  const commit = new GroupCommit<string>({
    write: async (rows) => {
      batches.push(rows.length)
      return new Set(rows)
    },
    most: 64,
    gather: 60_000,
    atMost: () => 3,
    limit: 1000,
    blameRows: () => false,
    log,
  })
  await Promise.all(Array.from({ length: 10 }, (_, index) => commit.add([`m${index}`])))
  await Promise.all(['a', 'b', 'c'].map((row) => commit.add([row])))
  assert.deepEqual(batches, [10, 3])
})
