import type { Strategy } from './schema.ts'

/**
 * Where a delivery is on its way.
 *
 * ```
 *                    ┌────────── retry, another gateway ─────────┐
 *                    ▼                                           │
 * accepted ─> held ─> queued ─> sending ──────────────────────> (no move)
 *     │        │        │          │
 *     │        │        │          ├─> sent ─┬─> delivered
 *     │        │        │          │         └─> undelivered, failed
 *     │        │        │          └─> failed
 *     └────────┴────────┴─> expired, rejected, canceled, suppressed
 * ```
 *
 * It moves to the right only. `sent` is an end of its own where no receipt can come; a late bounce may still follow it.
 */
export type DeliveryStatus =
  | 'accepted'
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'expired'
  | 'rejected'
  | 'canceled'
  | 'suppressed'

/** How far on each status is; a move must raise it. */
const rank: Readonly<Record<DeliveryStatus, number>> = {
  accepted: 0,
  held: 1,
  queued: 2,
  sending: 3,
  sent: 4,
  delivered: 5,
  undelivered: 5,
  failed: 5,
  expired: 5,
  rejected: 5,
  canceled: 5,
  suppressed: 5,
}

/** From best to worst, for the status of a whole message. */
const worseness: Readonly<Record<DeliveryStatus, number>> = {
  delivered: 0,
  sent: 1,
  sending: 2,
  queued: 3,
  held: 4,
  accepted: 5,
  canceled: 6,
  suppressed: 7,
  rejected: 8,
  expired: 9,
  undelivered: 10,
  failed: 11,
}

/** Every status, in the order in which a delivery can come by them. */
export const deliveryStatuses = Object.keys(rank) as readonly DeliveryStatus[]

/** Whether a delivery may go from one status to another: forward only. */
export function mayMove(from: DeliveryStatus, to: DeliveryStatus): boolean {
  return rank[to] > rank[from]
}

/** Whether a status is an end whatever the gateway. (`sent` may be one, depending on the gateway.) */
export function isEnd(status: DeliveryStatus): boolean {
  return rank[status] === 5
}

/** Whether nothing has been handed to a provider yet. */
export function isUnsent(status: DeliveryStatus): boolean {
  return rank[status] < rank.sending
}

/** What the status of a message is worked out from. */
export interface StatusOfDelivery {
  readonly status: DeliveryStatus
  readonly final: boolean
}

/**
 * The status of a message. With `all`: that of the delivery least far on until all are final, then the worst of them; with `first`:
 * the best.
 */
export function messageStatus(deliveries: readonly StatusOfDelivery[], strategy: Strategy): DeliveryStatus {
  const pick = (better: (a: DeliveryStatus, b: DeliveryStatus) => boolean, from: readonly StatusOfDelivery[]) =>
    from.map((delivery) => delivery.status).reduce((best, status) => (better(status, best) ? status : best))
  if (strategy === 'first') {
    const open = deliveries.filter((delivery) => !delivery.final)
    const done = deliveries.filter(
      (delivery) => delivery.status === 'delivered' || (delivery.status === 'sent' && delivery.final),
    )
    return pick((a, b) => worseness[a] < worseness[b], done.length > 0 || open.length === 0 ? deliveries : open)
  }
  const open = deliveries.filter((delivery) => !delivery.final)
  if (open.length > 0) return pick((a, b) => rank[a] < rank[b], open)
  return pick((a, b) => worseness[a] > worseness[b], deliveries)
}

/** Whether nothing more will happen to a message. */
export function messageFinal(deliveries: readonly StatusOfDelivery[]): boolean {
  return deliveries.every((delivery) => delivery.final)
}
