import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openDatabase, type Result } from '@trunkline/postgres'
import { quietLog, startPostgres, withoutPostgres } from '@trunkline/testkit'

type Pids = Result<{ pid: number }>
const slow = { text: 'select pg_backend_pid() as pid, pg_sleep(0.1)', values: [] }
const pidsOf = (results: readonly Pids[]) => new Set(results.flatMap(({ rows }) => rows.map(({ pid }) => pid)))

describe('frequent statements', { skip: withoutPostgres }, () => {
  test('have two connections of their own, so that others wait for none of them, nor they for others', async (t) => {
    const postgres = await startPostgres()
    const db = await openDatabase({ url: postgres.url(), poolSize: 10, log: quietLog })
    t.after(async () => {
      await db.close()
      await postgres.stop()
    })
    const query = (frequent: boolean, count: number) =>
      Promise.all(Array.from({ length: count }, () => db.query<{ pid: number }>({ ...slow, frequent })))
    const [mine, others] = await Promise.all([query(true, 6), query(false, 20)])
    const [few, many] = [pidsOf(mine), pidsOf(others)]
    assert.deepEqual([few.size, many.size], [2, 8])
    assert.ok(few.isDisjointFrom(many))
  })

  test('share the connections of all where there are few', async (t) => {
    const postgres = await startPostgres()
    const db = await openDatabase({ url: postgres.url(), poolSize: 1, log: quietLog })
    t.after(async () => {
      await db.close()
      await postgres.stop()
    })
    const query = (frequent: boolean) => db.query<{ pid: number }>({ ...slow, frequent })
    assert.equal(pidsOf([await query(true), await query(false)]).size, 1)
  })
})
