/** The columns of new rows in queue and held, and their types: one place for the statements that insert them from JSON. */

export const queueColumns =
  'delivery_id, client_id, route, priority, tag, lane, ready, attempt, sequence, valid_until, state'
export const queueJson = `delivery_id uuid, client_id uuid, route text, priority smallint, tag bigint, lane bigint,
    attempt smallint, sequence smallint, valid_until timestamptz, state jsonb`

export const heldColumns =
  'delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state'
export const heldJson = `delivery_id uuid, client_id uuid, route text, priority smallint, due_at timestamptz, why text, lane bigint,
    holds_lane_until timestamptz, valid_until timestamptz, attempt smallint, sequence smallint, state jsonb`

/**
 * Whether nothing stands before a row of a lane: no earlier delivery of the lane in the queue, and none among the held that is due or
 * holds the lane.
 * @param row the alias of the row; it has `lane` and `delivery_id`
 * @param at the present instant
 * @param leaving a further condition on the held rows `h` that count
 */
export function laneFree(row: string, at: string, leaving = ''): string {
  return `not exists (select 1 from channels_queue o where o.lane = ${row}.lane and o.delivery_id < ${row}.delivery_id)
      and not exists (select 1 from channels_held h where h.lane = ${row}.lane and h.delivery_id < ${row}.delivery_id
        and (h.due_at <= ${at} or h.holds_lane_until > ${at})${leaving})`
}

/**
 * Whether a new row `q` may be claimed: it has no lane, or is the first of its lane in this statement and nothing stands before it.
 * `q.at` is the present instant.
 */
export function readyWhen(leaving = ''): string {
  return `q.lane is null or (
      row_number() over (partition by q.lane order by q.delivery_id) = 1
      and ${laneFree('q', 'q.at', leaving)})`
}

/** {@link readyWhen} for rows that were in no other table before. */
export const readyExpression = readyWhen()

/** Joins the JSON arrays of events `events` of several rows to one array, as text: parsing each by itself costs more than all else. */
export const joinEvents = `('[' || string_agg(substr(events::text, 2, length(events::text) - 2), ',') || ']')::json`
