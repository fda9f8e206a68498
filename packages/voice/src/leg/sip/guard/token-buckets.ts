/** How much one source may ask for: at once, and a second on the long run. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Token buckets by source. Bounded: the one that was used longest ago makes room. */
export class TokenBuckets {
  readonly #rate: Rate
  readonly #now: () => number
  readonly #most: number
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate, now: () => number, most = 10_000) {
    this.#rate = rate
    this.#now = now
    this.#most = most
  }

  /** Takes one; false where there is none. */
  take(source: string): boolean {
    const now = this.#now()
    const bucket = this.#buckets.get(source) ?? { tokens: this.#rate.burst, at: now }
    const grown = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond
    bucket.tokens = Math.min(this.#rate.burst, grown)
    bucket.at = now
    this.#buckets.delete(source)
    this.#buckets.set(source, bucket)
    if (this.#buckets.size > this.#most) for (const oldest of this.#buckets.keys().take(1)) this.#buckets.delete(oldest)
    if (bucket.tokens < 1) return false
    bucket.tokens--
    return true
  }

  get size(): number {
    return this.#buckets.size
  }
}
