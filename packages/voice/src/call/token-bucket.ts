/** What may go at once: a second's worth, one where the rate is below, and nothing where there is none. */
const most = (rate: number): number => (rate > 0 ? Math.max(1, rate) : 0)

/** Lets so many through a second: at most a second's worth at once, and one where the rate is below. */
export class TokenBucket {
  #tokens: number
  #at: number

  constructor(rate: number, now: number) {
    this.#tokens = most(rate)
    this.#at = now
  }

  /** How many may go now, at that rate. */
  room(rate: number, now: number): number {
    this.#tokens = Math.min(most(rate), this.#tokens + ((now - this.#at) / 1000) * rate)
    this.#at = now
    return Math.floor(this.#tokens + 1e-9)
  }

  take(count: number): void {
    this.#tokens -= count
  }
}
