import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, DatabaseError, isUnavailable, openDatabase } from '@trunkline/postgres'
import {
  afterHooks,
  clonedDatabase,
  eventually,
  type PostgresOptions,
  type PostgresServer,
  RecordedLog,
  startPostgres,
  startProgram,
  tcpProxy,
  withoutPostgres,
} from '@trunkline/testkit'

/** Machines are busy: what takes a second here may take many elsewhere. */
const patience = 60_000

async function server(t: TestContext, options: PostgresOptions = {}): Promise<PostgresServer> {
  const started = await startPostgres(options)
  afterHooks(t, () => started.stop())
  return started
}

async function open(t: TestContext, url: string, poolSize = 4): Promise<Database & { log: RecordedLog }> {
  const log = new RecordedLog()
  const db = await openDatabase({ url, poolSize, log })
  t.after(() => db.close())
  return Object.assign(db, { log })
}

const run = <Row = Record<string, unknown>>(db: Database, text: string, ...values: unknown[]) =>
  db.query<Row>({ text, values })
const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
const code = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof DatabaseError, String(error))
  assert.equal(error.code, expected, error.message)
  return true
}

/** Counts the milliseconds that this process gets: while a busy machine does not run it, none pass, as for the timers of what is measured. */
function stopwatch(t: TestContext): () => number {
  const span = 50
  let spans = 0
  const timer = setInterval(() => spans++, span)
  t.after(() => clearInterval(timer))
  return () => spans * span
}

const clients = "pg_stat_activity where backend_type = 'client backend' and datname = current_database()"
const countClients = async (db: Database) =>
  (await run<{ n: number }>(db, `select count(*) as n from ${clients}`)).rows[0]?.n

