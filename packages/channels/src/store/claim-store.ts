import { outboxInsert } from '@trunkline/events'
import type { Queryable } from '@trunkline/postgres'
import { type DeliveryDocument, fromDocuments } from '../message/delivery-document.ts'
import type { StoredDelivery, StoredRequest } from '../message/stored.ts'
import type { RowState } from '../queue/rows.ts'

/** How many deliveries of a route may be claimed. */
export interface RouteAllowance {
  readonly route: string
  readonly most: number
}

/** What a claim asks for. */
export interface ClaimRequest {
  readonly routes: readonly RouteAllowance[]
  /** The most over all routes. */
  readonly most: number
  readonly owner: string
  readonly now: Date
  readonly leaseUntil: Date
}

/** A claimed delivery: its attempt is written down, with number, start and lease, before anybody is called. */
export interface ClaimedRow {
  readonly delivery_id: string
  readonly client_id: string
  readonly message_id: string
  readonly route: string
  readonly priority: number
  readonly tag: number
  readonly lane: string | null
  readonly attempt: number
  readonly sequence: number
  readonly valid_until: Date | null
  readonly started_at: Date
  readonly state: RowState
  /** Of the message. */
  readonly created_at: Date
  readonly final: boolean
  readonly request: StoredRequest
  readonly deliveries: readonly StoredDelivery[]
}

/**
 * What tells of the first attempts of rows that were taken. Built here as text, in the statement that makes the move.
 * @param taken the CTE of the rows; `first` says of each whether this is its first attempt
 * @param at the parameter of the instant, and @param atText the same as RFC 3339 text
 */
export function sendingMoves(taken: string, at: string, atText: string): string {
  return `select client_id, ${at}::timestamptz as created_at, ('[' || string_agg(
    left((state -> 'event')::text, -1) || ',"from":' || sequence || ',"moves":[["sending","' || ${atText}::text || '"]]}', ',') || ']')::json as events
  from ${taken} where first group by client_id`
}

/** A claimed row `t` of the queue with its message `m`, as {@link ClaimedRow} wants it. */
export const claimedColumns = `t.delivery_id, t.client_id, m.id as message_id, t.route, t.priority, t.tag, t.lane::text as lane, t.attempt, t.sequence,
  t.valid_until, t.sending_at, t.state, m.created_at, m.final, m.request, m.deliveries`

/** Stands behind `from`: rows `t` of a CTE, each with its message `m`. */
export const withMessage = (taken: string) =>
  `${taken} t join channels_message m on m.id = (left(t.delivery_id::text, 32) || '0000')::uuid`

// The inner select walks the index of one route in order and stops at its allowance, so a claim costs the same whatever waits. The event
// of the first attempt is built here, in the statement that makes the move, as text. What was picked is updated by an array of its ids and not by a
// join: where the queue was nearly empty when it was analysed, the planner expects one row of each side and compares all with all.
const isFirst = "q.sending_at is null and not (q.state ? 'sendingAt')"
const claimText = `
with picked as (
  select c.delivery_id, c.first
  from unnest($1::text[], $2::int[]) as r(route, most)
  cross join lateral (
    select q.delivery_id, q.priority, q.tag, ${isFirst} as first from channels_queue q
    where q.route = r.route and q.owner is null and q.ready and (q.valid_until is null or q.valid_until > $5)
    order by q.priority, q.tag, q.delivery_id limit r.most
    for update skip locked
  ) c
  order by c.priority, c.tag, c.delivery_id limit $3
),
taken as (
  update channels_queue q
  set owner = $4, lease_until = $6, started_at = $5, attempt = q.attempt + 1,
    sequence = case when ${isFirst} then q.sequence + 1 else q.sequence end,
    sending_at = case when ${isFirst} then $5 else q.sending_at end
  where q.delivery_id = any(array(select delivery_id from picked))
  returning q.*, coalesce(q.delivery_id in (select delivery_id from picked where first), false) as first
),
moves as (${sendingMoves('taken', '$5', '$7')}),
told as (${outboxInsert('moves')})
select ${claimedColumns} from ${withMessage('taken')}
order by t.priority, t.tag, t.delivery_id`

/** A claimed row as it comes from the database: when the first attempt began stands beside the state. */
export type TakenRow = Omit<ClaimedRow, 'state' | 'started_at' | 'deliveries'> & {
  state: RowState
  started_at: Date
  readonly sending_at: Date | null
  deliveries: readonly DeliveryDocument[]
}

/** Claims deliveries that may leave, most important and fairest first. */
export async function claim(db: Queryable, request: ClaimRequest): Promise<ClaimedRow[]> {
  const { routes, most, owner, now, leaseUntil } = request
  const { rows } = await db.query<TakenRow>({
    name: 'channels-claim',
    text: claimText,
    values: [
      routes.map((one) => one.route),
      routes.map((one) => one.most),
      most,
      owner,
      now,
      leaseUntil,
      now.toISOString(),
    ],
  })
  return rows.map((row) => asClaimed(row, now))
}

/** What a statement took at this instant, as a {@link ClaimedRow}; the row itself. */
export function asClaimed(row: TakenRow, now: Date): ClaimedRow {
  row.started_at = now
  if (row.sending_at !== null) row.state = { ...row.state, sendingAt: row.sending_at.toISOString() }
  row.deliveries = fromDocuments(row.deliveries)
  return row as ClaimedRow
}

