import { eventUuid, sidFromUuid } from '@trunkline/wire'
import { type EventContext, eventContext, type MoveEvent, type StoredDelivery, type StoredMessage } from './stored.ts'

/** The events of a delivery's status moves after the first `known` ones, oldest first. */
export function eventsAfter(
  context: EventContext,
  deliveryId: string,
  delivery: StoredDelivery,
  known: number,
): MoveEvent[] {
  const { timeline, final, reason, errorCode } = delivery
  return timeline.slice(known).map(({ status, at }, offset) => {
    const sequence = known + offset + 1
    const last = sequence === timeline.length
    const end = last ? { final, reason, errorCode } : { final: false, reason: null, errorCode: null }
    return {
      id: sidFromUuid('EV', eventUuid(deliveryId, sequence)),
      type: `delivery.${status}`,
      timestamp: at,
      data: { ...context, status, ...end, sequence },
    }
  })
}

/** {@link eventsAfter} for a delivery of a message that is at hand. */
export function eventsOf(
  message: StoredMessage,
  deliveryId: string,
  delivery: StoredDelivery,
  known: number,
): MoveEvent[] {
  return eventsAfter(
    eventContext(message.clientId, message.id, deliveryId, delivery.channel, message.request),
    deliveryId,
    delivery,
    known,
  )
}

/** The request as it is kept once the message is final: codes and other content of category `otp` are erased. */
export function erased(message: StoredMessage): StoredMessage['request'] | undefined {
  if (message.request.category !== 'otp') return undefined
  const { content: _content, sealed: _sealed, ...rest } = message.request
  return rest
}
