import type { Queryable } from '@trunkline/postgres'
import { stateOf } from './queue-columns.ts'

// Rows are found by an array of ids: whatever the planner thinks of the number of rows, that is one probe each and never the whole table.

/** Parks up to `most` of what is held for clients that are disabled: it is kept and visible, and does not leave. Returns how many. */
export async function parkHeld(db: Queryable, clientIds: readonly string[], most: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'channels-park-held',
    text: `
update channels_held set why = 'disabled', due_at = 'infinity' where delivery_id = any(array(
  select p.delivery_id
  from unnest($1::uuid[]) as c(id) cross join unnest('{recheck,retry,send-at,window}'::text[]) as w(why) cross join lateral (
    select h.delivery_id from channels_held h
    where h.client_id = c.id and h.why = w.why and not (h.state ? 'unknown')
    limit $2 for update skip locked) p
  limit $2))`,
    values: [clientIds, most],
  })
  return rowCount
}

// Not what is being sent, nor what is to be looked up: it may have been sent already.
const parkQueuedText = `
with taken as (
  delete from channels_queue where delivery_id = any(array(
    select delivery_id from channels_queue
    where delivery_id > $2 and delivery_id <= $3 and client_id = any($1::uuid[]) and owner is null and not (state ? 'unknown')
    for update skip locked))
  returning *
)
insert into channels_held (delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state)
select delivery_id, client_id, route, priority, 'infinity', 'disabled', lane, null, valid_until, attempt, sequence, ${stateOf('taken')} from taken`

/** Parks what one page of the queue has of clients that are disabled. Returns how many. */
export async function parkQueued(
  db: Queryable,
  clientIds: readonly string[],
  page: { readonly after: string; readonly last: string },
): Promise<number> {
  const { rowCount } = await db.query({
    name: 'channels-park-queued',
    text: parkQueuedText,
    values: [clientIds, page.after, page.last],
  })
  return rowCount
}

/** The next `most` clients after one that have something parked. */
export async function parkedClients(db: Queryable, after: string, most: number): Promise<string[]> {
  const { rows } = await db.query<{ client_id: string }>({
    name: 'channels-parked',
    text: `
with recursive clients as (
  (select 1 as n, client_id from channels_held where why = 'disabled' and client_id > $1 order by client_id limit 1)
  union all
  select c.n + 1, next.client_id from clients c cross join lateral (
    select h.client_id from channels_held h where h.why = 'disabled' and h.client_id > c.client_id order by h.client_id limit 1) next
  where c.n < $2
)
select client_id from clients order by n`,
    values: [after, most],
  })
  return rows.map((row) => row.client_id)
}

/** Has up to `most` of what was parked for a client looked at anew. Returns how many. */
export async function unpark(db: Queryable, clientId: string, now: Date, most: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'channels-unpark',
    text: `update channels_held set why = 'recheck', due_at = $2 where delivery_id = any(array(
      select delivery_id from channels_held where client_id = $1 and why = 'disabled' limit $3 for update skip locked))`,
    values: [clientId, now, most],
  })
  return rowCount
}
