import { ProblemError } from '@trunkline/wire'

/**
 * The idempotency keys that this process works on. One statement that stores several requests cannot tell two of the same key apart, so
 * a key is in one request at a time; between processes the database decides.
 */
export class KeysInFlight {
  readonly #working = new Map<string, Promise<unknown>>()

  /**
   * Works under one key.
   * @throws ProblemError `idempotency-key-in-flight` where somebody does already
   */
  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (this.#working.has(name)) throw new ProblemError('idempotency-key-in-flight', undefined, { retryAfter: 1 })
    return this.#work([name], work)
  }

  /** Works under several keys, after whoever works under one of them. Keys are taken all at once, so that nobody waits in a ring. */
  async inTurn<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    for (;;) {
      const others = new Set(names.flatMap((name) => this.#working.get(name) ?? []))
      if (others.size === 0) return this.#work(names, work)
      await Promise.allSettled(others)
    }
  }

  async #work<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const running = work()
    for (const name of names) this.#working.set(name, running)
    try {
      return await running
    } finally {
      for (const name of names) this.#working.delete(name)
    }
  }
}
