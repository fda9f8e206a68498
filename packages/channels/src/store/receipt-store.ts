import type { Queryable } from '@trunkline/postgres'
import type { Receipt } from '../ports.ts'

/** A provider's own name of an attempt. */
export interface ProviderName {
  readonly gateway: string
  readonly providerId: string
}

/** A provider's own name of an attempt, and the delivery that it belongs to. */
export interface AttemptName extends ProviderName {
  /** UUID. */
  readonly deliveryId: string
}

// A delivery that is final is known by its provider's id for a while longer, so that a receipt that is repeated is not taken for early.
const deliveriesText = `
select r.place::int as place, coalesce(a.delivery_id, s.delivery_id) as "deliveryId"
from unnest($1::text[], $2::text[]) with ordinality as r(gateway, provider_id, place)
left join lateral (
  select delivery_id from channels_awaiting where gateway = r.gateway and provider_id = r.provider_id limit 1) a on true
left join lateral (
  select delivery_id from channels_settled where gateway = r.gateway and provider_id = r.provider_id and a.delivery_id is null) s on true
where coalesce(a.delivery_id, s.delivery_id) is not null`

/** The deliveries that providers know by ids of their own; undefined at the place of a name that belongs to none. */
export async function deliveriesOf(db: Queryable, names: readonly ProviderName[]): Promise<(string | undefined)[]> {
  const found = new Array<string | undefined>(names.length).fill(undefined)
  if (names.length === 0) return found
  const { rows } = await db.query<{ place: number; deliveryId: string }>({
    name: 'channels-deliveries-of',
    text: deliveriesText,
    values: [names.map((one) => one.gateway), names.map((one) => one.providerId)],
  })
  for (const { place, deliveryId } of rows) found[place - 1] = deliveryId
  return found
}

/** Whether a provider's id belongs to a delivery whose receipt is still waited for. For gateways that look attempts up. */
export async function isProviderIdClaimed(db: Queryable, gateway: string, providerId: string): Promise<boolean> {
  const [found] = await deliveriesOf(db, [{ gateway, providerId }])
  return found !== undefined
}

/** Keeps the provider's ids of deliveries that are final, for receipts that come again. */
export async function keepSettled(db: Queryable, names: readonly AttemptName[], now: Date): Promise<void> {
  if (names.length === 0) return
  await db.query({
    name: 'channels-keep-settled',
    text: `
insert into channels_settled (gateway, provider_id, delivery_id, settled_at)
select gateway, provider_id, delivery_id, $4 from unnest($1::text[], $2::text[], $3::uuid[]) as n(gateway, provider_id, delivery_id)
on conflict do nothing`,
    values: [
      names.map((one) => one.gateway),
      names.map((one) => one.providerId),
      names.map((one) => one.deliveryId),
      now,
    ],
  })
}

/** Forgets the ids of deliveries that were final before an instant. Returns how many. */
export async function dropSettled(db: Queryable, before: Date, most: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'channels-drop-settled',
    text: `delete from channels_settled where (gateway, provider_id) in (
      select gateway, provider_id from channels_settled where settled_at < $1 order by settled_at limit $2)`,
    values: [before, most],
  })
  return rowCount
}

/** A receipt that waits for its delivery, which is known by now. */
export interface EarlyReceipt {
  readonly id: number
  readonly deliveryId: string
  readonly receipt: Receipt
}

/** Keeps receipts whose delivery is not known to be sent yet, each with the delivery that it names. Returns their ids in the same order. */
export async function keepEarly(
  db: Queryable,
  receipts: readonly { readonly receipt: Receipt; readonly named: string | null }[],
  now: Date,
): Promise<number[]> {
  const input = receipts.map(({ receipt, named }) => ({
    gateway: receipt.gateway,
    provider_id: receipt.providerId ?? null,
    delivery_id: named,
    receipt,
  }))
  const { rows } = await db.query<{ id: number }>({
    name: 'channels-keep-early',
    text: `
insert into channels_early_receipt (gateway, provider_id, delivery_id, received_at, receipt)
select gateway, provider_id, delivery_id, $2, receipt
from json_to_recordset($1::text::json) as i(gateway text, provider_id text, delivery_id uuid, receipt jsonb)
returning id`,
    values: [JSON.stringify(input), now],
  })
  return rows.map((row) => row.id)
}

// A receipt that names its delivery is found by that alone: the name is stronger than the provider's id.
const earlyText = `
select e.id, d.id as "deliveryId", e.receipt
from unnest($1::uuid[]) as d(id)
left join lateral (select gateway, provider_id from channels_awaiting where delivery_id = d.id) a on true
cross join lateral (
  select id, receipt from channels_early_receipt
  where gateway = a.gateway and provider_id = a.provider_id and delivery_id is null
  union all
  select id, receipt from channels_early_receipt where delivery_id = d.id) e
order by e.id`

/** The receipts that had come before these deliveries were written down, oldest first: three probes each, however many receipts wait. */
export async function earlyFor(db: Queryable, deliveryIds: readonly string[]): Promise<EarlyReceipt[]> {
  const { rows } = await db.query<EarlyReceipt>({ name: 'channels-early-for', text: earlyText, values: [deliveryIds] })
  return rows
}

/** A page of {@link earlyPage}: those of its receipts whose delivery is known, and where the next page begins; null after the last. */
export interface EarlyPage {
  readonly matched: EarlyReceipt[]
  readonly next: number | null
}

const pageText = `
select e.id, coalesce(e.delivery_id, a.delivery_id) as "deliveryId",
  case when coalesce(e.delivery_id, a.delivery_id) is not null then e.receipt end as receipt
from (select * from channels_early_receipt where id > $1 order by id limit $2) e
left join lateral (
  select delivery_id from channels_awaiting
  where e.delivery_id is null and gateway = e.gateway and provider_id = e.provider_id limit 1) a on true
order by e.id`

/** Looks through the early receipts, a page at a time. */
export async function earlyPage(db: Queryable, after: number, size: number): Promise<EarlyPage> {
  const { rows } = await db.query<Omit<EarlyReceipt, 'deliveryId'> & { deliveryId: string | null }>({
    name: 'channels-early-page',
    text: pageText,
    values: [after, size],
  })
  const matched = rows.filter((row): row is EarlyReceipt => row.deliveryId !== null)
  return { matched, next: rows.length < size ? null : (rows.at(-1)?.id ?? null) }
}

/** Forgets early receipts that have found their delivery. */
export async function dropEarly(db: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await db.query({
    name: 'channels-drop-early',
    text: 'delete from channels_early_receipt where id = any($1::bigint[])',
    values: [ids],
  })
}

/** Forgets receipts that came before an instant and never found their delivery. Returns how many. */
export async function dropOldEarly(db: Queryable, before: Date, most: number): Promise<number> {
  const { rowCount } = await db.query({
    name: 'channels-drop-old-early',
    text: `delete from channels_early_receipt where id in (
      select id from channels_early_receipt where received_at < $1 order by received_at limit $2)`,
    values: [before, most],
  })
  return rowCount
}
