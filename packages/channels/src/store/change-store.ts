import { outboxInsert } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import type { MoveEvent, StoredDelivery, StoredRequest } from '../message/stored.ts'
import type { HeldRow, QueueRow, RowState } from '../queue/rows.ts'
import { heldColumns, heldJson, joinEvents, queueColumns, queueJson, readyExpression } from './queue-columns.ts'

/** A delivery that was sent and of which more will be heard. */
export interface AwaitingRow {
  readonly delivery_id: string
  readonly gateway: string
  readonly provider_id: string
  readonly due_at: string
}

/** The row of the queue that a change ends, as the worker holds it: without it, the whole change is void. */
export interface HeldClaim {
  readonly deliveryId: string
  readonly owner: string
  readonly attempt: number
  /** Where the delivery goes on in the queue; null: it leaves the queue. */
  readonly stays: { readonly route: string; readonly sequence: number; readonly state: RowState } | null
  /** Whether the next of its lane may leave. */
  readonly releasesLane: boolean
}

/** Everything that one thing that happened changes, written in one statement. */
export interface Change {
  readonly messageId: string
  readonly clientId: string
  readonly at: string
  readonly claim: HeldClaim | null
  readonly deliveries: readonly StoredDelivery[]
  readonly final: boolean
  /** The request without its content, where that is to be erased. */
  readonly request?: StoredRequest
  readonly queued: readonly QueueRow[]
  readonly held: readonly HeldRow[]
  readonly awaiting: readonly AwaitingRow[]
  /** Deliveries of this message that leave queue (unless they are being sent), held and awaiting. */
  readonly dropped: readonly string[]
  readonly events: readonly MoveEvent[]
}

const text = `
with input as materialized (
  select * from json_to_recordset($1::text::json) as i(
    message_id uuid, client_id uuid, at timestamptz, delivery_id uuid, owner uuid, attempt smallint, stays boolean,
    route text, sequence smallint, state jsonb, releases boolean, deliveries jsonb, final boolean, request jsonb,
    queued json, held json, awaiting json, dropped uuid[], events json)
),
gone as (
  delete from channels_queue q using input i
  where not i.stays and q.delivery_id = i.delivery_id and q.owner = i.owner and q.attempt = i.attempt
  returning q.delivery_id, q.attempt, q.lane, i.releases
),
stayed as (
  update channels_queue q
  set owner = null, lease_until = null, route = i.route, sequence = i.sequence, state = i.state
  from input i
  where i.stays and q.delivery_id = i.delivery_id and q.owner = i.owner and q.attempt = i.attempt
  returning q.delivery_id, q.attempt
),
valid as materialized (
  select i.* from input i
  where i.delivery_id is null
    or exists (select 1 from gone g where g.delivery_id = i.delivery_id and g.attempt = i.attempt)
    or exists (select 1 from stayed s where s.delivery_id = i.delivery_id and s.attempt = i.attempt)
),
message as (
  update channels_message m
  set deliveries = v.deliveries, final = v.final, request = coalesce(v.request, m.request)
  from valid v where m.id = v.message_id
),
dropped as (select unnest(dropped) as id from valid),
dropped_queue as (delete from channels_queue q using dropped d where q.delivery_id = d.id and q.owner is null),
dropped_held as (delete from channels_held h using dropped d where h.delivery_id = d.id),
dropped_awaiting as (delete from channels_awaiting a using dropped d where a.delivery_id = d.id),
woken as (
  update channels_queue q set ready = true
  from gone g cross join lateral (
    select n.delivery_id from channels_queue n
    where n.lane = g.lane and not exists (select 1 from gone o where o.delivery_id = n.delivery_id)
    order by n.lane, n.delivery_id limit 1) h
  where g.releases and g.lane is not null and q.delivery_id = h.delivery_id and not q.ready
),
queued as (
  insert into channels_queue (${queueColumns})
  select q.delivery_id, q.client_id, q.route, q.priority, q.tag, q.lane, ${readyExpression}, q.attempt, q.sequence, q.valid_until, q.state
  from (select r.*, v.at from valid v cross join lateral json_to_recordset(v.queued) as r(${queueJson})) q
),
held as (
  insert into channels_held (${heldColumns})
  select h.* from valid v cross join lateral json_to_recordset(v.held) as h(${heldJson})
),
awaiting as (
  insert into channels_awaiting (delivery_id, client_id, gateway, provider_id, due_at)
  select a.delivery_id, v.client_id, a.gateway, a.provider_id, a.due_at
  from valid v cross join lateral json_to_recordset(v.awaiting) as a(delivery_id uuid, gateway text, provider_id text, due_at timestamptz)
  on conflict (delivery_id) do update set gateway = excluded.gateway, provider_id = excluded.provider_id, due_at = excluded.due_at
),
moves as (
  select client_id, max(at) as created_at, ${joinEvents} as events
  from valid where length(events::text) > 2 group by client_id
),
told as (${outboxInsert('moves')})
select message_id from valid`

/** Writes changes, each whole or, where its claim was lost, not at all. Returns the messages that were changed. */
export async function applyChanges(db: Queryable, changes: readonly Change[]): Promise<Set<string>> {
  const { rows } = await db.query<{ message_id: string }>({
    name: 'channels-change',
    text,
    values: [JSON.stringify(changes.map(toRow))],
  })
  return new Set(rows.map((row) => row.message_id))
}

function toRow(change: Change) {
  const { claim } = change
  return {
    message_id: change.messageId,
    client_id: change.clientId,
    at: change.at,
    delivery_id: claim?.deliveryId ?? null,
    owner: claim?.owner ?? null,
    attempt: claim?.attempt ?? null,
    stays: claim !== null && claim.stays !== null,
    route: claim?.stays?.route ?? null,
    sequence: claim?.stays?.sequence ?? null,
    state: claim?.stays?.state ?? null,
    releases: claim?.releasesLane ?? false,
    deliveries: change.deliveries,
    final: change.final,
    request: change.request ?? null,
    queued: change.queued,
    held: change.held,
    awaiting: change.awaiting,
    dropped: change.dropped.length === 0 ? null : change.dropped,
    events: change.events,
  }
}
