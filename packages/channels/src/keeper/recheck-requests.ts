import type { Database } from '@trunkline/postgres'
import type { Clock } from '../ports.ts'
import {
  closeRequests,
  firstDelivery,
  firstHeld,
  type HeldCursor,
  type MarkRound,
  markHeld,
  markQueued,
  openRequests,
  queuePage,
  type RecheckRequest,
} from '../store/recheck-request-store.ts'

/** What working off requests takes. */
export interface RecheckRequestsOptions {
  readonly db: Database
  readonly clock: Clock
  /** Called before a client's waiting deliveries are marked: its settings are to be read anew. */
  readonly refreshSettings: (clientId: string) => void
}

const requestsMost = 200
const rowsMost = 5_000
const pageMost = 20_000
/** When it is looked for what was being accepted or sent while the settings changed. Longer than an attempt takes, as a rule. Milliseconds. */
const lateAfter = 30_000

/** Requests that are worked off together, and how far that has come: first the held of each, then, once for all, the queue. */
interface Sweep {
  readonly round: MarkRound
  readonly requests: readonly RecheckRequest[]
  index: number
  held: HeldCursor
  queueAfter: string
}

/**
 * Marks what waits of clients that changed their settings, so that it is looked at anew: a few thousand deliveries at a time, held before
 * queued, for that is the way they move.
 */
export class RecheckRequests {
  readonly #options: RecheckRequestsOptions
  #sweep: Sweep | undefined

  constructor(options: RecheckRequestsOptions) {
    this.#options = options
  }

  /** One round. Returns whether there is more to do. */
  async run(): Promise<boolean> {
    this.#sweep ??= (await this.#begin('all')) ?? (await this.#begin('late'))
    const sweep = this.#sweep
    if (sweep === undefined) return false
    const marking = sweep.index < sweep.requests.length ? await this.#markHeld(sweep) : await this.#markQueued(sweep)
    if (marking) return true
    await closeRequests(this.#options.db, sweep.round, sweep.requests)
    this.#sweep = undefined
    return true
  }

  async #begin(round: MarkRound): Promise<Sweep | undefined> {
    const { db, clock, refreshSettings } = this.#options
    const until = new Date(round === 'all' ? clock.now() + lateAfter : clock.now() - lateAfter)
    const requests = await openRequests(db, round, until, requestsMost)
    if (requests.length === 0) return undefined
    for (const { clientId } of requests) refreshSettings(clientId)
    return { round, requests, index: 0, held: firstHeld, queueAfter: firstDelivery }
  }

  async #markHeld(sweep: Sweep): Promise<boolean> {
    const { db, clock } = this.#options
    const mark = { after: sweep.held, now: new Date(clock.now()), most: rowsMost }
    const last = await markHeld(db, sweep.requests[sweep.index] as RecheckRequest, sweep.round, mark)
    if (last === undefined) sweep.index++
    sweep.held = last ?? firstHeld
    return true
  }

  /** Marks a page of the queue. Returns false at its end. */
  async #markQueued(sweep: Sweep): Promise<boolean> {
    const { db, clock } = this.#options
    const last = await queuePage(db, sweep.queueAfter, pageMost)
    if (last === undefined) return false
    const page = { after: sweep.queueAfter, last, now: new Date(clock.now()) }
    await markQueued(db, sweep.requests, sweep.round, page)
    sweep.queueAfter = last
    return true
  }
}
