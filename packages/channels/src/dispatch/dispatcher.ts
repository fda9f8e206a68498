import type { Database } from '@trunkline/postgres'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { Clock, Gateway, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { Paces } from '../queue/paces.ts'
import { parseRoute } from '../queue/route.ts'
import {
  type ClaimedRow,
  claim,
  giveBack,
  lowestTags,
  type RouteAllowance,
  renewLeases,
  rerouteWaiting,
  undoClaim,
} from '../store/claim-store.ts'
import { WakeUp } from './wake-up.ts'

/** What the dispatcher needs. Spans in milliseconds. */
export interface DispatcherOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly meter: Meter
  readonly workerId: string
  readonly gateways: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  readonly tags: FairTags
  /** Pace of a client on a gateway's channels, messages a second; null without one. */
  readonly clientRate: (clientId: string, gateway: string) => Promise<number | null>
  /** Hands one claimed delivery to its gateway and writes down what became of it. Never rejects. */
  readonly send: (row: ClaimedRow, signal: AbortSignal) => Promise<'done' | 'not-begun'>
  /** How many processes dispatch: each takes its part of every pace. */
  readonly workers: () => number
  readonly poll?: number
  readonly lease?: number
  /** The most deliveries of one claim. */
  readonly batch?: number
}

