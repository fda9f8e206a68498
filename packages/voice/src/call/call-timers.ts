const longestTimer = 2 ** 31 - 1

/** How long a call rings, and how long it lasts. A timer that is set again begins anew. */
export class CallTimers {
  #ring: NodeJS.Timeout | undefined
  #length: NodeJS.Timeout | undefined

  /** @param ms until nobody has answered */
  ring(ms: number, over: () => void): void {
    clearTimeout(this.#ring)
    this.#ring = setTimeout(over, Math.min(ms, longestTimer))
  }

  answered(): void {
    clearTimeout(this.#ring)
  }

  /** @param ms until it has lasted long enough */
  last(ms: number, over: () => void): void {
    clearTimeout(this.#length)
    this.#length = setTimeout(over, Math.min(Math.max(0, ms), longestTimer))
  }

  clear(): void {
    clearTimeout(this.#ring)
    clearTimeout(this.#length)
  }
}
