import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result, Statement } from '@trunkline/postgres'
import { type LogBatch, LogReader } from './log-reader.ts'

const client = '01930000-0000-7000-8000-00000000000a'

/** A log in memory, whose queries may be held up. */
class FakeLog {
  readonly texts: string[] = []
  queries = 0
  failure: Error | undefined
  held: Promise<void> | undefined
  now = 0

  readonly reader = new LogReader(this, () => this.now)

  grow(count: number, text = '[]'): void {
    for (let i = 0; i < count; i += 1) this.texts.push(text)
    this.reader.grown()
  }

  async query<Row>({ values }: Statement): Promise<Result<Row>> {
    const [after, limit] = values as [number, number]
    this.queries += 1
    const head = this.texts.length
    const rows = this.texts
      .map((events, index) => ({ head, position: index + 1, client_id: client, events }))
      .slice(after, after + limit)
    const none = [{ head, position: null, client_id: null, events: null }]
    await this.held
    if (this.failure) throw this.failure
    return { rows: (rows.length === 0 ? none : rows) as Row[], rowCount: rows.length }
  }
}

const positions = ({ rows }: LogBatch): number[] => rows.map(({ position }) => position)

test('what one has read, the others get without another query', async () => {
  const log = new FakeLog()
  log.grow(5)
  assert.deepEqual(positions(await log.reader.read(0, 100)), [1, 2, 3, 4, 5])
  assert.deepEqual(positions(await log.reader.read(0, 100)), [1, 2, 3, 4, 5])
  assert.deepEqual(positions(await log.reader.read(3, 100)), [4, 5])
  assert.equal(log.queries, 1)
})

test('who asks for fewer rows than were read is told that there are more', async () => {
  const log = new FakeLog()
  log.grow(5)
  await log.reader.read(0, 100)
  const { rows, more, head } = await log.reader.read(1, 2)
  assert.deepEqual([rows.map(({ position }) => position), more, head], [[2, 3], true, 5])
  assert.equal((await log.reader.read(3, 100)).more, false)
})

test('those who ask at once share one query, each up to its own limit', async () => {
  const log = new FakeLog()
  log.grow(5)
  const [few, many] = await Promise.all([log.reader.read(0, 2), log.reader.read(0, 100)])
  assert.deepEqual([positions(few), few.more], [[1, 2], true])
  assert.deepEqual([positions(many), many.more], [[1, 2], true])
  assert.equal(log.queries, 1)
  assert.deepEqual(positions(await log.reader.read(2, 100)), [3, 4, 5])
})

test('a row is parsed when somebody asks for its events, once for all, and can be asked what it mentions without', async () => {
  const log = new FakeLog()
  log.grow(1, '[{"id":"EV1","type":"call.busy"}]')
  log.grow(1, 'no JSON, with "call.busy" in it')
  const [first, second] = (await log.reader.read(0, 100)).rows
  const [again] = (await log.reader.read(0, 100)).rows
  assert.ok(first && second && again)
  assert.equal(second.mentions('"call.busy"'), true)
  assert.equal(second.mentions('"call.completed"'), false)
  assert.throws(() => second.events, SyntaxError)
  assert.deepEqual(first.events, [{ id: 'EV1', type: 'call.busy' }])
  assert.equal(first.events, again.events)
})

test('who is behind reads for itself, and takes nothing from those at the end', async () => {
  const log = new FakeLog()
  log.grow(10)
  await log.reader.read(6, 100)
  assert.deepEqual(positions(await log.reader.read(0, 3)), [1, 2, 3])
  assert.deepEqual(positions(await log.reader.read(3, 100)), [4, 5, 6, 7, 8, 9, 10])
  assert.equal(log.queries, 3)
  assert.deepEqual(positions(await log.reader.read(7, 100)), [8, 9, 10])
  assert.equal(log.queries, 3)
})

test('what was read further on is kept in place of what was read before, where there is a gap between', async () => {
  const log = new FakeLog()
  log.grow(10)
  await log.reader.read(0, 2)
  assert.deepEqual(positions(await log.reader.read(5, 100)), [6, 7, 8, 9, 10])
  assert.deepEqual(positions(await log.reader.read(1, 3)), [2, 3, 4])
  assert.equal(log.queries, 3)
})