describe('a PostgreSQL server that fails', { skip: withoutPostgres }, () => {
  test('by kill -9: statements fail fast, nothing acknowledged is lost, and all is well again after its restart', async (t) => {
    const postgres = await server(t, { fsync: true })
    const db = await open(t, postgres.url())
    await run(db, 'create table number (n int primary key)')
    const states: string[] = []
    db.onHealth((health) => states.push(health.state))
    const heard: string[] = []
    await db.listen('news', (payload) => heard.push(payload))
    const leadership = db.lead('boss', untilAborted)
    await eventually(() => assert.ok(leadership.leading), patience)

    const acknowledged: number[] = []
    const errors: unknown[] = []
    let writing = true
    const write = async (writer: number): Promise<void> => {
      for (let n = writer; writing; n += 4) {
        await run(db, 'insert into number values ($1)', n).then(
          () => acknowledged.push(n),
          (error) => errors.push(error),
        )
        if (errors.length) await sleep(1)
      }
    }
    const writers = [0, 1, 2, 3].map(write)
    await eventually(() => assert.ok(acknowledged.length > 50), patience)
    await postgres.kill()
    await eventually(() => assert.equal(db.health.state, 'down'), patience)
    assert.match(db.health.error ?? '', /ENOENT|ECONNREFUSED/)
    // The server's processes go on until they notice that the first is gone, that of the session maybe last.
    await eventually(() => assert.equal(leadership.leading, false), patience)
    let late = false
    const timer = setTimeout(() => (late = true), 1000)
    await assert.rejects(run(db, 'select 1'), (error) => isUnavailable(error) && (error as DatabaseError).retryable)
    clearTimeout(timer)
    assert.equal(late, false, 'it failed at once')

    await postgres.start()
    await eventually(() => assert.equal(db.health.state, 'up'), patience)
    const before = acknowledged.length
    await eventually(() => assert.ok(acknowledged.length > before + 20), patience)
    writing = false
    await Promise.all(writers)
    assert.ok(errors.every(isUnavailable), String(errors.find((error) => !isUnavailable(error))))
    const { rows } = await run<{ n: number }>(db, 'select n from number')
    const kept = new Set(rows.map((row) => row.n))
    assert.deepEqual(
      acknowledged.filter((n) => !kept.has(n)),
      [],
    )
    assert.deepEqual(states, ['down', 'up'])

    await eventually(() => assert.ok(leadership.leading), patience)
    await eventually(async () => {
      await run(db, "select pg_notify('news', 'after')")
      assert.ok(heard.includes('after'))
    }, patience)
  })

  test('by an orderly stop in the middle of a transaction: the transaction fails as one to try again', async (t) => {
    const postgres = await server(t)
    const db = await open(t, postgres.url())
    const work = db.transaction(async (tx) => {
      await tx.query({ text: 'create table half (id int)', values: [] })
      await postgres.halt()
      await tx.query({ text: 'select 1', values: [] })
    })
    await assert.rejects(work, (error) => isUnavailable(error))
    await postgres.start()
    await eventually(
      async () => assert.deepEqual((await run(db, "select to_regclass('half') as half")).rows, [{ half: null }]),
      patience,
    )
  })

  test('by dropping one connection: the next statement works and the database was never down', async (t) => {
    const db = await open(t, await clonedDatabase(t, []), 2)
    const states: string[] = []
    db.onHealth((health) => states.push(health.state))
    const text = `select count(pg_terminate_backend(pid)) as n from ${clients} and pid <> pg_backend_pid()`
    await Promise.all([run(db, 'select 1'), run(db, 'select 2')])
    // The connection by which the database was opened first ends a moment after it was closed.
    await eventually(async () => assert.equal(await countClients(db), 2), patience)
    assert.equal((await run(db, text)).rows[0]?.n, 1)
    await eventually(async () => assert.equal((await run(db, 'select 1 as one')).rows[0]?.one, 1))
    await assert.rejects(run(db, 'select pg_terminate_backend(pg_backend_pid())'), code('CONNECTION_LOST'))
    await eventually(async () => assert.equal((await run(db, 'select 1 as one')).rows[0]?.one, 1))
    assert.deepEqual(states, [])
  })

  test('by having no connection to spare: who has some goes on with them, who has none is told to try later', async (t) => {
    const postgres = await server(t, { settings: { max_connections: '8', superuser_reserved_connections: '0' } })
    // Autovacuum and replication have slots of their own; these eight are for us.
    const one = await open(t, postgres.url(), 6)
    await Promise.all(Array.from({ length: 6 }, () => run(one, 'select pg_sleep(0.05)')))
    const two = await open(t, postgres.url(), 6)
    const answers = await Promise.all(Array.from({ length: 30 }, () => run(two, 'select pg_sleep(0.01), 1 as one')))
    assert.equal(answers.length, 30)
    assert.equal(two.health.state, 'up')
    await eventually(async () => {
      const [count] = await Promise.all([countClients(two), run(two, 'select pg_sleep(0.05)')])
      assert.equal(count, 8)
    }, patience)
    await assert.rejects(open(t, postgres.url()), (error) => isUnavailable(error) && /too many/.test(String(error)))
  })

  test('by having no connection to spare for frequent statements: they go over those of all others', async (t) => {
    const postgres = await server(t, { settings: { max_connections: '8', superuser_reserved_connections: '0' } })
    const one = await open(t, postgres.url(), 5)
    await Promise.all(Array.from({ length: 5 }, () => run(one, 'select pg_sleep(0.05)')))
    const two = await open(t, postgres.url(), 8)
    await eventually(async () => {
      const [count] = await Promise.all([
        countClients(two),
        ...Array.from({ length: 5 }, () => run(two, 'select pg_sleep(0.05)')),
      ])
      assert.equal(count, 8)
    }, patience)
    const frequent = { text: 'select 1 as one', values: [], frequent: true }
    assert.equal((await two.query<{ one: number }>(frequent)).rows[0]?.one, 1)
    assert.equal(two.health.state, 'up')
  })

  test('by a pool that is used up for seconds: whoever waits is told so, and the database is not down for it', async (t) => {
    const db = await open(t, await clonedDatabase(t, []), 1)
    const slow = run(db, 'select pg_sleep(6)')
    await assert.rejects(run(db, 'select 1'), (error) => code('UNAVAILABLE')(error) && /in use/.test(String(error)))
    assert.equal(db.health.state, 'up')
    await slow
  })

  test('by a deadlock: one of the two is told to try again', async (t) => {
    const db = await open(t, await clonedDatabase(t, []))
    await run(db, 'create table pair (id int primary key); insert into pair values (1), (2)')
    await run(
      db,
      `do $$ begin execute format('alter database %I set deadlock_timeout = ''50ms''', current_database()); end $$`,
    )
    const other = await open(t, (await clonedUrlOf(db)) ?? '', 4)
    let locked = 0
    const both = Promise.withResolvers<void>()
    const lock = (first: number, second: number) =>
      other.transaction(async (tx) => {
        await tx.query({ text: 'update pair set id = id where id = $1', values: [first] })
        if (++locked === 2) both.resolve()
        await both.promise
        await tx.query({ text: 'update pair set id = id where id = $1', values: [second] })
      })
    const ends = await Promise.allSettled([lock(1, 2), lock(2, 1)])
    const failed = ends.filter((each) => each.status === 'rejected')
    assert.equal(failed.length, 1)
    assert.ok(code('CONFLICT')(failed[0]?.reason) && failed[0]?.reason.retryable)
  })

  test('by a network that goes silent: it is noticed, the leader stops at once, and it heals', async (t) => {
    const postgres = await server(t, { tcp: true })
    const proxy = await tcpProxy(t, Number(new URL(postgres.url()).port))
    const db = await open(t, postgres.url().replace(/:\d+\//, `:${proxy.port}/`))
    const elapsed = stopwatch(t)
    let lost = 0
    const leadership = db.lead('boss', async (signal) => {
      await untilAborted(signal)
      lost = elapsed()
    })
    await eventually(() => assert.ok(leadership.leading), patience)
    await run(db, 'select 1')
    const hanging = run(db, 'select pg_sleep(600)')
    hanging.catch(() => undefined) // It is looked at below.
    await eventually(async () => {
      const text = `select 1 from ${clients} and state = 'active' and query = 'select pg_sleep(600)'`
      assert.equal((await run(db, text)).rows.length, 1)
    }, patience)
    const frozen = elapsed()
    proxy.freeze()
    await eventually(() => assert.ok(lost > 0), patience)
    assert.ok(lost - frozen < 5000, `leadership was given up after ${lost - frozen} ms`)
    await eventually(() => assert.equal(db.health.state, 'down'), patience)
    await assert.rejects(run(db, 'select 1'), code('UNAVAILABLE'))
    await assert.rejects(hanging, code('CONNECTION_LOST'))
    proxy.thaw()
    await eventually(() => assert.equal(db.health.state, 'up'), patience)
    await eventually(() => assert.ok(leadership.leading), patience)
    assert.equal((await run(db, 'select 1 as one')).rows[0]?.one, 1)
  })
})

/** The URL that reaches the same database again. */
async function clonedUrlOf(db: Database): Promise<string | undefined> {
  const { rows } = await run<{ name: string; folder: string; port: string }>(
    db,
    `select current_database() as name, current_setting('unix_socket_directories') as folder, current_setting('port') as port`,
  )
  const [row] = rows
  return row && `postgres://postgres@localhost:${row.port}/${row.name}?host=${encodeURIComponent(row.folder)}`
}

describe('several processes on one PostgreSQL server', { skip: withoutPostgres }, () => {
  test('that migrate at once apply each step once', async (t) => {
    const url = await clonedDatabase(t, [])
    const program = new URL('./programs/migrator.ts', import.meta.url)
    const processes = Array.from({ length: 4 }, () => startProgram(t, program, [url]))
    const counts = await Promise.all(
      processes.map(async (each) => Number((await each.printed(/applied (\d+)/, patience))[1])),
    )
    assert.equal(
      counts.reduce((sum, count) => sum + count),
      10,
    )
    for (const each of processes) assert.deepEqual(await each.ended, { code: 0, signal: null })
  })

  test('hand leadership over within seconds when the leader is killed', async (t) => {
    const url = await clonedDatabase(t, [])
    const program = new URL('./programs/leader.ts', import.meta.url)
    const first = startProgram(t, program, [url])
    await first.printed(/leads/, patience)
    const second = startProgram(t, program, [url])
    const db = await open(t, url)
    await eventually(async () => {
      // The second asks for the lock; the first, which has it, may not have said anything else since it did.
      const text = `select 1 from ${clients} and query like 'select pg_try_advisory_lock%' and not exists
        (select from pg_locks l where l.locktype = 'advisory' and l.granted and l.pid = pg_stat_activity.pid)`
      assert.equal((await run(db, text)).rows.length, 1)
    }, patience)
    assert.doesNotMatch(second.output(), /leads/)
    const elapsed = stopwatch(t)
    await first.stop('SIGKILL')
    await second.printed(/leads/, patience)
    assert.ok(elapsed() < 5000, `it took ${elapsed()} ms`)
  })

  test('hand leadership over when the leader hangs, and the one that hung stops when it wakes up', async (t) => {
    const url = await clonedDatabase(t, [])
    const program = new URL('./programs/leader.ts', import.meta.url)
    const first = startProgram(t, program, [url])
    await first.printed(/leads/, patience)
    const second = startProgram(t, program, [url])
    process.kill(first.pid, 'SIGSTOP')
    await second.printed(/leads/, patience)
    assert.doesNotMatch(first.output(), /lost/)
    process.kill(first.pid, 'SIGCONT')
    await first.printed(/lost/, patience)
    assert.doesNotMatch(second.output(), /lost/)
  })
})

describe('opening a PostgreSQL server', () => {
  test('says what is wrong with a URL, without its password', async (t) => {
    for (const url of ['mysql://user:hunter2@host/db', 'postgres://user:hunter2@host:port/db', '']) {
      await assert.rejects(open(t, url), (error) => code('NOT_SUPPORTED')(error) && !String(error).includes('hunter2'))
    }
  })

  test('that does not run is told as something to try again', async (t) => {
    await assert.rejects(
      open(t, 'postgres://postgres@127.0.0.1:1/db'),
      (error) => isUnavailable(error) && /ECONNREFUSED/.test(String(error)),
    )
  })

  test('without a URL and without a folder is refused', async () => {
    await assert.rejects(openDatabase({ log: new RecordedLog() }), code('NOT_SUPPORTED'))
  })

  test('whose database is not UTF-8 is refused with what to do', { skip: withoutPostgres }, async (t) => {
    const postgres = await server(t)
    await run(await open(t, postgres.url()), "create database latin encoding 'LATIN1' template template0 locale 'C'")
    const refused = open(t, postgres.url('latin'))
    await assert.rejects(refused, (error) => code('NOT_SUPPORTED')(error) && /encoding 'UTF8'/.test(String(error)))
  })
})
