import type { Database, Queryable } from '@trunkline/postgres'
import { GroupCommit } from '../accept/group-commit.ts'
import { mayBeWritten } from '../accept/row-writer.ts'
import { instantText } from '../message/instant-text.ts'
import type { ChannelName, Clock, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { routeKey } from '../queue/route.ts'
import type { HeldRow, RowState } from '../queue/rows.ts'
import {
  type Applied,
  type AwaitingRow,
  applyChanges,
  type Change,
  type HeldClaim,
  type LaneClaim,
} from '../store/change-store.ts'
import { lockMessage } from '../store/message-store.ts'
import { advance, advanceAlone, type MessageChange } from './advance.ts'
import type { NextAction } from './after-outcome.ts'
import { Ending, type WrittenNews } from './ending.ts'
import type { Following } from './following.ts'
import type { Trip } from './trip.ts'

/** What the finisher needs. */
export interface FinisherOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly workerId: string
  readonly tags: FairTags
  /** Whether to try again to write, after an error that may pass. */
  readonly retryable: (error: unknown) => boolean
  readonly receiptTimeout: (gateway: string, channel?: ChannelName) => number
  /** Called after news was written that others may wait for: new work in a route, events, an accepted attempt. */
  readonly onWritten: (news: WrittenNews) => void
  /** The way of the next of a lane; undefined while this process does not dispatch. */
  readonly following: () => Following | undefined
  /** Told, after the commit, of lanes that came to their end as far as the statement could see. */
  readonly onLaneEnded: (lanes: readonly string[]) => void
}

/** How long a delivery that was put off keeps the messages behind it in its lane waiting. Milliseconds. */
const laneHold = 60_000
/** The time that a step of strategy `first` has where the message does not say. Milliseconds. */
export const defaultStepTimeout = 60_000
const retryEvery = 500
const none: readonly never[] = []

/** Writes down what became of attempts: those of single deliveries many at a time, the others each in a transaction of its own. */
export class Finisher {
  readonly #options: FinisherOptions
  readonly #commit: GroupCommit<Change>
  /** Whether most of what is in flight are lanes, each of which goes on when it is written down: then nothing else is waited for. */
  #lanes = false

