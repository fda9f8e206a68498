import type { ChangeWatch } from '../change/change-watch.ts'

/** Remembers whose a number is, or that it is nobody's; for the path on which every message's sender is checked. */
export class OwnerCache {
  readonly #watch: ChangeWatch
  readonly #most: number
  readonly #owners = new Map<string, string | null>()

  constructor(watch: ChangeWatch, most = 50_000) {
    this.#watch = watch
    this.#most = most
    // Any change may be about any number: one that was free may have been taken.
    watch.onForget(() => this.#owners.clear())
  }

  /** The UUID of the owner, or null: at once when it is remembered, otherwise by `read`. */
  ownerOf(number: string, read: (number: string) => Promise<string | null>): string | null | Promise<string | null> {
    if (!this.#owners.has(number)) return this.#learn(number, read)
    const fresh = this.#watch.whenFresh()
    return fresh ? fresh.then(() => this.#owners.get(number) ?? this.#learn(number, read)) : this.#known(number)
  }

  #known(number: string): string | null {
    return this.#owners.get(number) ?? null
  }

  async #learn(number: string, read: (number: string) => Promise<string | null>): Promise<string | null> {
    const { generation } = this.#watch
    const owner = await read(number)
    if (generation === this.#watch.generation) {
      this.#owners.set(number, owner)
      if (this.#owners.size > this.#most) for (const oldest of this.#owners.keys().take(1)) this.#owners.delete(oldest)
    }
    return owner
  }
}
