import { firstOfLanes } from '../queue/lane.ts'
import type { AcceptRow } from './accept-store.ts'
import type { ClaimedRow } from './claim-store.ts'
import { claimedRow, type StraightClaim } from './straight-claim.ts'

/**
 * One row of the answer to {@link acceptStatement}: a message that was not stored, since its key or its record is known; or a delivery that waits
 * for what its lane had before. Of the deliveries of one lane, only the first is named; the others wait for it.
 */
export interface AcceptAnswer {
  readonly id: string
  readonly waits: boolean
}

/** What {@link acceptStatement} did. */
export interface Stored {
  /** The messages whose idempotency key or record was not known. */
  readonly written: ReadonlySet<string>
  readonly claimed: readonly ClaimedRow[]
  /** The routes in which something may leave that was not claimed. */
  readonly waitingIn: ReadonlySet<string>
  /** The lanes in which what was stored waits for something that was there before. */
  readonly blocked: readonly string[]
}

/** Reads the answer to {@link acceptStatement}. */
export function acceptedBy(
  rows: readonly AcceptRow[],
  straight: StraightClaim | null,
  answer: readonly AcceptAnswer[],
): Stored {
  const known = new Set<string>()
  const waits = new Set<string>()
  for (const one of answer) (one.waits ? waits : known).add(one.id)
  const stored = known.size === 0 ? rows : rows.filter(({ prepared }) => !known.has(prepared.message.id))
  const written = new Set<string>()
  for (const { prepared } of stored) written.add(prepared.message.id)
  const first = firstOfLanes(stored.flatMap(({ prepared }) => prepared.queued))
  const claimed: ClaimedRow[] = []
  const waitingIn = new Set<string>()
  const blocked: string[] = []
  for (const { prepared } of stored)
    for (const row of prepared.queued) {
      if (row.lane !== null && first.get(row.lane) !== row.delivery_id) continue
      if (row.lane !== null && waits.has(row.delivery_id)) blocked.push(row.lane)
      else if (straight?.taken.has(row.delivery_id)) claimed.push(claimedRow(prepared.message, row, straight))
      else waitingIn.add(row.route)
    }
  return { written, claimed, waitingIn, blocked }
}
