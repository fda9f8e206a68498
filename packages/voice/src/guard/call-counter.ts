import type { Clock } from '../ports.ts'

const minute = 60_000
/** Clients that are kept in mind; one that has no call under way and none in the last two minutes is forgotten. */
const sweepAbove = 10_000

interface Count {
  live: number
  /** The minute that `now` counts, since the epoch. */
  minute: number
  now: number
  before: number
}

/** Counts the calls of each client in this process: at a time, and in the last minute. */
export class CallCounter {
  readonly #clock: Clock
  readonly #counts = new Map<string, Count>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls under way. */
  live(clientId: string): number {
    return this.#counts.get(clientId)?.live ?? 0
  }

  /**
   * Calls of the last sixty seconds. Two counters and a weighted mean instead of a list of instants: what a client costs does not grow with
   * its calls, and the error is below what one minute differs from the next.
   */
  lastMinute(clientId: string): number {
    const count = this.#counts.get(clientId)
    if (count === undefined) return 0
    const now = this.#clock.now()
    this.#turn(count, now)
    return count.now + count.before * (1 - (now % minute) / minute)
  }

  /** Counts a call; the function that it returns takes it off those under way. */
  begin(clientId: string): () => void {
    if (this.#counts.size > sweepAbove) this.#sweep()
    const now = this.#clock.now()
    const count = this.#counts.get(clientId) ?? { live: 0, minute: Math.floor(now / minute), now: 0, before: 0 }
    this.#counts.set(clientId, count)
    this.#turn(count, now)
    count.now++
    count.live++
    let over = false
    return () => {
      if (!over) count.live--
      over = true
    }
  }

  #turn(count: Count, now: number): void {
    const current = Math.floor(now / minute)
    if (current === count.minute) return
    count.before = current === count.minute + 1 ? count.now : 0
    count.now = 0
    count.minute = current
  }

  #sweep(): void {
    const current = Math.floor(this.#clock.now() / minute)
    for (const [clientId, count] of this.#counts) {
      if (count.live === 0 && count.minute < current - 1) this.#counts.delete(clientId)
    }
  }
}
