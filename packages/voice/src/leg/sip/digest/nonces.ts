import { createHmac } from 'node:crypto'
import { sameText } from './digest.ts'

/** What is thought of a nonce that came back. */
export type NonceVerdict = 'good' | 'stale' | 'strange'

/** What nonces are made with. */
export interface NoncesOptions {
  readonly now: () => number
  /** Random bytes, in base64url or hex. */
  readonly token: () => string
  /** How long one may be used, milliseconds. */
  readonly life?: number
  /** How many are remembered whose counts were seen. */
  readonly most?: number
}

const defaults = { life: 300_000, most: 10_000 } as const

interface Seen {
  readonly made: number
  count: number
}

/**
 * Nonces that are nowhere kept until somebody has used one rightly: the time, a random part, and a seal over these and the address that it was made for. So
 * asking for challenges costs no memory. Of those in use the highest nonce-count is remembered, and a count that does not rise is a replay (RFC 7616, section 5.12).
 */
export class Nonces {
  readonly #options: Required<NoncesOptions>
  readonly #key: string
  readonly #seen = new Map<string, Seen>()
  /** What was made before this is stale: counts of nonces of that age were forgotten. */
  #floor = 0

  constructor(options: NoncesOptions) {
    this.#options = { ...defaults, ...options }
    this.#key = `${options.token()}${options.token()}`
  }

  /** A new nonce for a party at this address. */
  make(address: string): string {
    const body = `${this.#options.now().toString(36)}.${this.#options.token()}`
    return `${body}.${this.#seal(body, address)}`
  }

  /** What a nonce is worth that comes from this address; the count is judged by {@link use}. */
  judge(nonce: string, address: string): NonceVerdict {
    const end = nonce.lastIndexOf('.')
    const body = nonce.slice(0, Math.max(end, 0))
    if (!sameText(nonce.slice(end + 1), this.#seal(body, address))) return 'strange'
    const made = Number.parseInt(body, 36)
    const age = this.#options.now() - made
    return age > this.#options.life || made < this.#floor ? 'stale' : 'good'
  }

  /** Uses a good nonce, with right credentials. False: this count was used before. */
  use(nonce: string, count: number): boolean {
    const seen = this.#seen.get(nonce)
    if (seen !== undefined && count <= seen.count) return false
    if (seen !== undefined) seen.count = count
    else this.#remember(nonce, count)
    return true
  }

  #remember(nonce: string, count: number): void {
    this.#seen.set(nonce, { made: Number.parseInt(nonce, 36), count })
    for (const [old, { made }] of this.#seen) {
      if (this.#options.now() - made <= this.#options.life && this.#seen.size <= this.#options.most) break
      this.#seen.delete(old)
      if (this.#options.now() - made <= this.#options.life) this.#floor = Math.max(this.#floor, made + 1)
    }
  }

  #seal(body: string, address: string): string {
    return createHmac('sha256', this.#key).update(`${body} ${address}`).digest('base64url').slice(0, 22)
  }
}
