import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Database, Queryable, Statement } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'
import { expandEvents } from '../src/event/delivery-moves.ts'
import { migrations } from '../src/migrations.ts'
import { Partitions } from '../src/relay/partitions.ts'
import type { Relay } from '../src/relay/relay.ts'
import type { LogRow } from '../src/store/log-store.ts'
import { appendEvents, outboxInsert } from '../src/store/outbox-store.ts'
import { dayOf } from '../src/store/partition-store.ts'
import { clientA, clientB, event, type Fixture, fixture } from './fixture.ts'

const sql = (text: string, values: readonly unknown[] = []): Statement => ({ text, values })

async function logOf(db: Queryable): Promise<LogRow[]> {
  return (await db.query<LogRow>(sql('select position, client_id, events from events_log order by position'))).rows
}

const idsIn = (rows: readonly LogRow[]): string[] =>
  rows.flatMap((row) => expandEvents(row.client_id, row.events).map(({ id }) => id))

async function drain(relay: Relay): Promise<void> {
  while ((await relay.pass()).more);
}

async function waitingIn(db: Queryable): Promise<number> {
  return (await db.query<{ count: number }>(sql('select count(*) as count from events_outbox'))).rows[0]?.count ?? -1
}

/** A database whose transactions fail at the statement of that name, as if the process were killed there. */
function dyingAt(db: Database, name: string): Database {
  const transaction: Database['transaction'] = (work) =>
    db.transaction((tx) =>
      work({
        query: (statement) => (statement.name === name ? Promise.reject(new Error('killed')) : tx.query(statement)),
      }),
    )
  return new Proxy(db, {
    get: (target, key) => {
      if (key === 'transaction') return transaction
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function endpoint(f: Fixture, clientId: string, likes: readonly string[] | null = null): Promise<string> {
  const id = f.ids.uuid()
  await f.db.query(
    sql(
      `insert into events_endpoint (id, client_id, url, likes, secret, created_at, cursor)
       select $1, $2, 'http://x.test/', $3::text[], 's', $4, position from events_head`,
      [id, clientId, likes, new Date(f.clock.now())],
    ),
  )
  return id
}

async function deliveriesOf(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    sql(`select event ->> 'id' as id from events_delivery where endpoint_id = $1 order by position, index`, [id]),
  )
  return rows.map((row) => row.id)
}

describeOnEachEngine('the relay', [migrations], (open) => {
  test('events get positions after the commit, in the order of their rows, and leave the outbox', async (t) => {
    const f = await fixture(t, open)
    const first = await f.happen(clientA, 3)
    const second = await f.happen(clientB, 1)
    assert.deepEqual(await f.relay().pass(), { moved: 2, made: 0, more: false })
    const rows = await logOf(f.db)
    assert.deepEqual(
      rows.map(({ position, client_id }) => [position, client_id]),
      [
        [1, clientA],
        [2, clientB],
      ],
    )
    assert.deepEqual(idsIn(rows), [...first, ...second])
    assert.equal(await waitingIn(f.db), 0)
    assert.deepEqual(f.logged, [{ clientIds: f.logged[0]?.clientIds, head: 2 }])
    assert.deepEqual([...(f.logged[0]?.clientIds ?? [])].sort(), [clientA, clientB])
  })

  test('an event is stored as it happened', async (t) => {
    const f = await fixture(t, open)
    const made = { ...event(f.ids, f.clock, clientA, 'delivery.sent', 7), data: { text: 'ünï "x"', list: [1, null] } }
    await f.db.query(appendEvents([made]))
    await f.relay().pass()
    const [row] = await logOf(f.db)
    const { clientId: _, ...told } = made
    assert.deepEqual(row?.events, [{ ...told, id: `EV${made.id.replaceAll('-', '')}` }])
  })

  test('events of several clients in one call become one row each', async (t) => {
    const f = await fixture(t, open)
    const made = [clientA, clientB, clientA].map((client, n) => event(f.ids, f.clock, client, 'delivery.sent', n))
    await f.db.query(appendEvents(made))
    await f.relay().pass()
    const rows = await logOf(f.db)
    assert.deepEqual(rows.map(({ events }) => events.length).sort(), [1, 2])
  })

  test('a mover writes its events in its own statement', async (t) => {
    const f = await fixture(t, open)
    await f.db.query(
      sql(
        `with moved as (
         select $1::uuid as client_id, $2::timestamptz as created_at,
           jsonb_build_array(jsonb_build_object('id', 'EV1', 'type', 'a.b', 'timestamp', 't', 'data', '{}'::jsonb)) as events
       ), told as (${outboxInsert('moved')})
       select count(*) from moved`,
        [clientA, new Date(f.clock.now())],
      ),
    )
    await f.relay().pass()
    assert.deepEqual(idsIn(await logOf(f.db)), ['EV1'])
  })

  test('a row that commits late gets a later position and is not passed over', async (t) => {
    const f = await fixture(t, open)
    if (f.db.engine === 'pglite') return t.skip('PGlite has one session: no two transactions at a time')
    const early = event(f.ids, f.clock, clientA, 'delivery.sent', 1)
    const written = Promise.withResolvers<void>()
    const commit = Promise.withResolvers<void>()
    const slow = f.db.transaction(async (tx) => {
      await tx.query(appendEvents([early]))
      written.resolve()
      await commit.promise
    })
    await written.promise
    const quick = await f.happen(clientA, 1)
    await f.relay().pass()
    assert.deepEqual(idsIn(await logOf(f.db)), quick)
    commit.resolve()
    await slow
    await f.relay().pass()
    assert.deepEqual(idsIn(await logOf(f.db)), [...quick, `EV${early.id.replaceAll('-', '')}`])
  })

  test('a move that is rolled back tells nothing', async (t) => {
    const f = await fixture(t, open)
    const move = f.db.transaction(async (tx) => {
      await tx.query(appendEvents([event(f.ids, f.clock, clientA, 'delivery.sent', 1)]))
      throw new Error('no')
    })
    await assert.rejects(move)
    assert.deepEqual(await f.relay().pass(), { moved: 0, made: 0, more: false })
  })

  for (const statement of ['events-move', 'events-notify', 'events-feed']) {
    test(`a relay that is killed at ${statement} loses nothing and doubles nothing`, async (t) => {
      const f = await fixture(t, open)
      const target = await endpoint(f, clientA)
      const made = await f.happen(clientA, 5)
      await assert.rejects(f.relay({ db: dyingAt(f.db, statement) }).pass(), /killed/)
      await drain(f.relay())
      assert.deepEqual(idsIn(await logOf(f.db)), made)
      assert.deepEqual(await deliveriesOf(f.db, target), made)
      assert.equal(await waitingIn(f.db), 0)
    })
  }

  test('two relays at once give each event one position, and positions become visible in their order', async (t) => {
    const f = await fixture(t, open)
    const target = await endpoint(f, clientA)
    const made: string[] = []
    for (let i = 0; i < 40; i += 1) {
      const events = Array.from({ length: 50 }, (_, n) =>
        event(f.ids, f.clock, n % 2 ? clientA : clientB, 'delivery.sent', n),
      )
      for (const each of events) await f.db.query(appendEvents([each]))
      made.push(...events.map(({ id }) => `EV${id.replaceAll('-', '')}`))
    }
    let over = false
    let seen = 0
    const watch = (async () => {
      while (!over) {
        const { rows } = await f.db.query<{ count: number; max: number }>(
          sql('select count(*) as count, coalesce(max(position), 0) as max from events_log'),
        )
        assert.equal(rows[0]?.count, rows[0]?.max, 'there is no gap below the last position')
        assert.ok((rows[0]?.max ?? 0) >= seen)
        seen = rows[0]?.max ?? 0
      }
    })()
    await Promise.all([drain(f.relay()), drain(f.relay())])
    over = true
    await watch
    const rows = await logOf(f.db)
    assert.deepEqual(idsIn(rows).sort(), made.sort())
    assert.deepEqual(
      rows.map(({ position }) => position),
      made.map((_, index) => index + 1),
    )
    assert.equal((await deliveriesOf(f.db, target)).length, made.length / 2)
  })

  test('an endpoint gets the events of its client that its patterns choose, from its creation on', async (t) => {
    const f = await fixture(t, open)
    await f.happen(clientA, 1)
    await f.relay().pass()
    const all = await endpoint(f, clientA)
    const some = await endpoint(f, clientA, ['delivery.s%', 'a\\_b'])
    const other = await endpoint(f, clientB)
    const sent = await f.happen(clientA, 2, 'delivery.sent')
    const failed = await f.happen(clientA, 1, 'delivery.failed')
    const literal = await f.happen(clientA, 1, 'a_b')
    const notLiteral = await f.happen(clientA, 1, 'axb')
    await drain(f.relay())
    assert.deepEqual(await deliveriesOf(f.db, all), [...sent, ...failed, ...literal, ...notLiteral])
    assert.deepEqual(await deliveriesOf(f.db, some), [...sent, ...literal])
    assert.deepEqual(await deliveriesOf(f.db, other), [])
    assert.equal(f.fed.times > 0, true)
  })

  test('what is too much for an endpoint waits in the log and comes when there is room', async (t) => {
    const f = await fixture(t, open)
    const target = await endpoint(f, clientA)
    const made: string[] = []
    for (let i = 0; i < 10; i += 1) made.push(...(await f.happen(clientA, 3)))
    const relay = f.relay({ feedLimits: { endpoints: 10, rows: 2, pending: 6 } })
    await drain(relay)
    assert.deepEqual(await deliveriesOf(f.db, target), made.slice(0, 6))
    f.clock.advance(1000)
    await drain(relay)
    assert.deepEqual(await deliveriesOf(f.db, target), made.slice(0, 6), 'still full')
    const seen: string[] = []
    while (seen.length < made.length) {
      const now = await deliveriesOf(f.db, target)
      assert.ok(now.length <= 12, 'never much more than there is room for')
      seen.push(...now)
      await f.db.query(sql('delete from events_delivery'))
      f.clock.advance(1000)
      await drain(relay)
    }
    assert.deepEqual(seen, made)
  })

  test('a disabled endpoint is not fed', async (t) => {
    const f = await fixture(t, open)
    const target = await endpoint(f, clientA)
    await f.db.query(sql(`update events_endpoint set status = 'disabled'`))
    await f.happen(clientA, 1)
    await drain(f.relay())
    assert.deepEqual(await deliveriesOf(f.db, target), [])
  })

  async function partitionNames(db: Queryable): Promise<string[]> {
    const { rows } = await db.query<{ name: string }>(
      sql(`select relname as name from pg_class where relname ~ '^events_(log|request)_\\d{8}$' order by 1`),
    )
    return rows.map(({ name }) => name)
  }

  test('partitions are made ahead, and dropped when their day ended a week ago', async (t) => {
    const f = await fixture(t, open)
    const relay = f.relay()
    await f.happen(clientA, 1)
    await relay.pass()
    const days = (names: readonly string[]): string[] =>
      names.filter((name) => name.startsWith('events_log')).map((name) => name.slice(-8))
    assert.deepEqual(days(await partitionNames(f.db)), ['20261120', '20261121', '20261122'])
    f.clock.advance(7 * 86_400_000)
    await f.happen(clientA, 1)
    await relay.pass()
    assert.equal((await logOf(f.db)).length, 2, 'a week is kept')
    f.clock.advance(12 * 3_600_000)
    await relay.pass()
    assert.deepEqual(days(await partitionNames(f.db)), [
      '20261121',
      '20261122',
      '20261127',
      '20261128',
      '20261129',
      '20261130',
    ])
    assert.equal((await logOf(f.db)).length, 1)
    assert.ok(f.log.messages('info').some((message) => message.includes('a week old')))
  })

  test('a relay that comes back after weeks makes the day that it needs', async (t) => {
    const f = await fixture(t, open)
    await f.relay().pass()
    f.clock.advance(30 * 86_400_000)
    const made = await f.happen(clientA, 1)
    await f.relay().pass()
    assert.deepEqual(idsIn(await logOf(f.db)), made)
  })

  test('several processes may make the same partition at once', async (t) => {
    const f = await fixture(t, open)
    await Promise.all(Array.from({ length: 4 }, () => new Partitions(f.db).makeAhead(f.clock.now())))
    assert.ok((await partitionNames(f.db)).includes(`events_request_${dayOf(f.clock.now())}`))
  })

  test('maintenance gives up what is too old, forgets what was given up a week ago, and clears up after deleted endpoints', async (t) => {
    const f = await fixture(t, open)
    const target = await endpoint(f, clientA)
    await f.happen(clientA, 1)
    const relay = f.relay()
    await drain(relay)
    await f.db.query(
      sql(
        `insert into events_delivery (endpoint_id, position, index, event, made_at, due_at) values ($1, 99, 0, '{}', $2, $2)`,
        [f.ids.uuid(), new Date(f.clock.now())],
      ),
    )
    const counts = async (): Promise<unknown> =>
      (
        await f.db.query(
          sql(`select (select count(*) from events_delivery) as waiting, (select count(*) from events_failed) as failed,
               (select min(reason) from events_failed) as reason`),
        )
      ).rows[0]
    await relay.maintain()
    assert.deepEqual(await counts(), { waiting: 1, failed: 0, reason: null })
    f.clock.advance(81 * 3_600_000)
    await relay.maintain()
    assert.deepEqual(await counts(), { waiting: 0, failed: 1, reason: 'given up after three days' })
    assert.deepEqual(await deliveriesOf(f.db, target), [])
    f.clock.advance(8 * 86_400_000)
    await relay.maintain()
    assert.deepEqual(await counts(), { waiting: 0, failed: 0, reason: null })
  })

  async function running(t: TestContext, relay: Relay): Promise<void> {
    const stop = new AbortController()
    const ended = relay.run(stop.signal)
    t.after(async () => {
      stop.abort()
      await ended
    })
  }

  test('a running relay moves what was committed, also when nobody wakes it', async (t) => {
    const f = await fixture(t, open)
    await running(t, f.relay())
    const made = await f.happen(clientA, 1)
    while ((await logOf(f.db)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(idsIn(await logOf(f.db)), made)
  })

  test('a running relay that fails says so, and goes on', async (t) => {
    const f = await fixture(t, open)
    let failures = 0
    const flaky = new Proxy(f.db, {
      get: (target, key) => {
        if (key === 'query' && failures++ < 1) return () => Promise.reject(new Error('down'))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const relay = f.relay({ db: flaky })
    await running(t, relay)
    const made = await f.happen(clientA, 1)
    while ((await logOf(f.db)).length === 0) {
      relay.wake()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    assert.deepEqual(idsIn(await logOf(f.db)), made)
    assert.ok(f.log.messages('error').some((message) => message.includes('tries again')))
  })
})
