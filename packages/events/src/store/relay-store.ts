import type { Statement } from '@trunkline/postgres'

/** One client's part of a batch that was moved into the log. */
export interface MovedRow {
  readonly client_id: string
  readonly moved: number
  readonly position: number
  /** Endpoints that the whole batch marked for the feed. */
  readonly marked: number
}

/** Takes the right to give positions until the commit, and tells the last one given. A statement of its own: only the next one sees all that was committed meanwhile. */
export const lockHead: Statement = {
  name: 'events-lock-head',
  text: 'select position from events_head for update',
  values: [],
}

/** Whether anything waits to be moved, and whether an endpoint waits to be fed. */
export const workWaits = (now: Date): Statement => ({
  name: 'events-work-waits',
  text: `select exists (select from events_outbox) as outbox,
    exists (select from events_endpoint where feed_at <= $1 and status = 'enabled') as feed`,
  values: [now],
})

/**
 * Moves up to `limit` rows, oldest first, from the outbox into the log, gives them the positions after `head`, and marks the endpoints
 * of their clients for the feed: one statement, so a row is in the outbox or in the log and never in both or neither.
 * `id = any(array(…))` and no join, because its plan is the same on an outbox that was never analysed.
 */
export const moveBatch = (head: number, now: Date, limit: number): Statement => ({
  name: 'events-move',
  text: `
    with batch as (
      delete from events_outbox where id = any(array(select id from events_outbox order by id limit $3))
      returning id, client_id, created_at, events
    ), logged as (
      insert into events_log (position, logged_at, client_id, created_at, events)
      select $1::bigint + row_number() over (order by id), $2::timestamptz, client_id, created_at, events from batch
      returning position, client_id
    ), headed as (
      update events_head set position = $1::bigint + (select count(*) from batch) where exists (select from batch)
    ), marked as (
      update events_endpoint set feed_at = $2::timestamptz
      where client_id in (select client_id from batch) and status = 'enabled' and feed_at is null
      returning id
    )
    select client_id, count(*) as moved, max(position) as position, (select count(*) from marked) as marked
    from logged group by client_id`,
  values: [head, now, limit],
})

/** What the feed did for one endpoint. */
export interface FedRow {
  readonly endpoint_id: string
  readonly made: number
  readonly more: boolean
}

/** How much the feed does at a time, and how much may wait for one endpoint. */
export interface FeedLimits {
  readonly endpoints: number
  /** Rows of the log for each endpoint. */
  readonly rows: number
  /** Deliveries that may wait for one endpoint. What goes beyond waits in the log. */
  readonly pending: number
}

/**
 * Makes deliveries of the events beyond the cursors of the endpoints that are marked, and moves the cursors: one statement, so each
 * event becomes one delivery of each endpoint that wants it. Run it after {@link lockHead} in the same transaction, so that no
 * event is moved meanwhile whose mark would get lost.
 */
export const feedEndpoints = (head: number, now: Date, limits: FeedLimits): Statement => ({
  name: 'events-feed',
  text: `
    with due as (
      select id, client_id, likes, cursor from events_endpoint
      where feed_at <= $2::timestamptz and status = 'enabled' order by feed_at limit $3 for update
    ), room as (
      select due.*, (
        select count(*) from (select from events_delivery d where d.endpoint_id = due.id limit $5) waiting
      ) >= $5 as full_up from due
    ), picked as (
      select room.id, room.client_id, room.likes, log.position, log.events from room, lateral (
        select position, events from events_log
        where client_id = room.client_id and position > room.cursor order by position limit $4
      ) log where not room.full_up
    ), made as (
      insert into events_delivery (endpoint_id, position, index, event, made_at, due_at)
      select picked.id, picked.position, item.nth - 1, item.event, $2::timestamptz, $2::timestamptz
      from picked, events_expanded(picked.client_id, picked.events) item
      where picked.likes is null or item.event ->> 'type' like any(picked.likes)
      on conflict do nothing
      returning endpoint_id
    ), progress as (
      select room.id, room.full_up, count(picked.position) >= $4 as more, max(picked.position) as reached
      from room left join picked on picked.id = room.id group by room.id, room.full_up
    ), moved as (
      update events_endpoint e set
        cursor = case when p.full_up then e.cursor when p.more then p.reached else $1 end,
        feed_at = case when p.full_up then $2::timestamptz + interval '1 second' when p.more then $2::timestamptz end
      from progress p where e.id = p.id
      returning e.id, p.more
    )
    select moved.id as endpoint_id, moved.more, (select count(*) from made where made.endpoint_id = moved.id) as made
    from moved`,
  values: [head, now, limits.endpoints, limits.rows, limits.pending],
})

/** Tells the other processes that the log has grown; a hint, heard after the commit. */
export const notifyLogged = (channel: string, head: number): Statement => ({
  name: 'events-notify',
  text: 'select pg_notify($1, $2)',
  values: [channel, String(head)],
})
