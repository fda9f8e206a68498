import { outboxInsert } from '@trunkline/events'
import type { Statement } from '@trunkline/postgres'
import { type ProblemCode, ProblemError, type ProblemFault } from '@trunkline/wire'
import type { PreparedMessage } from '../accept/prepare.ts'
import { deliveriesJson } from '../message/delivery-document.ts'
import { instantText } from '../message/instant-text.ts'
import type { QueueRow } from '../queue/rows.ts'
import {
  type Coming,
  coming,
  eventLine,
  heldColumns,
  heldSource,
  joinEvents,
  placeInLane,
  queueColumns,
  queueSource,
  readyExpression,
} from './queue-columns.ts'
import { placedSource, type RecordPlace, takeRecords } from './record-store.ts'
import { rowSource, valueAt } from './row-source.ts'
import { type StraightClaim, sendingMove } from './straight-claim.ts'

/** The idempotency of one request: its key and what it asked for, both hashed, in hexadecimal digits, and the messages that it makes. */
export interface RequestKey {
  readonly key: string
  readonly fingerprint: string
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
  /** The record that the message is made of; null where it is made of none, or of one with a key. */
  readonly place: RecordPlace | null
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
 * @param place the record that the message is made of, where that is what makes it known
 * @throws ProblemError `validation-failed` for text that PostgreSQL cannot store
 */
export function acceptRow(
  prepared: PreparedMessage,
  requestKey: RequestKey | null,
  first: boolean,
  place: RecordPlace | null = null,
): AcceptRow {
  const { message } = prepared
  const row = {
    prepared,
    request: JSON.stringify(message.request),
    deliveries: deliveriesJson(message.deliveries),
    events: eventLine(prepared.events),
    key: requestKey?.key ?? null,
    claim: requestKey !== null && first ? claimOf(requestKey) : null,
    place,
  }
  checkStorable(row.request)
  checkStorable(row.deliveries)
  checkStorable(row.events)
  checkStorable(row.claim?.rejected)
  return row
}

function claimOf({ fingerprint, messages, rejected }: RequestKey): KeyClaim {
  return { fingerprint, messages, rejected: rejected === undefined ? null : JSON.stringify(rejected) }
}

function checkStorable(json: string | null | undefined): void {
  if (json == null || !json.includes('\\u') || !unstorable.test(json)) return
  const detail = 'text may hold neither U+0000 nor half of a surrogate pair; remove them'
  throw new ProblemError('validation-failed', detail, { errors: [{ pointer: '', detail }] })
}

const messages = rowSource<AcceptRow>('i', 1, [
  ['id', 'uuid', ({ prepared }) => prepared.message.id],
  ['client_id', 'uuid', ({ prepared }) => prepared.message.clientId],
  ['created_at', 'timestamptz', ({ prepared }) => instantText(prepared.message.createdAt.getTime())],
  ['key', 'text', ({ key }) => key],
  ['request', 'jsonb', ({ request }) => request],
  ['deliveries', 'jsonb', ({ deliveries }) => deliveries],
  ['final', 'boolean', ({ prepared }) => prepared.message.final],
  ['phone', 'text', ({ prepared }) => prepared.message.request.to.phone ?? null],
  ['email', 'text', ({ prepared }) => prepared.message.request.to.email ?? null],
  ['events', 'lines', ({ events }) => events],
])
const messageId = 1
const createdAt = 3
const keys = rowSource<AcceptRow & { readonly claim: KeyClaim }>('k', messages.next, [
  ['client_id', 'uuid', ({ prepared }) => prepared.message.clientId],
  ['key', 'text', ({ key }) => key],
  ['fingerprint', 'text', ({ claim }) => claim.fingerprint],
  ['created_at', 'timestamptz', ({ prepared }) => instantText(prepared.message.createdAt.getTime())],
  ['messages', 'text', ({ claim }) => `{${claim.messages.join(',')}}`],
  ['rejected', 'jsonb', ({ claim }) => claim.rejected],
])
/** A new row of the queue; `sending` where it is to be claimed at once: the event of that, of a row that may yet have to wait for its lane. */
type ComingToQueue = Coming<QueueRow> & { readonly straight: boolean; readonly sending: string | null }
const queued = rowSource<ComingToQueue>('r', keys.next, [
  ...queueSource,
  ['straight', 'boolean', ({ straight }) => straight],
  ['sending', 'lines', ({ sending }) => sending],
])
const held = rowSource('h', queued.next, heldSource)
const [owner, startedAt, leaseUntil] = [held.next, held.next + 1, held.next + 2]
const placed = rowSource('p', held.next + 3, placedSource)

const isFresh = (row: string) => `coalesce(${row}.of in (select n from input where fresh), false)`
const comingInLanes = `
coming as materialized (
  select c.*, c.straight and c.ready as begins
  from (select q.*, ${placeInLane} as place, ${readyExpression} as ready
    from (select r.*, ${valueAt(createdAt, 'timestamptz', 'r.of')} as at from ${queued.from} where ${isFresh('r')}) q) c
),
begun as (
  select client_id, $${startedAt}::timestamptz as created_at, ${joinEvents('sending')} as events
  from coming where begins and sending is not null group by client_id
),`

const taking = takeRecords(placed.from, {
  messageId: valueAt(messageId, 'uuid', 'p.of'),
  at: valueAt(createdAt, 'timestamptz', 'p.of'),
})

// One statement, so one round trip and one commit for all requests that wait. A row whose idempotency key is taken writes nothing, and neither
// does one whose record is; the answer names them. Rows are sorted by key, so that two processes with the same keys cannot wait for each other. `coalesce` keeps the planner
// from joining: looking the numbers up in a hash costs the same whatever it believes of their count. Without lanes, nothing is put in order or looks for what is before it.
const acceptText = (withRecords: boolean, withLanes: boolean) => `
with claimed as (
  insert into channels_idempotency (client_id, key, fingerprint, created_at, messages, rejected)
  select client_id, decode(key, 'hex'), decode(fingerprint, 'hex'), created_at, messages::uuid[], rejected from ${keys.from}
  on conflict do nothing
  returning client_id, encode(key, 'hex') as key
),
${withRecords ? taking : ''}
input as materialized (
  select i.*, (i.key is null or exists (select 1 from claimed c where c.client_id = i.client_id and c.key = i.key))
    ${withRecords ? 'and not coalesce(i.n in (select of from refused), false)' : ''} as fresh
  from ${messages.from}
),
message as (
  insert into channels_message (id, client_id, created_at, request, deliveries, final, phone, email)
  select id, client_id, created_at, request, deliveries, final, phone, email from input where fresh
),
${withLanes ? comingInLanes : ''}
queued as (
  insert into channels_queue (${queueColumns}, owner, lease_until, started_at, sending_at)
  select delivery_id, client_id, route, priority, tag, lane, ready, attempt + begins::int, sequence + begins::int, valid_until, state,
    case when begins then $${owner}::uuid end, case when begins then $${leaseUntil}::timestamptz end,
    case when begins then $${startedAt}::timestamptz end, case when begins then $${startedAt}::timestamptz end
  from ${withLanes ? 'coming' : `(select r.*, true as ready, r.straight as begins from ${queued.from} where ${isFresh('r')}) c`}
),
held as (
  insert into channels_held (${heldColumns})
  select ${heldColumns} from ${held.from} where ${isFresh('h')}
),
moves as (
  select client_id, max(created_at) as created_at, ${joinEvents()} as events
  from input where fresh and events is not null group by client_id
),
told as (${outboxInsert(withLanes ? '(select * from moves union all select * from begun) news' : 'moves')})
select id, false as waits from input where not fresh
${withLanes ? 'union all select delivery_id, true from coming where place = 1 and not ready' : ''}`

const texts = {
  'channels-accept': acceptText(false, false),
  'channels-accept-lanes': acceptText(false, true),
  'channels-accept-records': acceptText(true, false),
  'channels-accept-records-lanes': acceptText(true, true),
} as const

/**
 * Stores messages, all or nothing each, and claims those rows of the queue that `straight` has room for, unless something of their lane is
 * before them. `acceptedBy` reads the answer.
 */
export function acceptStatement(rows: readonly AcceptRow[], straight: StraightClaim | null): Statement {
  const ordered = rows.some((row) => row.key !== null) ? rows.toSorted(byKey) : rows
  const claims = ordered.filter((row) => row.claim !== null) as (AcceptRow & { readonly claim: KeyClaim })[]
  const records = coming(ordered, ({ place }) => (place === null ? [] : [place]))
  const values = [
    ...messages.values(straight === null ? ordered : ordered.map((row) => withSending(row, straight))),
    ...keys.values(claims),
    ...queued.values(comingToQueue(ordered, straight)),
    ...held.values(coming(ordered, ({ prepared }) => prepared.held)),
    straight?.owner ?? null,
    straight?.at.toISOString() ?? null,
    straight?.leaseUntil.toISOString() ?? null,
  ]
  const withLanes = ordered.some(({ prepared }) => prepared.queued.some(({ lane }) => lane !== null))
  const base = records.length === 0 ? 'channels-accept' : 'channels-accept-records'
  const name = withLanes ? (`${base}-lanes` as const) : base
  if (records.length > 0) values.push(...placed.values(records))
  return { name, text: texts[name], values, frequent: true }
}

function comingToQueue(rows: readonly AcceptRow[], straight: StraightClaim | null): ComingToQueue[] {
  return coming(rows, ({ prepared }) => prepared.queued).map(({ of, row }) => {
    const isStraight = straight?.taken.has(row.delivery_id) === true
    const sending = isStraight && row.lane !== null ? sendingLine(row, straight) : null
    return { of, row, straight: isStraight, sending }
  })
}

/** The events of a message with those of its deliveries that are certain to be claimed: what has no lane waits for nobody. */
function withSending(row: AcceptRow, straight: StraightClaim): AcceptRow {
  const { queued, events } = row.prepared
  const only = queued.length === 1 && events.length === 1 ? queued[0] : undefined
  // As a rule the one delivery's moves are the last thing in the text.
  if (only?.lane === null && straight.taken.has(only.delivery_id))
    return { ...row, events: `${row.events?.slice(0, -2)},["sending","${instantText(straight.at.getTime())}"]]}` }
  const lines = queued
    .filter((queued) => queued.lane === null && straight.taken.has(queued.delivery_id))
    .map((queued) => sendingLine(queued, straight))
  return lines.length === 0 ? row : { ...row, events: [row.events, ...lines].join(',') }
}

function sendingLine({ sequence, state }: QueueRow, { at }: StraightClaim): string {
  return JSON.stringify(sendingMove(state.event, instantText(at.getTime()), sequence + 1))
}

/** By client and key, those without one first. A thousand rows are compared ten thousand times, so no text is made for it. */
function byKey(a: AcceptRow, b: AcceptRow): number {
  if (a.key === null || b.key === null) return Number(a.key !== null) - Number(b.key !== null)
  return inOrder(a.prepared.message.clientId, b.prepared.message.clientId) || inOrder(a.key, b.key)
}

const inOrder = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)
