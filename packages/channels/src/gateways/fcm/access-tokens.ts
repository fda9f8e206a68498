import type { HttpCaller } from '@trunkline/events'
import { signJwt } from '@trunkline/wire'
import type { Clock, Outcome } from '../../ports.ts'
import { retryAfterOf } from '../push/addresses.ts'
import type { ServiceAccount } from './service-account.ts'

const scope = 'https://www.googleapis.com/auth/firebase.messaging'
const assertionSeconds = 3_600
/** A token is not used in its last minutes, so that it does not end on the way. */
const marginMs = 5 * 60_000
const timeoutMs = 15_000
const answerLimit = 16_384

/** An access token, or why there is none now. */
export type TokenResult = { readonly token: string } | { readonly outcome: Extract<Outcome, { kind: 'deferred' }> }

/**
 * Access tokens of a service account: a signed assertion is exchanged for one (RFC 7523 §2.1), which is used until it is almost over.
 * Whoever asks while one is on its way waits for that one.
 */
export class AccessTokens {
  readonly #account: ServiceAccount
  readonly #http: Pick<HttpCaller, 'call'>
  readonly #clock: Clock
  #current: { readonly token: string; readonly until: number } | undefined
  #coming: Promise<TokenResult> | undefined

  constructor(account: ServiceAccount, http: Pick<HttpCaller, 'call'>, clock: Clock) {
    this.#account = account
    this.#http = http
    this.#clock = clock
  }

  async get(): Promise<TokenResult> {
    if (this.#current !== undefined && this.#current.until > this.#clock.now()) return this.#current
    this.#coming ??= this.#fetch().finally(() => {
      this.#coming = undefined
    })
    return this.#coming
  }

  /** The provider refused this token: the next request fetches another. */
  drop(token: string): void {
    if (this.#current?.token === token) this.#current = undefined
  }

  async #fetch(): Promise<TokenResult> {
    const { answer, failure } = await this.#http.call({
      method: 'POST',
      url: new URL(this.#account.tokenUri),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: this.#assertion(),
      }).toString(),
      timeoutMs,
      maxResponseBytes: answerLimit,
    })
    if (answer === undefined) return later(failure?.code ?? 'connection-cut', 'no connection to the token server')
    if (answer.status !== 200) {
      // 400 invalid_grant and 401: the account or the clock is wrong. Nothing goes through until somebody acts.
      const what =
        answer.status < 500
          ? 'the token server does not take the service account (or the clock is off)'
          : 'the token server is in trouble'
      return later(`oauth-${answer.status}`, what, retryAfterOf(answer.headers['retry-after'], this.#clock.now()))
    }
    return this.#keep(new TextDecoder().decode(answer.body))
  }

  #keep(text: string): TokenResult {
    let read: { access_token?: unknown; expires_in?: unknown } | null | undefined
    try {
      read = JSON.parse(text) as typeof read
    } catch {
      // Told below, as for any other answer without a token.
    }
    const { access_token: token, expires_in: seconds } = { ...read }
    if (typeof token !== 'string' || typeof seconds !== 'number')
      return later('oauth-malformed', 'the token server gave no token')
    this.#current = { token, until: this.#clock.now() + seconds * 1_000 - marginMs }
    return { token }
  }

  #assertion(): string {
    const { clientEmail, privateKey, privateKeyId, tokenUri } = this.#account
    const iat = Math.floor(this.#clock.now() / 1_000)
    const header = { alg: 'RS256', typ: 'JWT', ...(privateKeyId === undefined ? {} : { kid: privateKeyId }) } as const
    return signJwt(header, { iss: clientEmail, scope, aud: tokenUri, iat, exp: iat + assertionSeconds }, privateKey)
  }
}

function later(errorCode: string, reason: string, retryAfter?: number): TokenResult {
  const wait = retryAfter === undefined ? {} : { retryAfter }
  return { outcome: { kind: 'deferred', errorCode, reason, gatewayAtFault: true, ...wait } }
}
