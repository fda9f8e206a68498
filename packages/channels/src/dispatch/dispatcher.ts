import type { Database } from '@trunkline/postgres'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { Clock, Gateway, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { Pace } from '../queue/pace.ts'
import { parseRoute } from '../queue/route.ts'
import {
  type ClaimedRow,
  claim,
  giveBack,
  lowestTags,
  type RouteAllowance,
  renewLeases,
  rerouteWaiting,
} from '../store/claim-store.ts'

/** What the dispatcher needs. Spans in milliseconds. */
export interface DispatcherOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  readonly workerId: string
  readonly gateways: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  readonly tags: FairTags
  /** Pace of a client on a gateway's channels, messages a second; null without one. */
  readonly clientRate: (clientId: string, gateway: string) => Promise<number | null>
  /** Hands one claimed delivery to its gateway and writes down what became of it. Never rejects. */
  readonly send: (row: ClaimedRow, signal: AbortSignal) => Promise<void>
  /** How many processes dispatch: each takes its part of every pace. */
  readonly workers: () => number
  readonly poll?: number
  readonly lease?: number
  /** The most deliveries of one claim. */
  readonly batch?: number
}

/** How long a gateway is given to let go of a send that was aborted. Milliseconds. */
const abortGrace = 1_000

/**
 * Takes what may leave from the queue and hands it to the gateways: as many as each gateway takes at a time and its pace allows, most
 * important and fairest first. Notices new work at once when it is woken, else by polling; a notification is only ever a hint.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions
  readonly #poll: number
  readonly #lease: number
  readonly #batch: number
  /** Routes that may have something. */
  readonly #hot = new Set<string>()
  readonly #paces = new Map<string, Pace>()
  readonly #inFlight = new Map<string, number>()
  readonly #claimed = new Set<string>()
  readonly #sends = new Set<Promise<void>>()
  readonly #abort = new AbortController()
  #wake: (() => void) | undefined
  #running = false
  #loop: Promise<void> | undefined
  #surveyed = Number.NEGATIVE_INFINITY
  #renewed = 0

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#poll = options.poll ?? 250
    this.#lease = options.lease ?? 20_000
    this.#batch = options.batch ?? 250
  }

  /** How many deliveries are with their gateways now. */
  get inFlight(): number {
    return this.#claimed.size
  }

  start(): void {
    this.#running = true
    this.#loop ??= this.#run()
  }

  /** Stops claiming, waits up to `grace` for what is in flight, then aborts it. What was not begun is given back. */
  async stop(grace: number): Promise<void> {
    this.#running = false
    this.#wake?.()
    await this.#loop
    this.#loop = undefined
    if (await this.#settled(grace)) return
    this.#abort.abort(new Error('the server is stopping'))
    if (await this.#settled(abortGrace)) return
    this.#options.log.warn(
      { deliveries: this.#claimed.size },
      'some gateways do not let go; their deliveries are looked up when their leases end',
    )
  }

  /** Whether everything that is in flight has ended within `span` milliseconds. */
  async #settled(span: number): Promise<boolean> {
    let over = false
    const timer = Promise.withResolvers<void>()
    const handle = setTimeout(() => {
      over = true
      timer.resolve()
    }, span)
    while (this.#sends.size > 0 && !over) await Promise.race([Promise.allSettled([...this.#sends]), timer.promise])
    clearTimeout(handle)
    return this.#sends.size === 0
  }

  /** Says that a route may have something to send. */
  wake(route: string): void {
    this.#hot.add(route)
    this.#wake?.()
  }

  async #run(): Promise<void> {
    while (this.#running) {
      let found = 0
      try {
        await this.#survey()
        await this.#renew()
        found = await this.#claimAll()
      } catch (error) {
        this.#options.log.warn({ err: error }, 'could not read the queue; trying again')
        await this.#sleep(this.#poll)
      }
      if (found === 0 && this.#running) await this.#sleep(this.#nextWait())
    }
  }

  /** Looks which routes have anything, now and then: the truth that wake-ups only hurry. */
  async #survey(): Promise<void> {
    const { clock, db, tags } = this.#options
    if (clock.now() - this.#surveyed < this.#poll) return
    this.#surveyed = clock.now()
    const lowest = await lowestTags(db)
    tags.observe(lowest)
    for (const { route } of lowest) this.#hot.add(route)
    for (const [gateway, breaker] of this.#options.breakers)
      if (breaker.state(clock.now()) === 'open') await rerouteWaiting(db, gateway, 1000)
  }

  async #renew(): Promise<void> {
    const { clock, db, workerId } = this.#options
    if (this.#claimed.size === 0 || clock.now() - this.#renewed < this.#lease / 4) return
    this.#renewed = clock.now()
    await renewLeases(db, workerId, [...this.#claimed], new Date(clock.now() + this.#lease))
  }

  async #claimAll(): Promise<number> {
    const byGateway = Map.groupBy(this.#hot, (route) => parseRoute(route).gateway)
    let found = 0
    for (const [gateway, routes] of byGateway) found += await this.#claimFor(gateway, routes)
    return found
  }

  async #claimFor(gateway: string, routes: readonly string[]): Promise<number> {
    const { clock, db, workerId, log } = this.#options
    const most = Math.min(this.#batch, this.#room(gateway))
    if (most <= 0) return 0
    const allowances = await this.#allowances(gateway, routes, most)
    if (allowances.length === 0) return 0
    const now = clock.now()
    const rows = await claim(db, {
      routes: allowances,
      most,
      owner: workerId,
      now: new Date(now),
      leaseUntil: new Date(now + this.#lease),
    })
    this.#settle(gateway, allowances, rows)
    if (!this.#running && rows.length > 0) {
      log.info({ deliveries: rows.length }, 'giving back what was claimed while stopping')
      await giveBack(
        db,
        workerId,
        rows.map((row) => row.delivery_id),
      )
      return 0
    }
    for (const row of rows) this.#begin(gateway, row)
    return rows.length
  }

  /** How many more deliveries the gateway may be given now. */
  #room(name: string): number {
    const { gateways, breakers, clock } = this.#options
    const gateway = gateways.get(name)
    // A gateway that was taken out of the configuration: its deliveries are claimed all the same, to be given to the next one or ended.
    if (gateway === undefined) return this.#batch
    const free = gateway.concurrency - (this.#inFlight.get(name) ?? 0)
    const probes = breakers.get(name)?.room(clock.now()) ?? Number.POSITIVE_INFINITY
    return Math.min(free, probes, this.#paceOf(name, gateway.rate)?.available(clock.now()) ?? Number.POSITIVE_INFINITY)
  }

  #paceOf(key: string, rate: number | null | undefined): Pace | undefined {
    if (rate === undefined || rate === null) {
      this.#paces.delete(key)
      return undefined
    }
    const now = this.#options.clock.now()
    const share = rate / Math.max(1, this.#options.workers())
    const pace = this.#paces.get(key) ?? new Pace(share, now)
    this.#paces.set(key, pace)
    pace.adjust(share, now)
    return pace
  }

  async #allowances(gateway: string, routes: readonly string[], most: number): Promise<RouteAllowance[]> {
    const allowances: RouteAllowance[] = []
    for (const route of routes) {
      const { client } = parseRoute(route)
      const rate = client === null ? null : await this.#options.clientRate(client, gateway)
      const pace = this.#paceOf(route === gateway ? `${route}#` : route, rate)
      const allowed = Math.min(most, pace?.available(this.#options.clock.now()) ?? most)
      if (allowed > 0) allowances.push({ route, most: allowed })
    }
    return allowances
  }

  #settle(gateway: string, allowances: readonly RouteAllowance[], rows: readonly ClaimedRow[]): void {
    const { tags } = this.#options
    this.#paces.get(gateway)?.take(rows.length)
    for (const { route, most } of allowances) {
      const got = rows.filter((row) => row.route === route)
      if (route !== gateway) this.#paces.get(route)?.take(got.length)
      if (got.length < most && rows.length < this.#batch) this.#hot.delete(route)
      for (const row of got) tags.served(route, row.priority, row.tag)
    }
  }

  #begin(gateway: string, row: ClaimedRow): void {
    this.#inFlight.set(gateway, (this.#inFlight.get(gateway) ?? 0) + 1)
    this.#claimed.add(row.delivery_id)
    const sending = this.#options.send(row, this.#abort.signal).finally(() => {
      const before = this.#inFlight.get(gateway) ?? 1
      this.#inFlight.set(gateway, before - 1)
      this.#claimed.delete(row.delivery_id)
      this.#sends.delete(sending)
      const full = before >= (this.#options.gateways.get(gateway)?.concurrency ?? 0)
      if (full) this.#wake?.()
    })
    this.#sends.add(sending)
  }

  #nextWait(): number {
    const now = this.#options.clock.now()
    const waits = [...this.#hot].map((route) => {
      const { gateway } = parseRoute(route)
      return Math.max(
        this.#paces.get(gateway)?.wait(now) ?? 0,
        route === gateway ? 0 : (this.#paces.get(route)?.wait(now) ?? 0),
      )
    })
    const soonest = Math.min(this.#poll, ...waits.filter((wait) => wait > 0))
    return Math.max(1, soonest)
  }

  #sleep(span: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, span)
      const self = this
      function done(): void {
        clearTimeout(timer)
        self.#wake = undefined
        resolve()
      }
      this.#wake = done
    })
  }
}
