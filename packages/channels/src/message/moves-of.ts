import type { DeliveryLabel, DeliveryMoves, Move } from '@trunkline/events'
import { labelOf, type StoredDelivery, type StoredMessage } from './stored.ts'

/** A delivery's status moves after the first `known` ones, oldest first, for the outbox; none where there are no more. */
export function movesAfter(label: DeliveryLabel, delivery: StoredDelivery, known: number): DeliveryMoves[] {
  return delivery.timeline.length <= known ? [] : [movesOn(label, delivery, known)]
}

/** {@link movesAfter} where it is known that there are any. */
export function movesOn(label: DeliveryLabel, delivery: StoredDelivery, known: number): DeliveryMoves {
  const { timeline, final, reason, errorCode } = delivery
  const moves = timeline.slice(known).map(plainMove)
  const last = timeline.at(-1)
  const isPlain = !final && reason === null && errorCode === null
  if (!isPlain && last !== undefined) moves[moves.length - 1] = [last.status, last.at, final, reason, errorCode]
  const { of, channel, metadata } = label
  const from = known + 1
  return metadata === undefined ? { of, channel, from, moves } : { of, channel, metadata, from, moves }
}

const plainMove = ({ status, at }: StoredDelivery['timeline'][number]): Move => [status, at]

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
