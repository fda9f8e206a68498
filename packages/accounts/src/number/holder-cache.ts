import type { ChangeWatch } from '../change/change-watch.ts'
import type { NumberAbilities } from './number-kind.ts'

/** Whose a number is, and what it can be used for. */
export interface NumberHolder {
  /** UUID of the client. */
  readonly clientId: string
  readonly abilities: NumberAbilities
}

type Found = NumberHolder | null

/** Remembers whose a number is, or that it is nobody's; for the path on which every message's sender is checked. */
export class HolderCache {
  readonly #watch: ChangeWatch
  readonly #most: number
  readonly #holders = new Map<string, Found>()

  constructor(watch: ChangeWatch, most = 50_000) {
    this.#watch = watch
    this.#most = most
    // Any change may be about any number: one that was free may have been taken.
    watch.onForget(() => this.#holders.clear())
  }

  /** The holder, or null: at once when it is remembered, otherwise by `read`. */
  holderOf(number: string, read: (number: string) => Promise<Found>): Found | Promise<Found> {
    if (!this.#holders.has(number)) return this.#learn(number, read)
    const fresh = this.#watch.whenFresh()
    return fresh ? fresh.then(() => this.#holders.get(number) ?? this.#learn(number, read)) : this.#known(number)
  }

  #known(number: string): Found {
    return this.#holders.get(number) ?? null
  }

  async #learn(number: string, read: (number: string) => Promise<Found>): Promise<Found> {
    const { generation } = this.#watch
    const holder = await read(number)
    if (generation === this.#watch.generation) {
      this.#holders.set(number, holder)
      if (this.#holders.size > this.#most)
        for (const oldest of this.#holders.keys().take(1)) this.#holders.delete(oldest)
    }
    return holder
  }
}
