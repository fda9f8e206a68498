import type { Database } from '@trunkline/postgres'
import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { Clock, Gateway, Log, Meter } from '../ports.ts'
import type { FairTags } from '../queue/fair-tags.ts'
import { parseRoute } from '../queue/route.ts'
import {
  type ClaimedRow,
  claim,
  lowestTags,
  type RouteAllowance,
  renewLeases,
  rerouteWaiting,
} from '../store/claim-store.ts'
import { type FlightEnd, Flights, type Send } from './flights.ts'
import { createFollowing, type Following } from './following.ts'
import { GiveBacks } from './give-backs.ts'
import { Rooms } from './rooms.ts'
import { createStraight, type Straight, type StraightParts } from './straight.ts'
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
  readonly send: Send
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
const notGivenBack = 'could not give back yet what was claimed and not begun; it is looked up when its lease ends'

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
  readonly #rooms: Rooms
  readonly #flights: Flights
  /** The way of what was just accepted. */
  readonly straight: Straight
  /** The way of the next of a lane. */
  readonly following: Following
  readonly #giveBacks: GiveBacks
  /** Routes that were woken since the last claim began: what it says of them may be old. */
  readonly #woken = new Set<string>()
  #lastClaim = 0
  readonly #alarm = new WakeUp()
  #running = false
  #loop: Promise<void> | undefined
  #surveyed = Number.NEGATIVE_INFINITY
  #renewed = 0

  constructor(options: DispatcherOptions) {
    this.#options = options
    this.#poll = options.poll ?? 250
    this.#lease = options.lease ?? 20_000
    this.#batch = options.batch ?? 500
    this.#flights = new Flights(options.send, (...landed) => this.#landed(...landed))
    this.#giveBacks = new GiveBacks(options.db, options.clock, options.workerId, this.#lease)
    this.#rooms = new Rooms(options, this.#flights, this.#batch)
    const parts = this.#partsOfClaims()
    this.straight = createStraight({ ...parts, room: (route) => this.#straightRoom(route) })
    const routes = () => (this.#knows ? this.#rooms.following([...this.#hot]) : [])
    this.following = createFollowing({ ...parts, routes })
  }

  /** What claims need that others make than the loop. */
  #partsOfClaims(): Omit<StraightParts, 'room'> {
    const { workerId, clock, log } = this.#options
    return {
      flights: this.#flights,
      owner: workerId,
      lease: this.#lease,
      instant: () => this.#instant(),
      launch: (rows) => void this.#launch(rows).catch((error: unknown) => log.warn({ err: error }, notGivenBack)),
      now: () => clock.now(),
      undo: (at) => {
        this.#giveBacks.doubt(at)
        this.#alarm.ring()
      },
    }
  }

  /** How many deliveries are with their gateways now. */
  get inFlight(): number {
    return this.#flights.size
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
    if (!(await this.#landAll(grace)))
      this.#options.log.warn(
        { deliveries: this.#flights.size },
        'some gateways do not let go; their deliveries are looked up when their leases end',
      )
    await this.#giveBacks.run().catch((error: unknown) => this.#options.log.warn({ err: error }, notGivenBack))
  }

  /** Waits for what is in flight, and tells the gateways to let go when that takes longer than `grace`. */
  async #landAll(grace: number): Promise<boolean> {
    if (await this.#flights.settled(grace)) return true
    this.#flights.abort(new Error('the server is stopping'))
    return this.#flights.settled(abortGrace)
  }

  /** How many messages may go past the queue at this moment, to the gateway that takes most; 0 where none may. */
  straightRoom(): number {
    let most = 0
    for (const name of this.#options.gateways.keys()) most = Math.max(most, this.#straightRoom(name))
    return most
  }

  /** Says that a route may have something to send. */
  wake(route: string): void {
    this.#hot.add(route)
    this.#woken.add(route)
    this.#alarm.ring()
  }

  async #run(): Promise<void> {
    while (this.#running) {
      let found = 0
      try {
        await this.#giveBacks.run()
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

  async #renew(): Promise<void> {
    const { clock, db, workerId } = this.#options
    if (this.#flights.size === 0 || clock.now() - this.#renewed < this.#lease / 4) return
    const now = clock.now()
    await renewLeases(db, workerId, this.#flights.ids(), new Date(now + this.#lease))
    this.#renewed = now // Not before: one that failed is made up for at once. And not later: the leases run from then, however long it took.
  }

  async #claimAll(): Promise<number> {
    const byGateway = Map.groupBy(this.#hot, (route) => parseRoute(route).gateway)
    let found = 0
    for (const [gateway, routes] of byGateway) found += await this.#claimFor(gateway, routes)
    return found
  }

  async #claimFor(gateway: string, routes: readonly string[]): Promise<number> {
    const most = Math.min(this.#batch, this.#rooms.of(gateway))
    if (most <= 0) return 0
    const allowances = await this.#rooms.allowances(gateway, routes, most)
    if (allowances.length === 0) return 0
    const rows = await this.#claim(allowances, most)
    this.#settle(gateway, allowances, rows, most)
    for (const _row of rows) this.#flights.take(gateway)
    await this.#launch(rows)
    return rows.length
  }

  /** Begins what was claimed, for which room was taken; gives back what may not leave any more, and all where this process is stopping. */
  async #launch(rows: readonly ClaimedRow[]): Promise<void> {
    const { tags, log, clock } = this.#options
    const now = clock.now()
    const gatewayOf = (row: ClaimedRow) => parseRoute(row.route).gateway
    // What came to its end while it was claimed goes back too: whoever looks after the queue ends it.
    const stays = (row: ClaimedRow) => !this.#running || (row.valid_until !== null && row.valid_until.getTime() <= now)
    const back = rows.filter(stays)
    for (const row of back.length === 0 ? rows : rows.filter((one) => !stays(one))) {
      tags.served(row.route, row.priority, row.tag)
      this.#flights.begin(gatewayOf(row), row)
    }
    if (back.length === 0) return
    if (!this.#running) log.info({ deliveries: back.length }, 'giving back what was claimed while stopping')
    for (const row of back) {
      this.#flights.release(gatewayOf(row))
      this.#giveBacks.notBegun(row.delivery_id)
    }
    // While the loop runs, it alone gives back, before it claims: from here it could take away what the loop has claimed anew meanwhile.
    if (this.#running) this.#alarm.ring()
    else await this.#giveBacks.run()
  }

  /** The instant of a claim. No two are the same: the instant names the claim, should its answer be lost. */
  #instant(): number {
    this.#lastClaim = Math.max(this.#options.clock.now(), this.#lastClaim + 1)
    return this.#lastClaim
  }

  /** How many deliveries of a route may go past what waits: none where anything does, or where the route has a pace. */
  #straightRoom(route: string): number {
    return this.#knows && !this.#hot.has(route) && this.#rooms.isFree(route) ? this.#rooms.of(route) : 0
  }

  /** Whether this process dispatches, and has looked what waits. */
  get #knows(): boolean {
    return this.#running && this.#surveyed >= 0
  }

  async #claim(routes: readonly RouteAllowance[], most: number): Promise<ClaimedRow[]> {
    const { db, workerId } = this.#options
    const at = this.#instant()
    this.#woken.clear()
    try {
      return await claim(db, {
        routes,
        most,
        owner: workerId,
        now: new Date(at),
        leaseUntil: new Date(at + this.#lease),
      })
    } catch (error) {
      this.#giveBacks.doubt(at)
      throw error
    }
  }

  #settle(gateway: string, allowances: readonly RouteAllowance[], rows: readonly ClaimedRow[], most: number): void {
    for (const { route, most: allowed } of allowances) {
      const got = rows.filter((row) => row.route === route).length
      this.#rooms.took(gateway, route, got)
      if (got < allowed && rows.length < most && !this.#woken.has(route)) this.#hot.delete(route)
    }
  }

  #landed(deliveryId: string, gateway: string, end: FlightEnd, before: number): void {
    if (end === 'not-begun') this.#giveBacks.notBegun(deliveryId)
    if (before >= (this.#options.gateways.get(gateway)?.concurrency ?? 0)) this.#alarm.ring()
  }

  #nextWait(): number {
    const waits = [...this.#hot].map((route) => this.#rooms.wait(route))
    return Math.max(1, Math.min(this.#poll, ...waits.filter((wait) => wait > 0)))
  }
}
