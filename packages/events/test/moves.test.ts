import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Statement } from '@trunkline/postgres'
import { describeOnEachEngine } from '@trunkline/testkit'
import { deliveryUuid, sidFromUuid } from '@trunkline/wire'
import { LoggedRow } from '../src/follow/logged-row.ts'
import { type DeliveryMoves, type EventRecord, expandEvents, type StoredEvent } from '../src/index.ts'
import { migrations } from '../src/migrations.ts'
import { readAll, type UnparsedRow } from '../src/store/log-store.ts'
import { outboxInsert } from '../src/store/outbox-store.ts'
import { streamEvents } from '../src/stream/event-stream.ts'
import { LogTail } from '../src/stream/log-tail.ts'
import { clientA, type Fixture, fixture } from './fixture.ts'

const sql = (text: string, values: readonly unknown[] = []): Statement => ({ text, values })
const message = '0192f1d0-abcd-7000-8000-12345678' + '0000'
const at = (second: number) => `2026-11-21T16:00:0${second}.123Z`

const moves: DeliveryMoves = {
  of: sidFromUuid('SM', deliveryUuid(message, 3)),
  channel: 'sms',
  metadata: { order: 7, note: 'quoted "so", and é' },
  from: 9,
  moves: [
    ['sent', at(1)],
    ['delivered', at(2), true, null, null],
  ],
}
const bare: DeliveryMoves = {
  of: sidFromUuid('EM', deliveryUuid(message, 4)),
  channel: 'email',
  from: 1,
  moves: [['rejected', at(3), true, 'rejected: the window never opens', 'window-never-opens']],
}
const whole: EventRecord = {
  id: 'EV00000000000000000000000000000001',
  type: 'call.completed',
  timestamp: at(4),
  data: {},
}
const stored: readonly StoredEvent[] = [moves, whole, bare]

async function written({ db, clock }: Fixture, events: readonly StoredEvent[]): Promise<void> {
  const source = '(select $1::uuid as client_id, $2::timestamptz as created_at, $3::text::json as events) source'
  await db.query(sql(outboxInsert(source), [clientA, new Date(clock.now()), JSON.stringify(events)]))
}

/** Events in the log, and an endpoint with deliveries of those that its patterns choose. */
async function toldOf(f: Fixture, likes: string[] | null): Promise<{ index: number; event: EventRecord }[]> {
  await f.db.query(
    sql(
      `insert into events_endpoint (id, client_id, url, likes, secret, cursor, created_at)
        values ('01930000-0000-7000-8000-0000000000ee', $1, 'https://example.com', $2, '', 0, now())`,
      [clientA, likes],
    ),
  )
  await written(f, stored)
  const relay = f.relay()
  while ((await relay.pass()).more);
  const { rows } = await f.db.query<{ index: number; event: EventRecord }>(
    sql('select index, event from events_delivery order by index'),
  )
  return rows
}

async function streamed(f: Fixture, t: TestContext, after: string, count: number) {
  const tail = new LogTail(f.db, f.log)
  t.after(() => tail.close())
  const stop = new AbortController()
  const found: { position: string; event: EventRecord }[] = []
  for await (const one of streamEvents({ db: f.db, tail }, clientA, { after, signal: stop.signal })) {
    found.push(one)
    if (found.length === count) stop.abort()
  }
  return found
}

describeOnEachEngine("a delivery's moves, kept in short", [migrations], (open) => {
  test('are the same events in SQL as in TypeScript', async (t) => {
    const { db } = await fixture(t, open)
    const { rows } = await db.query<{ event: EventRecord; nth: number }>(
      sql('select event, nth from events_expanded($1, $2::text::json) order by nth', [clientA, JSON.stringify(stored)]),
    )
    const expected = expandEvents(clientA, stored)
    assert.equal(expected.length, 4)
    assert.equal(JSON.stringify(rows.map(({ event }) => event)), JSON.stringify(expected))
    assert.deepEqual(
      rows.map(({ nth }) => nth),
      [1, 2, 3, 4],
    )
  })

  test('go to webhooks one by one, each with its place', async (t) => {
    const f = await fixture(t, open)
    assert.deepEqual(
      await toldOf(f, null),
      expandEvents(clientA, stored).map((event, index) => ({ index, event })),
    )
  })

  test('are chosen by the type of each', async (t) => {
    const f = await fixture(t, open)
    const chosen = await toldOf(f, ['delivery.delivered', 'call.%'])
    assert.deepEqual(
      chosen.map(({ index, event }) => [index, event.type]),
      [
        [1, 'delivery.delivered'],
        [2, 'call.completed'],
      ],
    )
  })

  test('are streamed one by one, also from the middle of them', async (t) => {
    const f = await fixture(t, open)
    await toldOf(f, null)
    const events = expandEvents(clientA, stored)
    assert.deepEqual(
      (await streamed(f, t, '0-0', 4)).map(({ event }) => event),
      events,
    )
    const rest = await streamed(f, t, '1-0', 3)
    assert.deepEqual(
      rest.map(({ position, event }) => [position, event.id]),
      events.slice(1).map(({ id }, index) => [`1-${index + 1}`, id]),
    )
  })

  test('are whole events for whoever follows the log, and what clients gave stands in its text as they gave it', async (t) => {
    const f = await fixture(t, open)
    await toldOf(f, null)
    const { rows } = await f.db.query<UnparsedRow>(readAll(0, 10))
    const [row] = rows.map(({ position, client_id, events }) => new LoggedRow(position, client_id, events))
    assert.deepEqual(row?.events, expandEvents(clientA, stored))
    assert.ok(row?.mentions('"order"'))
    assert.ok(!row?.mentions('"parcel"'))
  })
})