  constructor(options: FinisherOptions) {
    this.#options = options
    this.#commit = new GroupCommit({
      write: async (changes) => this.#goOn(await this.#persist((db) => this.#apply(db, changes))),
      most: 500,
      gather: 30,
      atMost: () => (this.#lanes ? (options.following()?.inFlight() ?? 0) : Number.POSITIVE_INFINITY),
      limit: Number.POSITIVE_INFINITY,
      blameRows: (error) => !options.retryable(error),
      log: options.log,
    })
  }

  /**
   * Writes one attempt's end.
   * @param done told when it is durable, or void because the claim was lost; or why it could not be written
   */
  finish(trip: Trip, action: NextAction, done: (error?: unknown) => void): void {
    const { message, row } = trip
    const route = action.kind === 'next' ? this.#route(trip, action.index) : null
    if (message.deliveries.length > 1) {
      const ending = new Ending(this.#options, trip, action, null, route, done)
      this.#finishLocked(trip, action).then(
        (written) => ending.resolve(written),
        (error: unknown) => ending.reject(error),
      )
      return
    }
    const rest = advanceAlone(message, action.delivery, row.sequence)
    const change = this.#change(trip, action, rest, this.#options.clock.now())
    this.#commit.put(new Ending(this.#options, trip, action, change, route, done))
  }

  async #finishLocked(trip: Trip, action: NextAction): Promise<ReadonlySet<string>> {
    try {
      const applied = await this.#persist((db) =>
        (db as Database).transaction(async (tx) => {
          const message = await lockMessage(tx, trip.message.id)
          if (message === undefined) throw new ClaimLost(nothing)
          const applied = await applyChanges(tx, [await this.#changeLocked(tx, { ...trip, message }, action)])
          // What was taken back of the other steps goes back to its place.
          if (!applied.changed.has(message.id)) throw new ClaimLost(applied)
          return applied
        }),
      )
      return this.#goOn(applied)
    } catch (error) {
      if (error instanceof ClaimLost) return this.#goOn(error.applied)
      throw error
    }
  }

  /** Ends attempts, and begins what follows in their lanes. */
  async #apply(db: Queryable, changes: readonly Change[]): Promise<Applied> {
    const following = this.#options.following()
    const follow: LaneClaim | null = following?.claim() ?? null
    try {
      const applied = await applyChanges(db, changes, follow, new Date(this.#options.clock.now()))
      if (follow !== null) following?.begin(follow, applied.followed)
      this.#lanes = applied.followed.length * 2 > changes.length
      return applied
    } catch (error) {
      if (follow !== null && mayBeWritten(error)) following?.undo(follow)
      throw error
    }
  }

  /** The next of a lane goes at once: nothing else may come by that has its route looked at. */
  #goOn({ changed, woken, ended }: Applied): ReadonlySet<string> {
    if (woken.length > 0) this.#options.onWritten({ routes: woken, expecting: null })
    if (ended.length > 0) this.#options.onLaneEnded(ended)
    return changed
  }

  /** Tries until the database takes it: an attempt whose end is known must not be forgotten because of a restart. */
  async #persist(write: (db: Queryable) => Promise<Applied>): Promise<Applied> {
    const { db, retryable, log } = this.#options
    for (;;) {
      try {
        return await write(db)
      } catch (error) {
        if (!retryable(error)) throw error
        log.warn({ err: error }, 'the database is away; keeping what became of attempts until it is back')
        await new Promise((resolve) => setTimeout(resolve, retryEvery))
      }
    }
  }

  async #changeLocked(tx: Queryable, trip: Trip, action: NextAction): Promise<Change> {
    const { clock, tags } = this.#options
    const { row, message, index, settings } = trip
    const now = clock.now()
    const tag = (route: string, priority: number) => tags.next(route, priority, row.client_id)
    const rest = await advance(tx, message, index, action.delivery, row.sequence, { now, settings, tag })
    return this.#change(trip, action, rest, now)
  }

  #change(trip: Trip, action: NextAction, rest: MessageChange, now: number): Change {
    const { row, message } = trip
    const done = action.kind === 'done'
    return {
      messageId: message.id,
      clientId: row.client_id,
      at: instantText(now),
      claim: {
        deliveryId: row.delivery_id,
        owner: this.#options.workerId,
        attempt: row.attempt,
        stays: action.kind === 'next' ? this.#stays(trip, action) : null,
        lane: row.lane,
        releasesLane: done,
      },
      deliveries: rest.deliveries,
      final: rest.final,
      request: rest.request,
      queued: rest.queued,
      held: done || action.kind === 'next' ? rest.held : [...rest.held, this.#held(trip, action, now)],
      awaiting:
        done && action.awaits !== null
          ? [this.#awaiting(trip, action.delivery.gateway as string, action.awaits, now)]
          : none,
      dropped: none,
      events: rest.events,
    }
  }

  #awaiting({ row, message, index, delivery }: Trip, gateway: string, providerId: string, now: number): AwaitingRow {
    const receipt = this.#options.receiptTimeout(gateway, delivery.channel)
    const step =
      message.request.strategy === 'first' && message.deliveries.length > 1
        ? stepTimeout(message.request.steps[index]?.timeoutSeconds)
        : receipt
    return {
      delivery_id: row.delivery_id,
      gateway,
      provider_id: providerId,
      due_at: new Date(now + Math.min(step, receipt)).toISOString(),
    }
  }

  #stays(trip: Trip, action: Extract<NextAction, { kind: 'next' }>): HeldClaim['stays'] {
    const { unknown: _unknown, ...state } = trip.row.state
    return {
      route: this.#route(trip, action.index),
      sequence: action.delivery.timeline.length,
      state: { ...state, index: action.index },
    }
  }

  #route({ delivery, settings, row }: Trip, index: number): string {
    const paced = settings.channels[delivery.channel].rate === null ? null : row.client_id
    return routeKey(delivery.gateways[index] as string, paced)
  }

  #held(trip: Trip, action: Extract<NextAction, { kind: 'again' | 'look-up' }>, now: number): HeldRow {
    const { row } = trip
    const { unknown, ...state } = row.state
    const since = state.deferredSince ?? new Date(now).toISOString()
    const base = {
      delivery_id: row.delivery_id,
      client_id: row.client_id,
      priority: row.priority,
      due_at: new Date(action.at).toISOString(),
      lane: row.lane,
      holds_lane_until: new Date(Date.parse(since) + laneHold).toISOString(),
      attempt: row.attempt,
      sequence: action.delivery.timeline.length,
    }
    if (action.kind === 'look-up') {
      const open = {
        ...(unknown ?? {
          gateway: action.delivery.gateway as string,
          attempt: row.attempt,
          startedAt: row.started_at.toISOString(),
        }),
        lookUps: action.lookUps,
      }
      // Whatever the window says: what may have been sent is found out first.
      return { ...base, route: row.route, why: 'retry', valid_until: null, state: { ...state, unknown: open } }
    }
    const next: RowState = {
      ...state,
      index: action.index,
      deferrals: (state.deferrals ?? 0) + 1,
      deferredSince: since,
    }
    // While an attempt was looked up, its window did not count; now it does again.
    const why = unknown === undefined ? 'retry' : 'recheck'
    const until = row.valid_until?.toISOString() ?? null
    return { ...base, route: this.#route(trip, action.index), why, valid_until: until, state: next }
  }
}

/** Ends a transaction whose change is void, because the claim that it ends is somebody else’s, or ended, by now. */
class ClaimLost extends Error {
  readonly applied: Applied

  constructor(applied: Applied) {
    super('the claim was lost')
    this.applied = applied
  }
}

const nothing: Applied = { changed: new Set(), woken: [], followed: [], ended: [] }

/** The time that a step has, milliseconds. */
export function stepTimeout(seconds: number | undefined): number {
  return seconds === undefined ? defaultStepTimeout : seconds * 1000
}
