import type { Queryable } from '@trunkline/postgres'
import { fromRow, type MessageRow } from '../message/delivery-document.ts'
import type { StoredMessage } from '../message/stored.ts'
import type { RowState } from '../queue/rows.ts'
import { stateOf } from './queue-columns.ts'

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

/** How long what is put aside keeps its lane, should it not be looked at anew within milliseconds. */
const laneHold = 60_000

// A row whose last attempt is in doubt stays: it is looked up first, whatever the window says. It keeps its lane: what was made ready just
// before it was put aside, and is stored just after, is earlier by its clock than what is due from now on, and would pass it.
const staleText = `
with taken as (
  delete from channels_queue where delivery_id = any(array(
    select delivery_id from channels_queue
    where valid_until <= $1 and owner is null and valid_until is not null and not (state ? 'unknown')
    order by valid_until limit $2 for update skip locked))
  returning *
),
kept as (
  insert into channels_held (delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state)
  select delivery_id, client_id, route, priority, $1, 'recheck', lane, $3, valid_until, attempt, sequence, ${stateOf('taken')} from taken
)
select count(*)::int as count from taken`

/**
 * Takes deliveries out of the queue that must not leave as they are (their window has closed, or their time is over) and keeps them among
 * the held to be looked at anew. One statement for many: while they stand at the head of the queue, every claim has to pass them.
 */
export async function moveStale(db: Queryable, now: Date, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'channels-move-stale',
    text: staleText,
    values: [now, most, new Date(now.getTime() + laneHold)],
  })
  return rows[0]?.count ?? 0
}

/** The deliveries that are to be looked at anew, longest due first. Locks nothing. */
export async function toRecheck(db: Queryable, now: Date, most: number): Promise<string[]> {
  const { rows } = await db.query<{ delivery_id: string }>({
    name: 'channels-to-recheck',
    text: `select delivery_id from channels_held where why = 'recheck' and due_at <= $1 order by due_at, delivery_id limit $2`,
    values: [now, most],
  })
  return rows.map((row) => row.delivery_id)
}

/** Reads and locks those of the messages that nobody else has locked. Waits for nobody, so it can lock many. */
export async function lockFreeMessages(tx: Queryable, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await tx.query<MessageRow>({
    name: 'channels-lock-free',
    text: `select id, client_id as "clientId", created_at as "createdAt", request, deliveries, final
      from channels_message where id = any($1::uuid[]) order by id for update skip locked`,
    values: [ids],
  })
  return rows.map(fromRow)
}

/** Takes out of the held those deliveries that are still to be looked at anew, in order of their ids. Their messages must be locked in `tx`. */
export async function takeRechecks(tx: Queryable, ids: readonly string[], now: Date): Promise<WaitingRow[]> {
  const { rows } = await tx.query<WaitingRow>({
    name: 'channels-take-recheck',
    text: `delete from channels_held where delivery_id = any($1::uuid[]) and why = 'recheck' and due_at <= $2
      returning delivery_id, client_id, route, priority, lane::text as lane, attempt, sequence, state`,
    values: [ids, now],
  })
  return rows.sort((a, b) => (a.delivery_id < b.delivery_id ? -1 : 1))
}

/** Has a delivery looked at anew later than it was due. */
export async function putOffRecheck(db: Queryable, id: string, until: Date): Promise<void> {
  await db.query({
    text: `update channels_held set due_at = $2 where delivery_id = $1 and why = 'recheck'`,
    values: [id, until],
  })
}
