import { outboxInsert } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'

/** Deliveries of one client in one route and priority of which at least one is due. */
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

// A loose index scan over (route, priority, client): one probe a group, however many deliveries each has.
const dueText = `
with recursive groups as (
  (select route, priority, client_id, due_at from channels_held order by route, priority, client_id, due_at limit 1)
  union all
  select n.route, n.priority, n.client_id, n.due_at from groups g cross join lateral (
    select h.route, h.priority, h.client_id, h.due_at from channels_held h
    where (h.route, h.priority, h.client_id) > (g.route, g.priority, g.client_id)
    order by h.route, h.priority, h.client_id, h.due_at limit 1) n
)
select route, priority::int as priority, client_id as "clientId" from groups where due_at <= $1 limit $2`

/** The groups that have something due. Cheap when nothing is: one look at the earliest. */
export async function dueGroups(db: Queryable, now: Date, most: number): Promise<DueGroup[]> {
  const any = await db.query({
    name: 'channels-due',
    text: 'select 1 from channels_held where due_at <= $1 limit 1',
    values: [now],
  })
  if (any.rowCount === 0) return []
  const { rows } = await db.query<DueGroup>({ name: 'channels-due-groups', text: dueText, values: [now, most] })
  return rows
}

// Every group gives its share in each round, so that no client waits for another's million. What is to be looked at anew stays.
const promoteText = `
with input as materialized (
  select * from json_to_recordset($1::text::json) as i(route text, priority smallint, "clientId" uuid, most int, tag bigint)
),
picked as materialized (
  select p.delivery_id, i.tag + row_number() over (partition by p.route, p.priority, p.client_id order by p.due_at, p.delivery_id) - 1 as tag
  from input i cross join lateral (
    select h.delivery_id, h.route, h.priority, h.client_id, h.due_at from channels_held h
    where h.route = i.route and h.priority = i.priority and h.client_id = i."clientId" and h.due_at <= $2 and h.why <> 'recheck'
    order by h.due_at, h.delivery_id limit i.most
    for update skip locked
  ) p
),
gone as (
  delete from channels_held h using picked p where h.delivery_id = p.delivery_id
  returning h.*, p.tag, not (h.state ? 'sendingAt' or h.state ? 'queuedAt') as moves
),
queued as (
  insert into channels_queue (delivery_id, client_id, route, priority, tag, lane, ready, attempt, sequence, valid_until, state)
  select g.delivery_id, g.client_id, g.route, g.priority, g.tag, g.lane,
    g.lane is null or (
      row_number() over (partition by g.lane order by g.delivery_id) = 1
      and not exists (select 1 from channels_queue o where o.lane = g.lane and o.delivery_id < g.delivery_id)
      and not exists (select 1 from channels_held o where o.lane = g.lane and o.delivery_id < g.delivery_id
        and (o.due_at <= $2 or o.holds_lane_until > $2) and not exists (select 1 from picked p where p.delivery_id = o.delivery_id))),
    g.attempt, case when g.moves then g.sequence + 1 else g.sequence end, g.valid_until,
    case when g.moves then g.state || jsonb_build_object('queuedAt', $3::text) else g.state end
  from gone g
  returning delivery_id, client_id, sequence, state
),
moves as (
  select q.client_id, $2::timestamptz as created_at, jsonb_agg(jsonb_build_object(
    'id', 'EV' || substr(replace(q.delivery_id::text, '-', ''), 1, 30) || lpad(to_hex(q.sequence::int), 2, '0'),
    'type', 'delivery.queued',
    'timestamp', $3::text,
    'data', (q.state -> 'event') || jsonb_build_object(
      'status', 'queued', 'final', false, 'reason', null, 'errorCode', null, 'sequence', q.sequence))) as events
  from queued q join gone g on g.delivery_id = q.delivery_id where g.moves group by q.client_id
),
told as (${outboxInsert('moves')})
select route, priority::int as priority, client_id as "clientId", count(*)::int as count, max(tag) as tag from gone group by 1, 2, 3`

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

// A row whose lane has nothing before it any more, or only what has held the lane for long enough. One probe a lane.
const wakeLanesText = `
with recursive lanes as (
  (select lane from channels_queue where lane is not null order by lane limit 1)
  union all
  select (select q.lane from channels_queue q where q.lane > l.lane order by q.lane limit 1) from lanes l where l.lane is not null
),
heads as (
  select h.* from lanes l cross join lateral (
    select q.delivery_id, q.lane, q.ready from channels_queue q where q.lane = l.lane order by q.lane, q.delivery_id limit 1) h
  where l.lane is not null
)
update channels_queue q set ready = true
from heads h
where q.delivery_id = h.delivery_id and not h.ready
  and not exists (select 1 from channels_held o where o.lane = h.lane and o.delivery_id < h.delivery_id
    and (o.due_at <= $1 or o.holds_lane_until > $1))`

/** Lets the first of every lane go that nothing holds up. Returns how many. */
export async function wakeLanes(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query({ name: 'channels-wake-lanes', text: wakeLanesText, values: [now] })
  return rowCount
}

/** When the next held delivery is due; null while none is held. */
export async function nextDue(db: Queryable): Promise<Date | null> {
  const { rows } = await db.query<{ due_at: Date }>({
    name: 'channels-next-due',
    text: "select due_at from channels_held where due_at < 'infinity' order by due_at limit 1",
    values: [],
  })
  return rows[0]?.due_at ?? null
}
