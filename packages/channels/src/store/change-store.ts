import { type DeliveryMoves, outboxInsert } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { deliveriesJson } from '../message/delivery-document.ts'
import type { StoredDelivery, StoredRequest } from '../message/stored.ts'
import type { HeldRow, QueueRow, RowState } from '../queue/rows.ts'
import { asClaimed, type ClaimedRow, claimedColumns, sendingMoves, type TakenRow, withMessage } from './claim-store.ts'
import {
  type Coming,
  coming,
  eventLine,
  heldBefore,
  heldColumns,
  heldSource,
  joinEvents,
  ofLane,
  queueColumns,
  queueSource,
  readyExpression,
} from './queue-columns.ts'
import { rowSource, valueAt } from './row-source.ts'

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
  readonly lane: string | null
  /** Whether the next of its lane may leave. */
  readonly releasesLane: boolean
}

/** A claim of what is next in lanes, made by the statement that ends the attempts before: with owner, instant and lease, as any claim. */
export interface LaneClaim {
  readonly owner: string
  readonly at: Date
  readonly leaseUntil: Date
  /** The routes of which it may claim. */
  readonly routes: readonly string[]
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
  readonly events: readonly DeliveryMoves[]
}

type Stay = NonNullable<HeldClaim['stays']> & Pick<HeldClaim, 'deliveryId'>

const input = rowSource<Change>('i', 1, [
  ['message_id', 'uuid', ({ messageId }) => messageId],
  ['client_id', 'uuid', ({ clientId }) => clientId],
  ['at', 'timestamptz', ({ at }) => at],
  ['delivery_id', 'uuid', ({ claim }) => claim?.deliveryId ?? null],
  ['owner', 'uuid', ({ claim }) => claim?.owner ?? null],
  ['attempt', 'smallint', ({ claim }) => claim?.attempt ?? null],
  ['stays', 'boolean', ({ claim }) => claim !== null && claim.stays !== null],
  ['releases', 'boolean', ({ claim }) => claim?.releasesLane ?? false],
  ['deliveries', 'jsonb', ({ deliveries }) => deliveriesJson(deliveries)],
  ['final', 'boolean', ({ final }) => final],
  ['request', 'jsonb', ({ request }) => (request === undefined ? null : JSON.stringify(request))],
  ['events', 'lines', ({ events }) => eventLine(events)],
])
const clientId = 2
const at = 3
const stays = rowSource<Stay>('s', input.next, [
  ['delivery_id', 'uuid', ({ deliveryId }) => deliveryId],
  ['route', 'text', ({ route }) => route],
  ['sequence', 'smallint', ({ sequence }) => sequence],
  ['state', 'jsonb', ({ state }) => JSON.stringify(state)],
])
const drops = rowSource<Coming<string>>('d', stays.next, [
  ['of', 'int', ({ of }) => of],
  ['id', 'uuid', ({ row }) => row],
])
const awaiting = rowSource<Coming<AwaitingRow>>('a', drops.next, [
  ['of', 'int', ({ of }) => of],
  ['delivery_id', 'uuid', ({ row }) => row.delivery_id],
  ['gateway', 'text', ({ row }) => row.gateway],
  ['provider_id', 'text', ({ row }) => row.provider_id],
  ['due_at', 'timestamptz', ({ row }) => row.due_at],
])
const queued = rowSource('r', awaiting.next, queueSource)
const held = rowSource('h', queued.next, heldSource)
/** Whether the change that a row comes with is valid. `coalesce` keeps the planner from joining, as when accepting. */
const isValid = (row: string) => `coalesce(${row}.of in (select n from valid), false)`
/**
 * Whether a row `q` of the queue is one that the input claims. Found by an array of ids and looked up in a hash: a join was turned round by
 * the planner, which then compared everything that was being sent with every change.
 */
const isClaimed = (which: string) => `q.delivery_id = any(array(select delivery_id from input where ${which}))
    and coalesce((q.delivery_id, q.owner, q.attempt) in (select delivery_id, owner, attempt from input where ${which}), false)`

/** Parameters of a {@link LaneClaim}, behind all others. */
const [follower, followsAt, followsUntil, followsAtText, followRoutes] = [0, 1, 2, 3, 4].map(
  (more) => `$${held.next + more}`,
)

