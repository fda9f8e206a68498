import type { Database, Queryable } from '@trunkline/postgres'
import { deliveryOrdinalOf, messageUuidOf } from '@trunkline/wire'
import type { AdvanceContext } from '../dispatch/advance.ts'
import type { StoredDelivery, StoredMessage } from '../message/stored.ts'
import type { Clock } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { ClientSettings } from '../settings/resolved-settings.ts'
import { lockMessages } from '../store/message-store.ts'

/** What changing messages takes. */
export interface LockedOptions {
  readonly db: Database
  readonly clock: Clock
  readonly tags: FairTags
  readonly settingsOf: (clientId: string, via: Queryable) => ClientSettings | Promise<ClientSettings>
}

/** A delivery whose message is locked. */
export interface LockedDelivery {
  readonly id: string
  readonly message: StoredMessage
  /** Which of its message's deliveries it is. */
  readonly index: number
  readonly delivery: StoredDelivery
  readonly context: AdvanceContext
}

/** Locks the messages of deliveries. A delivery that is not there is not in the result. */
export async function lockDeliveries(
  { clock, tags, settingsOf }: LockedOptions,
  tx: Queryable,
  ids: readonly string[],
): Promise<LockedDelivery[]> {
  const messages = new Map((await lockMessages(tx, ids.map(messageUuidOf))).map((message) => [message.id, message]))
  const now = clock.now()
  const locked: LockedDelivery[] = []
  for (const id of ids) {
    const message = messages.get(messageUuidOf(id))
    const index = deliveryOrdinalOf(id) - 1
    const delivery = message?.deliveries[index]
    if (message === undefined || delivery === undefined) continue
    const settings = await settingsOf(message.clientId, tx)
    const tag = (route: string, priority: number) => tags.next(route, priority, message.clientId)
    locked.push({ id, message, index, delivery, context: { now, settings, tag } })
  }
  return locked
}

/** Whether a delivery can be changed together with others: it is all of its message. The steps of others depend on each other. */
export function isAlone({ message }: LockedDelivery): boolean {
  return message.deliveries.length === 1
}
