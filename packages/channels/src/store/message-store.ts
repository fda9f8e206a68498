import type { Queryable } from '@trunkline/postgres'
import type { StoredDelivery, StoredMessage, StoredRequest } from '../message/stored.ts'
import type { RowState } from '../queue/rows.ts'

const columns = 'id, client_id as "clientId", created_at as "createdAt", request, deliveries, final'

/** Reads messages by id; those that do not exist are left out. */
export async function readMessages(db: Queryable, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await db.query<StoredMessage>({
    name: 'channels-read',
    text: `select ${columns} from channels_message where id = any($1::uuid[])`,
    values: [ids],
  })
  return rows
}

/** Reads and locks one message for the rest of the transaction. */
export async function lockMessage(db: Queryable, id: string): Promise<StoredMessage | undefined> {
  const { rows } = await db.query<StoredMessage>({
    name: 'channels-lock',
    text: `select ${columns} from channels_message where id = $1 for update`,
    values: [id],
  })
  return rows[0]
}

/**
 * Reads and locks messages for the rest of the transaction. Always in the order of their ids, so that two who lock the same ones do not
 * wait for each other. Those that do not exist are left out.
 */
export async function lockMessages(tx: Queryable, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await tx.query<StoredMessage>({
    name: 'channels-lock-many',
    text: `select ${columns} from channels_message where id = any($1::uuid[]) order by id for update`,
    values: [ids],
  })
  return rows
}

/** What the queue knows of a delivery that is not final: the row of the message is behind it. */
export interface LiveRow {
  readonly delivery_id: string
  readonly place: 'queue' | 'held'
  readonly due_at: Date | null
  readonly why: string | null
  readonly sending: boolean
  readonly route: string
  readonly started_at: Date | null
  readonly state: RowState
}

/** Where deliveries are at the moment, of those that wait or are being sent. */
export async function liveRows(db: Queryable, ids: readonly string[]): Promise<LiveRow[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<LiveRow>({
    name: 'channels-live',
    text: `
select delivery_id, 'queue' as place, null::timestamptz as due_at, null::text as why, owner is not null as sending, route, started_at, state
from channels_queue where delivery_id = any($1::uuid[])
union all
select delivery_id, 'held', nullif(due_at, 'infinity'), why, false, route, null, state from channels_held where delivery_id = any($1::uuid[])`,
    values: [ids],
  })
  return rows
}

/** Which of a client's messages to page through, newest first. */
export interface MessageScan {
  readonly clientId: string
  /** Only messages with an id below this one. */
  readonly before: string | null
  readonly phone?: string
  readonly email?: string
  /** Only messages that are not final yet. */
  readonly open?: boolean
  readonly limit: number
}

/** One page of a client's messages, newest first. */
export async function scanMessages(db: Queryable, scan: MessageScan): Promise<StoredMessage[]> {
  const values: unknown[] = [scan.clientId, scan.limit]
  const and = (condition: (parameter: string) => string, value: unknown) => {
    if (value === undefined || value === null) return ''
    values.push(value)
    return ` and ${condition(`$${values.length}`)}`
  }
  const where =
    and((p) => `id < ${p}`, scan.before) +
    and((p) => `phone = ${p}`, scan.phone) +
    and((p) => `email = ${p}`, scan.email)
  const { rows } = await db.query<StoredMessage>({
    text: `select ${columns} from channels_message where client_id = $1${where}${scan.open ? ' and not final' : ''} order by id desc limit $2`,
    values,
  })
  return rows
}

/** Writes a message's state after a change that needs no queue. */
export async function writeMessage(
  db: Queryable,
  message: {
    readonly id: string
    readonly deliveries: readonly StoredDelivery[]
    readonly final: boolean
    readonly request: StoredRequest
  },
): Promise<void> {
  await db.query({
    text: 'update channels_message set deliveries = $2::text::jsonb, final = $3, request = $4::text::jsonb where id = $1',
    values: [message.id, JSON.stringify(message.deliveries), message.final, JSON.stringify(message.request)],
  })
}
