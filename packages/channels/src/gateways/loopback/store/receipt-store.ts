import type { Queryable } from '@trunkline/postgres'
import type { PlannedReceipt } from '../receipt-plan.ts'
import { type AttemptRow, storableJson } from './loopback-store.ts'

/** A row with its next receipts, after some were given. */
export interface SettledReceipts {
  readonly id: number
  readonly status: string | null
  readonly plan: readonly PlannedReceipt[] | null
  readonly due_at: string | null
}

/** Rows whose next receipt is due, put off to `again` so that another process does not give it too, and so that it is given if we die. */
export async function claimDueReceipts(
  db: Queryable,
  request: { readonly gateway: string; readonly now: Date; readonly again: Date; readonly most: number },
): Promise<AttemptRow[]> {
  const { rows } = await db.query<AttemptRow>({
    name: 'loopback-claim-receipts',
    text: `with due as (
        select id from channels_loopback where due_at <= $2 and gateway = $1 order by due_at limit $4 for update skip locked
      )
      update channels_loopback l set due_at = $3 from due where l.id = due.id
      returning l.id, l.delivery_id, l.attempt, l.channel, l.status, l.plan, l.arrived_at, l.content is null as fenced`,
    values: [request.gateway, request.now, request.again, request.most],
  })
  return rows
}

/** Writes down which receipts were given, and when the next ones are due. */
export async function settleReceipts(db: Queryable, settled: readonly SettledReceipts[]): Promise<void> {
  await db.query({
    name: 'loopback-settle-receipts',
    text: `update channels_loopback l set status = r.status, plan = r.plan, due_at = r.due_at
      from json_to_recordset($1::text::json) as r(id bigint, status text, plan jsonb, due_at timestamptz) where l.id = r.id`,
    values: [storableJson(settled)],
  })
}

/** When the next receipt of a gateway is due; null where none is. */
export async function nextDue(db: Queryable, gateway: string): Promise<Date | null> {
  const { rows } = await db.query<{ due_at: Date }>({
    name: 'loopback-next-due',
    text: 'select due_at from channels_loopback where due_at is not null and gateway = $1 order by due_at limit 1',
    values: [gateway],
  })
  return rows[0]?.due_at ?? null
}

/** Plans a receipt for an arrival, in the place of any that were to come. Returns whether there is such an arrival. */
export async function planReceipt(
  db: Queryable,
  attempt: { readonly deliveryId: string; readonly attempt: number },
  receipt: PlannedReceipt,
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update channels_loopback set plan = $3::text::jsonb, due_at = $4
      where delivery_id = $1 and attempt = $2 and content is not null`,
    values: [attempt.deliveryId, attempt.attempt, storableJson([receipt]), new Date(receipt.at)],
  })
  return rowCount > 0
}
