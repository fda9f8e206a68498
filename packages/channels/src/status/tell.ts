import { accepted, afterReceipt, type OutcomeQuestion } from '../dispatch/after-outcome.ts'
import { defaultRetryPolicy } from '../gateways/retry.ts'
import { liveDelivery } from '../message/live.ts'
import { mayMove } from '../message/status.ts'
import type { StoredDelivery } from '../message/stored.ts'
import type { Receipt } from '../ports.ts'
import type { WaitingDelivery } from '../store/awaiting-store.ts'

/** What a delivery is told, and what there is to know about it. */
export interface Telling {
  readonly delivery: StoredDelivery
  /** Its row in queue or held, where it waits there, locked. */
  readonly row: WaitingDelivery | undefined
  /** In the order in which they came. */
  readonly receipts: readonly Receipt[]
  readonly now: number
  /** Milliseconds that a receipt of a gateway is waited for. */
  readonly receiptTimeout: (gateway: string) => number
}

/** What became of a delivery that was told something. */
export interface Heard {
  readonly delivery: StoredDelivery
  /** Whether the receipts said anything new. */
  readonly changed: boolean
  /** Receipts that nothing can be made of yet: the delivery is not known to be sent, and this does not prove it. */
  readonly early: readonly Receipt[]
  /** The receipt that proved that an attempt in doubt had been sent. */
  readonly proof: Receipt | null
}

/** What is written beside `failed` when it turns out that the message arrived. */
export const lateDelivered = 'a late receipt says that it was delivered'

/**
 * What receipts make of a delivery. While it is not known to be sent, a receipt is too early, unless one of its attempts is in doubt:
 * then the receipt is the proof that the provider has it, and the delivery is not sent again.
 */
export function tell(telling: Telling): Heard {
  const { row, receipts, now } = telling
  const before = row === undefined ? telling.delivery : liveDelivery(telling.delivery, row.state)
  let delivery = before
  let proof: Receipt | null = null
  const early: Receipt[] = []
  for (const receipt of receipts) {
    if (!mayMove(delivery.status, 'sent')) {
      delivery = isLateSuccess(delivery, receipt)
        ? { ...delivery, reason: lateDelivered }
        : afterReceipt(delivery, receipt, now)
      continue
    }
    const startedAt = doubtful(delivery, row, receipt.gateway)
    if (startedAt === null) early.push(receipt)
    else {
      delivery = proven(telling, delivery, receipt, startedAt)
      proof = receipt
    }
  }
  return { delivery, changed: delivery !== before, early, proof }
}

/** When an attempt by a gateway began of which nobody knows whether it was sent; null where there is none. */
function doubtful(delivery: StoredDelivery, row: WaitingDelivery | undefined, gateway: string): string | null {
  if (row === undefined) return null
  if (row.state.unknown?.gateway === gateway) return row.state.unknown.startedAt
  const attempt = delivery.attempts.findLast((one) => one.gateway === gateway && one.outcome === 'unknown')
  return attempt?.startedAt ?? null
}

/** What an {@link OutcomeQuestion} asks beyond what an accepted attempt needs: it matters only where a provider refused or did not answer. */
const unasked = {
  index: 0,
  unknown: 'give-up',
  canLookUp: false,
  deferrals: 0,
  policy: defaultRetryPolicy,
  random: () => 0,
} as const

function proven(
  { now, receiptTimeout }: Telling,
  delivery: StoredDelivery,
  receipt: Receipt,
  startedAt: string,
): StoredDelivery {
  const { gateway } = receipt
  const providerId = nameOf(receipt)
  const question: OutcomeQuestion = {
    ...unasked,
    ...{ delivery, gateway, startedAt, now },
    outcome: { kind: 'accepted', providerId },
    receiptTimeout: receiptTimeout(gateway),
  }
  return accepted(question, providerId, receipt).delivery
}

/** What the provider calls the attempt: without an id of its own, the delivery's. */
export function nameOf(receipt: Receipt): string {
  return receipt.providerId ?? (receipt.deliveryId as string)
}

/** The client's policy gave the delivery up, and it had arrived after all. An end stays an end; the reason says what is known. */
function isLateSuccess({ status, errorCode, reason }: StoredDelivery, receipt: Receipt): boolean {
  return (
    receipt.status === 'delivered' && status === 'failed' && errorCode === 'outcome-unknown' && reason !== lateDelivered
  )
}
