import type { Statement } from '@trunkline/postgres'
import { sidFromUuid } from '@trunkline/wire'
import type { ClientEvent } from '../event/event.ts'

/**
 * The SQL text that writes events into the outbox, for use as a CTE of the statement that makes the move, so that a move and its
 * event are one commit.
 * @param source what stands behind `from`: gives `client_id uuid, created_at timestamptz, events json`, where `events` is an array of
 *   `{id: 'EV…', type, timestamp, data}` of that client, or of {@link DeliveryMoves}, in the order in which they are to be told
 */
export function outboxInsert(source: string): string {
  return `insert into events_outbox (client_id, created_at, events) select client_id, created_at, events from ${source}`
}

const appendSql = outboxInsert(
  'json_to_recordset($1::text::json) as source(client_id uuid, created_at timestamptz, events json)',
)

/**
 * Writes events into the outbox; run it in the transaction of the move. Events of one client become one row and keep their order.
 * Wake the relay after the commit.
 */
export function appendEvents(events: readonly ClientEvent[]): Statement {
  const rows = Map.groupBy(events, ({ clientId }) => clientId)
    .entries()
    .map(([clientId, own]) => ({
      client_id: clientId,
      created_at: own[0]?.timestamp,
      events: own.map(({ id, type, timestamp, data }) => ({
        id: id.startsWith('EV') ? id : sidFromUuid('EV', id),
        type,
        timestamp,
        data,
      })),
    }))
  return { name: 'events-append', text: appendSql, values: [JSON.stringify([...rows])] }
}
