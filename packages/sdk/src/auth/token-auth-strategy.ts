/** Bearer tokens that are fetched when needed and kept until shortly before they expire. */
import type { AuthStrategy } from './auth-strategy.ts'

/** Fetches an access token (a JWT). Same contract as twilio-node's. */
export interface TokenManager {
  fetchToken(): Promise<string>
}

/** Tokens are renewed this long before they expire, so that none expires on its way. Milliseconds. */
const margin = 30_000

/** When a JWT expires, in milliseconds since the epoch; 0 when it does not say or cannot be read. The signature is not checked. */
export function expiryOf(token: string): number {
  try {
    const payload = token.split('.')[1] ?? ''
    const claims = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: unknown }
    return typeof claims.exp === 'number' ? claims.exp * 1000 : 0
  } catch {
    return 0
  }
}

/** Signs requests with a token of a TokenManager: one fetch for callers at the same time, and the token for those after. */
export class TokenAuthStrategy implements AuthStrategy {
  readonly #manager: TokenManager
  readonly #now: () => number
  #token = ''
  #fetching: Promise<string> | undefined

  constructor(manager: TokenManager, now: () => number = Date.now) {
    this.#manager = manager
    this.#now = now
  }

  getAuthType(): string {
    return 'token'
  }

  requiresAuthentication(): boolean {
    return true
  }

  /** `Bearer …`. Rejects with `Failed to fetch access token: …` when there is none to be had. */
  async getAuthString(): Promise<string> {
    if (this.#token !== '' && this.#now() <= expiryOf(this.#token) - margin) return `Bearer ${this.#token}`
    this.#fetching ??= this.#fetch()
    return `Bearer ${await this.#fetching}`
  }

  async #fetch(): Promise<string> {
    try {
      this.#token = await this.#manager.fetchToken()
      return this.#token
    } catch (error) {
      throw new Error(`Failed to fetch access token: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    } finally {
      this.#fetching = undefined
    }
  }
}
