/**
 * Provider ids and the attempts that they belong to, as far as this process knows: what it sent itself, and what it looked up. The
 * oldest are forgotten first.
 */
export class ClaimedIds {
  readonly #owners = new Map<string, string>()
  readonly #most: number

  /** @param most how many ids are kept */
  constructor(most = 10_000) {
    this.#most = most
  }

  claim(providerId: string, attempt: string): void {
    this.#owners.delete(providerId)
    this.#owners.set(providerId, attempt)
    if (this.#owners.size <= this.#most) return
    const oldest = this.#owners.keys().next()
    if (!oldest.done) this.#owners.delete(oldest.value)
  }

  /** Whether the id belongs to another attempt. */
  isTaken(providerId: string, attempt: string): boolean {
    const owner = this.#owners.get(providerId)
    return owner !== undefined && owner !== attempt
  }

  /** Whether the id is known to belong to this attempt. */
  isOwn(providerId: string, attempt: string): boolean {
    return this.#owners.get(providerId) === attempt
  }
}
