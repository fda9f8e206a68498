/**
 * A token bucket: at most `rate` a second, with a small burst so that a poll now and then does not cost throughput. The share says which
 * part of the rate is this process's, where several dispatch.
 */
export class Pace {
  #rate: number
  #tokens: number
  #at: number

  constructor(rate: number, now: number) {
    this.#rate = rate
    this.#tokens = Math.min(1, this.#burst)
    this.#at = now
  }

  get #burst(): number {
    return Math.max(1, this.#rate / 4)
  }

  /** Changes the rate, messages a second. */
  adjust(rate: number, now: number): void {
    if (rate === this.#rate) return
    this.#refill(now)
    this.#rate = rate
    this.#tokens = Math.min(this.#tokens, this.#burst)
  }

  /** How many may leave at `now` (ms). */
  available(now: number): number {
    this.#refill(now)
    return Math.floor(this.#tokens + 1e-9)
  }

  /** Takes tokens for what leaves. */
  take(count: number): void {
    this.#tokens -= count
  }

  /** Milliseconds from `now` until one more may leave. */
  wait(now: number): number {
    this.#refill(now)
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000)
  }

  #refill(now: number): void {
    if (now > this.#at) this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate)
    this.#at = Math.max(now, this.#at)
  }
}
