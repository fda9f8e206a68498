import type { DeliveryLabel, DeliveryMoves } from '@trunkline/events'
import { instantText } from '../message/instant-text.ts'
import type { StoredMessage } from '../message/stored.ts'
import type { QueueRow } from '../queue/rows.ts'
import type { ClaimedRow } from './claim-store.ts'

/**
 * Rows of the queue that the statement that stores them claims as well, so that they need not be looked for: room was taken for them at
 * their gateways. `at` names the claim, as with any other.
 */
export interface StraightClaim {
  readonly owner: string
  readonly at: Date
  readonly leaseUntil: Date
  /** Ids of the deliveries. */
  readonly taken: ReadonlySet<string>
}

/** The move of a delivery's first attempt. */
export function sendingMove(label: DeliveryLabel, at: string, sequence: number): DeliveryMoves {
  return { ...label, from: sequence, moves: [['sending', at]] }
}

/** A row that was claimed when it was stored, as a claim would have given it. */
export function claimedRow(message: StoredMessage, row: QueueRow, { at }: StraightClaim): ClaimedRow {
  return {
    delivery_id: row.delivery_id,
    client_id: row.client_id,
    message_id: message.id,
    route: row.route,
    priority: row.priority,
    tag: row.tag,
    lane: row.lane,
    attempt: row.attempt + 1,
    sequence: row.sequence + 1,
    valid_until: row.valid_until === null ? null : new Date(row.valid_until),
    started_at: at,
    state: { ...row.state, sendingAt: instantText(at.getTime()) },
    created_at: message.createdAt,
    final: message.final,
    request: message.request,
    deliveries: message.deliveries,
  }
}
