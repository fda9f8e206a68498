import { formWebhookInsert, type NewFormWebhookJob, outboxInsert } from '@trunkline/events'
import type { Statement } from '@trunkline/postgres'
import type { CallFilter, CallKeyset, RecordedDirection } from '../call/call-record.ts'
import type { KeptStatus } from '../call/call-status.ts'
import type { NewCall } from '../call/new-call.ts'
import type { ProgressCallback } from '../call/running-call.ts'

/** A row of `voice_call`. */
export interface CallRow {
  readonly id: string
  readonly client_id: string
  readonly parent_id: string | null
  readonly direction: RecordedDirection
  readonly status: KeptStatus
  readonly from_address: string
  readonly to_address: string
  readonly forwarded_from: string | null
  readonly caller_name: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly started_at: Date | null
  readonly answered_at: Date | null
  readonly ended_at: Date | null
  readonly answered_by: string | null
  readonly error_code: number | null
  readonly reason: string | null
  readonly sip_code: number | null
  readonly request: NewCall | null
  readonly origin: Readonly<Record<string, unknown>> | null
  readonly parameters: CallParameters
  readonly callback: ProgressCallback | null
  readonly told: number
  readonly owner: string | null
}

/** What stands in `parameters`. */
export interface CallParameters {
  readonly own?: Readonly<Record<string, string>>
  readonly custom?: Readonly<Record<string, string>>
}

/** What is told in the transaction of a move: events of the client as JSON, and webhooks. */
export interface Told {
  readonly at: Date
  readonly events: readonly object[]
  readonly webhooks: readonly NewFormWebhookJob[]
}

/** A call that begins. */
export interface NewCallRow {
  readonly id: string
  readonly clientId: string
  readonly parentId?: string | undefined
  readonly direction: RecordedDirection
  readonly status: KeptStatus
  readonly from: string
  readonly to: string
  readonly forwardedFrom?: string | undefined
  readonly callerName?: string | undefined
  readonly startedAt?: Date | undefined
  readonly request?: NewCall | undefined
  readonly origin?: Readonly<Record<string, unknown>> | undefined
  readonly parameters?: CallParameters | undefined
  readonly callback?: ProgressCallback | undefined
  readonly told: number
  readonly owner?: string | undefined
}

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value))

/** Events and webhooks of the rows that a CTE `moved (client_id)` gives. */
const telling = (at: number, events: number, webhooks: number): string => `
told as (${outboxInsert(
  `(select m.client_id, $${at}::timestamptz as created_at, $${events}::text::json as events from moved m where $${events}::text <> '[]') s`,
)}),
queued as (${formWebhookInsert(`$${webhooks}::text::json`, ' cross join moved')})`

const insertText = `
with moved as (
  insert into voice_call (id, client_id, parent_id, direction, status, from_address, to_address, forwarded_from, caller_name,
    created_at, updated_at, started_at, request, origin, parameters, callback, told, owner)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $17, $17, $10, $11::text::jsonb, $12::text::jsonb, coalesce($13::text::jsonb, '{}'),
    $14::text::jsonb, $15, $16)
  on conflict (id) do nothing returning *),
${telling(17, 18, 19)}
select * from moved`

/** Begins a call, tells of it; gives the row, or nothing where there was one of that id. */
export const insertCall = (call: NewCallRow, { at, events, webhooks }: Told): Statement => ({
  name: 'voice_call_insert',
  text: insertText,
  values: [
    ...[call.id, call.clientId, call.parentId ?? null, call.direction, call.status, call.from, call.to],
    ...[call.forwardedFrom ?? null, call.callerName ?? null, call.startedAt ?? null],
    ...[
      json(call.request),
      json(call.origin),
      json(call.parameters),
      json(call.callback),
      call.told,
      call.owner ?? null,
    ],
    ...[at, JSON.stringify(events), JSON.stringify(webhooks)],
  ],
})

/** How a call moves. What is left out stays as it is. */
export interface CallMove {
  readonly id: string
  /** Who runs it; null: nobody yet. A call of another is not moved. */
  readonly owner: string | null
  readonly from: readonly KeptStatus[]
  readonly to: KeptStatus
  readonly startedAt?: Date | undefined
  readonly answeredAt?: Date | undefined
  readonly endedAt?: Date | undefined
  readonly answeredBy?: string | undefined
  readonly errorCode?: number | undefined
  readonly reason?: string | undefined
  readonly sipCode?: number | undefined
  readonly parameters?: CallParameters | undefined
  readonly told: number
}

