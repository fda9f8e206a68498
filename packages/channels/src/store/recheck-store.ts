import type { Queryable } from '@trunkline/postgres'
import type { RowState } from '../queue/rows.ts'

/** A delivery that waits and whose place is to be worked out anew. */
export interface WaitingRow {
  readonly delivery_id: string
  readonly client_id: string
  readonly route: string
  readonly priority: number
  readonly lane: string | null
  readonly attempt: number
  readonly sequence: number
  readonly state: RowState
}

const columns = 'delivery_id, client_id, route, priority, lane::text as lane, attempt, sequence, state'

/** Takes deliveries out of the queue that must not leave as they are: their window has closed, or their time is over. */
export async function takeStale(tx: Queryable, now: Date, most: number): Promise<WaitingRow[]> {
  const { rows } = await tx.query<WaitingRow>({
    name: 'channels-take-stale',
    text: `
delete from channels_queue where delivery_id in (
  select delivery_id from channels_queue
  where valid_until <= $1 and owner is null and valid_until is not null and not (state ? 'unknown')
  order by valid_until limit $2 for update skip locked)
returning ${columns}`,
    values: [now, most],
  })
  return rows
}

/** Takes deliveries out of the held that are to be looked at anew. */
export async function takeRecheck(tx: Queryable, now: Date, most: number): Promise<WaitingRow[]> {
  const { rows } = await tx.query<WaitingRow>({
    name: 'channels-take-recheck',
    text: `
delete from channels_held where delivery_id in (
  select delivery_id from channels_held where due_at <= $1 and why = 'recheck' order by due_at limit $2 for update skip locked)
returning ${columns}`,
    values: [now, most],
  })
  return rows
}

/** Has every waiting delivery of a client and channel looked at anew. Delivery ids give the message, the message the channel. */
export async function markForRecheck(db: Queryable, clientId: string, channel: string, now: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `update channels_held set why = 'recheck', due_at = $3
      where client_id = $1 and why = 'window' and state -> 'event' ->> 'channel' = $2`,
    values: [clientId, channel, now],
  })
  const queued = await db.query({
    text: `update channels_queue set valid_until = $3
      where client_id = $1 and owner is null and not (state ? 'unknown') and state -> 'event' ->> 'channel' = $2`,
    values: [clientId, channel, now],
  })
  return rowCount + queued.rowCount
}

/** Parks all that waits for clients that are disabled: it is kept and visible, and does not leave. Returns how many. */
export async function parkClients(db: Queryable, clientIds: readonly string[]): Promise<number> {
  if (clientIds.length === 0) return 0
  const { rowCount: held } = await db.query({
    text: `update channels_held set why = 'disabled', due_at = 'infinity' where client_id = any($1::uuid[]) and why <> 'disabled'`,
    values: [clientIds],
  })
  const { rowCount: queued } = await db.query({
    text: `
with taken as (
  delete from channels_queue where delivery_id in (
    select delivery_id from channels_queue where client_id = any($1::uuid[]) and owner is null for update skip locked)
  returning *
)
insert into channels_held (delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state)
select delivery_id, client_id, route, priority, 'infinity', 'disabled', lane, null, valid_until, attempt, sequence, state
from taken`,
    values: [clientIds],
  })
  return held + queued
}

/** Has all that was parked for other clients than these looked at anew. Returns how many. */
export async function unparkClients(db: Queryable, stillDisabled: readonly string[], now: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `update channels_held set why = 'recheck', due_at = $2
      where why = 'disabled' and not (client_id = any($1::uuid[]))`,
    values: [stillDisabled, now],
  })
  return rowCount
}
