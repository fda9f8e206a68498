import type { Queryable } from '@trunkline/postgres'
import { fromRow, type MessageRow } from '../message/delivery-document.ts'
import type { StoredMessage } from '../message/stored.ts'
import type { RowState } from '../queue/rows.ts'
import { stateOf } from './queue-columns.ts'

const columns = 'id, client_id as "clientId", created_at as "createdAt", request, deliveries, final'

/** Reads messages by id; those that do not exist are left out. */
export async function readMessages(db: Queryable, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await db.query<MessageRow>({
    name: 'channels-read',
    text: `select ${columns} from channels_message where id = any($1::uuid[])`,
    values: [ids],
  })
  return rows.map(fromRow)
}

/** Reads and locks one message for the rest of the transaction. */
export async function lockMessage(db: Queryable, id: string): Promise<StoredMessage | undefined> {
  const { rows } = await db.query<MessageRow>({
    name: 'channels-lock',
    text: `select ${columns} from channels_message where id = $1 for update`,
    values: [id],
  })
  return rows.map(fromRow)[0]
}

/**
 * Reads and locks messages for the rest of the transaction. Always in the order of their ids, so that two who lock the same ones do not
 * wait for each other. Those that do not exist are left out.
 */
export async function lockMessages(tx: Queryable, ids: readonly string[]): Promise<StoredMessage[]> {
  const { rows } = await tx.query<MessageRow>({
    name: 'channels-lock-many',
    text: `select ${columns} from channels_message where id = any($1::uuid[]) order by id for update`,
    values: [ids],
  })
  return rows.map(fromRow)
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

/** A message and where its deliveries are, both at one instant. */
export interface LiveMessage {
  readonly message: StoredMessage
  readonly rows: readonly LiveRow[]
}

// One statement, so one snapshot: read apart, a message could be older than its rows, and a status would seem to go back.
const liveText = `
with live as materialized (
  select delivery_id, 'queue' as place, null::timestamptz as due_at, null::text as why, owner is not null as sending, route, started_at, ${stateOf('q')} as state
  from channels_queue q where delivery_id = any($2::uuid[])
  union all
  select delivery_id, 'held', nullif(due_at, 'infinity'), why, false, route, null, state from channels_held where delivery_id = any($2::uuid[])
)
select ${columns}, (select json_agg(l) from live l where left(l.delivery_id::text, 32) = left(m.id::text, 32)) as live
from channels_message m where id = any($1::uuid[])`

/** Reads messages with where their deliveries `deliveryIds` are, of those that wait or are being sent. */
export async function readLive(
  db: Queryable,
  ids: readonly string[],
  deliveryIds: readonly string[],
): Promise<LiveMessage[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<MessageRow & { live: LiveJson[] | null }>({
    name: 'channels-live',
    text: liveText,
    values: [ids, deliveryIds],
  })
  return rows.map(({ live, ...row }) => ({ message: fromRow(row), rows: (live ?? []).map(fromJson) }))
}

type LiveJson = Omit<LiveRow, 'due_at' | 'started_at'> & { due_at: string | null; started_at: string | null }

function fromJson(row: LiveJson): LiveRow {
  const instant = (text: string | null) => (text === null ? null : new Date(text))
  return { ...row, due_at: instant(row.due_at), started_at: instant(row.started_at) }
}
