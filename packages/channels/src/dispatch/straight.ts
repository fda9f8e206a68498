import { firstOfLanes } from '../queue/lane.ts'
import { parseRoute } from '../queue/route.ts'
import type { QueueRow } from '../queue/rows.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import type { StraightClaim } from '../store/straight-claim.ts'
import type { Flights } from './flights.ts'

/**
 * The way past the queue's claim: what is accepted by a process that dispatches too is claimed by the statement that stores it, where its
 * gateway has room and nothing else waits for it. It stands in the queue all the same, with its lease, so nothing is lost with the process;
 * only the looking for it is saved, which is a fourth of what a message costs.
 */
export interface Straight {
  /** Takes room for those rows that may go straight to their gateways; null where none may. */
  claim(rows: readonly QueueRow[]): StraightClaim | null
  /** The statement was committed: begins what it claimed and gives back the room of the rest. */
  begin(claim: StraightClaim, rows: readonly QueueRow[], claimed: readonly ClaimedRow[]): void
  /** The statement failed: its room is given back, and where nobody knows whether it was committed, what it may have claimed. */
  abandon(claim: StraightClaim, rows: readonly QueueRow[], mayBeWritten: boolean): void
}

/** What {@link createStraight} needs of the dispatcher. */
export interface StraightParts {
  readonly flights: Flights
  readonly owner: string
  /** Milliseconds. */
  readonly lease: number
  /** An instant that names a claim: no two are the same. Milliseconds. */
  readonly instant: () => number
  readonly now: () => number
  /** How many more deliveries of a route may be begun now; 0 where others wait for it already, whose turn it is. */
  readonly room: (route: string) => number
  /** Begins what was claimed for gateways that have room taken, or gives it back where the process is stopping. */
  readonly launch: (rows: readonly ClaimedRow[]) => void
  /** Has whatever a claim took given back. */
  readonly undo: (at: number) => void
}

/** Makes the {@link Straight} of a dispatcher. */
export function createStraight({ flights, owner, lease, instant, now, room, launch, undo }: StraightParts): Straight {
  const gatewayOf = (row: QueueRow) => parseRoute(row.route).gateway
  const release = (rows: readonly QueueRow[], claim: StraightClaim, kept: ReadonlySet<string>) => {
    for (const row of rows)
      if (claim.taken.has(row.delivery_id) && !kept.has(row.delivery_id)) flights.release(gatewayOf(row))
  }
  return {
    claim(rows) {
      const taken = new Set<string>()
      const first = firstOfLanes(rows)
      // Asked once: where there is room at all, the route is its gateway's own, so what is taken of it is all that goes off.
      const rooms = new Map<string, number>()
      const begun = now()
      for (const row of rows) {
        // What comes behind another of its lane can't leave yet: it takes no room.
        if (row.lane !== null && first.get(row.lane) !== row.delivery_id) continue
        const left = rooms.get(row.route) ?? room(row.route)
        rooms.set(row.route, left)
        if (left <= 0 || isOver(row, begun)) continue
        rooms.set(row.route, left - 1)
        flights.take(gatewayOf(row))
        taken.add(row.delivery_id)
      }
      if (taken.size === 0) return null
      const at = instant()
      return { owner, at: new Date(at), leaseUntil: new Date(at + lease), taken }
    },
    begin(claim, rows, claimed) {
      // Storing took so long that others may soon take the lease for that of a dead process.
      if (now() >= claim.leaseUntil.getTime() - lease / 2) return this.abandon(claim, rows, true)
      // All, as a rule.
      if (claimed.length < claim.taken.size) release(rows, claim, new Set(claimed.map((row) => row.delivery_id)))
      launch(claimed)
    },
    abandon(claim, rows, mayBeWritten) {
      release(rows, claim, new Set())
      if (mayBeWritten) undo(claim.at.getTime())
    },
  }
}

/** Whether a row may no longer leave as it is: it waited to be stored until its window closed, or its time was over. */
function isOver({ valid_until }: QueueRow, now: number): boolean {
  return valid_until !== null && Date.parse(valid_until) <= now
}
