import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Result, Statement } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import type { FollowOptions } from '../src/follow/follower.ts'
import { LogReader } from '../src/follow/log-reader.ts'
import type { LoggedEvents } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'
import {
  caughtUp,
  changed,
  drain,
  follow,
  idsOf,
  keep,
  kept,
  lockless,
  log,
  positionOf,
  sql,
  withTable,
} from './follower-fixture.ts'

/** Whose rows tell of calls alone. */
const calls = { wants: (rows: readonly LoggedEvents[]) => rows.filter((row) => row.mentions('"call.busy"')) }

/** Commits one row each, of a type, and gives them positions. */
async function logOf(f: Fixture, ...types: readonly string[]): Promise<string[]> {
  const ids: string[] = []
  for (const type of types) ids.push(...(await f.happen(clientA, 1, type)))
  await drain(f)
  return ids
}

/** A database that counts the statements of a name, and may change what they give. */
function counting(db: Database, name: string, change: (row: object) => object = (row) => row) {
  const counted = { times: 0 }
  const query = async <Row>(statement: Statement): Promise<Result<Row>> => {
    const result = await db.query<Row & object>(statement)
    if (statement.name !== name) return result
    counted.times += 1
    return { ...result, rows: result.rows.map((row) => change(row) as Row) }
  }
  return { db: changed(db, { query }), counted }
}

describeOnEachEngine('a follower that wants some rows', [migrations], (open) => {
  test('handles the rows that it wants, and passes the others over', async (t) => {
    const f = await fixture(t, open)
    const made = await logOf(f, 'a', 'call.busy', 'a', 'call.busy', 'a')
    const batches: string[][] = []
    const handle = async (rows: readonly LoggedEvents[]) => {
      batches.push(idsOf(rows))
      return undefined
    }
    const follower = follow(t, f, { from: 'start', ...calls, handle })
    await caughtUp(follower)
    assert.deepEqual(batches, [[made[1], made[3]]])
    assert.equal(await positionOf(f), 5)
  })

  test('writes down within a second that it has passed rows over, and not at each batch', async (t) => {
    const f = await fixture(t, open)
    const { db, counted } = counting(f.db, 'events-move-follower')
    let handled = 0
    const handle = async () => {
      handled += 1
      return undefined
    }
    const follower = follow(t, f, { from: 'start', limit: 1, ...calls, handle }, { db })
    await follower.registered()
    await logOf(f, ...Array.from({ length: 100 }, () => 'a'))
    await caughtUp(follower)
    await eventually(async () => assert.equal(await positionOf(f), 100))
    assert.ok(counted.times < 50, `${counted.times} times`)
    assert.equal(handled, 0)
  })

  test('is not given the JSON of what nobody wants: it is never parsed', async (t) => {
    const f = await fixture(t, open)
    const { db } = counting(f.db, 'events-read-ahead', (row) => ({
      ...row,
      events: String((row as { events: unknown }).events).replace(/^\[(.*"a")/, 'broken $1'),
    }))
    const seen: string[] = []
    const handle = async (rows: readonly LoggedEvents[]) => {
      seen.push(...idsOf(rows))
      return undefined
    }
    const follower = follow(t, f, { from: 'start', ...calls, handle }, { db })
    const made = await logOf(f, 'a', 'call.busy', 'a')
    await caughtUp(follower)
    assert.deepEqual(seen, [made[1]])
    assert.deepEqual(f.log.messages('error'), [])
  })

  test('commits the statements for a row together with all that it has passed over before', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const follower = follow(t, f, { from: 'start', limit: 1, ...calls, handle: async (rows) => [keep(rows)] })
    await logOf(f, 'a', 'a')
    await caughtUp(follower)
    const [, busy] = await logOf(f, 'a', 'call.busy')
    await eventually(async () => assert.deepEqual(await kept(f), [busy]))
    assert.equal(await positionOf(f), 4)
  })

  test('one that stops writes down what it has passed over, so that nobody is asked for it again', async (t) => {
    const f = await fixture(t, open)
    const handle = async () => undefined
    const first = follow(t, f, { from: 'start', ...calls, handle })
    await logOf(f, 'a', 'a')
    await caughtUp(first)
    await first.stop()
    assert.equal(await positionOf(f), 2)
  })

  test('one that dies is followed by one that is asked again for what was passed over, and commits each statement once', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await logOf(f, 'call.busy', 'a', 'a')
    const dead = { now: false }
    const mortal = changed(f.db, {
      query: (statement) => (dead.now ? Promise.reject(new Error('killed')) : f.db.query(statement)),
    })
    const options = (asked: number[]): Omit<FollowOptions, 'name'> => ({
      from: 'start',
      limit: 1,
      wants(rows) {
        asked.push(...rows.map(({ position }) => position))
        return calls.wants(rows)
      },
      handle: async (rows) => [keep(rows)],
    })
    const [before, after]: [number[], number[]] = [[], []]
    const first = follow(t, f, options(before), { db: mortal })
    await eventually('it has passed the last one over', () => before.includes(3))
    dead.now = true
    await first.stop()
    made.push(...(await logOf(f, 'a', 'call.busy')))
    const second = follow(t, f, options(after))
    await caughtUp(second)
    assert.deepEqual(before, [1, 2, 3])
    assert.ok((after[0] ?? 9) > 1, 'what was committed is not read again')
    assert.deepEqual(after.slice(-2), [4, 5])
    assert.deepEqual(await kept(f), [made[0], made[4]])
  })

  test('two that believe to lead at once commit each row once, whatever the one or the other has passed over', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await logOf(f, ...Array.from({ length: 60 }, (_, n) => (n % 3 === 0 ? 'call.busy' : 'a')))
    const handle = async (rows: readonly LoggedEvents[]) => {
      await sleep(1)
      return [keep(rows)]
    }
    const both = [1, 2].map(() => follow(t, f, { from: 'start', limit: 2, ...calls, handle }, { db: lockless(f.db) }))
    for (const each of both) await caughtUp(each)
    const wanted = made.filter((_, n) => n % 3 === 0)
    await eventually(async () => assert.deepEqual(await kept(f), wanted))
  })

  test('one that cannot say what it wants is asked again', async (t) => {
    const f = await fixture(t, open)
    let asked = 0
    const seen: string[] = []
    const follower = follow(t, f, {
      from: 'start',
      async wants(rows) {
        asked += 1
        if (asked === 1) throw new Error('the database is away')
        return calls.wants(rows)
      },
      async handle(rows) {
        seen.push(...idsOf(rows))
        return undefined
      },
    })
    const made = await logOf(f, 'call.busy', 'a')
    await caughtUp(follower)
    assert.deepEqual(seen, [made[0]])
  })
})

