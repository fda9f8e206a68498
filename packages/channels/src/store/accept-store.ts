import { outboxInsert } from '@trunkline/events'
import type { Queryable, Statement } from '@trunkline/postgres'
import { type ProblemCode, ProblemError, type ProblemFault } from '@trunkline/wire'
import type { PreparedMessage } from '../accept/prepare.ts'
import {
  coming,
  eventLine,
  heldColumns,
  heldSource,
  joinEvents,
  queueColumns,
  queueSource,
  readyExpression,
} from './queue-columns.ts'
import { rowSource, valueAt } from './row-source.ts'

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
  readonly request: string
  readonly deliveries: string
  readonly events: string | null
  /** The idempotency key, as hexadecimal digits; null without one. */
  readonly key: string | null
  /** Of the first message of a request with a key. */
  readonly claim: KeyClaim | null
}

/** An idempotency key that is to be taken. */
interface KeyClaim {
  readonly fingerprint: string
  readonly messages: readonly string[]
  readonly rejected: string | null
}

// jsonb takes neither U+0000 nor half a surrogate pair. JSON.stringify writes both as escapes, and nothing else as these.
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

/**
 * Makes a row. Of the messages of one request, the first carries the list of all.
 * @throws ProblemError `validation-failed` for text that PostgreSQL cannot store
 */
export function acceptRow(prepared: PreparedMessage, requestKey: RequestKey | null, first: boolean): AcceptRow {
  const { message } = prepared
  const row = {
    prepared,
    request: JSON.stringify(message.request),
    deliveries: JSON.stringify(message.deliveries),
    events: eventLine(prepared.events),
    key: requestKey === null ? null : hex(requestKey.key),
    claim: requestKey !== null && first ? claimOf(requestKey) : null,
  }
  for (const json of [row.request, row.deliveries, row.events, row.claim?.rejected]) checkStorable(json)
  return row
}

function claimOf({ fingerprint, messages, rejected }: RequestKey): KeyClaim {
  return { fingerprint: hex(fingerprint), messages, rejected: rejected === undefined ? null : JSON.stringify(rejected) }
}

function checkStorable(json: string | null | undefined): void {
  if (json == null || !json.includes('\\u') || !unstorable.test(json)) return
  const detail = 'text may hold neither U+0000 nor half of a surrogate pair; remove them'
  throw new ProblemError('validation-failed', detail, { errors: [{ pointer: '', detail }] })
}

const messages = rowSource<AcceptRow>('i', 1, [
  ['id', 'uuid', ({ prepared }) => prepared.message.id],
  ['client_id', 'uuid', ({ prepared }) => prepared.message.clientId],
  ['created_at', 'timestamptz', ({ prepared }) => prepared.message.createdAt.toISOString()],
  ['key', 'text', ({ key }) => key],
  ['request', 'jsonb', ({ request }) => request],
  ['deliveries', 'jsonb', ({ deliveries }) => deliveries],
  ['final', 'boolean', ({ prepared }) => prepared.message.final],
  ['phone', 'text', ({ prepared }) => prepared.message.request.to.phone ?? null],
  ['email', 'text', ({ prepared }) => prepared.message.request.to.email ?? null],
  ['events', 'lines', ({ events }) => events],
])
const createdAt = 3
const keys = rowSource<AcceptRow & { readonly claim: KeyClaim }>('k', messages.next, [
  ['client_id', 'uuid', ({ prepared }) => prepared.message.clientId],
  ['key', 'text', ({ key }) => key],
  ['fingerprint', 'text', ({ claim }) => claim.fingerprint],
  ['created_at', 'timestamptz', ({ prepared }) => prepared.message.createdAt.toISOString()],
  ['messages', 'text', ({ claim }) => `{${claim.messages.join(',')}}`],
  ['rejected', 'jsonb', ({ claim }) => claim.rejected],
])
const queued = rowSource('r', keys.next, queueSource)
const held = rowSource('h', queued.next, heldSource)

// One statement, so one round trip and one commit for all requests that wait. A row whose idempotency key is taken writes nothing and
// is not returned. Rows are sorted by key, so that two processes with the same keys cannot wait for each other. `coalesce` keeps the planner
// from joining: looking the numbers up in a hash costs the same whatever it believes of their count.
const text = `
with input as materialized (select * from ${messages.from}),
claimed as (
  insert into channels_idempotency (client_id, key, fingerprint, created_at, messages, rejected)
  select client_id, decode(key, 'hex'), decode(fingerprint, 'hex'), created_at, messages::uuid[], rejected from ${keys.from}
  on conflict do nothing
  returning client_id, encode(key, 'hex') as key
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
  from (select r.*, ${valueAt(createdAt, 'timestamptz', 'r.of')} as at from ${queued.from}
    where coalesce(r.of in (select n from fresh), false)) q
),
held as (
  insert into channels_held (${heldColumns})
  select ${heldColumns} from ${held.from} where coalesce(h.of in (select n from fresh), false)
),
moves as (
  select client_id, max(created_at) as created_at, ${joinEvents} as events
  from fresh where events is not null group by client_id
),
told as (${outboxInsert('moves')})
select id from fresh`

/** Stores messages, all or nothing each, and returns the ids of those whose idempotency key was free. */
export function acceptStatement(rows: readonly AcceptRow[]): Statement {
  const ordered = rows.some((row) => row.key !== null) ? rows.toSorted(byKey) : rows
  const claims = ordered.filter((row) => row.claim !== null) as (AcceptRow & { readonly claim: KeyClaim })[]
  const values = [
    ...messages.values(ordered),
    ...keys.values(claims),
    ...queued.values(coming(ordered, ({ prepared }) => prepared.queued)),
    ...held.values(coming(ordered, ({ prepared }) => prepared.held)),
  ]
  return { name: 'channels-accept', text, values }
}

function byKey(a: AcceptRow, b: AcceptRow): number {
  const [left, right] = [sortKey(a), sortKey(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const sortKey = ({ key, prepared }: AcceptRow) => (key === null ? '' : prepared.message.clientId + key)

const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

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
      join (select distinct client_id, decode(key, 'hex') as key from unnest($1::uuid[], $2::text[]) as a(client_id, key)) a
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
