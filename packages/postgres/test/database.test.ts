import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Database, DatabaseError, isUnavailable, type MigrationSet } from '@trunkline/postgres'
import { describeOnEachEngine, eventually } from '@trunkline/testkit'

const note: MigrationSet = {
  package: 'note',
  migrations: [
    {
      version: 1,
      name: 'note',
      sql: 'create table note (id bigint generated always as identity primary key, text text not null constraint note_unique unique)',
    },
  ],
}

const run = <Row = Record<string, unknown>>(db: Pick<Database, 'query'>, text: string, ...values: unknown[]) =>
  db.query<Row>({ text, values })
const insert = (db: Pick<Database, 'query'>, text: string) =>
  db.query({ name: 'insert_note', text: 'insert into note (text) values ($1) returning id', values: [text] })
const texts = async (db: Database) =>
  (await run<{ text: string }>(db, 'select text from note order by id')).rows.map((row) => row.text)
const code =
  (expected: string, more: Partial<DatabaseError> = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof DatabaseError, String(error))
    assert.deepEqual({ code: error.code, ...pick(error, more) }, { code: expected, ...more })
    return true
  }
const pick = (error: DatabaseError, more: Partial<DatabaseError>) =>
  Object.fromEntries(Object.keys(more).map((key) => [key, error[key as keyof DatabaseError]]))

