import { es256Token } from '../push/es256-token.ts'
import type { VapidKeys } from './vapid-keys.ts'

/** Push services refuse tokens that are valid for more than a day (RFC 8292 §2); half of it leaves room for clocks that are off. */
const validSeconds = 12 * 3_600
/** A token is used again until this little is left of it. */
const renewSeconds = 3_600
const mostOrigins = 100

/** Makes the Authorization header for push services, one for each of them, and keeps it while it is good. */
export class VapidAuthorization {
  readonly #keys: VapidKeys
  readonly #subject: string
  readonly #headers = new Map<string, { readonly header: string; readonly until: number }>()

  constructor(keys: VapidKeys, subject: string) {
    this.#keys = keys
    this.#subject = subject
  }

  /**
   * The header for the push service at an origin (RFC 8292 §3).
   * @param now milliseconds since the epoch
   */
  for(origin: string, now: number): string {
    const seconds = Math.floor(now / 1_000)
    const known = this.#headers.get(origin)
    if (known !== undefined && known.until - seconds > renewSeconds && known.until - seconds <= validSeconds)
      return known.header
    const until = seconds + validSeconds
    const token = es256Token({ typ: 'JWT' }, { aud: origin, exp: until, sub: this.#subject }, this.#keys.signingKey)
    const header = `vapid t=${token}, k=${this.#keys.publicKey}`
    if (this.#headers.size >= mostOrigins) this.#headers.clear()
    this.#headers.set(origin, { header, until })
    return header
  }
}
