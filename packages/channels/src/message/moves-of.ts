import type { DeliveryLabel, DeliveryMoves, Move } from '@trunkline/events'
import { labelOf, type StoredDelivery, type StoredMessage } from './stored.ts'

/** A delivery's status moves after the first `known` ones, oldest first, for the outbox; none where there are no more. */
export function movesAfter(label: DeliveryLabel, delivery: StoredDelivery, known: number): DeliveryMoves[] {
  const { timeline, final, reason, errorCode } = delivery
  if (timeline.length <= known) return []
  const plainEnd = !final && reason === null && errorCode === null
  const moves = timeline.slice(known).map(({ status, at }, offset): Move => {
    const last = known + offset + 1 === timeline.length
    return last && !plainEnd ? [status, at, final, reason, errorCode] : [status, at]
  })
  return [{ ...label, from: known + 1, moves }]
}

/** {@link movesAfter} for a delivery of a message that is at hand. */
export function movesOf(
  message: StoredMessage,
  deliveryId: string,
  delivery: StoredDelivery,
  known: number,
): DeliveryMoves[] {
  return movesAfter(labelOf(deliveryId, delivery.channel, message.request), delivery, known)
}

/** The request as it is kept once the message is final: codes and other content of category `otp` are erased. */
export function erased(message: StoredMessage): StoredMessage['request'] | undefined {
  if (message.request.category !== 'otp') return undefined
  const { content: _content, sealed: _sealed, ...rest } = message.request
  return rest
}
