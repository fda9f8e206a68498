import type { Database, Leadership } from '@trunkline/postgres'
import type { Clock, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import type { Receipts } from '../status/receipts.ts'
import { forgetRequests } from '../store/accept-store.ts'
import { expireLeases } from '../store/claim-store.ts'
import { dueGroups, promote, wakeLanes } from '../store/held-store.ts'
import { ensureMonths } from '../store/partition-store.ts'
import { parkClients, unparkClients } from '../store/recheck-store.ts'
import { type RecheckOptions, recheckWaiting } from './recheck.ts'

/** What the keeper needs. */
export interface KeeperOptions extends RecheckOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly tags: FairTags
  readonly receipts: Receipts
  /** The clients that are disabled now. */
  readonly disabledClients: () => Promise<readonly string[]>
  /** Called when deliveries were moved into the queue. */
  readonly onQueued: (routes: readonly string[]) => void
  /** How often it looks, milliseconds. */
  readonly every?: number
}

/** Deliveries of one client that may be ahead of what is being served before more of its held ones follow. */
const aheadMost = 500
const groupsMost = 1_000
/** How long idempotency keys are remembered. Milliseconds. */
export const idempotencyKept = 24 * 3_600_000

/**
 * What one process does for all: lets go what was held and is due, frees what a dead process had claimed, ends the waiting for receipts,
 * and keeps the tables in order. Whoever holds the advisory lock is the keeper; another takes over within seconds.
 */
export class Keeper {
  readonly #options: KeeperOptions
  #leadership: Leadership | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  start(): void {
    this.#leadership ??= this.#options.db.lead('channels-keeper', (signal) => this.#keep(signal))
  }

  async stop(): Promise<void> {
    await this.#leadership?.stop()
    this.#leadership = undefined
  }

  async #keep(signal: AbortSignal): Promise<void> {
    const { every = 200, clock } = this.#options
    const since = clock.now()
    let slow = Number.NEGATIVE_INFINITY
    let hourly = Number.NEGATIVE_INFINITY
    while (!signal.aborted) {
      const now = clock.now()
      const more = await this.#guard(() => this.#often(now - since))
      if (now - slow >= 2_000) {
        slow = now
        await this.#guard(() => this.#nowAndThen())
      }
      if (now - hourly >= 3_600_000) {
        hourly = now
        await this.#guard(() => this.#hourly())
      }
      await pause(more > 0 ? 5 : every, signal)
    }
  }

  async #guard(work: () => Promise<number>): Promise<number> {
    try {
      return await work()
    } catch (error) {
      this.#options.log.warn({ err: error }, 'housekeeping failed; trying again')
      return 0
    }
  }

  async #often(ledFor: number): Promise<number> {
    const { db, clock, receipts } = this.#options
    const at = new Date(clock.now())
    const promoted = await this.promoteDue()
    const rechecked = await recheckWaiting(this.#options)
    if (rechecked > 0) this.#options.onQueued([])
    if ((await wakeLanes(db, at)) > 0) this.#options.onQueued([])
    // A process that could not reach the database for a while, and has just come back, renews its leases before they are judged.
    if (ledFor >= 3_000) await this.#freeLost(at)
    const ended = await receipts.expireWaiting()
    return promoted + rechecked + ended
  }

  async #freeLost(at: Date): Promise<void> {
    const lost = await expireLeases(this.#options.db, at)
    if (lost === 0) return
    this.#options.log.warn({ deliveries: lost }, 'deliveries of a process that is gone are taken over')
    this.#options.onQueued([])
  }

  /** Moves what is due from the held into the queue: a share for each client, so that none waits for another's million. */
  async promoteDue(): Promise<number> {
    const { db, clock, tags, meter, onQueued } = this.#options
    const now = new Date(clock.now())
    const groups = await dueGroups(db, now, groupsMost)
    const shares = groups
      .map((group) => ({
        ...group,
        most: Math.max(0, aheadMost - tags.ahead(group.route, group.priority, group.clientId)),
      }))
      .filter((group) => group.most > 0)
      .map((group) => ({ ...group, tag: tags.next(group.route, group.priority, group.clientId) }))
    if (shares.length === 0) return 0
    const moved = await promote(db, shares, now)
    for (const { route, priority, clientId, tag } of moved) tags.seed([{ route, priority, clientId, tag }])
    const total = moved.reduce((sum, one) => sum + one.count, 0)
    if (total > 0) onQueued([...new Set(moved.map((one) => one.route))])
    meter.count('trunkline_promoted_total', {}, total)
    return total
  }

  async #nowAndThen(): Promise<number> {
    const { db, clock, receipts, disabledClients } = this.#options
    const disabled = await disabledClients()
    const parked = await parkClients(db, disabled)
    return parked + (await unparkClients(db, disabled, new Date(clock.now()))) + (await receipts.matchEarly())
  }

  async #hourly(): Promise<number> {
    const { db, clock } = this.#options
    await ensureMonths(db, clock.now())
    let forgotten = 0
    let last = 0
    do {
      last = await forgetRequests(db, new Date(clock.now() - idempotencyKept))
      forgotten += last
    } while (last > 0)
    return forgotten
  }
}

function pause(span: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, span)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
