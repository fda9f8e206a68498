/** How many messages a connection may send: a bucket that fills at a steady rate. */
export class FrameBudget {
  readonly #burst: number
  readonly #perSecond: number
  #left: number
  #at: number

  /** @param now milliseconds */
  constructor(burst: number, perSecond: number, now: number) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#left = burst
    this.#at = now
  }

  /** Whether one more may come. */
  take(now: number): boolean {
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
