import type { DeliveryLabel } from '@trunkline/events'
import { categories } from '../message/schema.ts'
import { labelOf, type StoredDelivery, type StoredMessage } from '../message/stored.ts'
import { laneOf } from '../queue/lane.ts'
import { routeKey } from '../queue/route.ts'
import type { HeldRow, QueueRow } from '../queue/rows.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import type { Place } from './place.ts'

/** What building a row of the queue or of the held takes. */
export interface RowContext {
  readonly settings: ClientSettings
  readonly tag: (route: string, priority: number) => number
}

/** What a delivery takes along, whichever of queue and held it waits in. */
export type TravellingRow = Pick<
  QueueRow,
  'delivery_id' | 'client_id' | 'priority' | 'lane' | 'attempt' | 'sequence' | 'state'
>

/** The row of a delivery that may leave now. */
export function queueRow(
  id: string,
  delivery: StoredDelivery,
  message: StoredMessage,
  place: Place,
  context: RowContext,
  label = labelOf(id, delivery.channel, message.request),
): QueueRow {
  return toQueue(firstRow(id, delivery, message, context, label), delivery, place, context)
}

/** The row of a delivery that waits. */
export function heldRow(
  id: string,
  delivery: StoredDelivery,
  message: StoredMessage,
  place: Place,
  context: RowContext,
  label = labelOf(id, delivery.channel, message.request),
): HeldRow {
  return toHeld(firstRow(id, delivery, message, context, label), delivery, place, context)
}

/** The row of the queue for a delivery and its place. */
export function toQueue(row: TravellingRow, delivery: StoredDelivery, place: Place, context: RowContext): QueueRow {
  const route = routeOf(row, delivery, context)
  return {
    delivery_id: row.delivery_id,
    client_id: row.client_id,
    route,
    priority: row.priority,
    tag: context.tag(route, row.priority),
    lane: row.lane,
    attempt: row.attempt,
    sequence: delivery.timeline.length,
    valid_until: validUntil(place),
    state: row.state,
  }
}

/** The row of the held for a delivery and its place. */
export function toHeld(row: TravellingRow, delivery: StoredDelivery, place: Place, context: RowContext): HeldRow {
  return {
    delivery_id: row.delivery_id,
    client_id: row.client_id,
    route: routeOf(row, delivery, context),
    priority: row.priority,
    due_at: delivery.dueAt as string,
    why: place.kind === 'held' ? place.why : 'window',
    lane: row.lane,
    holds_lane_until: null,
    valid_until: validUntil(place),
    attempt: row.attempt,
    sequence: delivery.timeline.length,
    state: row.state,
  }
}

function routeOf({ client_id, state }: TravellingRow, delivery: StoredDelivery, { settings }: RowContext): string {
  const paced = settings.channels[delivery.channel].rate === null ? null : client_id
  return routeKey(delivery.gateways[state.index] as string, paced)
}

function validUntil(place: Place): string | null {
  const until = place.kind === 'queue' || place.kind === 'held' ? place.validUntil : null
  return until === null ? null : new Date(until).toISOString()
}

/** What a delivery takes along that has just been accepted, or whose step begins. */
function firstRow(
  id: string,
  delivery: StoredDelivery,
  message: StoredMessage,
  { settings }: RowContext,
  event: DeliveryLabel,
): TravellingRow {
  const { request, clientId } = message
  const of = settings.channels[delivery.channel]
  const bypasses = of.regulated && of.bypass.includes(request.category)
  return {
    delivery_id: id,
    client_id: clientId,
    priority: categories.indexOf(request.category),
    lane: request.orderKey === undefined || bypasses ? null : laneOf(clientId, request.orderKey, delivery.channel),
    attempt: 0,
    sequence: delivery.timeline.length,
    state: { gateways: delivery.gateways, index: 0, event },
  }
}
