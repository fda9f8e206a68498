import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'
import { createAddressPolicy, createEvents, type LoggedEvents } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { type Meter, noMeter } from '../src/ports.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'
import {
  caughtUp,
  changed,
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

const dayMs = 86_400_000

describeOnEachEngine('a follower of the log', [migrations], (open) => {
  test('reads all clients’ events in order, also those that come while it waits', async (t) => {
    const f = await fixture(t, open)
    const seen: string[] = []
    const positions: number[] = []
    const follower = follow(t, f, {
      from: 'start',
      limit: 3,
      async handle(rows) {
        seen.push(...idsOf(rows))
        positions.push(...rows.map(({ position }) => position))
        return undefined
      },
    })
    const made = [...(await log(f, clientA, 5)), ...(await log(f, clientB, 3))]
    await caughtUp(follower)
    made.push(...(await log(f, clientA, 4)))
    await caughtUp(follower)
    assert.deepEqual(seen, made)
    assert.deepEqual(
      positions,
      made.map((_, index) => index + 1),
    )
  })

  test('a new follower begins at the head: nothing of the past, and nothing missed once it is registered', async (t) => {
    const f = await fixture(t, open)
    await log(f, clientA, 3)
    const seen: string[] = []
    const follower = follow(t, f, {
      async handle(rows) {
        seen.push(...idsOf(rows))
        return undefined
      },
    })
    await follower.registered()
    const made = await log(f, clientA, 2)
    await caughtUp(follower)
    assert.deepEqual(seen, made)
  })

  test('goes on where the one before it has come to, however it ended', async (t) => {
    const f = await fixture(t, open)
    const first: string[] = []
    const before = follow(t, f, {
      from: 'start',
      async handle(rows) {
        first.push(...idsOf(rows))
        return undefined
      },
    })
    const made = await log(f, clientA, 3)
    await caughtUp(before)
    await before.stop()
    made.push(...(await log(f, clientA, 3)))
    const second: string[] = []
    const after = follow(t, f, {
      from: 'start',
      async handle(rows) {
        second.push(...idsOf(rows))
        return undefined
      },
    })
    await caughtUp(after)
    assert.deepEqual([...first, ...second], made)
    assert.equal(second.length, 3)
  })

  test('a follower that dies between handling and commit handles again, and its statements take effect once', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await log(f, clientA, 5)
    const dies = { handled: 0 }
    const dying = changed(f.db, {
      transaction: (work) =>
        f.db.transaction(async (tx) => {
          await work(tx)
          throw new Error('killed before the commit')
        }),
    })
    const first = follow(
      t,
      f,
      {
        from: 'start',
        async handle(rows) {
          dies.handled += 1
          return [keep(rows)]
        },
      },
      { db: dying },
    )
    await eventually('it has handled', () => dies.handled > 0)
    await first.stop()
    assert.deepEqual(await kept(f), [])
    const second = follow(t, f, { from: 'start', handle: async (rows) => [keep(rows)] })
    await caughtUp(second)
    assert.deepEqual(await kept(f), made)
  })

  test('a commit that took effect although its answer was lost is not made twice', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await log(f, clientA, 6)
    let lost = 0
    const flaky = changed(f.db, {
      transaction: async (work) => {
        const result = await f.db.transaction(work)
        if (lost++ < 2) throw new Error('the answer was lost')
        return result
      },
    })
    const follower = follow(t, f, { from: 'start', limit: 2, handle: async (rows) => [keep(rows)] }, { db: flaky })
    await caughtUp(follower)
    assert.ok(lost > 2)
    assert.deepEqual(await kept(f), made)
  })

  test('two that believe to lead at once commit each row once', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await log(f, clientA, 60)
    const both = [1, 2].map(() =>
      follow(
        t,
        f,
        {
          from: 'start',
          limit: 2,
          async handle(rows) {
            await sleep(1)
            return [keep(rows)]
          },
        },
        { db: lockless(f.db) },
      ),
    )
    for (const each of both) await caughtUp(each)
    assert.deepEqual(await kept(f), made)
  })

  test('a handler that fails is called again with the same rows, and says so once', async (t) => {
    const f = await fixture(t, open)
    const made = await log(f, clientA, 4)
    const calls: string[][] = []
    const follower = follow(t, f, {
      from: 'start',
      limit: 2,
      async handle(rows) {
        calls.push(idsOf(rows))
        if (calls.length <= 2) throw new Error('the receiver is away')
        return undefined
      },
    })
    await caughtUp(follower)
    assert.deepEqual(calls, [made.slice(0, 2), made.slice(0, 2), made.slice(0, 2), made.slice(2)])
    const told = f.log.messages('error').filter((message) => message.includes('the follower test'))
    assert.deepEqual(told, ['the follower test failed and tries again'])
  })

  test('one whose handler has failed for weeks is not forgotten, and goes on with what it has not told', async (t) => {
    const f = await fixture(t, open)
    let failures = 0
    let told = 0
    const follower = follow(t, f, {
      handle: async (rows) => {
        if (failures < 1000) {
          failures += 1
          throw new Error('the brokers are away')
        }
        told += rows.length
        return undefined
      },
    })
    await follower.registered()
    await log(f, clientA, 1)
    await eventually('it fails', () => failures > 0)
    f.clock.advance(29 * dayMs)
    const before = failures
    await eventually('it fails again, a month later', () => failures > before, 60_000)
    await eventually(async () => {
      const { rows } = await f.db.query<{ at: Date }>(sql('select updated_at as at from events_follower'))
      assert.equal(new Date(rows[0]?.at ?? 0).getTime(), f.clock.now())
    })
    failures = 1000
    await eventually('it goes on', () => told === 1, 60_000)
  })

  test('a statement that fails leaves the position where it was', async (t) => {
    const f = await fixture(t, open)
    await withTable(f)
    const made = await log(f, clientA, 2)
    let [calls, failing] = [0, true]
    const follower = follow(t, f, {
      from: 'start',
      handle: async (rows) => {
        calls += 1
        return [keep(rows), ...(failing ? [sql('select 1/0')] : [])]
      },
    })
    // The first has failed for sure when the second is asked for.
    await eventually('it was called again', () => calls >= 2)
    assert.equal(await positionOf(f), 0)
    failing = false
    await caughtUp(follower)
    assert.deepEqual(await kept(f), made)
  })

  test('one process follows at a time, and another goes on when it stops', async (t) => {
    const f = await fixture(t, open)
    const seen: [string, string][] = []
    const by = (who: string) => ({
      from: 'start' as const,
      async handle(rows: readonly LoggedEvents[]) {
        for (const id of idsOf(rows)) seen.push([who, id])
        return undefined
      },
    })
    const first = follow(t, f, by('first'))
    await eventually('the first leads', () => first.leading)
    const second = follow(t, f, by('second'))
    const made = await log(f, clientA, 2)
    await caughtUp(first)
    assert.equal(second.leading, false)
    await first.stop()
    made.push(...(await log(f, clientA, 2)))
    await caughtUp(second)
    assert.deepEqual(
      seen,
      made.map((id, index) => [index < 2 ? 'first' : 'second', id]),
    )
  })

  test('stop waits for the batch under way, and its commit', async (t) => {
    const f = await fixture(t, open)
    const inside = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const follower = follow(t, f, {
      from: 'start',
      async handle() {
        inside.resolve()
        await goOn.promise
        return undefined
      },
    })
    await log(f, clientA, 1)
    await inside.promise
    const stopped = follower.stop()
    goOn.resolve()
    await stopped
    assert.equal(await positionOf(f), 1)
  })

  test('the lag is counted and told as a metric', async (t) => {
    const f = await fixture(t, open)
    const gauges: number[] = []
    const meter: Meter = {
      ...noMeter,
      gauge: (name, labels, value) => {
        assert.deepEqual([name, labels], ['trunkline_follower_lag_rows', { follower: 'test' }])
        gauges.push(value)
      },
    }
    await log(f, clientA, 3)
    const goOn = Promise.withResolvers<undefined>()
    const follower = follow(t, f, { from: 'start', handle: () => goOn.promise }, { meter })
    await eventually('it says how far it is behind', () => gauges.includes(3))
    assert.equal(await follower.lag(), 3)
    goOn.resolve(undefined)
    await caughtUp(follower)
    await eventually('it says that nothing waits', () => gauges.at(-1) === 0)
  })

  async function logDays(f: Fixture): Promise<string[]> {
    const { rows } = await f.db.query<{ day: string }>(
      sql(`select right(relname, 8) as day from pg_class where relname ~ '^events_log_\\d{8}$' order by 1`),
    )
    return rows.map(({ day }) => day)
  }

  test('days that a follower has not read are kept for four weeks, those that it has read for one', async (t) => {
    const f = await fixture(t, open)
    let away = true
    const seen: string[] = []
    const follower = follow(t, f, {
      from: 'start',
      async handle(rows) {
        if (away) throw new Error('away')
        seen.push(...idsOf(rows))
        return undefined
      },
    })
    await follower.registered()
    const made = await log(f, clientA, 2)
    const [first = ''] = await logDays(f)
    f.clock.advance(27 * dayMs)
    await f.relay().maintain()
    assert.equal((await logDays(f))[0], first)
    away = false
    await caughtUp(follower)
    assert.deepEqual(seen, made)
    await f.relay().maintain()
    assert.equal((await logDays(f)).includes(first), false)
    assert.deepEqual(
      f.log.messages('error').filter((message) => message.includes('dropped')),
      [],
    )
  })

  test('what a follower has not read in four weeks is dropped with a word, and one that nobody runs is forgotten', async (t) => {
    const f = await fixture(t, open)
    const follower = follow(t, f, { from: 'start', handle: () => Promise.reject(new Error('away')) })
    await follower.registered()
    await log(f, clientA, 2)
    const [first = ''] = await logDays(f)
    await follower.stop()
    f.clock.advance(30 * dayMs)
    await f.relay().maintain()
    assert.equal((await logDays(f)).includes(first), false)
    const [line] = f.log.lines.filter(({ level, message }) => level === 'error' && message.includes('four weeks'))
    assert.deepEqual(line?.fields, { follower: 'test', rows: 2, partition: `events_log_${first}` })
    assert.equal(await positionOf(f), undefined)
  })

  test('is woken by the relay of its process and of others', async (t) => {
    const f = await fixture(t, open)
    const { db, clock, ids, sealer, log: kept } = f
    const make = () => {
      const privateAddresses = createAddressPolicy({ loopback: true })
      const events = createEvents({ db, clock, ids, sealer, log: kept, privateAddresses, random: () => 0.5 })
      t.after(() => events.stop())
      return events
    }
    const [worker, other] = [make(), make()]
    await worker.start({ relay: true })
    await other.start({})
    const seen: string[] = []
    const handle = async (rows: readonly LoggedEvents[]) => {
      seen.push(...idsOf(rows))
      return undefined
    }
    await Promise.all([worker, other].map((each, n) => each.follow({ name: `f${n}`, handle }).registered()))
    const made = await f.happen(clientA, 1)
    worker.wake()
    await eventually('both have it', () => seen.length === 2)
    assert.deepEqual(seen, [...made, ...made])
  })
})
