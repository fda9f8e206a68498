import type { RowState } from '../queue/rows.ts'
import { moved, type StoredDelivery } from './stored.ts'

/**
 * A delivery as it is now: the row of the message is written when a delivery is accepted and when an attempt ends; what happened in
 * between (it left the held, its first attempt began) stands in its row of the queue.
 */
export function liveDelivery(stored: StoredDelivery, state: RowState): StoredDelivery {
  let delivery = stored
  if (state.queuedAt !== undefined && !has(delivery, 'queued')) delivery = moved(delivery, 'queued', state.queuedAt)
  if (state.sendingAt !== undefined && !has(delivery, 'sending'))
    delivery = moved(delivery, 'sending', state.sendingAt, { reason: delivery.reason })
  return delivery
}

function has(delivery: StoredDelivery, status: 'queued' | 'sending'): boolean {
  return delivery.timeline.some((move) => move.status === status)
}
