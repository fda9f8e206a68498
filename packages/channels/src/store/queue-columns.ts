import type { DeliveryLabel, DeliveryMoves } from '@trunkline/events'
import type { HeldRow, QueueRow, RowState } from '../queue/rows.ts'
import type { Column } from './row-source.ts'

/** The columns of new rows in queue and held: one place for the statements that insert them. */

export const queueColumns =
  'delivery_id, client_id, route, priority, tag, lane, ready, attempt, sequence, valid_until, state'

export const heldColumns =
  'delivery_id, client_id, route, priority, due_at, why, lane, holds_lane_until, valid_until, attempt, sequence, state'

/** The state of a row `alias` of the queue as it travels, with when its first attempt began. */
export function stateOf(alias: string): string {
  return `case when ${alias}.sending_at is null or ${alias}.state ? 'sendingAt' then ${alias}.state
    else ${alias}.state || jsonb_build_object('sendingAt', to_char(${alias}.sending_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end`
}

/** A new row, and the number of the row of the batch that it comes with. */
export interface Coming<Row> {
  readonly of: number
  readonly row: Row
}

const common = [
  ['of', 'int', ({ of }) => of],
  ['delivery_id', 'uuid', ({ row }) => row.delivery_id],
  ['client_id', 'uuid', ({ row }) => row.client_id],
  ['route', 'text', ({ row }) => row.route],
  ['priority', 'smallint', ({ row }) => row.priority],
  ['lane', 'bigint', ({ row }) => row.lane],
  ['valid_until', 'timestamptz', ({ row }) => row.valid_until],
  ['attempt', 'smallint', ({ row }) => row.attempt],
  ['sequence', 'smallint', ({ row }) => row.sequence],
  ['state', 'jsonb', ({ row }) => stateJson(row.state)],
] as const satisfies readonly Column<Coming<QueueRow | HeldRow>>[]

/** For {@link rowSource}: new rows of the queue, all but `ready`. */
export const queueSource: readonly Column<Coming<QueueRow>>[] = [...common, ['tag', 'bigint', ({ row }) => row.tag]]

/** For {@link rowSource}: new rows of the held. */
export const heldSource: readonly Column<Coming<HeldRow>>[] = [
  ...common,
  ['due_at', 'timestamptz', ({ row }) => row.due_at],
  ['why', 'text', ({ row }) => row.why],
  ['holds_lane_until', 'timestamptz', ({ row }) => row.holds_lane_until],
]

/** The new rows that come with each of a batch. */
export function coming<Batch, Row>(batch: readonly Batch[], rowsOf: (one: Batch) => readonly Row[]): Coming<Row>[] {
  const rows: Coming<Row>[] = []
  for (let index = 0; index < batch.length; index += 1)
    for (const row of rowsOf(batch[index] as Batch)) rows.push({ of: index + 1, row })
  return rows
}

const lowestId = "'00000000-0000-0000-0000-000000000000'::uuid"
const highestId = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"

/**
 * The rows `row` of one lane. Written as a range, so that only an index that begins with the lane can give them in order: by `lane = …` and
 * `order by delivery_id`, a plan made while the table was empty walks all of it by its key.
 */
export function ofLane(row: string, lane: string): string {
  return `${row}.lane is not null and (${row}.lane, ${row}.delivery_id) >= (${lane}, ${lowestId})
      and (${row}.lane, ${row}.delivery_id) <= (${lane}, ${highestId})`
}

/** Whether row `one` stands in the same lane before `other`; a row comparison for the same reason as in {@link ofLane}. */
export function before(one: string, other: string): string {
  return `${one}.lane = ${other}.lane and (${one}.lane, ${one}.delivery_id) < (${other}.lane, ${other}.delivery_id)`
}

/**
 * Whether a row of the held that stands before `row` in its lane holds it up: it is due, or was tried less than a minute ago. The row's alias
 * can't be `h`, which is the held row's.
 */
export function heldBefore(row: string, at: string, leaving = ''): string {
  return `exists (select 1 from channels_held h where ${before('h', row)}
        and (h.due_at <= ${at} or h.holds_lane_until > ${at})${leaving})`
}

/**
 * Whether nothing stands before a row of a lane: no earlier delivery of the lane in the queue, and none among the held that is due or
 * holds the lane.
 * @param row the alias of the row; it has `lane` and `delivery_id`
 * @param at the present instant
 * @param leaving a further condition on the held rows `h` that count
 */
export function laneFree(row: string, at: string, leaving = ''): string {
  return `not exists (select 1 from channels_queue o where ${before('o', row)}) and not ${heldBefore(row, at, leaving)}`
}

/** The place of a new row `q` among those of its lane that come with the same statement. */
export const placeInLane = 'row_number() over (partition by q.lane order by q.delivery_id)'

/**
 * Whether a new row `q` may be claimed: it has no lane, or is the first of its lane in this statement and nothing stands before it.
 * `q.at` is the present instant.
 */
export function readyWhen(leaving = ''): string {
  return `q.lane is null or (
      ${placeInLane} = 1
      and ${laneFree('q', 'q.at', leaving)})`
}

/** {@link readyWhen} for rows that were in no other table before. */
export const readyExpression = readyWhen()

/**
 * Joins the events of several rows to one array. They are text without the brackets, `{…},{…}`: parsing each by itself costs more than
 * all else.
 */
export function joinEvents(column = 'events'): string {
  return `('[' || string_agg(${column}, ',') || ']')::json`
}

/** Events as {@link joinEvents} wants them; null where there are none. */
export function eventLine(events: readonly DeliveryMoves[]): string | null {
  if (events.length === 1) return movesJson(events[0] as DeliveryMoves)
  return events.length === 0 ? null : events.map(movesJson).join(',')
}

// The next three give what `JSON.stringify` does, in half its time.

function movesJson(one: DeliveryMoves): string {
  return `{${labelFields(one)},"from":${one.from},"moves":${JSON.stringify(one.moves)}}`
}

/** A state as JSON. That of a row that was not tried yet has its three fields that it can't do without, and no others. */
export function stateJson(state: RowState): string {
  if (Object.keys(state).length > 3) return JSON.stringify(state)
  const { gateways, index, event } = state
  return `{"gateways":${JSON.stringify(gateways)},"index":${index},"event":{${labelFields(event)}}}`
}

/** A SID and the name of a channel need no escapes. */
function labelFields({ of, channel, metadata }: DeliveryLabel): string {
  const named = `"of":"${of}","channel":"${channel}"`
  return metadata === undefined ? named : `${named},"metadata":${JSON.stringify(metadata)}`
}
