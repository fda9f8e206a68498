import { fromWire, toWire } from '../message/grammar.ts'
import type { Headers } from '../message/headers.ts'
import type { SipRequest } from '../message/message.ts'
import { readUri } from '../message/sip-uri.ts'
import { algorithmOf, type DigestAlgorithm, digestResponse, readDigest, sameText, writeDigest } from './digest.ts'
import type { Lockout } from './lockout.ts'
import type { Nonces } from './nonces.ts'

/** What is known of whoever may log in. */
export interface DigestUser {
  readonly username: string
  readonly password: string
}

/** What credentials came to. */
export type DigestVerdict<User extends DigestUser> =
  | { readonly kind: 'right'; readonly user: User }
  /** None, or with a nonce that is over: to be challenged. */
  | { readonly kind: 'challenge'; readonly stale: boolean }
  /** Wrong, or locked out: which of the two, and whether there is such a user, is not told. */
  | { readonly kind: 'wrong'; readonly username: string; readonly locked: boolean }

/** What the guard needs. */
export interface DigestGuardOptions<User extends DigestUser> {
  readonly realm: string
  /** What is offered, the best first (RFC 8760, section 2.3); what is not offered is not taken. */
  readonly algorithms: readonly DigestAlgorithm[]
  readonly nonces: Nonces
  readonly lockout: Lockout
  /** Who has this name; undefined where nobody has. */
  readonly find: (username: string) => Promise<User | undefined>
  /** What an unknown user's digest is compared with, so that it takes the time that a known one's takes. */
  readonly decoy: string
}

interface Credentials {
  readonly algorithm: DigestAlgorithm
  readonly username: string
  readonly nonce: string
  readonly uri: string
  readonly response: string
  readonly qop: { readonly nc: string; readonly cnonce: string } | undefined
}

/** Asks who sends a request, and judges the answer (RFC 3261, section 22; RFC 7616; RFC 8760). */
export class DigestGuard<User extends DigestUser> {
  readonly #options: DigestGuardOptions<User>

  constructor(options: DigestGuardOptions<User>) {
    this.#options = options
  }

  /** Puts the challenges into a 401. */
  challenge(headers: Headers, address: string, stale: boolean): void {
    const { realm, nonces, algorithms } = this.#options
    for (const algorithm of algorithms) {
      const parameters: [string, string][] = [
        ['realm', realm],
        ['nonce', nonces.make(address)],
        ['algorithm', algorithm],
        ['qop', 'auth'],
      ]
      if (stale) parameters.push(['stale', 'true'])
      headers.add('WWW-Authenticate', writeDigest(parameters, { quoteQop: true }))
    }
  }

  /** Judges the credentials of a request from this address. */
  async judge(request: SipRequest, address: string): Promise<DigestVerdict<User>> {
    const given = this.#credentials(request)
    if (given === undefined) return { kind: 'challenge', stale: false }
    const username = fromWire(given.username)
    const { lockout, nonces } = this.#options
    if (lockout.isLocked(username, address)) return { kind: 'wrong', username, locked: true }
    const verdict = nonces.judge(given.nonce, address)
    // A nonce that is not ours says nothing about the password: an old one from before a restart, another address of the same phone.
    if (verdict === 'strange') return { kind: 'challenge', stale: false }
    const user = await this.#options.find(username)
    const expected = this.#expected(request, given, user)
    if (!sameText(given.response.toLowerCase(), expected) || user === undefined || !sameUri(given.uri, request.uri)) {
      lockout.failed(username, address)
      return { kind: 'wrong', username, locked: false }
    }
    if (verdict === 'stale') return { kind: 'challenge', stale: true }
    // Without qop nothing counts its uses, so that such a nonce is good once.
    const count = given.qop === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(given.qop.nc, 16)
    if (!nonces.use(given.nonce, count)) return { kind: 'challenge', stale: true }
    lockout.succeeded(username, address)
    return { kind: 'right', user }
  }

  #expected({ method }: SipRequest, given: Credentials, user: User | undefined): string {
    const password = toWire(user?.password ?? this.#options.decoy)
    const { algorithm, username, nonce, uri, qop } = given
    return digestResponse({
      ...{ algorithm, username, realm: toWire(this.#options.realm), password, method, uri, nonce },
      ...(qop === undefined ? {} : { qop }),
    })
  }

  /** The first credentials for our realm; other schemes and realms are not for us (section 22.3). */
  #credentials(request: SipRequest): Credentials | undefined {
    for (const value of request.headers.all('authorization')) {
      const read = readDigest(value)
      if (read?.get('realm') !== this.#options.realm) continue
      const given = credentialsOf(read)
      if (given && this.#options.algorithms.includes(given.algorithm)) return given
    }
    return undefined
  }
}

function credentialsOf(read: ReadonlyMap<string, string>): Credentials | undefined {
  const algorithm = algorithmOf(read.get('algorithm'))
  const [username, nonce, uri, response] = ['username', 'nonce', 'uri', 'response'].map((name) => read.get(name) ?? '')
  const [qop, nc = '', cnonce = ''] = ['qop', 'nc', 'cnonce'].map((name) => read.get(name))
  if (!algorithm || !username || !nonce || !uri || !response || username.length > 255) return undefined
  if (qop === undefined) return { algorithm, username, nonce, uri, response, qop: undefined }
  if (qop.toLowerCase() !== 'auth' || !/^[0-9a-f]{8}$/i.test(nc) || cnonce === '') return undefined
  return { algorithm, username, nonce, uri, response, qop: { nc, cnonce } }
}

/** The `uri` of credentials must be that of the request (RFC 7616, section 3.4.6); phones leave parameters out and write hosts in other cases. */
function sameUri(given: string, requested: string): boolean {
  const [one, other] = [readUri(given), readUri(requested)]
  if (one === undefined || other === undefined || one.scheme === 'other' || other.scheme === 'other') return false
  return one.host === other.host && (one.user ?? '') === (other.user ?? '')
}
