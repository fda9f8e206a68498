import type { Client } from '../client/client.ts'

/** Who asks, and with which credential. Frozen, because the cache hands the same one out again and again. */
export interface Login {
  readonly client: Client
  /** `token`: the client id and its auth token, which may do everything. `key`: an API key. */
  readonly kind: 'token' | 'key'
  /** `AC…` or `SK…`. */
  readonly sid: string
}
