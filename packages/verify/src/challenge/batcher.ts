/** What {@link Batcher} needs. */
export interface BatcherOptions<Item, Result> {
  /** Does the work of several items in one go; gives a result, or an error, for each, in their order. */
  readonly work: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>
  /** Items in one go at most. */
  readonly most: number
  /** Items that may wait; beyond it `add` rejects with what `full` gives. */
  readonly limit: number
  readonly full: () => Error
  /** Goes at a time. */
  readonly flights?: number
}

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Joins what is asked for at the same time into one transaction. What waits goes as soon as one before it is done, so an idle system waits
 * for no timer and a busy one shares its commits: the counters of the guard are rows that everybody writes, and a commit each would let
 * one caller in at a time.
 */
export class Batcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>
  #waiting: Waiting<Item, Result>[] = []
  #flying = 0
  #scheduled = false

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options
  }

  add(item: Item): Promise<Result> {
    if (this.#waiting.length >= this.#options.limit) return Promise.reject(this.#options.full())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#scheduled) return
      this.#scheduled = true
      setImmediate(() => this.#launch())
    })
  }

  #launch(): void {
    this.#scheduled = false
    const { flights = 2, most } = this.#options
    while (this.#waiting.length > 0 && this.#flying < flights) {
      this.#flying += 1
      void this.#fly(this.#waiting.splice(0, most))
    }
  }

  async #fly(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.work(batch.map(({ item }) => item))
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index]
        if (result instanceof Error) reject(result)
        else resolve(result as Result)
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    this.#flying -= 1
    this.#launch()
  }
}
