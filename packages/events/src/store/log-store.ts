import type { Statement } from '@trunkline/postgres'
import type { StoredEvent } from '../event/delivery-moves.ts'

/** A row of the log: some events of one client. */
export interface LogRow {
  readonly position: number
  readonly client_id: string
  readonly events: readonly StoredEvent[]
}

/** A row of the log beside the last position that was given when it was read; without a row the rest is null. */
export interface TailRow {
  readonly head: number
  readonly position: number | null
  readonly client_id: string | null
  readonly events: readonly StoredEvent[] | null
}

/** The last position that was given. */
export const headPosition: Statement = {
  name: 'events-head',
  text: 'select position from events_head',
  values: [],
}

/** One client's rows from `from` to `upTo`, both included, oldest first. */
export const readClient = (clientId: string, range: { from: number; upTo: number; limit: number }): Statement => ({
  name: 'events-read-client',
  text: `select position, client_id, events from events_log
    where client_id = $1 and position >= $2 and position <= $3 order by position limit $4`,
  values: [clientId, range.from, range.upTo, range.limit],
})

/** The rows of several clients after a position, with the head as it was in the same snapshot. */
export const readTail = (clientIds: readonly string[], after: number, limit: number): Statement => ({
  name: 'events-read-tail',
  text: `select head.position as head, log.position, log.client_id, log.events
    from events_head head left join lateral (
      select position, client_id, events from events_log
      where position > $2 and position <= head.position and client_id = any($1::uuid[]) order by position limit $3
    ) log on true order by log.position`,
  values: [clientIds, after, limit],
})

/** A row of the log with its events as JSON text. */
export interface UnparsedRow {
  readonly position: number
  readonly client_id: string
  readonly events: string
}

/** All clients' rows after a position, oldest first, as {@link UnparsedRow}. */
export const readAll = (after: number, limit: number): Statement => ({
  name: 'events-read-all',
  text: `select position, client_id, events::text as events from events_log where position > $1 order by position limit $2`,
  values: [after, limit],
})

/** The position of a client's first row that was logged at an instant or later; null when there is none. */
export const positionAt = (clientId: string, at: Date): Statement => ({
  name: 'events-position-at',
  text: `select min(position) as position from events_log where client_id = $1 and logged_at >= $2`,
  values: [clientId, at],
})
