import { parseRoute } from '../queue/route.ts'
import type { LaneClaim } from '../store/change-store.ts'
import type { ClaimedRow } from '../store/claim-store.ts'
import type { Flights } from './flights.ts'

/**
 * How a lane goes on: the statement that ends an attempt claims the next of its lane, so that a lane costs no second statement and waits for no
 * claim. It takes the place of what it follows at the gateway, so it needs no room, and it passes nothing that waits for the same route: the
 * statement looks whose turn it is.
 */
export interface Following {
  /** The claim that an end of attempts may make; null where nothing may follow. */
  claim(): LaneClaim | null
  /** The statement was committed: begins what it claimed. */
  begin(claim: LaneClaim, rows: readonly ClaimedRow[]): void
  /** How many deliveries this process has claimed and not finished. */
  inFlight(): number
  /** Nobody knows whether the statement was committed: what it may have claimed is given back. */
  undo(claim: LaneClaim): void
}

/** What {@link createFollowing} needs of the dispatcher. */
export interface FollowingParts {
  readonly flights: Flights
  readonly owner: string
  /** Milliseconds. */
  readonly lease: number
  /** An instant that names a claim: no two are the same. Milliseconds. */
  readonly instant: () => number
  readonly now: () => number
  /** The routes of which something may follow now. */
  readonly routes: () => readonly string[]
  /** Begins what was claimed for gateways that have room taken, or gives it back where the process is stopping. */
  readonly launch: (rows: readonly ClaimedRow[]) => void
  /** Has whatever a claim took given back. */
  readonly undo: (at: number) => void
}

/** Makes the {@link Following} of a dispatcher. */
export function createFollowing(parts: FollowingParts): Following {
  const { flights, owner, lease, instant, now, routes, launch } = parts
  const undo = (claim: LaneClaim) => parts.undo(claim.at.getTime())
  return {
    claim() {
      const may = routes()
      if (may.length === 0) return null
      const at = instant()
      return { owner, at: new Date(at), leaseUntil: new Date(at + lease), routes: may }
    },
    begin(claim, rows) {
      if (rows.length === 0) return
      // The statement took so long that others may soon take the lease for that of a dead process.
      if (now() >= claim.leaseUntil.getTime() - lease / 2) return undo(claim)
      for (const row of rows) flights.take(parseRoute(row.route).gateway)
      launch(rows)
    },
    inFlight: () => flights.size,
    undo,
  }
}
