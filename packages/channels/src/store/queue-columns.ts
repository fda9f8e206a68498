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
 * Whether a row `q` of a lane may be claimed: it is the first of its lane in this statement, and none stands before it. `q.at` is the
 * present instant.
 */
export const readyExpression = `q.lane is null or (
      row_number() over (partition by q.lane order by q.delivery_id) = 1
      and not exists (select 1 from channels_queue o where o.lane = q.lane and o.delivery_id <> q.delivery_id)
      and not exists (select 1 from channels_held h where h.lane = q.lane and h.delivery_id <> q.delivery_id
        and (h.due_at <= q.at or h.holds_lane_until > q.at)))`

/** Joins the JSON arrays of events `events` of several rows to one array, as text: parsing each by itself costs more than all else. */
export const joinEvents = `('[' || string_agg(substr(events::text, 2, length(events::text) - 2), ',') || ']')::jsonb`
