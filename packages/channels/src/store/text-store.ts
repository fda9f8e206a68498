import type { Queryable } from '@trunkline/postgres'
import { fromRow, type MessageRow } from '../message/delivery-document.ts'
import type { StoredMessage, StoredRequest } from '../message/stored.ts'

/** Which of a client's messages to look through for text messages, newest first, or oldest first where `ascending`. */
export interface TextScan {
  readonly clientId: string
  readonly to?: string | undefined
  readonly from?: string | undefined
  /** Only messages with a greater id (ids are UUIDs that grow with time). */
  readonly above: string | null
  /** Only messages with a smaller id. */
  readonly below: string | null
  readonly ascending: boolean
  /** How many to return. */
  readonly limit: number
}

/** Messages that one statement looks at, whether they match or not: what a look costs is bounded, however rare what is looked for. */
export const textWindow = 5_000

/** The rows of one look, and where it ended: null where no more are left behind it. */
export interface TextPage {
  readonly messages: readonly StoredMessage[]
  readonly edge: string | null
}

interface Built {
  readonly where: string
  readonly order: string
  readonly values: unknown[]
}

function build({ clientId, to, above, below, ascending }: TextScan): Built {
  const values: unknown[] = [clientId]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const parts = [
    'client_id = $1',
    ...(to === undefined ? [] : [`phone = ${parameter(to)}`]),
    ...(above === null ? [] : [`id > ${parameter(above)}`]),
    ...(below === null ? [] : [`id < ${parameter(below)}`]),
  ]
  return { where: parts.join(' and '), order: ascending ? 'asc' : 'desc', values }
}

/**
 * Looks through a window of a client's messages for those that went out as texts. The inner limit keeps its order and hands its rows on one by
 * one, so a page of which nearly every row matches costs no more than its rows. The statements have no names: each is planned for its client, since a plan
 * that suits the one with a million messages (down the primary key) would read all of them for the one with ten.
 */
export async function scanTexts(db: Queryable, scan: TextScan): Promise<TextPage> {
  const { where, order, values } = build(scan)
  const matching = JSON.stringify([{ channel: 'sms', ...(scan.from === undefined ? {} : { from: scan.from }) }])
  const at = values.length
  const { rows } = await db.query<MessageRow>({
    text: `select id, client_id as "clientId", created_at as "createdAt", request, deliveries, final from (
        select * from channels_message where ${where} order by id ${order} limit ${textWindow}) m
      where m.deliveries @> $${at + 1}::jsonb order by m.id ${order} limit $${at + 2}`,
    values: [...values, matching, scan.limit],
  })
  const messages = rows.map(fromRow)
  if (rows.length >= scan.limit) return { messages, edge: rows.at(-1)?.id ?? null }
  const edge = await db.query<{ id: string }>({
    text: `select id from channels_message where ${where} order by id ${order} offset ${textWindow - 1} limit 1`,
    values,
  })
  return { messages, edge: edge.rows[0]?.id ?? null }
}

/** Writes a message's request anew. Its row must be locked in `tx`. */
export async function writeRequest(tx: Queryable, id: string, request: StoredRequest): Promise<void> {
  await tx.query({
    name: 'channels-write-request',
    text: 'update channels_message set request = $2::text::jsonb where id = $1',
    values: [id, JSON.stringify(request)],
  })
}

/**
 * Deletes a message that is final, with what is still expected of it. What asks for it by an idempotency key is told that it is gone.
 * Its row must be locked in `tx`.
 */
export async function deleteMessage(tx: Queryable, id: string, deliveryIds: readonly string[]): Promise<void> {
  await tx.query({
    text: `with awaited as (delete from channels_awaiting where delivery_id = any($2::uuid[])),
        early as (delete from channels_early_receipt where delivery_id = any($2::uuid[]))
      delete from channels_message where id = $1`,
    values: [id, deliveryIds],
  })
}
