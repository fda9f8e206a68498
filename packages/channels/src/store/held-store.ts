import { outboxInsert } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { queueColumns, readyWhen } from './queue-columns.ts'

/** Deliveries of one client in one route and priority. */
export interface DueGroup {
  readonly route: string
  readonly priority: number
  readonly clientId: string
}

/** How much of a {@link DueGroup} may go on, and the fair-queueing tag of the first. */
export interface Promotion extends DueGroup {
  readonly most: number
  readonly tag: number
}

/** The condition of the indexes over what goes on by itself. */
const waits = "h.why <> 'recheck' and h.why <> 'disabled'"

const earliestText = `
select route, priority::int as priority, client_id as "clientId", count(*)::int as count
from (select h.route, h.priority, h.client_id from channels_held h where h.due_at <= $1 and ${waits} order by h.due_at limit $2) due
group by 1, 2, 3`

/** The groups of the `most` deliveries that have been due for longest, and how many of these each has. */
export async function earliestGroups(
  db: Queryable,
  now: Date,
  most: number,
): Promise<(DueGroup & { count: number })[]> {
  const { rows } = await db.query<DueGroup & { count: number }>({
    name: 'channels-due',
    text: earliestText,
    values: [now, most],
  })
  return rows
}

/** Where a look through the groups begins: before all of them. */
export const firstGroup: DueGroup = { route: '', priority: -1, clientId: '00000000-0000-0000-0000-000000000000' }

// A loose index scan over (route, priority, client): one probe a group, however many deliveries each has.
const nextGroupsText = `
with recursive groups as (
  (select 1 as n, h.route, h.priority, h.client_id, h.due_at from channels_held h
   where (h.route, h.priority, h.client_id) > ($2::text, $3::smallint, $4::uuid) and ${waits}
   order by h.route, h.priority, h.client_id, h.due_at limit 1)
  union all
  select g.n + 1, next.* from groups g cross join lateral (
    select h.route, h.priority, h.client_id, h.due_at from channels_held h
    where (h.route, h.priority, h.client_id) > (g.route, g.priority, g.client_id) and ${waits}
    order by h.route, h.priority, h.client_id, h.due_at limit 1) next
  where g.n < $5
)
select route, priority::int as priority, client_id as "clientId", due_at <= $1 as due from groups order by n`

/** The next `most` groups after one, and whether they have something due. */
export async function nextGroups(
  db: Queryable,
  now: Date,
  after: DueGroup,
  most: number,
): Promise<(DueGroup & { due: boolean })[]> {
  const { rows } = await db.query<DueGroup & { due: boolean }>({
    name: 'channels-due-groups',
    text: nextGroupsText,
    values: [now, after.route, after.priority, after.clientId, most],
  })
  return rows
}

const notPicked = ' and not exists (select 1 from picked p where p.delivery_id = h.delivery_id)'

// Every group gives its share in each round, so that no client waits for another's million. What is to be looked at anew stays.
const promoteText = `
with input as materialized (
  select * from json_to_recordset($1::text::json) as i(route text, priority smallint, "clientId" uuid, most int, tag bigint)
),
picked as materialized (
  select p.delivery_id, i.tag + row_number() over (partition by p.route, p.priority, p.client_id order by p.due_at, p.delivery_id) - 1 as tag
  from input i cross join lateral (
    select h.delivery_id, h.route, h.priority, h.client_id, h.due_at from channels_held h
    where h.route = i.route and h.priority = i.priority and h.client_id = i."clientId" and h.due_at <= $2 and ${waits}
    order by h.due_at, h.delivery_id limit i.most
    for update skip locked
  ) p
),
gone as (
  delete from channels_held h where h.delivery_id = any(array(select delivery_id from picked))
  returning h.*, not (h.state ? 'sendingAt' or h.state ? 'queuedAt') as moves
),
queued as (
  insert into channels_queue (${queueColumns})
  select q.delivery_id, q.client_id, q.route, q.priority, q.tag, q.lane, ${readyWhen(notPicked)},
    q.attempt, case when q.moves then q.sequence + 1 else q.sequence end, q.valid_until,
    case when q.moves then q.state || jsonb_build_object('queuedAt', $3::text) else q.state end
  from (select g.*, p.tag, $2::timestamptz as at from gone g join picked p on p.delivery_id = g.delivery_id) q
  returning delivery_id, client_id, sequence, state
),
moves as (
  select q.client_id, $2::timestamptz as created_at, json_agg((q.state -> 'event') || jsonb_build_object(
    'from', q.sequence, 'moves', jsonb_build_array(jsonb_build_array('queued', $3::text)))) as events
  from queued q join gone g on g.delivery_id = q.delivery_id where g.moves group by q.client_id
),
told as (${outboxInsert('moves')})
select route, priority::int as priority, client_id as "clientId", count(*)::int as count, max(p.tag) as tag
from gone g join picked p on p.delivery_id = g.delivery_id group by 1, 2, 3`

/** Moves what is due into the queue. Returns what each group gave. */
export async function promote(
  db: Queryable,
  groups: readonly Promotion[],
  now: Date,
): Promise<(DueGroup & { count: number; tag: number })[]> {
  const { rows } = await db.query<DueGroup & { count: number; tag: number }>({
    name: 'channels-promote',
    text: promoteText,
    values: [JSON.stringify(groups), now, now.toISOString()],
  })
  return rows
}
