import type { CircuitBreaker } from '../gateways/breaker.ts'
import type { Clock, Gateway } from '../ports.ts'
import { Paces } from '../queue/paces.ts'
import { parseRoute } from '../queue/route.ts'
import type { RouteAllowance } from '../store/claim-store.ts'
import type { Flights } from './flights.ts'

/** What {@link Rooms} needs. */
export interface RoomOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly gateways: ReadonlyMap<string, Gateway>
  readonly breakers: ReadonlyMap<string, CircuitBreaker>
  /** Pace of a client on a gateway's channels, messages a second; null without one. */
  readonly clientRate: (clientId: string, gateway: string) => Promise<number | null>
  /** How many processes dispatch: each takes its part of every pace. */
  readonly workers: () => number
}

/** How many deliveries may go to a gateway at this moment: what it takes at a time, what its breaker tries, and the paces. */
export class Rooms {
  readonly #options: RoomOptions
  readonly #flights: Flights
  readonly #batch: number
  readonly #paces: Paces

  /** @param batch the most of one claim */
  constructor(options: RoomOptions, flights: Flights, batch: number) {
    this.#options = options
    this.#flights = flights
    this.#batch = batch
    this.#paces = new Paces(options.clock, options.workers)
  }

  /** How many more deliveries the gateway may be given now. */
  of(name: string): number {
    const { gateways, breakers, clock } = this.#options
    const gateway = gateways.get(name)
    // A gateway that was taken out of the configuration: its deliveries are claimed all the same, to be given to the next one or ended.
    if (gateway === undefined) return this.#batch
    const free = gateway.concurrency - this.#flights.of(name)
    const probes = breakers.get(name)?.room(clock.now()) ?? Number.POSITIVE_INFINITY
    return Math.min(free, probes, this.#paces.available(name, gateway.rate))
  }

  /** Whether a route has neither a pace nor a gateway that is only tried: then others may claim of it than the loop. */
  isFree(route: string): boolean {
    const { gateways, breakers, clock } = this.#options
    const gateway = gateways.get(route)
    if (parseRoute(route).client !== null || gateway === undefined || typeof gateway.rate === 'number') return false
    // While a gateway is tried, a claim takes as many as there are probes; a statement that stores may bring hundreds.
    return (breakers.get(route)?.state(clock.now()) ?? 'closed') === 'closed'
  }

  /**
   * The routes in which the next of a lane may follow. Whose turn it is in the route, the statement sees; what waits in another route of the
   * same gateway must find room some time, so then nothing follows unless there is more.
   * @param hot routes that may have something
   */
  following(hot: readonly string[]): string[] {
    const paced = hot.map(parseRoute).flatMap(({ gateway, client }) => (client === null ? [] : gateway))
    return [...this.#options.gateways.keys()].filter(
      (route) => this.isFree(route) && (!paced.includes(route) || this.of(route) > 0),
    )
  }

  /** How many of each route of a gateway may be claimed, of those that may go at all. */
  async allowances(gateway: string, routes: readonly string[], most: number): Promise<RouteAllowance[]> {
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

  /** Counts what was claimed of a route. */
  took(gateway: string, route: string, count: number): void {
    this.#paces.take(gateway, count)
    if (route !== gateway) this.#paces.take(route, count)
  }

  /** Milliseconds until one more of a route may leave; 0 without a pace. */
  wait(route: string): number {
    return Math.max(this.#paces.wait(parseRoute(route).gateway), this.#paces.wait(route))
  }
}
