import { type Clock, unixSeconds } from '../jwt/clock.ts'
import { signJwt } from '../jwt/sign.ts'
import { type QueryValue, RequestCanonicalizer } from './request-canonicalizer.ts'

/** The header that carries the token. */
export const clientValidationHeader = 'Twilio-Client-Validation'

/** Algorithms that Twilio takes. */
export type ValidationAlgorithm = 'RS256' | 'PS256'

/** What a client that signs its requests has (twilio-node's option `validationClient`). */
export interface ValidationClientOptions {
  accountSid: string
  /** The public key as Twilio knows it, CR… */
  credentialSid: string
  /** The API key that the request is authenticated with, SK… */
  signingKey: string
  /** PEM, PKCS#8 or PKCS#1, at least 2,048 bits. */
  privateKey: string
  /** Default RS256. */
  algorithm?: ValidationAlgorithm
  /** Seconds until a token expires. Default 300, the most that Twilio allows. */
  ttl?: number
  /** Where the time comes from; the system's clock by default. */
  clock?: Clock
}

/** A request as the HTTP client is about to send it. */
export interface ValidationRequest {
  readonly method?: string
  /** The whole URL. */
  readonly url?: string
  readonly params?: Readonly<Record<string, QueryValue>>
  readonly data?: unknown
  readonly headers?: Readonly<Record<string, string | undefined>>
}

const algorithms: readonly ValidationAlgorithm[] = ['RS256', 'PS256']

/**
 * Makes the tokens that prove with a private key that a request comes from where it says (public key client validation,
 * https://www.twilio.com/docs/iam/pkcv). Names and errors are twilio-node's.
 */
export class ValidationToken {
  static readonly DEFAULT_ALGORITHM = 'RS256'
  static readonly ALGORITHMS = algorithms

  readonly accountSid: string
  readonly credentialSid: string
  readonly signingKey: string
  readonly algorithm: ValidationAlgorithm
  ttl: number
  readonly #privateKey: string
  readonly #clock: Clock | undefined

  /** @throws Error when something is missing or the algorithm is another one */
  constructor(opts: ValidationClientOptions) {
    for (const name of ['accountSid', 'credentialSid', 'signingKey', 'privateKey'] as const) {
      if (!opts[name]) throw new Error(`${name} is required`)
    }
    const algorithm = opts.algorithm ?? ValidationToken.DEFAULT_ALGORITHM
    if (!algorithms.includes(algorithm)) {
      throw new Error(`Algorithm not supported. Allowed values are ${algorithms.join(', ')}`)
    }
    this.accountSid = opts.accountSid
    this.credentialSid = opts.credentialSid
    this.signingKey = opts.signingKey
    this.algorithm = algorithm
    this.ttl = opts.ttl ?? 300
    this.#privateKey = opts.privateKey
    this.#clock = opts.clock
  }

  get privateKey(): string {
    return this.#privateKey
  }

  /**
   * The request in canonical form, with the headers that are signed: authorization and host.
   * @throws Error when URL or method are missing
   */
  getRequestCanonicalizer(request: ValidationRequest): RequestCanonicalizer {
    if (!request.url) throw new Error('Url is required')
    if (!request.method) throw new Error('Method is required')
    const url = new URL(request.url)
    const headers = { host: url.host, authorization: request.headers?.Authorization ?? request.headers?.authorization }
    return new RequestCanonicalizer(request.method, url.pathname, request.params, request.data, headers)
  }

  /**
   * The token for a request, to go into {@link clientValidationHeader}.
   * @throws Error, its message beginning with `Error generating JWT token`, when the request or the key cannot be used
   */
  fromHttpRequest(request: ValidationRequest): string {
    try {
      const canonical = this.getRequestCanonicalizer(request)
      const iat = unixSeconds(this.#clock)
      const header = { alg: this.algorithm, typ: 'JWT', kid: this.credentialSid, cty: 'twilio-pkrv;v=1' }
      const payload = {
        iss: this.signingKey,
        sub: this.accountSid,
        hrh: canonical.getCanonicalizedHashedHeaders(),
        rqh: canonical.create(),
        iat,
        exp: iat + this.ttl,
      }
      return signJwt(header, payload, this.#privateKey)
    } catch (cause) {
      throw new Error(`Error generating JWT token ${cause}`, { cause })
    }
  }
}
