import { type Database, DatabaseError, type Queryable } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import type { Clock } from '../ports.ts'
import { applyChanges, type Change } from '../store/change-store.ts'
import { lockMessage } from '../store/message-store.ts'
import { erased, movesOf } from './moves-of.ts'
import { messageFinal } from './status.ts'
import { deliveryIdAt, moved, type StoredDelivery, type StoredMessage } from './stored.ts'
import { type TakenBack, takeBack } from './take-back.ts'

/** How often a transaction is run that the database ends because of a deadlock. */
const mostTries = 3

/**
 * Cancels what of a message has not been handed to a provider. The database decides the race with the dispatcher: a delivery is either
 * claimed or withdrawn.
 * @throws ProblemError `not-found`, `not-cancelable`
 */
export async function cancelMessage(db: Database, clock: Clock, clientId: string, messageId: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction((tx) => cancelIn(tx, clock, clientId, messageId))
    } catch (error) {
      // Nothing of it was written, and the transaction that it met is through by now.
      if (!(error instanceof DatabaseError && error.code === 'CONFLICT') || tries === mostTries) throw error
    }
  }
}

async function cancelIn(tx: Queryable, clock: Clock, clientId: string, messageId: string): Promise<void> {
  const message = await lockMessage(tx, messageId)
  if (message === undefined || message.clientId !== clientId) {
    throw new ProblemError('not-found', 'there is no such message')
  }
  const taken = await takeBack(tx, message, [...message.deliveries.keys()])
  if (taken.length === 0) throw new ProblemError('not-cancelable')
  await applyChanges(tx, [canceling(message, taken, new Date(clock.now()).toISOString())])
}

function canceling(message: StoredMessage, taken: readonly TakenBack[], at: string): Change {
  const deliveries = [...message.deliveries]
  for (const { index, delivery } of taken) {
    deliveries[index] = moved(delivery, 'canceled', at, { final: true, reason: 'canceled by the client' })
  }
  const final = messageFinal(deliveries)
  return {
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
    events: taken.flatMap(({ index, known }) =>
      movesOf(message, deliveryIdAt(message.id, index), deliveries[index] as StoredDelivery, known),
    ),
  }
}