/** Lengthens the lease of what is being sent. Returns the ids that are still ours. */
export async function renewLeases(
  db: Queryable,
  owner: string,
  ids: readonly string[],
  until: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ delivery_id: string }>({
    name: 'channels-renew',
    text: 'update channels_queue set lease_until = $3 where delivery_id = any($2::uuid[]) and owner = $1 returning delivery_id',
    values: [owner, ids, until],
  })
  return rows.map((row) => row.delivery_id)
}

/** Gives back deliveries that were claimed and not begun. */
export async function giveBack(db: Queryable, owner: string, ids: readonly string[]): Promise<void> {
  await db.query({
    text: 'update channels_queue set owner = null, lease_until = null where delivery_id = any($2::uuid[]) and owner = $1',
    values: [owner, ids],
  })
}

/**
 * Gives back what claims took whose answers were lost on the way: nobody began to send it. A worker makes no two claims at one instant, so the
 * instant names the claim. Returns the instants of which something was given back, milliseconds.
 */
export async function undoClaims(db: Queryable, owner: string, claimedAt: readonly Date[]): Promise<Set<number>> {
  const { rows } = await db.query<{ started_at: Date }>({
    text: `with undone as (
        update channels_queue set owner = null, lease_until = null where owner = $1 and started_at = any($2::timestamptz[]) returning started_at
      ) select distinct started_at from undone`,
    values: [owner, claimedAt],
  })
  return new Set(rows.map((row) => row.started_at.getTime()))
}

// What was being sent when its process died is not sent again unseen: the attempt is kept as one of unknown outcome. It is looked up
// whatever its window says, so valid_until goes.
const expireText = `
with lost as (
  select delivery_id from channels_queue where owner is not null and lease_until < $1
  order by lease_until limit 1000 for update skip locked
)
update channels_queue q
set owner = null, lease_until = null, valid_until = null,
  state = case when q.state ? 'unknown' then q.state else q.state || jsonb_build_object('unknown', jsonb_build_object(
    'gateway', split_part(q.route, '#', 1), 'attempt', q.attempt,
    'startedAt', to_char(q.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) end
from lost l where q.delivery_id = l.delivery_id
returning q.delivery_id`

/** Frees the deliveries whose lease has run out. Returns how many. */
export async function expireLeases(db: Queryable, now: Date): Promise<number> {
  const { rowCount } = await db.query({ name: 'channels-expire-leases', text: expireText, values: [now] })
  return rowCount
}

// A loose index scan: one probe for each route, however many rows wait.
const routesText = `
with recursive routes as (
  (select route from channels_queue where owner is null and ready order by route limit 1)
  union all
  select (select q.route from channels_queue q where q.owner is null and q.ready and q.route > r.route order by q.route limit 1)
  from routes r where r.route is not null
)
select r.route, p.priority::int as priority, t.tag
from routes r
cross join (values (0), (1), (2)) p(priority)
cross join lateral (
  select q.tag from channels_queue q where q.route = r.route and q.priority = p.priority and q.owner is null and q.ready
  order by q.tag limit 1) t
where r.route is not null`

/** The lowest waiting tag of every route and priority that has rows. */
export async function lowestTags(db: Queryable): Promise<{ route: string; priority: number; tag: number }[]> {
  const { rows } = await db.query<{ route: string; priority: number; tag: number }>({
    name: 'channels-routes',
    text: routesText,
    values: [],
  })
  return rows
}

/** The last tag that each client was given, over all that waits. Reads the whole queue: for the start of a process. */
export async function lastTags(
  db: Queryable,
): Promise<{ route: string; priority: number; clientId: string; tag: number }[]> {
  const { rows } = await db.query<{ route: string; priority: number; clientId: string; tag: number }>({
    text: 'select route, priority, client_id as "clientId", max(tag) as tag from channels_queue group by 1, 2, 3',
    values: [],
  })
  return rows
}

// Only rows with another gateway to go to are looked at (`fallback`): a backlog without one costs nothing while its gateway is down.
const rerouteText = `
with picked as (
  select q.delivery_id, q.route, other.name, other.place
  from channels_queue q cross join lateral (
    select g.name, g.place - 1 as place from jsonb_array_elements_text(q.state -> 'gateways') with ordinality g(name, place)
    where g.name = any($2::text[]) order by g.place limit 1) other
  where (q.route = $1 or (q.route > $1 || '#' and q.route < $1 || '$'))
    and q.owner is null and q.ready and q.fallback and not (q.state ? 'unknown')
  limit $3 for update of q skip locked
)
update channels_queue q
set route = p.name || case when strpos(p.route, '#') > 0 then substr(p.route, strpos(p.route, '#')) else '' end,
  state = q.state || jsonb_build_object('index', p.place)
from picked p where q.delivery_id = p.delivery_id
returning q.route`

/** Moves what waits for a gateway that is down to the first of its list that is up. Returns the routes that got something. */
export async function rerouteWaiting(
  db: Queryable,
  gateway: string,
  up: readonly string[],
  most: number,
): Promise<Set<string>> {
  const { rows } = await db.query<{ route: string }>({
    name: 'channels-reroute',
    text: rerouteText,
    values: [gateway, up, most],
  })
  return new Set(rows.map((row) => row.route))
}
