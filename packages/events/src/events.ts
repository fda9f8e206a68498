import type { Database, Leadership, Subscription } from '@trunkline/postgres'
import { createEndpoints, type Endpoints } from './endpoint/endpoints.ts'
import { type Follower, type FollowOptions, LogFollower } from './follow/follower.ts'
import { LogReader } from './follow/log-reader.ts'
import { type LoggedEvents, LoggedRow } from './follow/logged-row.ts'
import type { AddressPolicy } from './http/address-policy.ts'
import { createHttpCaller, type HttpCaller, type HttpResult } from './http/http-caller.ts'
import { createNameResolver, type Resolve } from './http/name-resolver.ts'
import { createOneOffCaller, type OneOffCaller, type WebhookCall } from './http/one-off-caller.ts'
import { createRequestLog, type RequestLog } from './http/request-list.ts'
import { type Clock, type Ids, type Log, type Meter, noMeter, type SecretSealer } from './ports.ts'
import { Partitions } from './relay/partitions.ts'
import { loggedChannel, Relay } from './relay/relay.ts'
import { Ledger } from './sender/ledger.ts'
import { WebhookSender } from './sender/webhook-sender.ts'
import { countWaiting } from './store/delivery-store.ts'
import { readAll, type UnparsedRow } from './store/log-store.ts'
import { type StreamedEvent, type StreamOptions, streamEvents } from './stream/event-stream.ts'
import { LogTail } from './stream/log-tail.ts'

/** Name under which the relay's leadership is held. */
const leadershipName = 'events-relay'
const graceMs = 5000

/** Of what events are made. */
export interface EventsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly log: Log
  readonly metrics?: Meter
  readonly privateAddresses: AddressPolicy
  /** From 0 up to, not including, 1; spreads retries. */
  readonly random: () => number
  /** How names are resolved; the operating system's way by default. */
  readonly resolve?: Resolve
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string | readonly string[]
  readonly userAgent?: string
}

/** What a process takes part in. */
export interface EventsRoles {
  /** Stands for election as relay. */
  readonly relay?: boolean
  /** Sends webhooks. */
  readonly webhooks?: boolean
}

/** How much waits; counting stops at 100,000. */
export interface EventsDepth {
  /** Rows of the outbox that have no position yet, and the age of the oldest in milliseconds. */
  readonly outbox: number
  readonly oldestMs: number
  /** Deliveries to webhooks that wait or are under way, and those that were given up in the last week. */
  readonly deliveries: number
  readonly failed: number
}

/** What happened, told to others. */
export interface Events {
  readonly endpoints: Endpoints
  readonly requests: RequestLog
  /** Follows one client's events without end; ends when the signal is aborted. */
  stream(clientId: string, options: StreamOptions): AsyncIterable<StreamedEvent>
  /** All clients' rows of the log after a position, oldest first: for whoever passes all events on. */
  read(after: number, limit: number): Promise<readonly LoggedEvents[]>
  /**
   * Follows all clients' events without end, in one process at a time, at least once and in order, from where the follower of that name has
   * come to. It begins at once, whether or not `start` was called, and ends with `stop`.
   */
  follow(options: FollowOptions): Follower
  /** One HTTP request through the guard and into the request log. Never rejects. */
  webhook(call: WebhookCall): Promise<HttpResult>
  depth(): Promise<EventsDepth>
  /** Begins to work; by default in all roles. Safe to call twice. */
  start(roles?: EventsRoles): Promise<void>
  /** Finishes what is under way, gives the rest back, and ends all streams. Safe to call twice. */
  stop(): Promise<void>
  /** Events were committed: looks into the outbox at once, where this process is the relay. */
  wake(): void
}