describeOnEachEngine('a database', [note], (open, engine) => {
  test('says which engine it is and that it is up', async (t) => {
    const db = await open(t)
    assert.equal(db.engine, engine)
    assert.equal(db.health.state, 'up')
  })

  test('gives every type back in one way', async (t) => {
    const db = await open(t)
    const select = `select 9007199254740991::int8 as int8, 7::int4 as int4, 1.50::numeric as numeric, 0.5::float8 as float8,
      '2026-11-20T12:00:00.123+02:00'::timestamptz as timestamptz, '2026-11-20 12:00'::timestamp as timestamp,
      '2026-11-20'::date as date, '{"a":[1,null]}'::jsonb as jsonb, '{"a":1}'::json as json, true as bool, 'x'::text as text,
      '0192f5ce-0000-7000-8000-000000000000'::uuid as uuid, '\\x00ff'::bytea as bytea, null as nothing,
      array[1,null]::int8[] as int8s, array['a','b']::text[] as texts, array['2026-11-20']::date[] as dates`
    const { bytea, ...rest } = (await run(db, select)).rows[0] as Record<string, unknown>
    assert.ok(bytea instanceof Uint8Array)
    assert.deepEqual([...bytea], [0, 255])
    assert.deepEqual(rest, {
      int8: Number.MAX_SAFE_INTEGER,
      int4: 7,
      numeric: '1.50',
      float8: 0.5,
      timestamptz: new Date('2026-11-20T10:00:00.123Z'),
      timestamp: '2026-11-20 12:00:00',
      date: '2026-11-20',
      jsonb: { a: [1, null] },
      json: { a: 1 },
      bool: true,
      text: 'x',
      uuid: '0192f5ce-0000-7000-8000-000000000000',
      nothing: null,
      int8s: [1, null],
      texts: ['a', 'b'],
      dates: ['2026-11-20'],
    })
  })

  test('takes dates, bytes, arrays and JSON text as parameters', async (t) => {
    const db = await open(t)
    const at = new Date('2026-11-20T10:00:00.123Z')
    const text =
      'select $1::timestamptz as at, $2::bytea as bytes, $3::int8[] as many, $4::text::jsonb as json, $5::text as word'
    const { rows } = await run(db, text, at, new Uint8Array([1, 2]), [1, 2], JSON.stringify([{ a: "'" }]), null)
    assert.deepEqual(
      { ...rows[0], bytes: Buffer.from(rows[0]?.bytes as Uint8Array).toString('hex') },
      { at, bytes: '0102', many: [1, 2], json: [{ a: "'" }], word: null },
    )
  })

  test('fails rather than rounds an int8 that a number cannot hold', async (t) => {
    const db = await open(t)
    await assert.rejects(run(db, 'select 9007199254740992::int8'), /select it as text/)
    assert.equal((await run(db, 'select 1 as one')).rows[0]?.one, 1)
  })

  test('the session runs in UTC', async (t) => {
    assert.equal((await run(await open(t), 'show timezone')).rows[0]?.TimeZone, 'UTC')
  })

  test('counts the rows that a statement changed', async (t) => {
    const db = await open(t)
    assert.equal((await run(db, "insert into note (text) values ('a'), ('b')")).rowCount, 2)
    assert.equal((await run(db, "delete from note where text = 'none'")).rowCount, 0)
  })

  test('a named statement works again after it has failed', async (t) => {
    const db = await open(t)
    await insert(db, 'a')
    await assert.rejects(insert(db, 'a'))
    await insert(db, 'b')
    assert.deepEqual(await texts(db), ['a', 'b'])
  })

  test('a constraint that is hurt is named, and trying again is not proposed', async (t) => {
    const db = await open(t)
    await insert(db, 'a')
    const details = { constraint: 'note_unique', sqlState: '23505', retryable: false }
    await assert.rejects(insert(db, 'a'), code('CONSTRAINT', details))
  })

  test('a wrong statement says what is wrong', async (t) => {
    const db = await open(t)
    await assert.rejects(run(db, 'select nothing_here'), code('QUERY', { sqlState: '42703', retryable: false }))
    await assert.rejects(run(db, 'select 1 / $1::int', 0), code('QUERY', { sqlState: '22012' }))
  })

  test('COPY FROM STDIN is refused instead of waiting for ever', async (t) => {
    await assert.rejects(run(await open(t), '\n COPY note (text) FROM STDIN'), code('MISUSE'))
  })

  test('several statements in one text run as one', async (t) => {
    const db = await open(t)
    assert.deepEqual((await run(db, "insert into note (text) values ('a'); select 2 as two")).rows, [{ two: 2 }])
    await assert.rejects(run(db, "insert into note (text) values ('b'); selec"), code('QUERY'))
    assert.deepEqual(await texts(db), ['a'])
  })

  test('values of several megabytes go in and come out whole', async (t) => {
    const db = await open(t)
    const large = 'x'.repeat(5_000_000)
    assert.equal((await run<{ value: string }>(db, 'select $1::text as value', large)).rows[0]?.value, large)
  })

  test('many statements at once are all answered, each with its own answer', async (t) => {
    const db = await open(t)
    const answers = Array.from({ length: 300 }, async (_, index) => {
      const { rows } = await db.query<{ n: number }>({ name: 'echo', text: 'select $1::int as n', values: [index] })
      return rows[0]?.n === index
    })
    assert.ok((await Promise.all(answers)).every(Boolean))
  })

  test('has what the queue is built on: SKIP LOCKED, advisory locks, partitions, full text, time zones', async (t) => {
    const db = await open(t)
    await run(db, 'create table parted (id int, at date) partition by range (at)')
    await run(db, "create table parted_1 partition of parted for values from ('2026-01-01') to ('2027-01-01')")
    await run(db, "insert into parted values (1, '2026-11-20')")
    await run(db, 'select id from parted order by id for update skip locked')
    await run(db, 'select pg_advisory_xact_lock(1)')
    const text =
      "select to_tsvector('simple', 'a b') @@ 'b' as found, timestamptz '2026-07-01T00:00Z' at time zone 'Asia/Kathmandu' as local"
    assert.deepEqual((await run(db, text)).rows, [{ found: true, local: '2026-07-01 05:45:00' }])
  })

  test('a transaction gives its result and keeps its work', async (t) => {
    const db = await open(t)
    const result = await db.transaction(async (tx) => {
      await insert(tx, 'a')
      return 'done'
    })
    assert.equal(result, 'done')
    assert.deepEqual(await texts(db), ['a'])
  })

  test('a transaction that throws leaves nothing behind and passes its error on', async (t) => {
    const db = await open(t)
    const failure = new Error('mine')
    const work = db.transaction(async (tx) => {
      await insert(tx, 'a')
      throw failure
    })
    await assert.rejects(work, failure)
    assert.deepEqual(await texts(db), [])
  })

  test('a transaction in which a statement failed unnoticed does not pass for kept', async (t) => {
    const db = await open(t)
    const work = db.transaction(async (tx) => {
      await insert(tx, 'a')
      await run(tx, 'selec').catch(() => undefined)
    })
    await assert.rejects(work, /its error was dropped/)
    assert.deepEqual(await texts(db), [])
  })

  test('a deferred constraint that fails at COMMIT is told', async (t) => {
    const db = await open(t)
    await run(db, 'create table child (note bigint references note deferrable initially deferred)')
    await assert.rejects(
      db.transaction((tx) => run(tx, 'insert into child values (1)')),
      code('CONSTRAINT', { sqlState: '23503' }),
    )
    await insert(db, 'still works')
  })

  test('statements of a transaction run in the order in which they are given, without waiting for each', async (t) => {
    const db = await open(t)
    await db.transaction((tx) => Promise.all(['a', 'b', 'c'].map((text) => insert(tx, text))))
    assert.deepEqual(await texts(db), ['a', 'b', 'c'])
  })

  test('a transaction cannot be used after its end', async (t) => {
    const db = await open(t)
    const tx = await db.transaction(async (lent) => lent)
    await assert.rejects(insert(tx, 'late'), code('MISUSE'))
  })

  test('transactions at once do not mix', async (t) => {
    const db = await open(t)
    const works = Array.from({ length: 20 }, (_, index) =>
      db.transaction(async (tx) => {
        await insert(tx, `first ${index}`)
        await insert(tx, `second ${index}`)
        if (index % 2) throw new Error('odd')
      }),
    )
    const ended = await Promise.allSettled(works)
    assert.equal(ended.filter((each) => each.status === 'fulfilled').length, 10)
    assert.equal((await texts(db)).length, 20)
  })

  test('a notification is heard after the commit, by each subscription, until it is closed', async (t) => {
    const db = await open(t)
    const heard: string[] = []
    const one = await db.listen('news', (payload) => heard.push(`one ${payload}`))
    const two = await db.listen('news', (payload) => heard.push(`two ${payload}`))
    await run(db, "select pg_notify('news', 'a'), pg_notify('other', 'x')")
    await eventually(() => assert.deepEqual(heard, ['one a', 'two a']))
    await one.close()
    const rolledBack = db.transaction(async (tx) => {
      await run(tx, "select pg_notify('news', 'never')")
      throw new Error('no')
    })
    await assert.rejects(rolledBack)
    await run(db, "select pg_notify('news', 'b')")
    await eventually(() => assert.deepEqual(heard, ['one a', 'two a', 'two b']))
    await two.close()
    await two.close()
  })

  test('a listener that throws does not stop the others', async (t) => {
    const db = await open(t)
    const heard: string[] = []
    t.mock.method(console, 'error', () => undefined)
    await db.listen('quirky "channel"', () => assert.fail('mine'))
    await db.listen('quirky "channel"', (payload) => heard.push(payload))
    await run(db, 'select pg_notify($1, $2)', 'quirky "channel"', 'a')
    await eventually(() => assert.deepEqual(heard, ['a']))
  })

  test('a leader works until it is stopped, and its stop waits for the work', async (t) => {
    const db = await open(t)
    const steps: string[] = []
    const leadership = db.lead('boss', async (signal) => {
      steps.push('leads')
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await run(db, 'select 1')
      steps.push('tidied up')
    })
    await eventually(() => assert.ok(leadership.leading))
    await leadership.stop()
    assert.equal(leadership.leading, false)
    assert.deepEqual(steps, ['leads', 'tidied up'])
    await leadership.stop()
  })

  test('a leader that is stopped before it has begun does not begin', async (t) => {
    const db = await open(t)
    let began = false
    const leadership = db.lead('boss', async (signal) => {
      began = true
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    })
    await leadership.stop()
    assert.equal(began, false)
  })

  test('of two leaders with one name one works at a time', async (t) => {
    const db = await open(t)
    const untilAborted = (signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    const one = db.lead('boss', untilAborted)
    await eventually(() => assert.ok(one.leading))
    const two = db.lead('boss', untilAborted)
    const other = db.lead('another boss', untilAborted)
    await eventually(() => assert.ok(other.leading))
    assert.equal(two.leading, false)
    await one.stop()
    await eventually(() => assert.ok(two.leading))
    await Promise.all([two.stop(), other.stop()])
  })

  test('the work of a leader that throws or ends is started again', async (t) => {
    const db = await open(t)
    t.mock.method(console, 'error', () => undefined)
    let times = 0
    const leadership = db.lead('unlucky', async () => {
      times++
      if (times === 1) throw new Error('bad luck')
    })
    await eventually(() => assert.ok(times >= 3))
    await leadership.stop()
  })

  test('a closed database refuses statements in the way of one that is away', async (t) => {
    const db = await open(t)
    await db.close()
    await assert.rejects(run(db, 'select 1'), (error) => isUnavailable(error))
    await db.close()
  })
})
