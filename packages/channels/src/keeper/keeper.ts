import type { Database, Leadership } from '@trunkline/postgres'
import type { Clock, Log, Meter } from '../ports.ts'
import { Retention, type RetentionOptions } from '../retention/retention.ts'
import type { Receipts } from '../status/receipts.ts'
import { expireLeases } from '../store/claim-store.ts'
import { forgetRequests } from '../store/known-request-store.ts'
import { firstLane, wakeLanes } from '../store/lane-store.ts'
import { ensureMonths } from '../store/partition-store.ts'
import { moveStale } from '../store/recheck-store.ts'
import { forgetRecords } from '../store/record-store.ts'
import type { KeywordReplies } from '../suppression/keyword-replies.ts'
import { type Job, runJobs } from './job.ts'
import { Parking, type ParkingOptions } from './parking.ts'
import { Promoter, type PromoterOptions } from './promoter.ts'
import { type RecheckOptions, recheckWaiting } from './recheck.ts'
import { RecheckRequests, type RecheckRequestsOptions } from './recheck-requests.ts'
import { Statistics } from './statistics.ts'

/** What the keeper needs. */
export interface KeeperOptions
  extends RecheckOptions,
    PromoterOptions,
    ParkingOptions,
    RecheckRequestsOptions,
    RetentionOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly receipts: Receipts
  readonly keywordReplies: Pick<KeywordReplies, 'run'>
  /** How often it looks for what is due, milliseconds. */
  readonly every?: number
}

/** Pause while there is more to do. Milliseconds. */
const busy = 5
/** Pause between looks at what is not urgent. Milliseconds. */
const calm = 2_000
const hour = 3_600_000
const staleMost = 5_000
const lanesMost = 5_000
/** How many idempotency keys are forgotten at a time. */
const forgottenMost = 10_000
/** And how many records of a partition. */
const recordsMost = 5_000
/** How long idempotency keys are remembered. Milliseconds. */
export const idempotencyKept = 24 * hour
/** A process that could not reach the database for a while, and has just come back, renews its leases before they are judged. Milliseconds. */
const mercy = 3_000

/**
 * What one process does for all: lets go what was held and is due, looks anew at what waits, frees what a dead process had claimed, ends the
 * waiting for receipts, and keeps the tables in order. Whoever holds the advisory lock is the keeper; another takes over within seconds.
 */
export class Keeper {
  readonly #options: KeeperOptions
  #leadership: Leadership | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  start(): void {
    this.#leadership ??= this.#options.db.lead('channels-keeper', (signal) =>
      runJobs(this.#jobs(), this.#options.log, signal),
    )
  }

  async stop(): Promise<void> {
    await this.#leadership?.stop()
    this.#leadership = undefined
  }

  /** The jobs of one term of leadership: what they know of how far they have come ends with it. */
  #jobs(): Job[] {
    const { db, clock, log, receipts, keywordReplies, every = 200 } = this.#options
    const promoter = new Promoter(this.#options)
    const parking = new Parking(this.#options)
    const requests = new RecheckRequests(this.#options)
    const statistics = new Statistics(db, log)
    const retention = new Retention(this.#options)
    const often = { every, again: busy }
    return [
      { name: 'promote', ...often, run: () => promoter.run() },
      { name: 'stale', ...often, run: async () => (await moveStale(db, this.#now(), staleMost)) >= staleMost },
      { name: 'recheck', ...often, run: () => recheckWaiting(this.#options) },
      { name: 'recheck-requests', ...often, run: () => requests.run() },
      { name: 'receipts', ...often, run: async () => (await receipts.expireWaiting()) > 0 },
      { name: 'early-receipts', every: calm, run: async () => (await receipts.matchEarly()) > 0 },
      { name: 'keyword-replies', every: calm, again: busy, run: () => keywordReplies.run() },
      { name: 'leases', every, run: this.#leases(clock.now()) },
      { name: 'lanes', every: calm, run: this.#lanes() },
      { name: 'parking', every: calm, again: busy, run: () => parking.run() },
      { name: 'statistics', every: calm, run: () => statistics.run() },
      { name: 'idempotency', every: calm, again: every, run: () => this.#forget() },
      { name: 'retention', every: hour, again: 60_000, run: () => retention.run() },
      {
        name: 'months',
        every: hour,
        again: 60_000,
        run: async () => (await ensureMonths(db, clock.now())).missing > 0,
      },
    ]
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }

  /** Frees what a process had claimed that is gone. */
  #leases(since: number): Job['run'] {
    const { db, log, receipts, onQueued } = this.#options
    return async () => {
      const now = this.#now()
      if (now.getTime() - since < mercy) return false
      const lost = await expireLeases(db, now)
      if (lost === 0) return false
      log.warn({ deliveries: lost }, 'deliveries of a process that is gone are taken over')
      receipts.lookThrough()
      onQueued([])
      return true
    }
  }

  /** Wakes lanes that something held up which does so no more. What is sent wakes the next of its lane itself. */
  #lanes(): Job['run'] {
    const { db, onQueued } = this.#options
    let after = firstLane
    return async () => {
      const { routes, seen, last } = await wakeLanes(db, this.#now(), after, lanesMost)
      if (routes.length > 0) onQueued(routes)
      after = seen < lanesMost ? firstLane : (last ?? firstLane)
      return false
    }
  }

  async #forget(): Promise<boolean> {
    const { db, clock } = this.#options
    const before = new Date(clock.now() - idempotencyKept)
    const [requests, records] = [await forgetRequests(db, before), await forgetRecords(db, before, recordsMost)]
    return requests >= forgottenMost || records >= recordsMost
  }
}
