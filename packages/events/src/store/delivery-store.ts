import type { Statement } from '@trunkline/postgres'
import type { EventRecord } from '../event/event.ts'

/** A delivery as it is claimed, with what is needed of its endpoint. */
export interface ClaimedRow {
  readonly endpoint_id: string
  readonly position: number
  readonly index: number
  readonly event: EventRecord
  /** Tries that have failed before. */
  readonly attempt: number
  readonly client_id: string
  readonly url: string
  readonly secret: string
  readonly previous_secret: string | null
  readonly previous_until: Date | null
  readonly failing_since: Date | null
}

/** What a claim may take. */
export interface ClaimLimits {
  /** Endpoints after this id come first; the nil UUID begins at the front. */
  readonly after: string
  /** Rows in all. */
  readonly total: number
  /** Rows of each endpoint that is not in `free`. */
  readonly each: number
  /** How many more of the endpoints that are being worked on. */
  readonly free: ReadonlyMap<string, number>
}

/**
 * Claims deliveries that are due, of every endpoint only as many as it may have under way, so that a stuck endpoint with a long
 * backlog neither costs the others their turn nor is waded through: the recursive part steps from endpoint to endpoint through the
 * index, and the lateral one reads the due head of each. Scalar subqueries and no joins, so that the endpoints keep their order.
 */
export const claimDeliveries = (now: Date, leaseUntil: Date, limits: ClaimLimits): Statement => ({
  name: 'events-claim',
  text: `
    with recursive waiting as (
      (select endpoint_id as id from events_delivery where endpoint_id > $3 order by endpoint_id limit 1)
      union all
      select (select endpoint_id from events_delivery where endpoint_id > waiting.id order by endpoint_id limit 1)
      from waiting where waiting.id is not null
    ), busy as materialized (
      select $6::text::jsonb as free
    ), picked as (
      select head.* from waiting, lateral (
        select endpoint_id, position, index from events_delivery
        where endpoint_id = waiting.id and due_at <= $1
        order by due_at, position, index
        limit coalesce(((select free from busy) ->> waiting.id::text)::bigint, $5)
        for update skip locked
      ) head
      where (
        select status = 'enabled' and coalesce(paused_until <= $1, true) from events_endpoint where id = waiting.id
      )
      limit $4
    ), claimed as (
      update events_delivery d set due_at = $2, lease_until = $2 from picked
      where d.endpoint_id = picked.endpoint_id and d.position = picked.position and d.index = picked.index
      returning d.endpoint_id, d.position, d.index, d.event, d.attempt
    )
    select claimed.*, e.client_id, e.url, e.secret, e.previous_secret, e.previous_until, e.failing_since
    from claimed join events_endpoint e on e.id = claimed.endpoint_id
    order by claimed.endpoint_id, claimed.position, claimed.index`,
  values: [now, leaseUntil, limits.after, limits.total, limits.each, JSON.stringify(Object.fromEntries(limits.free))],
})

/** How a claimed delivery ends, as the store takes it. `leaseUntil` is the token of the claim: a late worker changes nothing. */
export interface FinishRow {
  readonly endpoint_id: string
  readonly position: number
  readonly index: number
  readonly lease_until: string
  /** `done` takes it away, `retry` and `release` put it back, `failed` gives it up. */
  readonly how: 'done' | 'retry' | 'release' | 'failed'
  readonly due_at?: string
  readonly attempt?: number
  readonly reason?: string
}

const finishSource = `json_to_recordset($1::text::json) as f(
  endpoint_id uuid, position bigint, index int, lease_until timestamptz, how text, due_at timestamptz, attempt smallint, reason text)`

const sameDelivery = `d.endpoint_id = f.endpoint_id and d.position = f.position and d.index = f.index and d.lease_until = f.lease_until`