class EventsService implements Events {
  readonly endpoints: Endpoints
  readonly requests: RequestLog
  readonly #options: EventsOptions
  readonly #caller: HttpCaller
  readonly #ledger: Ledger
  readonly #oneOff: OneOffCaller
  readonly #tail: LogTail
  readonly #relay: Relay
  readonly #sender: WebhookSender
  readonly #reader: LogReader
  readonly #followers = new Set<LogFollower>()
  readonly #stop = new AbortController()
  /** The last position that this process was told of. */
  #head = 0
  #leadership: Leadership | undefined
  #subscription: Subscription | undefined
  #sending: Promise<void> | undefined
  #started: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(options: EventsOptions) {
    const { db, clock, ids, sealer, log, random, privateAddresses: policy, ca } = options
    const { metrics: meter = noMeter, userAgent = 'Trunkline (+webhooks)' } = options
    const resolve = createNameResolver({ clock, ...(options.resolve ? { resolve: options.resolve } : {}) })
    const partitions = new Partitions(db)
    this.#options = options
    this.#caller = createHttpCaller({ clock, policy, resolve, ...(ca === undefined ? {} : { ca }) })
    this.#ledger = new Ledger({ db, clock, log, partitions })
    this.#oneOff = createOneOffCaller({ clock, ids, caller: this.#caller, ledger: this.#ledger, userAgent })
    this.#tail = new LogTail(db, log)
    this.#reader = new LogReader(db)
    const parts = { db, clock, ids, sealer, log, meter, random, userAgent }
    this.#sender = new WebhookSender({ ...parts, caller: this.#caller, ledger: this.#ledger })
    const listener = {
      logged: (clientIds: readonly string[], head: number) => {
        this.#tail.wake(clientIds)
        if (head > this.#head) this.#wakeFollowers(head)
      },
      fed: () => this.#sender.wake(),
    }
    this.#relay = new Relay({ db, clock, log, meter, partitions, listener })
    const onWork = (): void => this.#wakeAll()
    this.endpoints = createEndpoints({ db, clock, ids, sealer, policy, resolve, onWork })
    this.requests = createRequestLog(db)
  }

  stream(clientId: string, { signal, ...options }: StreamOptions): AsyncIterable<StreamedEvent> {
    const either = AbortSignal.any([signal, this.#stop.signal])
    return streamEvents({ db: this.#options.db, tail: this.#tail }, clientId, { ...options, signal: either })
  }

  async read(after: number, limit: number): Promise<readonly LoggedEvents[]> {
    const { rows } = await this.#options.db.query<UnparsedRow>(readAll(after, limit))
    return rows.map(({ position, client_id, events }) => new LoggedRow(position, client_id, events))
  }

  follow(options: FollowOptions): Follower {
    const { db, clock, log, metrics: meter = noMeter } = this.#options
    const follower = new LogFollower({ db, clock, log, meter, reader: this.#reader }, options)
    this.#followers.add(follower)
    return follower
  }

  webhook(call: WebhookCall): Promise<HttpResult> {
    return this.#oneOff(call)
  }

  async depth(): Promise<EventsDepth> {
    const { db, clock } = this.#options
    type Row = { outbox: number; oldest: Date | null; deliveries: number; failed: number }
    const { rows } = await db.query<Row>(countWaiting)
    const { outbox = 0, oldest = null, deliveries = 0, failed = 0 } = rows[0] ?? {}
    const oldestMs = oldest === null ? 0 : Math.max(0, clock.now() - oldest.getTime())
    return { outbox, oldestMs, deliveries, failed }
  }

  start(roles: EventsRoles = { relay: true, webhooks: true }): Promise<void> {
    this.#started ??= this.#begin(roles).catch((error: unknown) => {
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end()
    return this.#stopped
  }

  wake(): void {
    this.#relay.wake()
  }

  async #begin(roles: EventsRoles): Promise<void> {
    const { db } = this.#options
    // The hint from other processes' relays: a process that does not hear it polls once a second.
    this.#subscription = await db.listen(loggedChannel, (head) => this.#hear(Number(head)))
    if (roles.relay) this.#leadership = db.lead(leadershipName, (signal) => this.#relay.run(signal))
    if (roles.webhooks) this.#sending = this.#sender.run(this.#stop.signal)
  }

  async #end(): Promise<void> {
    await this.#started?.catch(() => undefined) // Whoever started was told.
    this.#stop.abort()
    await Promise.all([...this.#followers].map((follower) => follower.stop()))
    await this.#subscription?.close()
    await this.#leadership?.stop()
    await this.#sending
    await this.#sender.finish(graceMs)
    await this.#ledger.close()
    await this.#tail.close()
    await this.#caller.close()
  }

  /** What this process's own relay has said is not heard once more from the database. */
  #hear(head: number): void {
    if (head <= this.#head) return
    this.#tail.wake()
    this.#sender.wake()
    this.#wakeFollowers(head)
  }

  #wakeFollowers(head: number): void {
    this.#head = head
    this.#reader.grown()
    for (const follower of this.#followers) follower.wake()
  }

  #wakeAll(): void {
    this.#relay.wake()
    this.#sender.wake()
  }
}

/** Makes the events of one process; call `start` to have it work. */
export function createEvents(options: EventsOptions): Events {
  return new EventsService(options)
}
