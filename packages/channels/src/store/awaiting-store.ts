import type { Queryable } from '@trunkline/postgres'
import type { RowState } from '../queue/rows.ts'
import { stateOf } from './queue-columns.ts'

/** A sent delivery whose time for a receipt, or for its step, is up. */
export interface DueAwaiting {
  readonly deliveryId: string
  readonly gateway: string
}

/** Sent deliveries whose time is up. */
export async function dueAwaiting(db: Queryable, now: Date, most: number): Promise<DueAwaiting[]> {
  const { rows } = await db.query<DueAwaiting>({
    name: 'channels-due-awaiting',
    text: 'select delivery_id as "deliveryId", gateway from channels_awaiting where due_at <= $1 order by due_at limit $2',
    values: [now, most],
  })
  return rows
}

/** Those of some deliveries that still wait with their time up. For whoever has locked their messages meanwhile. */
export async function stillDue(tx: Queryable, ids: readonly string[], now: Date): Promise<DueAwaiting[]> {
  const { rows } = await tx.query<DueAwaiting>({
    name: 'channels-still-due',
    text: 'select delivery_id as "deliveryId", gateway from channels_awaiting where delivery_id = any($1::uuid[]) and due_at <= $2',
    values: [ids, now],
  })
  return rows
}

/** Gives sent deliveries more time. */
export async function extendAwaiting(db: Queryable, ids: readonly string[], until: Date): Promise<void> {
  if (ids.length === 0) return
  await db.query({
    name: 'channels-extend-awaiting',
    text: 'update channels_awaiting set due_at = $2 where delivery_id = any($1::uuid[])',
    values: [ids, until],
  })
}

/** Waits for a receipt no longer. */
export async function dropAwaiting(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.query({
    name: 'channels-drop-awaiting',
    text: 'delete from channels_awaiting where delivery_id = any($1::uuid[])',
    values: [ids],
  })
}

/** A delivery that waits in queue or held, with nobody sending it. */
export interface WaitingDelivery {
  readonly deliveryId: string
  /** How many of its moves were told. */
  readonly sequence: number
  readonly state: RowState
}

// What somebody else holds at the moment (a claim, a promotion) is skipped: whoever has it deals with the receipt when it is done.
const lockText = `
with queue as (
  select delivery_id as "deliveryId", sequence, ${stateOf('q')} as state from channels_queue q
  where delivery_id = any($1::uuid[]) and owner is null order by delivery_id for update skip locked
),
held as (
  select delivery_id as "deliveryId", sequence, state from channels_held
  where delivery_id = any($1::uuid[]) order by delivery_id for update skip locked
)
select * from queue union all select * from held`

/** Locks deliveries that wait and that nobody is sending, so that none of them is claimed before the transaction ends. */
export async function lockWaiting(tx: Queryable, ids: readonly string[]): Promise<Map<string, WaitingDelivery>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.query<WaitingDelivery>({ name: 'channels-lock-waiting', text: lockText, values: [ids] })
  return new Map(rows.map((row) => [row.deliveryId, row]))
}