test('a query that began before the log grew is nobody’s who comes after', async () => {
  const log = new FakeLog()
  log.grow(1)
  const gate = Promise.withResolvers<void>()
  log.held = gate.promise
  const before = log.reader.read(0, 100)
  log.grow(1)
  const after = log.reader.read(0, 100)
  gate.resolve()
  assert.deepEqual(positions(await before), [1])
  assert.deepEqual(positions(await after), [1, 2])
  assert.deepEqual(positions(await log.reader.read(1, 100)), [2])
  assert.equal(log.queries, 2)
})

test('the end of the log is looked at once in 200 ms, however many wait there, and at once when it has grown', async () => {
  const log = new FakeLog()
  for (let i = 0; i < 5; i += 1) assert.deepEqual(positions(await log.reader.read(0, 100)), [])
  assert.equal(log.queries, 1)
  log.texts.push('[]')
  assert.deepEqual(positions(await log.reader.read(0, 100)), [])
  log.now += 201
  assert.deepEqual(positions(await log.reader.read(0, 100)), [1])
  await log.reader.read(1, 100)
  log.grow(1)
  assert.deepEqual(positions(await log.reader.read(1, 100)), [2])
})

test('rows are kept for a second', async () => {
  const log = new FakeLog()
  log.grow(2)
  await log.reader.read(0, 100)
  log.now += 500
  log.grow(1)
  await log.reader.read(2, 100)
  log.now += 501
  assert.deepEqual(positions(await log.reader.read(2, 100)), [3])
  assert.equal(log.queries, 2)
  await log.reader.read(0, 100)
  assert.equal(log.queries, 3)
})

test('what all who read have got is let go at once, whoever has left not counted', async () => {
  const log = new FakeLog()
  const [first, second, third] = [{}, {}, {}]
  log.grow(4)
  for (const who of [first, second, third]) await log.reader.read(0, 100, who)
  await log.reader.read(4, 100, first)
  await log.reader.read(2, 100, second)
  const queries = log.queries
  assert.deepEqual(positions(await log.reader.read(0, 100, third)), [1, 2, 3, 4])
  assert.equal(log.queries, queries, 'one has come no further yet')
  log.reader.leave(third)
  await log.reader.read(2, 100, second)
  assert.equal(log.queries, queries)
  await log.reader.read(0, 2)
  assert.equal(log.queries, queries + 1, 'the first two rows were let go')
  await log.reader.read(3, 100)
  assert.equal(log.queries, queries + 1, 'the others were not')
})

test('no more than eight million characters are kept', async () => {
  const log = new FakeLog()
  log.grow(10, JSON.stringify(['x'.repeat(1_000_000)]))
  await log.reader.read(0, 100)
  await log.reader.read(3, 100)
  assert.equal(log.queries, 1)
  await log.reader.read(2, 1)
  assert.equal(log.queries, 2)
})

test('who reads anew sees what was changed since', async () => {
  const log = new FakeLog()
  log.grow(1, '[{"type":"said"}]')
  await log.reader.read(0, 100)
  log.texts[0] = '[{"type":"forgotten"}]'
  const [row] = (await log.reader.readAnew(0, 100)).rows
  assert.deepEqual(row?.events, [{ type: 'forgotten' }])
})

test('a failure is told to all who wait, and the next one asks again', async () => {
  const log = new FakeLog()
  log.grow(1)
  log.failure = new Error('away')
  const both = await Promise.allSettled([log.reader.read(0, 100), log.reader.read(0, 100)])
  assert.deepEqual(
    both.map(({ status }) => status),
    ['rejected', 'rejected'],
  )
  assert.equal(log.queries, 1)
  log.failure = undefined
  assert.deepEqual(positions(await log.reader.read(0, 100)), [1])
})

test('a day that was dropped under a reader is no reason to ask without end', async () => {
  const log = new FakeLog()
  log.grow(3)
  const dropped = new LogReader({
    query: async <Row>(statement: Statement) => {
      const { rows } = await log.query<Row & { position: number | null }>(statement)
      return { rows: rows.map((row) => ({ ...row, position: null })), rowCount: 1 }
    },
  })
  assert.deepEqual(await dropped.read(0, 100), { head: 3, rows: [], more: false })
})
