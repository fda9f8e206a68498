import { hash, randomBytes } from 'node:crypto'
import type { Client } from '../client/client.ts'

/**
 * Remembers which Authorization headers are right. The key is a hash with a random salt of this process, so that no secret stands in
 * memory longer than its request, and nothing can be learnt from how long a look-up takes. Wrong headers are never kept.
 */
export class CredentialCache {
  readonly #salt = randomBytes(32).toString('base64')
  readonly #most: number
  readonly #clients = new Map<string, Client>()

  /** @param most how many headers are remembered; the oldest goes first */
  constructor(most: number) {
    this.#most = most
  }

  /** The key under which a header is remembered. */
  keyOf(header: string): string {
    return hash('sha256', this.#salt + header, 'base64')
  }

  get(key: string): Client | undefined {
    return this.#clients.get(key)
  }

  put(key: string, client: Client): void {
    this.#clients.set(key, client)
    if (this.#clients.size <= this.#most) return
    for (const oldest of this.#clients.keys().take(1)) this.#clients.delete(oldest)
  }

  /** Forgets a client, and those whose parent it is; without an id, all. */
  forget(clientId?: string): void {
    if (clientId === undefined) this.#clients.clear()
    for (const [key, { id, parentId }] of this.#clients) {
      if (id === clientId || parentId === clientId) this.#clients.delete(key)
    }
  }
}