describeOnEachEngine('followers of one process', [migrations], (open) => {
  test('read each row once between them', async (t) => {
    const f = await fixture(t, open)
    const { db, counted } = counting(f.db, 'events-read-ahead')
    // Its time stands still, so what a slow machine takes for a round costs no query: only what is told of, and what is not kept, does.
    const reader = new LogReader(db, () => 0)
    const seen: string[][] = [[], [], []]
    const followers = seen.map((mine, n) =>
      follow(
        t,
        f,
        {
          name: `f${n}`,
          async handle(rows) {
            mine.push(...idsOf(rows))
            return undefined
          },
        },
        { reader },
      ),
    )
    await Promise.all(followers.map((each) => each.registered()))
    const made: string[] = []
    for (let i = 0; i < 10; i += 1) {
      made.push(...(await log(f, i % 2 ? clientA : clientB, 2)))
      reader.grown()
      for (const each of followers) each.wake()
      for (const each of followers) await caughtUp(each)
    }
    assert.deepEqual(seen, [made, made, made])
    assert.ok(counted.times < 60, `${counted.times} queries`)
  })

  test('one that begins far behind gets all of it in order, while another stays at the end', async (t) => {
    const f = await fixture(t, open)
    const reader = new LogReader(f.db)
    const made = await log(f, clientA, 20)
    const at = (name: string, from: 'head' | 'start', seen: string[]) =>
      follow(
        t,
        f,
        {
          ...{ name, from, limit: 3 },
          async handle(rows) {
            seen.push(...idsOf(rows))
            return undefined
          },
        },
        { reader },
      )
    const [late, all]: [string[], string[]] = [[], []]
    const first = at('first', 'head', late)
    await first.registered()
    const more = await log(f, clientB, 4)
    await caughtUp(first)
    const second = at('second', 'start', all)
    more.push(...(await log(f, clientA, 4)))
    for (const each of [first, second]) await caughtUp(each)
    assert.deepEqual(late, more)
    assert.deepEqual(all, [...made, ...more])
  })

  test('one that fails holds up no other, and sees at its next try what was forgotten meanwhile', async (t) => {
    const f = await fixture(t, open)
    const reader = new LogReader(f.db)
    const gate = Promise.withResolvers<void>()
    const [well, ill]: [string[], string[]] = [[], []]
    let failures = 0
    const good = follow(
      t,
      f,
      {
        ...{ name: 'good', from: 'start' },
        async handle(rows) {
          well.push(...idsOf(rows))
          return undefined
        },
      },
      { reader },
    )
    const bad = follow(
      t,
      f,
      {
        ...{ name: 'bad', from: 'start' },
        async handle(rows) {
          if (failures++ === 0) {
            await gate.promise
            throw new Error('the receiver is away')
          }
          ill.push(...idsOf(rows))
          return undefined
        },
      },
      { reader },
    )
    const made = await log(f, clientA, 2)
    await caughtUp(good)
    await eventually('the other has tried', () => failures > 0)
    await f.db.query(sql(`update events_log set events = '[{"id":"forgotten"}]' where position = 1`))
    gate.resolve()
    await caughtUp(bad)
    assert.deepEqual(well, made)
    assert.deepEqual(ill, ['forgotten', made[1]])
  })
})
