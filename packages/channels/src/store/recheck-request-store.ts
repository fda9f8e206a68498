import type { Queryable, Statement } from '@trunkline/postgres'
import { firstUuid } from './partition-store.ts'

/** What waits of a client on a channel is to be looked at anew. */
export interface RecheckRequest {
  readonly clientId: string
  readonly channel: string
  readonly requestedAt: Date
}

/**
 * Which rows are marked: all, or (the second time) only those that may have been under way the first time: attempts had been made, or the
 * message was accepted at about the time of the change.
 */
export type MarkRound = 'all' | 'late'

/** A message that was accepted this long before a change may have been stored after it, with a place by the old settings. Milliseconds. */
const lateBy = 10_000

/** Notes that what waits of a client on these channels is to be looked at anew. Run it in the transaction that changes the settings. */
export function requestRecheck(clientId: string, channels: readonly string[], now: Date): Statement {
  return {
    text: `insert into channels_recheck_request (client_id, channel, requested_at) select $1, unnest($2::text[]), $3
      on conflict (client_id, channel) do update set requested_at = excluded.requested_at, marked = false`,
    values: [clientId, channels, now],
  }
}

/** The oldest requests of a round: of the second, those made before `until`. */
export async function openRequests(
  db: Queryable,
  round: MarkRound,
  until: Date,
  most: number,
): Promise<RecheckRequest[]> {
  const { rows } = await db.query<RecheckRequest>({
    name: 'channels-recheck-requests',
    text: `select client_id as "clientId", channel, requested_at as "requestedAt" from channels_recheck_request
      where marked = $1 and requested_at <= $2 order by requested_at limit $3`,
    values: [round === 'late', until, most],
  })
  return rows
}

/** Notes that a round is done with requests; one that was made anew meanwhile stays as it is. */
export async function closeRequests(
  db: Queryable,
  round: MarkRound,
  requests: readonly RecheckRequest[],
): Promise<void> {
  const action =
    round === 'all'
      ? 'update channels_recheck_request r set marked = true from'
      : 'delete from channels_recheck_request r using'
  await db.query({
    text: `${action} json_to_recordset($1::text::json) as d("clientId" uuid, channel text, "requestedAt" timestamptz)
      where r.client_id = d."clientId" and r.channel = d.channel and r.requested_at = d."requestedAt"`,
    values: [JSON.stringify(requests)],
  })
}

/** A place in a client's held deliveries, in order of reason and id. */
export interface HeldCursor {
  readonly why: string
  readonly id: string
}

/** Of the reasons, in the order of the index, those that marking does not concern come first: `disabled` and `recheck`. */
export const firstHeld: HeldCursor = { why: 'recheck', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

// What waits for its window is due at once; what waits for an instant or its next try waits on, and is looked at when that has come.
const markHeldText = `
with page as materialized (
  select h.delivery_id, h.why, h.state -> 'event' ->> 'channel' = $5 and not (h.state ? 'unknown')
    and ($6::uuid is null or h.attempt > 0 or h.delivery_id >= $6) as concerned
  from channels_held h where h.client_id = $1 and (h.why, h.delivery_id) > ($2, $3::uuid)
  order by h.why, h.delivery_id limit $4 for update
),
marked as (
  update channels_held h set why = 'recheck', due_at = case when h.why = 'window' then $7 else h.due_at end
  where h.delivery_id = any(array(select delivery_id from page where concerned))
)
select why, delivery_id as id from page order by why desc, delivery_id desc limit 1`

/** Marks up to `most` held deliveries after a place. Returns the place to go on from; undefined at the end. */
export async function markHeld(
  db: Queryable,
  request: RecheckRequest,
  round: MarkRound,
  mark: { readonly after: HeldCursor; readonly now: Date; readonly most: number },
): Promise<HeldCursor | undefined> {
  const { rows } = await db.query<HeldCursor>({
    name: 'channels-mark-held',
    text: markHeldText,
    values: [
      request.clientId,
      mark.after.why,
      mark.after.id,
      mark.most,
      request.channel,
      round === 'all' ? null : firstUuid(new Date(request.requestedAt.getTime() - lateBy)),
      mark.now,
    ],
  })
  return rows[0]
}

/** Before all deliveries. */
export const firstDelivery = '00000000-0000-0000-0000-000000000000'

/** The delivery that ends a page of the queue: about `most` after a place, the last one where there are fewer. Undefined at the end. */
export async function queuePage(db: Queryable, after: string, most: number): Promise<string | undefined> {
  const { rows } = await db.query<{ last: string | null }>({
    name: 'channels-queue-page',
    text: `select delivery_id as last from
      (select delivery_id from channels_queue where delivery_id > $1 order by delivery_id limit $2) p order by delivery_id desc limit 1`,
    values: [after, most],
  })
  return rows[0]?.last ?? undefined
}

// The queue's rows are marked by ending their validity; they are then taken out as those whose window has closed.
const markQueuedText = `
update channels_queue q set valid_until = $4
from json_to_recordset($1::text::json) as r("clientId" uuid, channel text, since uuid)
where q.delivery_id > $2 and q.delivery_id <= $3 and q.client_id = r."clientId" and q.state -> 'event' ->> 'channel' = r.channel
  and q.owner is null and not (q.state ? 'unknown') and (q.valid_until is null or q.valid_until > $4)
  and (r.since is null or q.attempt > 0 or q.delivery_id >= r.since)`

/** Marks what one page of the queue has of several requests. */
export async function markQueued(
  db: Queryable,
  requests: readonly RecheckRequest[],
  round: MarkRound,
  page: { readonly after: string; readonly last: string; readonly now: Date },
): Promise<number> {
  const since = (at: Date) => (round === 'all' ? null : firstUuid(new Date(at.getTime() - lateBy)))
  const wanted = requests.map(({ clientId, channel, requestedAt }) => ({
    clientId,
    channel,
    since: since(requestedAt),
  }))
  const { rowCount } = await db.query({
    name: 'channels-mark-queued',
    text: markQueuedText,
    values: [JSON.stringify(wanted), page.after, page.last, page.now],
  })
  return rowCount
}