const moveText = `
with moved as (
  update voice_call set status = $4, updated_at = $14, started_at = coalesce(started_at, $5), answered_at = coalesce(answered_at, $6),
    ended_at = $7, request = case when $7::timestamptz is null then request else request - 'program' end, answered_by = coalesce($8, answered_by), error_code = coalesce($9, error_code), reason = coalesce($10, reason),
    sip_code = coalesce($11, sip_code), parameters = coalesce($12::text::jsonb, parameters), told = $13
  where id = $1 and owner is not distinct from $2 and status = any($3::text[])
  returning client_id),
${telling(14, 15, 16)}
select client_id from moved`

/** Moves a call and tells of it, in one; gives no row where it is another's or has moved on. */
export const moveCall = (move: CallMove, { at, events, webhooks }: Told): Statement => ({
  name: 'voice_call_move',
  text: moveText,
  values: [
    ...[move.id, move.owner, move.from, move.to, move.startedAt ?? null, move.answeredAt ?? null, move.endedAt ?? null],
    ...[
      move.answeredBy ?? null,
      move.errorCode ?? null,
      move.reason ?? null,
      move.sipCode ?? null,
      json(move.parameters),
    ],
    ...[move.told, at, JSON.stringify(events), JSON.stringify(webhooks)],
  ],
})

/** From now on its progress is told elsewhere. */
export const setCallback = (id: string, callback: ProgressCallback, at: Date): Statement => ({
  name: 'voice_call_callback',
  text: 'update voice_call set callback = $2::text::jsonb, updated_at = $3 where id = $1 and ended_at is null',
  values: [id, JSON.stringify(callback), at],
})

/** One call. */
export const getCall = (id: string): Statement => ({
  name: 'voice_call_get',
  text: 'select * from voice_call where id = $1',
  values: [id],
})

/** Clients whose calls wait to be dialled. The index is skipped through, a step a client. */
export const waitingClients: Statement = {
  name: 'voice_call_waiting_clients',
  text: `
with recursive c(client_id) as (
  (select client_id from voice_call where status = 'queued' and owner is null order by client_id limit 1)
  union all
  select (select v.client_id from voice_call v where v.status = 'queued' and v.owner is null and v.client_id > c.client_id
    order by v.client_id limit 1)
  from c where c.client_id is not null)
select client_id from c where client_id is not null`,
  values: [],
}

/** Takes a client's oldest calls that wait. */
export const claimCalls = (owner: string, clientId: string, limit: number, now: Date): Statement => ({
  name: 'voice_call_claim',
  text: `
with mine as (select id from voice_call where client_id = $2 and status = 'queued' and owner is null
  and coalesce((request ->> 'notBefore')::timestamptz <= $4, true) order by id limit $3
  for update skip locked)
update voice_call v set owner = $1 from mine where v.id = mine.id returning v.*`,
  values: [owner, clientId, limit, now],
})

/** Calls that somebody else runs, or ran. */
export const foreignCalls = (owner: string, limit: number): Statement => ({
  name: 'voice_call_foreign',
  text: 'select * from voice_call where ended_at is null and owner is not null and owner <> $1 order by id limit $2',
  values: [owner, limit],
})

/** Forgets a call that is over. */
export const deleteCall = (clientId: string, id: string): Statement => ({
  name: 'voice_call_delete',
  text: 'delete from voice_call where id = $2 and client_id = $1 and ended_at is not null',
  values: [clientId, id],
})

const conditions: readonly (readonly [keyof CallFilter, string])[] = [
  ['to', 'to_address ='],
  ['from', 'from_address ='],
  ['parentCallSid', 'parent_id ='],
  ['status', 'status ='],
  ['startedFrom', 'started_at >='],
  ['startedBefore', 'started_at <'],
  ['endedFrom', 'ended_at >='],
  ['endedBefore', 'ended_at <'],
]

/** A client's calls, newest first; `parentCallSid` of the filter is the UUID here. */
export function pageCalls(clientId: string, filter: CallFilter, { after, before, limit }: CallKeyset): Statement {
  const values: unknown[] = [clientId, limit]
  const where = ['client_id = $1']
  const add = (text: string, value: unknown) => where.push(`${text} $${values.push(value)}`)
  for (const [name, text] of conditions) if (filter[name] !== undefined) add(text, filter[name])
  if (after !== undefined) add('id <', after)
  if (before !== undefined) add('id >', before)
  const order = before === undefined ? 'desc' : 'asc'
  return { text: `select * from voice_call where ${where.join(' and ')} order by id ${order} limit $2`, values }
}
