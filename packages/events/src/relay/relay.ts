import type { Database } from '@trunkline/postgres'
import { OutageLog } from '../loop/outage-log.ts'
import { WakeUp } from '../loop/wake-up.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import { failOld, purgeDeliveries } from '../store/delivery-store.ts'
import { forgetOldSecrets } from '../store/endpoint-store.ts'
import { forgetFollowers } from '../store/follower-store.ts'
import {
  type FedRow,
  type FeedLimits,
  feedEndpoints,
  lockHead,
  type MovedRow,
  moveBatch,
  notifyLogged,
  workWaits,
} from '../store/relay-store.ts'
import type { Partitions } from './partitions.ts'

/** Channel on which processes are told that the log has grown. */
export const loggedChannel = 'trunkline_events'

const pollMs = 250
const afterErrorMs = 1000
const maintainEveryMs = 3_600_000
const weekMs = 7 * 86_400_000
/** How long a follower that does not come on holds the log. */
const followMs = 4 * weekMs
/** A little more than the retry schedule takes. */
const giveUpMs = 80 * 3_600_000
const moveRows = 500
/** Milliseconds from one pass to the next while much comes in, and how many rows of a pass are much: a pass of forty costs little more than one of four. */
const gatherMs = 40
const gatherFrom = 3
const feedLimits: FeedLimits = { endpoints: 100, rows: 100, pending: 10_000 }

/** What the relay tells the rest of this process after each commit. */
export interface RelayListener {
  /** Events of these clients have positions now; `head` is the last one. */
  logged(clientIds: readonly string[], head: number): void
  /** There are new deliveries for the senders. */
  fed(): void
}

/** Of what a relay is made. */
export interface RelayOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly partitions: Partitions
  readonly listener: RelayListener
  readonly feedLimits?: FeedLimits
}

/** What one pass did. */
export interface RelayPass {
  /** Rows of the outbox that went into the log. */
  readonly moved: number
  /** Deliveries that were made. */
  readonly made: number
  /** Whether there is more to do at once. */
  readonly more: boolean
}

const nothing: RelayPass = { moved: 0, made: 0, more: false }

/**
 * Gives positions to events after the commit of their moves, and makes deliveries for the endpoints that want them.
 * One process runs it at a time; should two believe to lead for a moment, the lock on the head keeps them apart.
 *
 * ```
 *  waiting ──woken, or 250 ms──> moving ──outbox empty──> feeding ──nothing left──> waiting
 *                                  ^──────rows left─────────┘
 * ```
 */
export class Relay {
  readonly #options: RelayOptions
  readonly #wakeUp = new WakeUp()
  readonly #outage: OutageLog
  #maintainAt = 0

  constructor(options: RelayOptions) {
    this.#options = options
    this.#outage = new OutageLog(options.log, 'the relay of events')
  }

  /** Looks into the outbox at once; call it after a commit that wrote events. */
  wake(): void {
    this.#wakeUp.wake()
  }

  /** Works until the signal is aborted. Never rejects: errors are logged and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = performance.now()
      const pass = await this.#tryPass()
      if (pass === undefined) await this.#wakeUp.wait(afterErrorMs, signal)
      else if (!pass.more) {
        await this.#gather(pass, began)
        await this.#wakeUp.wait(pollMs, signal)
      }
    }
  }

  async #gather({ moved }: RelayPass, began: number): Promise<void> {
    const rest = gatherMs - (performance.now() - began)
    if (moved >= gatherFrom && rest > 1) await new Promise((resolve) => setTimeout(resolve, rest))
  }

  /** Moves one batch and feeds once. */
  async pass(): Promise<RelayPass> {
    const { db, clock } = this.#options
    if (clock.now() >= this.#maintainAt) await this.maintain()
    const { rows } = await db.query<{ outbox: boolean; feed: boolean }>(workWaits(new Date(clock.now())))
    const [waits] = rows
    if (!waits || !(waits.outbox || waits.feed)) return nothing
    const { moved, marked } = waits.outbox ? await this.#move() : { moved: 0, marked: 0 }
    const fed = waits.feed || marked > 0 ? await this.#feed() : { made: 0, more: false }
    return { moved, made: fed.made, more: moved >= moveRows || fed.more }
  }

  /** Makes partitions ahead, drops those that are a week old and read, and forgets what is over. The relay does it every hour. */
  async maintain(): Promise<void> {
    const { db, clock, partitions } = this.#options
    const now = clock.now()
    await partitions.makeAhead(now)
    await this.#dropOld(now)
    await db.query(failOld(new Date(now - giveUpMs), 'given up after three days', new Date(now)))
    await db.query(purgeDeliveries(new Date(now - weekMs)))
    await db.query(forgetOldSecrets(new Date(now)))
    this.#maintainAt = now + maintainEveryMs
  }

  async #dropOld(now: number): Promise<void> {
    const { db, log, meter, partitions } = this.#options
    const { names, unread } = await partitions.dropOld(now, { keepMs: weekMs, keepUnreadMs: followMs })
    if (names.length > 0) log.info({ dropped: names }, 'dropped events and requests that are a week old')
    for (const { follower, rows, partition } of unread) {
      log.error({ follower, rows, partition }, 'dropped events that a follower had not read in four weeks')
      meter.count('trunkline_follower_lost_rows_total', { follower }, rows)
    }
    const { rows } = await db.query<{ name: string }>(forgetFollowers(new Date(now - followMs)))
    for (const { name } of rows) {
      log.warn({ follower: name }, 'forgot a follower that nobody has run for four weeks; the next time it begins anew')
    }
  }

  /** A pass, or undefined where it failed. */
  async #tryPass(): Promise<RelayPass | undefined> {
    try {
      const pass = await this.pass()
      this.#outage.worked()
      return pass
    } catch (error) {
      this.#outage.failed(error)
      return undefined
    }
  }

  /** Moves one batch; tells how many rows it had, and how many endpoints are to be fed because of it. */
  async #move(): Promise<{ moved: number; marked: number }> {
    const { db, clock, partitions, listener, meter } = this.#options
    const now = clock.now()
    await partitions.ensure('events_log', now)
    const { clients, head } = await db.transaction(async (tx) => {
      const { rows } = await tx.query<{ position: number }>(lockHead)
      const before = rows[0]?.position ?? 0
      const moved = await tx.query<MovedRow>(moveBatch(before, new Date(now), moveRows))
      const last = moved.rows.reduce((max, { position }) => Math.max(max, position), before)
      if (last > before) await tx.query(notifyLogged(loggedChannel, last))
      return { clients: moved.rows, head: last }
    })
    const moved = clients.reduce((sum, row) => sum + row.moved, 0)
    if (moved > 0) {
      meter.count('trunkline_events_logged_rows_total', {}, moved)
      listener.logged(
        clients.map((row) => row.client_id),
        head,
      )
    }
    return { moved, marked: clients[0]?.marked ?? 0 }
  }

  async #feed(): Promise<{ made: number; more: boolean }> {
    const { db, clock, listener, feedLimits: limits = feedLimits } = this.#options
    const now = new Date(clock.now())
    const fed = await db.transaction(async (tx) => {
      const { rows } = await tx.query<{ position: number }>(lockHead)
      return (await tx.query<FedRow>(feedEndpoints(rows[0]?.position ?? 0, now, limits))).rows
    })
    const made = fed.reduce((sum, row) => sum + row.made, 0)
    if (made > 0) listener.fed()
    return { made, more: fed.length >= limits.endpoints || fed.some((row) => row.more) }
  }
}
