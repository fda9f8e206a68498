import type { Queryable } from '@trunkline/postgres'
import { fromRow, type MessageRow } from '../message/delivery-document.ts'
import type { DeliveryStatus } from '../message/status.ts'
import type { StoredMessage } from '../message/stored.ts'
import type { ChannelName } from '../ports.ts'

/** Which of a client's messages to look through, newest first. */
export interface MessageScan {
  readonly clientId: string
  /** Only messages with an id below this one. */
  readonly before: string | null
  /** Only messages from this id on; null to have it found: see {@link ScanPage}. */
  readonly edge: string | null
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly status?: DeliveryStatus | undefined
  readonly channel?: ChannelName | undefined
  /** How many messages to look at, whether they match or not. */
  readonly window: number
  /** How many to return. */
  readonly limit: number
}

/** Messages that may match, newest first. */
export interface ScanPage {
  readonly messages: StoredMessage[]
  /** The last message of the window; null where no older ones are left. */
  readonly edge: string | null
}

const least = '00000000-0000-0000-0000-000000000000'
const last = "(left(m.id::text, 32) || 'ffff')::uuid"
const inQueue = `select from channels_queue q where q.delivery_id > m.id and q.delivery_id <= ${last}`
const inHeld = `select from channels_held h where h.delivery_id > m.id and h.delivery_id <= ${last}`

/**
 * What a message must look like for its status to be possible. The status of a message is that of one of its deliveries, and the row of
 * the message has it, unless the delivery is on its way: then it may have got further, and its row in queue or held tells.
 */
function possible(status: DeliveryStatus): string {
  const stored = `m.deliveries @> '[{"status":"${status}"}]'`
  switch (status) {
    case 'accepted':
    case 'held':
      return `not m.final and ${stored}`
    case 'queued':
      return `not m.final and (${stored} or exists (${inQueue}) or exists (${inHeld} and h.state ? 'queuedAt'))`
    case 'sending':
      return `not m.final and (${stored} or exists (${inQueue} and (q.sending_at is not null or q.state ? 'sendingAt')) or exists (${inHeld} and h.state ? 'sendingAt'))`
    default:
      return stored
  }
}

/**
 * Looks through a window of a client's messages. What the scan costs is bounded by the window, however rare what is looked for; the
 * caller checks what was found, for a message of several deliveries may have another status than the one that was found in it.
 */
export async function scanMessages(db: Queryable, scan: MessageScan): Promise<ScanPage> {
  const values: unknown[] = [scan.clientId]
  const parameter = (value: unknown) => `$${values.push(value)}`
  const where = [
    'm.client_id = $1',
    ...(scan.before === null ? [] : [`m.id < ${parameter(scan.before)}`]),
    ...(scan.phone === undefined ? [] : [`m.phone = ${parameter(scan.phone)}`]),
    ...(scan.email === undefined ? [] : [`m.email = ${parameter(scan.email)}`]),
  ].join(' and ')
  const matching = [
    ...(scan.status === undefined ? [] : [possible(scan.status)]),
    ...(scan.channel === undefined ? [] : [`m.request @> ${parameter(`{"steps":[{"channel":"${scan.channel}"}]}`)}`]),
  ]
  const edge =
    scan.edge === null
      ? `(select m.id from channels_message m where ${where} order by m.id desc offset ${parameter(scan.window - 1)} limit 1)`
      : `${parameter(scan.edge)}::uuid`
  const { rows } = await db.query<MessageRow & { edge: string | null; id: string | null }>({
    text: `
with edge as materialized (select ${edge} as id)
select e.id as edge, p.* from edge e left join lateral (
  select m.id, m.client_id as "clientId", m.created_at as "createdAt", m.request, m.deliveries, m.final from channels_message m
  where ${[where, `m.id >= coalesce(e.id, '${least}')`, ...matching].join(' and ')}
  order by m.id desc limit ${parameter(scan.limit)}) p on true`,
    values,
  })
  const messages = rows.flatMap(({ edge: _edge, ...row }) => (row.id === null ? [] : [fromRow(row)]))
  return { messages, edge: rows[0]?.edge ?? null }
}