// The first row of each lane whose head is gone for good, unless one of the lane goes to the held by this statement or waits there and holds the
// lane. It is claimed where that passes nothing that waits for the same route; else it is only made ready. Like `isClaimed`: arrays of ids, a
// hash of what is gone, and `is not true` in place of `not`, for which the planner would walk through all rows that wait in any lane. The
// instant is that of the statement, for what ends may have waited for the database for long, and what has become due meanwhile goes first.
const lanes = `
waiting as materialized (
  select r.route, w.priority, w.tag from unnest(${followRoutes}::text[]) r(route) cross join lateral (
    select q.priority, q.tag from channels_queue q where q.route = r.route and q.owner is null and q.ready
    order by q.priority, q.tag, q.delivery_id limit 1) w
),
heads as materialized (
  select f.delivery_id, f.route = any(${followRoutes}::text[]) and (f.valid_until is null or f.valid_until > ${followsAt}::timestamptz)
    and not exists (select 1 from waiting w where w.route = f.route and (w.priority, w.tag) < (f.priority, f.tag)) as follows
  from gone g cross join lateral (
    select n.lane, n.delivery_id, n.route, n.priority, n.tag, n.valid_until from channels_queue n
    where ${ofLane('n', 'g.lane')} and not coalesce(n.delivery_id in (select delivery_id from gone), false)
    order by n.lane, n.delivery_id limit 1) f
  where g.lane is not null and not coalesce(g.lane in (select o.lane from gone o
      where o.lane is not null and coalesce(o.delivery_id in (select delivery_id from input where not releases), false)), false)
    and not ${heldBefore('f', `greatest((select max(at) from input), ${followsAt}::timestamptz)`)}
),
followed as (
  update channels_queue q
  set ready = true, owner = ${follower}::uuid, lease_until = ${followsUntil}::timestamptz, started_at = ${followsAt}::timestamptz, attempt = q.attempt + 1,
    sequence = q.sequence + (q.sending_at is null and not (q.state ? 'sendingAt'))::int, sending_at = coalesce(q.sending_at, case when not (q.state ? 'sendingAt') then ${followsAt}::timestamptz end)
  where q.ready is not true and q.owner is null and q.delivery_id = any(array(select delivery_id from heads where follows))
  returning q.*, coalesce(q.sending_at = ${followsAt}::timestamptz, false) as first
),
woken as (
  update channels_queue q set ready = true
  where q.ready is not true and q.delivery_id = any(array(select delivery_id from heads where follows is not true))
  returning q.route, q.lane
),
begun as (${sendingMoves('followed', followsAt as string, followsAtText as string)}),`

/** What was claimed, route and lane of what was made ready, and the messages that were changed. Nulls take the types of the first part. */
const laneAnswer = `select null::uuid as changed, ${claimedColumns} from ${withMessage('followed')}
  union all select null, null, null, null, route, null, null, lane::text, null, null, null, null, null, null, null, null, null from woken
  union all select message_id, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null from valid`

/** Without lanes, nothing looks for the next of one. */
function changeText(withLanes: boolean): string {
  return `
with input as materialized (select * from ${input.from}),
gone as (
  delete from channels_queue q where ${isClaimed('not stays')}
  returning q.delivery_id, q.attempt, q.lane
),
stayed as (
  update channels_queue q
  set owner = null, lease_until = null, route = s.route, sequence = s.sequence, state = s.state
  from ${stays.from} where q.delivery_id = s.delivery_id and ${isClaimed('stays')}
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
dropped as (select d.id from ${drops.from} where ${isValid('d')}),
dropped_queue as (delete from channels_queue q using dropped d where q.delivery_id = d.id and q.owner is null),
dropped_held as (delete from channels_held h using dropped d where h.delivery_id = d.id),
dropped_awaiting as (delete from channels_awaiting a using dropped d where a.delivery_id = d.id),
${withLanes ? lanes : ''}
queued as (
  insert into channels_queue (${queueColumns})
  select q.delivery_id, q.client_id, q.route, q.priority, q.tag, q.lane, ${readyExpression}, q.attempt, q.sequence, q.valid_until, q.state
  from (select r.*, ${valueAt(at, 'timestamptz', 'r.of')} as at from ${queued.from} where ${isValid('r')}) q
),
held as (
  insert into channels_held (${heldColumns})
  select ${heldColumns} from ${held.from} where ${isValid('h')}
),
awaiting as (
  insert into channels_awaiting (delivery_id, client_id, gateway, provider_id, due_at)
  select a.delivery_id, ${valueAt(clientId, 'uuid', 'a.of')}, a.gateway, a.provider_id, a.due_at
  from ${awaiting.from} where ${isValid('a')}
  on conflict (delivery_id) do update set gateway = excluded.gateway, provider_id = excluded.provider_id, due_at = excluded.due_at
),
moves as (
  select client_id, max(at) as created_at, ${joinEvents()} as events
  from valid where events is not null group by client_id
),
told as (${outboxInsert(withLanes ? '(select * from moves union all select * from begun) news' : 'moves')})
${withLanes ? laneAnswer : 'select message_id as changed from valid'}`
}

