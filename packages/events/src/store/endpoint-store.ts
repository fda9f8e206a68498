import type { Statement } from '@trunkline/postgres'

/** A row of events_endpoint. */
export interface EndpointRow {
  readonly id: string
  readonly client_id: string
  readonly url: string
  readonly patterns: readonly string[] | null
  readonly secret: string
  readonly previous_secret: string | null
  readonly previous_until: Date | null
  readonly status: 'enabled' | 'disabled'
  readonly disabled_at: Date | null
  readonly disabled_reason: string | null
  readonly paused_until: Date | null
  readonly failing_since: Date | null
  readonly last_error: string | null
  readonly created_at: Date
}

/** What makes a new endpoint. */
export interface NewEndpoint {
  readonly id: string
  readonly clientId: string
  readonly url: string
  readonly patterns: readonly string[] | null
  readonly likes: readonly string[] | null
  readonly secret: string
  readonly at: Date
}

/** Stores an endpoint that gets what happens from now on, unless the client has `most` already; gives the row or none. */
export const insertEndpoint = (endpoint: NewEndpoint, most: number): Statement => ({
  name: 'events-endpoint-insert',
  text: `insert into events_endpoint (id, client_id, url, patterns, likes, secret, created_at, cursor)
    select $1, $2, $3, $4::text[], $5::text[], $6, $7, head.position from events_head head
    where (select count(*) from events_endpoint where client_id = $2) < $8
    returning *`,
  values: [
    endpoint.id,
    endpoint.clientId,
    endpoint.url,
    endpoint.patterns,
    endpoint.likes,
    endpoint.secret,
    endpoint.at,
    most,
  ],
})

/** A client's endpoints, oldest first. */
export const listEndpoints = (clientId: string, after: string, limit: number): Statement => ({
  name: 'events-endpoint-list',
  text: 'select * from events_endpoint where client_id = $1 and id > $2 order by id limit $3',
  values: [clientId, after, limit],
})

/** One endpoint of a client. */
export const getEndpoint = (clientId: string, id: string): Statement => ({
  name: 'events-endpoint-get',
  text: 'select * from events_endpoint where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** Takes an endpoint away. What waits for it goes in the next statement, which sees what the feed made meanwhile. */
export const deleteEndpoint = (clientId: string, id: string): Statement => ({
  name: 'events-endpoint-delete',
  text: 'delete from events_endpoint where client_id = $1 and id = $2 returning id',
  values: [clientId, id],
})

/** Takes away all that waits for an endpoint or was given up. */
export const deleteDeliveries = (id: string): Statement => ({
  name: 'events-endpoint-clear',
  text: `with failed as (delete from events_failed where endpoint_id = $1)
    delete from events_delivery where endpoint_id = $1`,
  values: [id],
})

/** Puts a new secret in place; the one that was there signs too until `until`. */
export const rotateSecret = (clientId: string, id: string, secret: string, until: Date): Statement => ({
  name: 'events-endpoint-rotate',
  text: `update events_endpoint set previous_secret = secret, previous_until = $4, secret = $3
    where client_id = $1 and id = $2 returning *`,
  values: [clientId, id, secret, until],
})

/** Puts a disabled endpoint back to work, from now on. */
export const enableEndpoint = (clientId: string, id: string): Statement => ({
  name: 'events-endpoint-enable',
  text: `update events_endpoint e set
      status = 'enabled', disabled_at = null, disabled_reason = null, failing_since = null, last_error = null, paused_until = null,
      cursor = case when status = 'disabled' then head.position else cursor end
    from events_head head where client_id = $1 and id = $2 returning e.*`,
  values: [clientId, id],
})

/** Has the feed begin again after a position; deliveries from there on that wait for another try are due now. */
export const rewindEndpoint = (id: string, after: number, now: Date): Statement => ({
  name: 'events-endpoint-rewind',
  text: `with sooner as (
      update events_delivery set due_at = $3
      where endpoint_id = $1 and position > $2 and due_at > $3 and lease_until is null
    )
    update events_endpoint set cursor = least(cursor, $2), feed_at = $3, paused_until = null where id = $1`,
  values: [id, after, now],
})

/** Queues anew what was given up, and makes due now what has failed and waits for another try. */
export const requeueFailed = (id: string, now: Date): Statement => ({
  name: 'events-endpoint-requeue',
  text: `with sooner as (
      update events_delivery set due_at = $2
      where endpoint_id = $1 and attempt > 0 and due_at > $2 and lease_until is null returning 1
    ), gone as (
      delete from events_failed where endpoint_id = $1 returning endpoint_id, position, index, event
    ), again as (
      insert into events_delivery (endpoint_id, position, index, event, made_at, due_at)
      select endpoint_id, position, index, event, $2, $2 from gone on conflict do nothing returning 1
    )
    select (select count(*) from sooner) + (select count(*) from again) as requeued`,
  values: [id, now],
})

/** Forgets the secrets that no longer sign. */
export const forgetOldSecrets = (now: Date): Statement => ({
  name: 'events-endpoint-forget',
  text: `update events_endpoint set previous_secret = null, previous_until = null where previous_until <= $1`,
  values: [now],
})
