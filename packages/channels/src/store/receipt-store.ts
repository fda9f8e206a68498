import type { Queryable } from '@trunkline/postgres'
import type { Receipt } from '../ports.ts'

/** A receipt that waits for its delivery. */
export interface EarlyReceipt {
  readonly id: number
  readonly deliveryId: string | null
  readonly receipt: Receipt
}

/** The delivery that a provider knows by an id of its own. */
export async function deliveryOf(db: Queryable, gateway: string, providerId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ delivery_id: string }>({
    name: 'channels-delivery-of',
    text: 'select delivery_id from channels_awaiting where gateway = $1 and provider_id = $2',
    values: [gateway, providerId],
  })
  return rows[0]?.delivery_id
}

/** Whether a provider's id belongs to a delivery whose receipt is still waited for. For gateways that look attempts up. */
export async function isProviderIdClaimed(db: Queryable, gateway: string, providerId: string): Promise<boolean> {
  return (await deliveryOf(db, gateway, providerId)) !== undefined
}

/** Keeps a receipt whose delivery is not known to be sent yet. */
export async function keepEarly(db: Queryable, receipt: Receipt, deliveryId: string | null, now: Date): Promise<void> {
  await db.query({
    name: 'channels-keep-early',
    text: `insert into channels_early_receipt (gateway, provider_id, delivery_id, received_at, receipt)
      values ($1, $2, $3, $4, $5::text::jsonb)`,
    values: [receipt.gateway, receipt.providerId ?? null, deliveryId, now, JSON.stringify(receipt)],
  })
}

/** The receipts that waited and whose delivery is now known, oldest first, with the delivery. */
export async function matchEarly(db: Queryable, most: number): Promise<(EarlyReceipt & { deliveryId: string })[]> {
  const { rows } = await db.query<EarlyReceipt & { deliveryId: string }>({
    name: 'channels-match-early',
    text: `
select e.id, a.delivery_id as "deliveryId", e.receipt from channels_early_receipt e
join channels_awaiting a on a.gateway = e.gateway and a.provider_id = e.provider_id
union
select e.id, a.delivery_id, e.receipt from channels_early_receipt e
join channels_awaiting a on a.delivery_id = e.delivery_id
order by id limit $1`,
    values: [most],
  })
  return rows
}

/** Forgets early receipts: those that were matched, or that came before an instant and never found their delivery. */
export async function dropEarly(db: Queryable, ids: readonly number[], before: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: 'delete from channels_early_receipt where id = any($1::bigint[]) or received_at < $2',
    values: [ids, before],
  })
  return rowCount
}

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

/** Gives a sent delivery more time. */
export async function extendAwaiting(db: Queryable, deliveryId: string, until: Date): Promise<void> {
  await db.query({
    text: 'update channels_awaiting set due_at = $2 where delivery_id = $1',
    values: [deliveryId, until],
  })
}
