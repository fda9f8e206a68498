import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { ServerProcess } from './server-process.ts'

/** What was seen when the window opened. */
export interface WindowSeen {
  readonly firstMs: number
  readonly drained: number
  readonly fewest: number
  readonly most: number
  readonly large: number
  readonly rss: number
}

const clients = 50

/**
 * Fills the store of the held: one message is held through the API, and its rows are written again and again with other ids, for fifty
 * clients, the first of whom has half of them all. Returns the instant at which they are due (ms).
 */
export async function holdMany(
  db: pg.Client,
  server: ServerProcess,
  authorization: string,
  count: number,
): Promise<number> {
  const headers = { authorization, 'content-type': 'application/json' }
  const sendAt = new Date(Date.now() + 600_000).toISOString()
  const answer = await fetch(`${server.url}/v1/sms`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ to: '+14155550123', content: { text: 'good morning' }, sendAt }),
  })
  if (answer.status !== 202) throw new Error(`the first message was not held: ${answer.status} ${await answer.text()}`)
  // Ids as the server makes them: the milliseconds of now, version 7, and a running number where chance would be.
  await db.query(
    `
create temporary table made as
select (substr(m.id::text, 1, 14) || '7' || substr(lpad(to_hex(n), 12, '0'), 1, 3) || '-a' || substr(lpad(to_hex(n), 12, '0'), 4, 3) || '-'
    || substr(lpad(to_hex(n), 12, '0'), 7, 6) || '000000')::uuid as id0, n,
  case when n % 2 = 0 then 0 else 1 + (n / 2) % ($2::int - 1) end as who
from (select id from channels_message limit 1) m, generate_series(1, $1) n`,
    [count, clients],
  )
  await db.query(`alter table made add column id uuid; update made set id = (left(id0::text, 32) || '0000')::uuid`)
  const own = `('00000000-0000-7000-8000-' || lpad(to_hex(who), 12, '0'))::uuid`
  await db.query(`
insert into channels_message (id, client_id, created_at, request, deliveries, final, phone, email)
select made.id, ${own}, m.created_at, m.request, m.deliveries, m.final, m.phone, m.email from made, (select * from channels_message limit 1) m on conflict do nothing`)
  const due = Date.now() + 20_000 + count / 20
  await db.query(`
insert into channels_held (delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state)
select (left(made.id::text, 32) || '0100')::uuid, ${own}, h.route, h.priority, to_timestamp(${due / 1000}), 'window', null, null, null, h.attempt, h.sequence, h.state
from made, (select * from channels_held limit 1) h on conflict do nothing`)
  // A store that fills by requests is analysed as it grows; this one was filled in two statements.
  await db.query('analyze channels_held, channels_message')
  if (Date.now() > due - 2_000)
    throw new Error('filling the store took longer than expected: the window would have opened meanwhile')
  return due
}

/** Watches for `seconds` after the window has opened. */
export async function watchWindow(
  db: pg.Client,
  server: ServerProcess,
  opens: number,
  seconds: number,
): Promise<WindowSeen> {
  let rss = 0
  while (Date.now() < opens + seconds * 1000) {
    rss = Math.max(rss, server.rss())
    await sleep(250)
  }
  const one = async (sql: string) => (await db.query(sql)).rows[0] as Record<string, string>
  const first = await one(
    'select extract(epoch from min(arrived_at)) * 1000 as at, count(*) as n from channels_loopback',
  )
  const shares = await db.query(
    `select m.client_id, count(*)::int as n from channels_loopback l join channels_message m on m.id = (left(l.delivery_id::text, 32) || '0000')::uuid
     where l.arrived_at < $1 group by 1`,
    [new Date(opens + 10_000)],
  )
  const large = '00000000-0000-7000-8000-000000000000'
  const small = shares.rows.filter((row) => row.client_id !== large).map((row) => row.n as number)
  if (small.length < clients - 1) small.push(0)
  const most = shares.rows.find((row) => row.client_id === large)
  return {
    firstMs: Number(first.at) - opens,
    drained: Number(first.n),
    fewest: Math.min(...small),
    most: Math.max(...small),
    large: most?.n ?? 0,
    rss,
  }
}
