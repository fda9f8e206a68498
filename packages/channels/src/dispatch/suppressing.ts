import type { Database } from '@trunkline/postgres'
import { moved, type StoredDelivery } from '../message/stored.ts'
import type { Gateway, Log, OutboundMessage } from '../ports.ts'
import { isKeywordReply } from '../suppression/reply.ts'
import { describeSuppression, type Suppression } from '../suppression/suppression.ts'
import type { Suppressions } from '../suppression/suppressions.ts'
import type { Verdicts } from '../suppression/verdicts.ts'
import type { NextAction } from './after-outcome.ts'
import type { Trip } from './trip.ts'

/** What keeping to the list of suppressed addresses takes. */
export interface SuppressingParts {
  readonly db: Database
  readonly log: Log
  readonly suppressions: Pick<Suppressions, 'find' | 'unsubscribeUrl'>
  readonly verdicts: Verdicts
}

/** Whether a delivery may have to stay because its recipient opted out while it waited. What may have been sent is looked up all the same. */
export function isSuppressible({ row, message, settings }: Trip): boolean {
  return settings.suppresses && row.state.unknown === undefined && !isKeywordReply(message.request)
}

/** What keeps such a delivery from being sent. */
export function suppressionOf({ suppressions }: SuppressingParts, trip: Trip): Promise<Suppression | undefined> {
  const { row, delivery, message } = trip
  const { channel, to: address, from } = delivery
  return suppressions.find(row.client_id, { channel, address, from, category: message.request.category })
}

/** The end of such a delivery. */
export function suppressed(delivery: StoredDelivery, suppression: Suppression, now: number): NextAction {
  const end = { final: true, reason: describeSuppression(suppression), errorCode: 'suppressed' }
  return { kind: 'done', delivery: moved(delivery, 'suppressed', new Date(now).toISOString(), end), awaits: null }
}

/** Whether a delivery is an e-mail that its gateway puts a link of one click on. */
export function hasLink({ delivery, message }: Trip, gateway: Gateway): boolean {
  return delivery.channel === 'email' && gateway.unsubscribes?.includes(message.request.category) === true
}

/** The link of one click, for the e-mail that its gateway puts one on. */
export async function unsubscribing(
  { suppressions, log }: SuppressingParts,
  { row, delivery, message }: Trip,
): Promise<Pick<OutboundMessage, 'unsubscribeUrl'>> {
  const { category } = message.request
  const unsubscribeUrl = await suppressions.unsubscribeUrl({ clientId: row.client_id, address: delivery.to, category })
  if (unsubscribeUrl === undefined)
    log.debug({ deliveryId: row.delivery_id }, 'no link to unsubscribe: the public URL of the server is not known')
  return unsubscribeUrl === undefined ? {} : { unsubscribeUrl }
}

/** Has an address suppressed of which its provider says that it takes nothing. The next refusal says it again where it cannot be written. */
export async function judge(
  { verdicts, db, log }: SuppressingParts,
  trip: Trip,
  gateway: string,
  errorCode: string,
): Promise<void> {
  if (!verdicts.means({ gateway, errorCode })) return
  const { channel, to: address, from } = trip.delivery
  await db
    .transaction((tx) =>
      verdicts.take(tx, { clientId: trip.row.client_id, channel, address, from, gateway, errorCode }),
    )
    .catch((err: unknown) => log.warn({ err, deliveryId: trip.row.delivery_id }, 'an address could not be suppressed'))
}
