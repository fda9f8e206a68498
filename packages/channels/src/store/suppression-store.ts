import type { Queryable } from '@trunkline/postgres'
import type { Category } from '../ports.ts'
import type { SuppressibleChannel, Suppression, SuppressionReason } from '../suppression/suppression.ts'

interface SuppressionRow {
  readonly channel: SuppressibleChannel
  readonly address: string
  readonly sender: string
  readonly reason: SuppressionReason
  readonly categories: readonly Category[] | null
  readonly detail: string | null
  readonly created_at: Date
}

const columns = 's.channel, s.address, s.sender, s.reason, s.categories, s.detail, s.created_at'

const toSuppression = (row: SuppressionRow): Suppression => ({
  channel: row.channel,
  address: row.address,
  from: row.sender === '' ? null : row.sender,
  reason: row.reason,
  categories: row.categories,
  detail: row.detail,
  createdAt: row.created_at,
})

// Each reason stands for itself, so that what takes one back leaves the others. What is kept back for a reason only grows, but by the
// client's word.
const upsertText = `
insert into channels_suppression as s (client_id, channel, address, sender, reason, categories, detail, created_at)
values ($1, $2, $3, $4, $5, $6::text[], $7, $8)
on conflict (client_id, channel, address, sender, reason) do update
set categories = case
    when excluded.reason = 'manual' then excluded.categories
    when s.categories is not null and excluded.categories is not null
      then array(select distinct unnest(s.categories || excluded.categories) order by 1) end,
  detail = case when s.reason = 'manual' then excluded.detail else s.detail end
returning (xmax = 0) as added`

/** Adds a suppression, or writes one anew. Tells whether it was not there before, for that reason. */
export async function upsertSuppression(
  db: Queryable,
  clientId: string,
  suppression: Suppression,
): Promise<{ readonly added: boolean }> {
  const { channel, address, from, reason, categories, detail, createdAt } = suppression
  const { rows } = await db.query<{ added: boolean }>({
    name: 'channels-suppress',
    text: upsertText,
    values: [clientId, channel, address, from ?? '', reason, categories, detail, createdAt],
  })
  return { added: rows[0]?.added ?? false }
}

/** Takes away suppressions of an address for these senders (null: the one for all of them; left out: any), of one reason, of any but one, or of any. Returns those that were there. */
export async function deleteSuppressions(
  db: Queryable,
  clientId: string,
  which: {
    readonly channel: string
    readonly address: string
    readonly from?: readonly (string | null)[]
    readonly reason?: SuppressionReason
    readonly otherThan?: SuppressionReason
  },
): Promise<Suppression[]> {
  const { channel, address, from, reason, otherThan } = which
  const { rows } = await db.query<SuppressionRow>({
    text: `delete from channels_suppression s where client_id = $1 and channel = $2 and address = $3
      and ($4::text[] is null or sender = any($4)) and ($5::text is null or reason = $5) and ($6::text is null or reason <> $6)
      returning ${columns}`,
    values: [clientId, channel, address, from?.map((one) => one ?? '') ?? null, reason ?? null, otherThan ?? null],
  })
  return rows.map(toSuppression)
}

/** An address of a client's on a channel. */
export interface AddressQuestion {
  readonly clientId: string
  readonly channel: string
  readonly address: string
}

/** All suppressions of these addresses, with whose they are. */
export async function findSuppressions(
  db: Queryable,
  asked: readonly AddressQuestion[],
): Promise<{ readonly clientId: string; readonly suppression: Suppression }[]> {
  if (asked.length === 0) return []
  const { rows } = await db.query<SuppressionRow & { readonly client_id: string }>({
    name: 'channels-suppressed',
    text: `select s.client_id, ${columns} from unnest($1::uuid[], $2::text[], $3::text[]) as a(client_id, channel, address)
      join channels_suppression s on s.client_id = a.client_id and s.channel = a.channel and s.address = a.address`,
    values: [asked.map((one) => one.clientId), asked.map((one) => one.channel), asked.map((one) => one.address)],
  })
  return rows.map((row) => ({ clientId: row.client_id, suppression: toSuppression(row) }))
}

/** Whether a client has any. */
export async function hasSuppressions(db: Queryable, clientId: string): Promise<boolean> {
  const { rows } = await db.query<{ any: boolean }>({
    name: 'channels-suppresses',
    text: 'select exists (select from channels_suppression where client_id = $1) as any',
    values: [clientId],
  })
  return rows[0]?.any ?? false
}

/** The place of a suppression in a client's list. */
export type SuppressionPlace = readonly [channel: string, address: string, sender: string, reason: string]

/** A client's suppressions in the order of channel, address, sender and reason. */
export async function listSuppressions(
  db: Queryable,
  list: {
    readonly clientId: string
    readonly channel?: string | undefined
    readonly address?: string | undefined
    readonly after?: SuppressionPlace | undefined
    readonly limit: number
  },
): Promise<Suppression[]> {
  const { clientId, channel, address, after, limit } = list
  const { rows } = await db.query<SuppressionRow>({
    text: `select ${columns} from channels_suppression s where client_id = $1
      and ($2::text is null or channel = $2) and ($3::text is null or address = $3)
      and ($4::text is null or (channel, address, sender, reason) > ($4, $5::text, $6::text, $7::text))
      order by channel, address, sender, reason limit $8`,
    values: [clientId, channel ?? null, address ?? null, ...(after ?? [null, null, null, null]), limit],
  })
  return rows.map(toSuppression)
}

/** What a token of one click unsubscribes from. */
export interface Unsubscription {
  readonly clientId: string
  readonly address: string
  readonly category: Category
}

/** The token of an address and category: the one that is there, else `token` from now on. */
export async function keepUnsubscribeToken(
  db: Queryable,
  { clientId, address, category }: Unsubscription,
  token: Uint8Array,
  now: Date,
): Promise<Uint8Array> {
  const { rows } = await db.query<{ token: Uint8Array }>({
    name: 'channels-unsubscribe-token',
    text: `with made as (
        insert into channels_unsubscribe (token, client_id, address, category, created_at) values ($4, $1, $2, $3, $5)
        on conflict (client_id, address, category) do nothing returning token
      )
      select token from made union all
      select token from channels_unsubscribe where client_id = $1 and address = $2 and category = $3 limit 1`,
    values: [clientId, address, category, token, now],
  })
  return rows[0]?.token ?? keepUnsubscribeToken(db, { clientId, address, category }, token, now)
}

/** What a token unsubscribes from; undefined for one that is nobody's. */
export async function readUnsubscription(db: Queryable, token: Uint8Array): Promise<Unsubscription | undefined> {
  const { rows } = await db.query<Unsubscription>({
    name: 'channels-unsubscription',
    text: 'select client_id as "clientId", address, category from channels_unsubscribe where token = $1',
    values: [token],
  })
  return rows[0]
}