/** Writes down how claimed deliveries ended. */
export const finishDeliveries = (rows: readonly FinishRow[], now: Date): Statement => ({
  name: 'events-finish',
  text: `
    with f as materialized (select * from ${finishSource}),
    put_back as (
      update events_delivery d set due_at = f.due_at, attempt = f.attempt, lease_until = null
      from f where f.how in ('retry', 'release') and ${sameDelivery}
    ), gone as (
      delete from events_delivery d using f where f.how in ('done', 'failed') and ${sameDelivery}
      returning d.endpoint_id, d.position, d.index, d.event, f.how, f.attempt, f.reason
    )
    insert into events_failed (endpoint_id, position, index, event, attempt, failed_at, reason)
    select endpoint_id, position, index, event, attempt, $2, reason from gone where how = 'failed'
    on conflict (endpoint_id, position, index) do update
    set attempt = excluded.attempt, failed_at = excluded.failed_at, reason = excluded.reason`,
  values: [JSON.stringify(rows), now],
})

/** What an answer tells of the endpoint itself. */
export interface EndpointEffect {
  readonly id: string
  readonly health?: 'ok' | 'failing'
  readonly error?: string
  readonly paused_until?: string
}

/** Writes down how endpoints do. */
export const noteEndpoints = (effects: readonly EndpointEffect[], now: Date): Statement => ({
  name: 'events-endpoint-note',
  text: `update events_endpoint e set
      failing_since = case n.health when 'failing' then coalesce(e.failing_since, $2) when 'ok' then null else e.failing_since end,
      last_error = case n.health when 'failing' then n.error when 'ok' then null else e.last_error end,
      paused_until = greatest(e.paused_until, n.paused_until)
    from json_to_recordset($1::text::json) as n(id uuid, health text, error text, paused_until timestamptz)
    where e.id = n.id`,
  values: [JSON.stringify(effects), now],
})

/** Stops an endpoint: nothing more is made for it. */
export const disableEndpoint = (id: string, reason: string, now: Date): Statement => ({
  name: 'events-endpoint-disable',
  text: `update events_endpoint set status = 'disabled', disabled_at = $3, disabled_reason = $2, feed_at = null
    where id = $1 and status = 'enabled' returning client_id`,
  values: [id, reason, now],
})

/** Gives up what waits for an endpoint, so that it can be replayed. */
export const failWaiting = (id: string, reason: string, now: Date): Statement => ({
  name: 'events-endpoint-give-up',
  text: `with gone as (
      delete from events_delivery where endpoint_id = $1 returning endpoint_id, position, index, event, attempt
    )
    insert into events_failed (endpoint_id, position, index, event, attempt, failed_at, reason)
    select endpoint_id, position, index, event, attempt, $3, $2 from gone
    on conflict (endpoint_id, position, index) do nothing`,
  values: [id, reason, now],
})

/** Gives up deliveries that were made before `before`: their receivers have been away for too long. */
export const failOld = (before: Date, reason: string, now: Date): Statement => ({
  name: 'events-give-up-old',
  text: `with gone as (
      delete from events_delivery where made_at < $1 and coalesce(lease_until <= $3, true)
      returning endpoint_id, position, index, event, attempt
    )
    insert into events_failed (endpoint_id, position, index, event, attempt, failed_at, reason)
    select endpoint_id, position, index, event, attempt, $3, $2 from gone
    on conflict (endpoint_id, position, index) do nothing`,
  values: [before, reason, now],
})

/** Takes away what was given up before `before`, and what waits for endpoints that are gone. */
export const purgeDeliveries = (before: Date): Statement => ({
  name: 'events-purge',
  text: `with old as (delete from events_failed where failed_at < $1)
    delete from events_delivery d where not exists (select from events_endpoint e where e.id = d.endpoint_id)`,
  values: [before],
})

/** How much waits, for the operator. Counting stops at 100,000. */
export const countWaiting: Statement = {
  name: 'events-depth',
  text: `select
      (select count(*) from (select from events_outbox limit 100000) o) as outbox,
      (select min(created_at) from (select created_at from events_outbox order by id limit 1) o) as oldest,
      (select count(*) from (select from events_delivery limit 100000) d) as deliveries,
      (select count(*) from (select from events_failed limit 100000) f) as failed`,
  values: [],
}