/** Milliseconds from one claim to the next while much comes in, and how many deliveries of a claim are much. */
const gatherFor = 25
const gatherFrom = 8
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
  readonly #paces: Paces
  readonly #inFlight = new Map<string, number>()
  readonly #claimed = new Set<string>()
  readonly #sends = new Set<Promise<void>>()
  /** Instants of claims whose answer was lost: what they took is given back before anything else is claimed. */
  readonly #doubtful = new Set<number>()
  /** Deliveries that were claimed and could not be begun. */
  readonly #notBegun = new Set<string>()
  #lastClaim = 0
  readonly #abort = new AbortController()
  readonly #alarm = new WakeUp()
  #running = false
  #loop: Promise<void> | undefined
  #surveyed = Number.NEGATIVE_INFINITY
  #renewed = 0

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#poll = options.poll ?? 250
    this.#lease = options.lease ?? 20_000
    this.#batch = options.batch ?? 250
    this.#paces = new Paces(options.clock, options.workers)
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
    this.#alarm.ring()
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
    this.#alarm.ring()
  }

  async #run(): Promise<void> {
    while (this.#running) {
      let found = 0
      try {
        await this.#giveBack()
        await this.#survey()
        await this.#renew()
        found = await this.#claimAll()
      } catch (error) {
        this.#options.log.warn({ err: error }, 'could not read the queue; trying again')
        await this.#alarm.sleep(this.#poll)
      }
      if (found === 0 && this.#running) await this.#alarm.sleep(this.#nextWait())
      else await this.#gather(found)
    }
  }

  /** While much comes in, claims are spaced out: one of a hundred rows costs little more than one of ten. */
  async #gather(found: number): Promise<void> {
    const rest = this.#lastClaim + gatherFor - this.#options.clock.now()
    if (found >= gatherFrom && found < this.#batch && rest > 1)
      await new Promise((resolve) => setTimeout(resolve, rest))
  }

  /** Looks which routes have anything, now and then: the truth that wake-ups only hurry. */
  async #survey(): Promise<void> {
    const { clock, db, tags } = this.#options
    if (clock.now() - this.#surveyed < this.#poll) return
    this.#surveyed = clock.now()
    const lowest = await lowestTags(db)
    tags.observe(lowest)
    for (const { route } of lowest) this.#hot.add(route)
    await this.#reroute()
  }

  /** What waits for a gateway that is down goes to one that is up, where it may. */
  async #reroute(): Promise<void> {
    const { clock, db, breakers } = this.#options
    const state = (name: string) => breakers.get(name)?.state(clock.now()) ?? 'closed'
    const names = [...this.#options.gateways.keys()]
    const up = names.filter((name) => state(name) === 'closed')
    for (const gateway of names.filter((name) => state(name) === 'open'))
      for (const route of await rerouteWaiting(db, gateway, up, 1000)) this.#hot.add(route)
  }

  async #giveBack(): Promise<void> {
    const { db, workerId } = this.#options
    for (const at of this.#doubtful) {
      await undoClaim(db, workerId, new Date(at))
      this.#doubtful.delete(at)
    }
    if (this.#notBegun.size === 0) return
    const ids = [...this.#notBegun]
    await giveBack(db, workerId, ids)
    for (const id of ids) this.#notBegun.delete(id)
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
    const { db, workerId, log } = this.#options
    const most = Math.min(this.#batch, this.#room(gateway))
    if (most <= 0) return 0
    const allowances = await this.#allowances(gateway, routes, most)
    if (allowances.length === 0) return 0
    const rows = await this.#claim(allowances, most)
    this.#settle(gateway, allowances, rows, most)
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

  async #claim(routes: readonly RouteAllowance[], most: number): Promise<ClaimedRow[]> {
    const { clock, db, workerId } = this.#options
    // No two claims at one instant: the instant names the claim, should its answer be lost.
    const at = Math.max(clock.now(), this.#lastClaim + 1)
    this.#lastClaim = at
    try {
      return await claim(db, {
        routes,
        most,
        owner: workerId,
        now: new Date(at),
        leaseUntil: new Date(at + this.#lease),
      })
    } catch (error) {
      this.#doubtful.add(at)
      throw error
    }
  }

  /** How many more deliveries the gateway may be given now. */
  #room(name: string): number {
    const { gateways, breakers, clock } = this.#options
    const gateway = gateways.get(name)
    // A gateway that was taken out of the configuration: its deliveries are claimed all the same, to be given to the next one or ended.
    if (gateway === undefined) return this.#batch
    const free = gateway.concurrency - (this.#inFlight.get(name) ?? 0)
    const probes = breakers.get(name)?.room(clock.now()) ?? Number.POSITIVE_INFINITY
    return Math.min(free, probes, this.#paces.available(name, gateway.rate))
  }

  async #allowances(gateway: string, routes: readonly string[], most: number): Promise<RouteAllowance[]> {
    const allowances: RouteAllowance[] = []
    let sum = 0
    // A random start: with a thousand paced clients each gets its turn, and a claim locks few rows more than it takes.
    const start = Math.floor(this.#options.random() * routes.length)
    for (let step = 0; step < routes.length && sum < 2 * most; step++) {
      const route = routes[(start + step) % routes.length] as string
      const { client } = parseRoute(route)
      const rate = client === null ? null : await this.#options.clientRate(client, gateway)
      const allowed = Math.min(most, this.#paces.available(route === gateway ? `${route}#` : route, rate))
      if (allowed <= 0) continue
      allowances.push({ route, most: allowed })
      sum += allowed
    }
    return allowances
  }

  #settle(gateway: string, allowances: readonly RouteAllowance[], rows: readonly ClaimedRow[], most: number): void {
    const { tags } = this.#options
    this.#paces.take(gateway, rows.length)
    for (const { route, most: allowed } of allowances) {
      const got = rows.filter((row) => row.route === route)
      if (route !== gateway) this.#paces.take(route, got.length)
      if (got.length < allowed && rows.length < most) this.#hot.delete(route)
      for (const row of got) tags.served(route, row.priority, row.tag)
    }
  }

  #begin(gateway: string, row: ClaimedRow): void {
    this.#inFlight.set(gateway, (this.#inFlight.get(gateway) ?? 0) + 1)
    this.#claimed.add(row.delivery_id)
    const sending = this.#options.send(row, this.#abort.signal).then((result) => {
      if (result === 'not-begun') this.#notBegun.add(row.delivery_id)
      const before = this.#inFlight.get(gateway) ?? 1
      this.#inFlight.set(gateway, before - 1)
      this.#claimed.delete(row.delivery_id)
      this.#sends.delete(sending)
      const full = before >= (this.#options.gateways.get(gateway)?.concurrency ?? 0)
      if (full) this.#alarm.ring()
    })
    this.#sends.add(sending)
  }

  #nextWait(): number {
    const waits = [...this.#hot].map((route) =>
      Math.max(this.#paces.wait(parseRoute(route).gateway), this.#paces.wait(route)),
    )
    return Math.max(1, Math.min(this.#poll, ...waits.filter((wait) => wait > 0)))
  }
}
