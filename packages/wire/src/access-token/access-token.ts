import { type Clock, unixSeconds } from '../jwt/clock.ts'
import { type HmacJwtAlgorithm, type JwtHeader, signJwt } from '../jwt/sign.ts'
import * as grants from './grants.ts'

/** What an access token says besides account and key. */
export interface AccessTokenOptions {
  /** Who the bearer is. */
  identity: string
  /** Seconds until the token expires. Default 3600. */
  ttl?: number
  /** Unix seconds before which the token is not good. */
  nbf?: number
  /** The region of the account's data, such as `ie1`. */
  region?: string
  /** Where the time comes from; the system's clock by default. */
  clock?: Clock
}

const algorithms: readonly HmacJwtAlgorithm[] = ['HS256', 'HS384', 'HS512']

const headerOf = (alg: HmacJwtAlgorithm): JwtHeader => Object.freeze({ alg, typ: 'JWT', cty: 'twilio-fpa;v=1' })
const headers = /* @__PURE__ */ (() => ({
  HS256: headerOf('HS256'),
  HS384: headerOf('HS384'),
  HS512: headerOf('HS512'),
}))()

/**
 * A token that lets a browser or an app use an account's services as `identity`, signed with an API key
 * (https://www.twilio.com/docs/iam/access-tokens). Names, defaults and the order of the claims are those of twilio-node, so that both
 * give the same bytes.
 */
export class AccessToken implements AccessTokenOptions {
  static readonly DEFAULT_ALGORITHM = 'HS256'
  static readonly ALGORITHMS = algorithms
  static readonly Grant = grants.Grant
  static readonly TaskRouterGrant = grants.TaskRouterGrant
  static readonly ChatGrant = grants.ChatGrant
  static readonly VideoGrant = grants.VideoGrant
  static readonly SyncGrant = grants.SyncGrant
  static readonly VoiceGrant = grants.VoiceGrant
  static readonly PlaybackGrant = grants.PlaybackGrant

  accountSid: string
  keySid: string
  secret: string
  ttl: number
  identity: string
  nbf?: number
  region?: string
  clock?: Clock
  grants: grants.Grant[]

  /**
   * @param accountSid the account that the token is for, AC…
   * @param keySid the API key that it is signed with, SK…
   * @param secret the key's secret
   * @throws Error when one of them, or the identity, is missing
   */
  constructor(accountSid: string, keySid: string, secret: string, options: AccessTokenOptions) {
    if (!accountSid) throw new Error('accountSid is required')
    if (!keySid) throw new Error('keySid is required')
    if (!secret) throw new Error('secret is required')
    if (!options?.identity) throw new Error('identity is required to be specified in options')
    this.accountSid = accountSid
    this.keySid = keySid
    this.secret = secret
    this.ttl = options.ttl || 3600
    this.identity = options.identity
    this.nbf = options.nbf
    this.region = options.region
    this.clock = options.clock
    this.grants = []
  }

  /** Adds a grant; of several with one key the last counts. */
  addGrant<T extends grants.Grant>(grant: T): void {
    this.grants.push(grant)
  }

  /**
   * The token as text.
   * @throws Error for an algorithm other than HS256 (the default), HS384 and HS512, and for a ttl that is no whole number
   */
  toJwt(algorithm: HmacJwtAlgorithm = AccessToken.DEFAULT_ALGORITHM): string {
    const alg = algorithm || AccessToken.DEFAULT_ALGORITHM
    if (!algorithms.includes(alg))
      throw new Error(`Algorithm not supported. Allowed values are ${algorithms.join(', ')}`)
    if (!Number.isInteger(this.ttl)) throw new Error(`ttl is ${this.ttl}; it must be a whole number of seconds`)
    const iat = unixSeconds(this.clock)
    const payload: Record<string, unknown> = { jti: `${this.keySid}-${iat}`, grants: this.#grantClaims() }
    if (typeof this.nbf === 'number') payload.nbf = this.nbf
    payload.iat = iat
    payload.exp = iat + this.ttl
    payload.iss = this.keySid
    payload.sub = this.accountSid
    return signJwt(this.#header(alg), payload, this.secret)
  }

  #header(alg: HmacJwtAlgorithm): JwtHeader {
    const header = headers[alg]
    return this.region && typeof this.region === 'string' ? { ...header, twr: this.region } : header
  }

  #grantClaims(): Record<string, unknown> {
    const claims: Record<string, unknown> = {}
    // Programs in JavaScript pass numbers too.
    if (Number.isInteger(this.identity) || typeof this.identity === 'string') claims.identity = String(this.identity)
    for (const grant of this.grants) claims[grant.key] = grant.toPayload()
    return claims
  }
}

/** The types that twilio-node has beside the class. */
export declare namespace AccessToken {
  export type { AccessTokenOptions }
  export type Grant<Options = unknown, Payload = unknown, Key extends string = string> = grants.Grant<
    Options,
    Payload,
    Key
  >
  export type TaskRouterGrant = grants.TaskRouterGrant
  export type ChatGrant = grants.ChatGrant
  export type VideoGrant = grants.VideoGrant
  export type SyncGrant = grants.SyncGrant
  export type VoiceGrant = grants.VoiceGrant
  export type PlaybackGrant = grants.PlaybackGrant
  export type TaskRouterGrantOptions = grants.TaskRouterGrantOptions
  export type ChatGrantOptions = grants.ChatGrantOptions
  export type VideoGrantOptions = grants.VideoGrantOptions
  export type SyncGrantOptions = grants.SyncGrantOptions
  export type VoiceGrantOptions = grants.VoiceGrantOptions
  export type PlaybackGrantOptions = grants.PlaybackGrantOptions
  export type TaskRouterGrantPayload = grants.TaskRouterGrantPayload
  export type ChatGrantPayload = grants.ChatGrantPayload
  export type VideoGrantPayload = grants.VideoGrantPayload
  export type SyncGrantPayload = grants.SyncGrantPayload
  export type VoiceGrantPayload = grants.VoiceGrantPayload
  export type PlaybackGrantPayload = grants.PlaybackGrantPayload
}
