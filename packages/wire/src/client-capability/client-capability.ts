import { type Clock, unixSeconds } from '../jwt/clock.ts'
import { plainHeader, signJwt } from '../jwt/sign.ts'
import { EventStreamScope, IncomingClientScope, OutgoingClientScope, type Scope } from './scopes.ts'

/** What a capability token is made from: account SID, auth token, lifetime in seconds. */
export interface ClientCapabilityOptions {
  accountSid: string
  authToken: string
  /** Seconds until the token expires. Default 3600. */
  ttl?: number
  /** Where the time comes from; the system's clock by default. */
  clock?: Clock
}

/**
 * A capability token, the browser phones' token before access tokens: scopes, signed with the account's auth token
 * (https://www.twilio.com/docs/voice/client/capability-tokens). Names and the order of the claims are those of twilio-node.
 */
export class ClientCapability {
  static readonly EventStreamScope = EventStreamScope
  static readonly IncomingClientScope = IncomingClientScope
  static readonly OutgoingClientScope = OutgoingClientScope

  accountSid: string
  authToken: string
  ttl: number
  scopes: Scope[]
  clock?: Clock

  /** @throws Error when the options, the account or its token are missing */
  constructor(options: ClientCapabilityOptions) {
    if (!options) throw new Error('Required parameter "options" missing.')
    if (typeof options !== 'object') throw new TypeError('Parameter "options" must be a type Object')
    if (!options.accountSid) throw new Error('Required parameter "options.accountSid" missing.')
    if (!options.authToken) throw new Error('Required parameter "options.authToken" missing.')
    this.accountSid = options.accountSid
    this.authToken = options.authToken
    this.ttl = options.ttl || 3600
    this.clock = options.clock
    this.scopes = []
  }

  addScope(scope: Scope): void {
    this.scopes.push(scope)
  }

  /**
   * The token as text.
   * @throws Error when ttl is no number
   */
  toJwt(): string {
    if (!Number.isFinite(this.ttl)) throw new Error(`ttl is ${this.ttl}; it must be a number of seconds`)
    const iat = unixSeconds(this.clock)
    const scope = this.scopes.map((item) => item.payload()).join(' ')
    const payload = { scope, iss: this.accountSid, exp: iat + this.ttl, iat }
    return signJwt(plainHeader, payload, this.authToken)
  }
}
