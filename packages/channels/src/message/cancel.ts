import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Clock } from '../ports.ts'
import { applyChanges } from '../store/change-store.ts'
import { lockMessage, withdraw } from '../store/message-store.ts'
import { erased, eventsOf } from './events-of.ts'
import { isUnsent, messageFinal } from './status.ts'
import { deliveryIdAt, moved, type StoredDelivery, type StoredMessage } from './stored.ts'

/**
 * Cancels what of a message has not been handed to a provider. The database decides the race with the dispatcher: a delivery is either
 * claimed or withdrawn.
 * @throws ProblemError `not-found`, `not-cancelable`
 */
export async function cancelMessage(db: Database, clock: Clock, clientId: string, messageId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const message = await lockMessage(tx, messageId)
    if (message === undefined || message.clientId !== clientId)
      throw new ProblemError('not-found', 'there is no such message')
    const open = message.deliveries
      .map((_, index) => index)
      .filter((index) => isOpen(message.deliveries[index] as StoredDelivery))
    const taken = await withdraw(
      tx,
      open.map((index) => deliveryIdAt(message.id, index)),
    )
    const canceled = open.filter(
      (index) => message.deliveries[index]?.status === 'accepted' || taken.has(deliveryIdAt(message.id, index)),
    )
    if (canceled.length === 0) throw new ProblemError('not-cancelable')
    await write(message, canceled, new Date(clock.now()).toISOString(), (change) => applyChanges(tx, [change]))
  })
}

function isOpen(delivery: StoredDelivery): boolean {
  return !delivery.final && (isUnsent(delivery.status) || delivery.status === 'sending')
}

async function write(
  message: StoredMessage,
  canceled: readonly number[],
  at: string,
  apply: (change: Parameters<typeof applyChanges>[1][number]) => Promise<unknown>,
): Promise<void> {
  const deliveries = message.deliveries.map((delivery, index) =>
    canceled.includes(index)
      ? moved(delivery, 'canceled', at, { final: true, reason: 'canceled by the client' })
      : delivery,
  )
  const final = messageFinal(deliveries)
  await apply({
    messageId: message.id,
    clientId: message.clientId,
    at,
    claim: null,
    deliveries,
    final,
    request: final ? erased(message) : undefined,
    queued: [],
    held: [],
    awaiting: [],
    dropped: [],
    events: canceled.flatMap((index) =>
      eventsOf(
        message,
        deliveryIdAt(message.id, index),
        deliveries[index] as StoredDelivery,
        message.deliveries[index]?.timeline.length ?? 0,
      ),
    ),
  })
}
