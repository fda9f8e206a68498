import type { Queryable } from '@trunkline/postgres'
import { uuidFromSid } from '@trunkline/wire'
import type { Clock, LookUp, OutboundMessage, ReceiptStatus } from '../../ports.ts'
import { providerIdOf } from './arrival.ts'
import { type AttemptRow, fenceAttempt, findAttempts, trimmedUpTo } from './store/loopback-store.ts'

/** What {@link lookUpArrival} needs. */
export interface ArrivalLookUpParts {
  readonly db: Queryable
  readonly clock: Clock
  readonly gateway: string
  /** How many arrivals are kept; 0: only those that later receipts are given for. */
  readonly keep: number
}

/** How far the clocks of two processes may be apart. Milliseconds. */
const skew = 5_000

/**
 * Says what became of an attempt, and means it: where it says `absent`, the attempt is fenced and cannot arrive any more, although its
 * insert may still be on its way from a process that was taken for dead. Where nothing is kept, it never says so.
 */
export async function lookUpArrival(
  { db, clock, gateway, keep }: ArrivalLookUpParts,
  message: OutboundMessage,
  startedAt: number,
): Promise<LookUp> {
  const attempt = { delivery_id: uuidFromSid(message.deliveryId), attempt: message.attempt }
  const row = { ...attempt, gateway, channel: message.channel, recipient: message.to }
  if (keep > 0) await fenceAttempt(db, row, new Date(clock.now()))
  const [known] = await findAttempts(db, [attempt])
  if (known && !known.fenced) return found(message, known)
  if (keep === 0) return { kind: 'unsure', reason: `${gateway} keeps nothing of what arrives (keep: 0)` }
  const trimmed = await trimmedUpTo(db)
  if (trimmed === null || startedAt > trimmed.getTime() + skew) return { kind: 'absent' }
  return { kind: 'unsure', reason: `arrivals up to ${trimmed.toISOString()} were trimmed` }
}

function found({ deliveryId }: OutboundMessage, row: AttemptRow): LookUp {
  const providerId = providerIdOf(row.delivery_id, row.attempt)
  if (row.status === null) return { kind: 'found', providerId }
  const receipt = { providerId, deliveryId, status: row.status as ReceiptStatus, at: row.arrived_at.getTime() }
  return { kind: 'found', providerId, receipt }
}
