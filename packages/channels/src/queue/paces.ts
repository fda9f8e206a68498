import type { Clock } from '../ports.ts'
import { Pace } from './pace.ts'

/** The paces that are in use, by what they are for: a gateway, or a client on a gateway. Each process has its share of them. */
export class Paces {
  readonly #paces = new Map<string, Pace>()
  readonly #clock: Clock
  readonly #workers: () => number

  /** @param workers how many processes share every pace */
  constructor(clock: Clock, workers: () => number) {
    this.#clock = clock
    this.#workers = workers
  }

  /** How many may leave now at `rate` a second; without a rate, as many as one likes. */
  available(key: string, rate: number | null | undefined): number {
    if (rate === undefined || rate === null) {
      this.#paces.delete(key)
      return Number.POSITIVE_INFINITY
    }
    const now = this.#clock.now()
    const share = rate / Math.max(1, this.#workers())
    const pace = this.#paces.get(key) ?? new Pace(share, now)
    this.#paces.set(key, pace)
    pace.adjust(share, now)
    return pace.available(now)
  }

  /** Counts what left. */
  take(key: string, count: number): void {
    this.#paces.get(key)?.take(count)
  }

  /** Milliseconds until one more may leave; 0 without a pace. */
  wait(key: string): number {
    return this.#paces.get(key)?.wait(this.#clock.now()) ?? 0
  }
}
