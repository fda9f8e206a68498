import { outboxInsert } from '@trunkline/events'
import type { Queryable, Statement } from '@trunkline/postgres'
import { type ProblemCode, ProblemError, type ProblemFault } from '@trunkline/wire'
import type { PreparedMessage } from '../accept/prepare.ts'
import { heldColumns, heldJson, joinEvents, queueColumns, queueJson, readyExpression } from './queue-columns.ts'

/** The idempotency of one request: its key and what it asked for, both hashed, and the messages that it makes. */
export interface RequestKey {
  readonly key: Uint8Array
  readonly fingerprint: Uint8Array
  readonly messages: readonly string[]
  /** Of a batch: what was rejected. */
  readonly rejected?: readonly StoredRejection[]
}

/** A message of a batch that was rejected, as it is kept with the batch's idempotency key. */
export interface StoredRejection {
  readonly index: number
  readonly code: ProblemCode
  readonly detail: string
  readonly errors?: readonly ProblemFault[]
}

/** One row for {@link acceptStatement}, as JSON already: what cannot be stored is then found by its own request, before the batch. */
export interface AcceptRow {
  readonly prepared: PreparedMessage
  readonly json: string
  /** Client and idempotency key; empty without one. */
  readonly key: string
}

// jsonb takes neither U+0000 nor half a surrogate pair. JSON.stringify writes both as escapes, and nothing else as these.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/**
 * Makes a row. Of the messages of one request, the first carries the list of all.
 * @throws ProblemError `validation-failed` for text that PostgreSQL cannot store
 */
export function acceptRow(prepared: PreparedMessage, requestKey: RequestKey | null, first: boolean): AcceptRow {
  const json = rowJson(prepared, requestKey, first)
  if (!json.includes('\\u') || !unstorable.test(json)) {
    return { prepared, json, key: requestKey === null ? '' : prepared.message.clientId + hex(requestKey.key) }
  }
  const detail = 'text may hold neither U+0000 nor half of a surrogate pair; remove them'
  throw new ProblemError('validation-failed', detail, { errors: [{ pointer: '', detail }] })
}

// One statement, so one round trip and one commit for all requests that wait. A row whose idempotency key is taken writes nothing and
// is not returned. Rows are sorted by key, so that two processes with the same keys cannot wait for each other. Events travel as JSON text and are joined
// as text: parsing each one by itself cost a fifth of the statement.
const text = `
with input as materialized (
  select * from json_to_recordset($1::text::json) as i(
    id uuid, client_id uuid, created_at timestamptz, key bytea, fingerprint bytea, messages uuid[], rejected jsonb,
    request jsonb, deliveries jsonb, final boolean, phone text, email text, queued json, held json, events json)
),
claimed as (
  insert into channels_idempotency (client_id, key, fingerprint, created_at, messages, rejected)
  select client_id, key, fingerprint, created_at, messages, rejected from input where messages is not null
  on conflict do nothing
  returning client_id, key
),
fresh as materialized (
  select i.* from input i
  where i.key is null or exists (select 1 from claimed c where c.client_id = i.client_id and c.key = i.key)
),
message as (
  insert into channels_message (id, client_id, created_at, request, deliveries, final, phone, email)
  select id, client_id, created_at, request, deliveries, final, phone, email from fresh
),
queued as (
  insert into channels_queue (${queueColumns})
  select q.delivery_id, q.client_id, q.route, q.priority, q.tag, q.lane, ${readyExpression}, q.attempt, q.sequence, q.valid_until, q.state
  from (select r.*, f.created_at as at from fresh f cross join lateral json_to_recordset(f.queued) as r(${queueJson})) q
),
held as (
  insert into channels_held (${heldColumns})
  select h.* from fresh f cross join lateral json_to_recordset(f.held) as h(${heldJson})
),
moves as (
  select client_id, max(created_at) as created_at,
    ${joinEvents} as events
  from fresh group by client_id
),
told as (${outboxInsert('moves')})
select id from fresh`

/** Stores messages, all or nothing each, and returns the ids of those whose idempotency key was free. */
export function acceptStatement(rows: readonly AcceptRow[]): Statement {
  const ordered = rows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { name: 'channels-accept', text, values: [`[${ordered.map((row) => row.json).join(',')}]`] }
}

const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`

function rowJson(
  { message, queued, held, events }: PreparedMessage,
  requestKey: RequestKey | null,
  first: boolean,
): string {
  return JSON.stringify({
    id: message.id,
    client_id: message.clientId,
    created_at: message.createdAt,
    key: requestKey === null ? null : hex(requestKey.key),
    fingerprint: requestKey === null ? null : hex(requestKey.fingerprint),
    messages: requestKey !== null && first ? requestKey.messages : null,
    rejected: requestKey !== null && first ? (requestKey.rejected ?? null) : null,
    request: message.request,
    deliveries: message.deliveries,
    final: message.final,
    phone: message.request.to.phone ?? null,
    email: message.request.to.email ?? null,
    queued,
    held,
    events,
  })
}

/** What a request with an idempotency key made. */
export interface KnownRequest {
  readonly client_id: string
  readonly key: Uint8Array
  readonly fingerprint: Uint8Array
  readonly messages: readonly string[]
  readonly rejected: readonly StoredRejection[] | null
}

/** Looks up what idempotency keys were used for; those that were not are left out. */
export async function findRequests(
  db: Queryable,
  keys: readonly { readonly clientId: string; readonly key: Uint8Array }[],
): Promise<KnownRequest[]> {
  const { rows } = await db.query<KnownRequest>({
    name: 'channels-find-requests',
    text: `select r.client_id, r.key, r.fingerprint, r.messages, r.rejected from channels_idempotency r
      join (select distinct client_id, key::bytea as key from unnest($1::uuid[], $2::text[]) as a(client_id, key)) a
        on r.client_id = a.client_id and r.key = a.key`,
    values: [keys.map((one) => one.clientId), keys.map((one) => hex(one.key))],
  })
  return rows
}

/** Forgets idempotency keys that were made before an instant. Returns how many. */
export async function forgetRequests(db: Queryable, before: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from channels_idempotency where (client_id, key) in (
      select client_id, key from channels_idempotency where created_at < $1 order by created_at limit 10000)`,
    values: [before],
  })
  return rowCount
}
