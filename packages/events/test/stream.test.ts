import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Statement } from '@trunkline/postgres'
import { describeOnEachEngine, type OpenDatabase } from '@trunkline/testkit'
import { ProblemError } from '@trunkline/wire'
import { migrations } from '../src/migrations.ts'
import { type StreamedEvent, streamEvents } from '../src/stream/event-stream.ts'
import { LogTail } from '../src/stream/log-tail.ts'
import { clientA, clientB, type Fixture, fixture } from './fixture.ts'

/** Counts the queries of a database by the names of their statements. */
function counting(db: Database): { db: Database; count: (name: string) => number } {
  const names: string[] = []
  const query = (statement: Statement): Promise<unknown> => {
    names.push(statement.name ?? '')
    return db.query(statement)
  }
  const proxy = new Proxy(db, {
    get: (target, key) => {
      if (key === 'query') return query
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { db: proxy, count: (name) => names.filter((each) => each === name).length }
}

class Reader {
  readonly got: StreamedEvent[] = []
  readonly ended: Promise<void>
  readonly #stop = new AbortController()
  /** Resolves before the next event is taken; lets a test be a slow reader. */
  gate: Promise<void> = Promise.resolve()

  constructor(parts: { db: Database; tail: LogTail }, clientId: string, after?: string) {
    this.ended = this.#read(streamEvents(parts, clientId, { after, signal: this.#stop.signal }))
  }

  async #read(stream: AsyncIterable<StreamedEvent>): Promise<void> {
    for await (const each of stream) {
      this.got.push(each)
      await this.gate
    }
  }

  ids(): string[] {
    return this.got.map(({ event }) => event.id)
  }

  async until(count: number): Promise<void> {
    while (this.got.length < count) await sleep(5)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.ended
  }
}

/** How many polls there may have been since a moment: one a second, and one that was due. */
const pollsFrom = (from: number) => () => 1 + Math.floor((performance.now() - from) / 1000)

interface Streams {
  readonly f: Fixture
  readonly tail: LogTail
  readonly count: (name: string) => number
  reader(clientId: string, after?: string): Reader
  /** Commits events and has the relay log them. */
  log(clientId: string, count: number): Promise<string[]>
  /** Waits until that many streams are at the tail. */
  live(count: number): Promise<void>
}

async function streams(t: TestContext, open: OpenDatabase): Promise<Streams> {
  const f = await fixture(t, open)
  const { db, count } = counting(f.db)
  const tail = new LogTail(db, f.log)
  const readers: Reader[] = []
  t.after(async () => {
    await Promise.all(readers.map((reader) => reader.stop().catch(() => undefined)))
    await tail.close()
  })
  const relay = f.relay()
  return {
    f,
    tail,
    count,
    reader(clientId, after) {
      const reader = new Reader({ db, tail }, clientId, after)
      readers.push(reader)
      return reader
    },
    async log(clientId, number) {
      const ids = await f.happen(clientId, number)
      while ((await relay.pass()).more);
      tail.wake([clientId])
      return ids
    },
    async live(number) {
      while (tail.followers < number) await sleep(5)
      await sleep(30)
    },
  }
}

describeOnEachEngine('live streams', [migrations], (open) => {
  test('a stream gives what happens after it began, of its client alone, with positions', async (t) => {
    const s = await streams(t, open)
    await s.log(clientA, 2)
    const reader = s.reader(clientA)
    await s.live(1)
    await s.log(clientB, 1)
    const made = await s.log(clientA, 3)
    await reader.until(3)
    assert.deepEqual(reader.ids(), made)
    assert.deepEqual(
      reader.got.map(({ position }) => position),
      ['3-0', '3-1', '3-2'],
    )
  })

  test('a stream goes on after any position, also in the middle of a row', async (t) => {
    const s = await streams(t, open)
    const made = [...(await s.log(clientA, 3)), ...(await s.log(clientA, 2))]
    for (const [after, skipped] of [
      ['0-0', 0],
      ['1-0', 1],
      ['1-1', 2],
      ['1-2', 3],
      ['2-0', 4],
    ] as const) {
      const reader = s.reader(clientA, after)
      await reader.until(made.length - skipped)
      assert.deepEqual(reader.ids(), made.slice(skipped), after)
    }
    const atTheEnd = s.reader(clientA, '2-1')
    await s.live(6)
    const next = await s.log(clientA, 1)
    await atTheEnd.until(1)
    assert.deepEqual(atTheEnd.ids(), next)
  })

  test('what is no position is refused with a pointer', async (t) => {
    const s = await streams(t, open)
    const stream = streamEvents({ db: s.f.db, tail: s.tail }, clientA, { after: 'x', signal: AbortSignal.abort() })
    await assert.rejects(stream[Symbol.asyncIterator]().next(), (error: unknown) => {
      return error instanceof ProblemError && error.code === 'query-invalid' && error.errors?.[0]?.pointer === '/after'
    })
  })

  test('a long backlog is read in pages and runs into the live stream without gap or double', async (t) => {
    const s = await streams(t, open)
    const made: string[] = []
    for (let i = 0; i < 450; i += 1) made.push(...(await s.f.happen(clientA, 1)))
    made.push(...(await s.log(clientA, 1)))
    const reader = s.reader(clientA, '0-0')
    for (let i = 0; i < 20; i += 1) made.push(...(await s.log(clientA, 2)))
    await reader.until(made.length)
    assert.deepEqual(reader.ids(), made)
  })

  test('a reader who stands still misses nothing and costs no more than a buffer', async (t) => {
    const s = await streams(t, open)
    const reader = s.reader(clientA)
    await s.live(1)
    const gate = Promise.withResolvers<void>()
    reader.gate = gate.promise
    const made: string[] = []
    for (let i = 0; i < 200; i += 1) made.push(...(await s.log(clientA, 1)))
    while (s.tail.position < made.length) await sleep(5)
    await reader.until(1)
    assert.equal(reader.got.length, 1)
    const pages = s.count('events-read-client')
    gate.resolve()
    await reader.until(made.length)
    assert.deepEqual(reader.ids(), made)
    assert.ok(s.count('events-read-client') > pages, 'what went beyond the buffer was read from the log again')
  })

  test('a wake-up for a hundred streams is one query, and one for other clients is none', async (t) => {
    const s = await streams(t, open)
    const readers = Array.from({ length: 100 }, () => s.reader(clientA))
    await s.live(100)
    const before = s.count('events-read-tail')
    const polls = pollsFrom(performance.now())
    const made = await s.log(clientA, 1)
    await Promise.all(readers.map((reader) => reader.until(1)))
    for (const reader of readers) assert.deepEqual(reader.ids(), made)
    const after = s.count('events-read-tail')
    assert.ok(after - before <= 2 + polls(), `${after - before} queries`)
    const since = pollsFrom(performance.now())
    await s.log(clientB, 1)
    await sleep(50)
    const more = s.count('events-read-tail') - after
    assert.ok(more <= since(), `${more} queries: at most the poll of each second`)
  })

  test('without a wake-up the log is polled', async (t) => {
    const s = await streams(t, open)
    const reader = s.reader(clientA)
    await s.live(1)
    const made = await s.f.happen(clientA, 1)
    await s.f.relay().pass()
    await reader.until(1)
    assert.deepEqual(reader.ids(), made)
  })

  test('nobody follows: nothing is read', async (t) => {
    const s = await streams(t, open)
    const reader = s.reader(clientA)
    await s.live(1)
    await reader.stop()
    assert.equal(s.tail.followers, 0)
    const before = s.count('events-read-tail')
    await sleep(1200)
    assert.ok(s.count('events-read-tail') - before <= 1)
  })

  test('a stream that begins after a pause without readers does not begin in the past', async (t) => {
    const s = await streams(t, open)
    const first = s.reader(clientA)
    await s.live(1)
    await first.stop()
    await s.log(clientA, 2)
    const second = s.reader(clientA)
    await s.live(1)
    const made = await s.log(clientA, 1)
    await second.until(1)
    assert.deepEqual(second.ids(), made)
  })

  test('readers that come and go while events happen get each event once', async (t) => {
    const s = await streams(t, open)
    const made: string[] = []
    const readers: Reader[] = []
    for (let i = 0; i < 30; i += 1) {
      readers.push(s.reader(i % 3 ? clientA : clientB, '0-0'))
      made.push(...(await s.log(clientA, 1)))
      if (i % 5 === 4) await readers[i - 3]?.stop()
    }
    const lasting = readers.filter((_, i) => i % 3 !== 0 && (i + 3) % 5 !== 4)
    await Promise.all(lasting.map((reader) => reader.until(made.length)))
    for (const reader of lasting) assert.deepEqual(reader.ids(), made)
  })

  test('a stream ends quietly when it is aborted, and with the error when the log cannot be read', async (t) => {
    const s = await streams(t, open)
    const reader = s.reader(clientA)
    await s.live(1)
    await reader.stop()
    const broken = { ...s.f.db, query: () => Promise.reject(new Error('down')) }
    const stream = streamEvents({ db: broken, tail: new LogTail(broken, s.f.log) }, clientA, {
      signal: new AbortController().signal,
    })
    await assert.rejects(stream[Symbol.asyncIterator]().next(), /down/)
  })

  test('the tail outlives an error of the database and says so', async (t) => {
    const s = await streams(t, open)
    let down = false
    const flaky = new Proxy(s.f.db, {
      get: (target, key) => {
        if (key === 'query' && down) return () => Promise.reject(new Error('down'))
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const tail = new LogTail(flaky, s.f.log)
    const reader = new Reader({ db: flaky, tail }, clientA)
    t.after(() => tail.close())
    while (tail.followers < 1) await sleep(5)
    await sleep(30)
    down = true
    const made = await s.log(clientA, 1)
    tail.wake()
    while (s.f.log.messages('error').length === 0) await sleep(5)
    down = false
    await reader.until(1)
    assert.deepEqual(reader.ids(), made)
    await reader.stop()
  })
})