const [plainText, lanesText] = [changeText(false), changeText(true)]

/** What {@link applyChanges} did. */
export interface Applied {
  /** The messages that were changed. */
  readonly changed: ReadonlySet<string>
  /** Routes in which the next of a lane may leave now. */
  readonly woken: readonly string[]
  /** The next of lanes, claimed. */
  readonly followed: readonly ClaimedRow[]
  /** Lanes that came to their end, as far as this statement could see. */
  readonly ended: readonly string[]
}

/** A row of the answer: a message that was changed, something that was claimed, or something that was made ready. */
type AnswerRow = TakenRow & { readonly changed: string | null }

/**
 * Writes changes, each whole or, where its claim was lost, not at all.
 * @param follow lets it claim the next of lanes; null: they are only made ready
 * @param now the present instant, where changes may be older and there is no claim to tell it
 */
export async function applyChanges(
  db: Queryable,
  changes: readonly Change[],
  follow: LaneClaim | null = null,
  now: Date | null = null,
): Promise<Applied> {
  const withLanes = changes.some(({ claim }) => claim !== null && claim.lane !== null)
  const { rows } = await db.query<AnswerRow>({
    name: withLanes ? 'channels-change-lanes' : 'channels-change',
    text: withLanes ? lanesText : plainText,
    values: [...changeValues(changes), ...(withLanes ? followValues(follow, now) : [])],
    frequent: true,
  })
  const changed = new Set(rows.flatMap((row) => row.changed ?? []))
  if (!withLanes) return { changed, woken: [], followed: [], ended: [] }
  return { changed, ...goingOn(changes, rows, follow) }
}

function changeValues(changes: readonly Change[]): unknown[] {
  return [
    ...input.values(changes),
    ...stays.values(
      changes.flatMap(({ claim }) => (claim?.stays == null ? [] : { ...claim.stays, deliveryId: claim.deliveryId })),
    ),
    ...drops.values(coming(changes, ({ dropped }) => dropped)),
    ...awaiting.values(coming(changes, (change) => change.awaiting)),
    ...queued.values(coming(changes, (change) => change.queued)),
    ...held.values(coming(changes, (change) => change.held)),
  ]
}

function followValues(follow: LaneClaim | null, now: Date | null): unknown[] {
  if (follow === null) return [null, now, null, null, []]
  const { owner, at: instant, leaseUntil, routes } = follow
  return [owner, instant, leaseUntil, instant.toISOString(), routes]
}

/** How lanes go on of which something has its end. */
function goingOn(
  changes: readonly Change[],
  rows: readonly AnswerRow[],
  follow: LaneClaim | null,
): Omit<Applied, 'changed'> {
  const followed: ClaimedRow[] = []
  const woken = new Set<string>()
  const moved = new Set<string | null>()
  for (const row of rows) {
    if (row.changed !== null) continue
    moved.add(row.lane)
    if (follow !== null && row.delivery_id !== null) followed.push(asClaimed(row, follow.at))
    else woken.add(row.route)
  }
  const ended = changes.flatMap(({ claim }) =>
    claim?.releasesLane && !moved.has(claim.lane) ? (claim.lane ?? []) : [],
  )
  return { woken: [...woken], followed, ended }
}
