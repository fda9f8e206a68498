import { hash, randomBytes } from 'node:crypto'
import type { Login } from './login.ts'

/**
 * Remembers which Authorization headers are right. The key is a hash with a random salt of this process, so that no secret stands in
 * memory longer than its request, and nothing can be learnt from how long a look-up takes. Wrong headers are never kept.
 */
export class CredentialCache {
  readonly #salt = randomBytes(32).toString('base64')
  readonly #most: number
  readonly #logins = new Map<string, Login>()

  /** @param most how many headers are remembered; the oldest goes first */
  constructor(most: number) {
    this.#most = most
  }

  /** The key under which a header is remembered. */
  keyOf(header: string): string {
    return hash('sha256', this.#salt + header, 'base64')
  }

  get(key: string): Login | undefined {
    return this.#logins.get(key)
  }

  put(key: string, login: Login): void {
    this.#logins.set(key, login)
    if (this.#logins.size <= this.#most) return
    for (const oldest of this.#logins.keys().take(1)) this.#logins.delete(oldest)
  }

  /** Forgets a client, and those whose parent it is; without an id, all. */
  forget(clientId?: string): void {
    if (clientId === undefined) this.#logins.clear()
    for (const [key, { client }] of this.#logins) {
      if (client.id === clientId || client.parentId === clientId) this.#logins.delete(key)
    }
  }
}
