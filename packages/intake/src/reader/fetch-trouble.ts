/** Failures shorter than this are those of a leader that moves. Milliseconds. */
const patienceMs = 30_000

/**
 * Knows from which brokers records could not be fetched for a while, and why. The membership may be well meanwhile: heartbeats go to one
 * broker, and a partition without a leader has none to be asked.
 */
export class FetchTrouble {
  readonly #now: () => number
  readonly #failing = new Map<number, { readonly since: number; reason: string }>()

  /** @param now milliseconds that only go forward */
  constructor(now: () => number) {
    this.#now = now
  }

  /** A fetch from that broker failed. */
  failed(node: number, reason: string): void {
    const since = this.#failing.get(node)?.since ?? this.#now()
    this.#failing.set(node, { since, reason })
  }

  /** That broker gave what it was asked for. */
  worked(node: number): void {
    this.#failing.delete(node)
  }

  /** Forgets brokers that are asked for nothing any more. */
  keep(nodes: ReadonlySet<number>): void {
    for (const node of this.#failing.keys()) if (!nodes.has(node)) this.#failing.delete(node)
  }

  /** Why some partitions have not been read for more than half a minute; undefined where all are. */
  get reason(): string | undefined {
    const before = this.#now() - patienceMs
    return this.#failing.values().find(({ since }) => since <= before)?.reason
  }
}
