import { hmacText, rsaVerify } from '#crypto'
import { decodeBase64 } from '../bytes/base64.ts'
import { sameText } from '../bytes/same-text.ts'
import { JwtError } from './jwt-error.ts'
import { hashOf, type JwtAlgorithm, type JwtHeader, type JwtPayload } from './sign.ts'

/** A token taken apart. Nothing in it is to be trusted before its signature is verified. */
export interface DecodedJwt {
  readonly header: JwtHeader
  readonly payload: JwtPayload
}

/** How {@link verifyJwt} judges. */
export interface VerifyJwtOptions {
  /** Algorithms that the key may be used with. There is no default: a reader that lets the token choose can be talked out of checking. */
  readonly algorithms: readonly JwtAlgorithm[]
  /** Milliseconds since 1970. */
  readonly now: number
  /** How far the clocks of maker and reader may be apart. Default 0. */
  readonly leewaySeconds?: number
}

/** Longer than any token that a header or a form field of a web server lets through. */
const longestToken = 65_536

function malformed(cause?: unknown): JwtError {
  return new JwtError('JWT_MALFORMED', 'the token is no JWT: copy the whole of it', { cause })
}

function decodeObject(part: string): Record<string, unknown> {
  const bytes = decodeBase64(part)
  if (!bytes) throw malformed()
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw malformed(cause)
  }
  throw malformed()
}

/**
 * Takes a token apart without verifying anything: to find out whose key it says it is signed with.
 * @throws JwtError (`JWT_MALFORMED`)
 */
export function decodeJwt(token: string): DecodedJwt {
  const match = token.length <= longestToken ? /^([\w-]+)\.([\w-]+)\.[\w-]*$/.exec(token) : null
  if (!match) throw malformed()
  const header = decodeObject(match[1] ?? '')
  const payload = decodeObject(match[2] ?? '')
  for (const claim of ['exp', 'nbf', 'iat']) {
    const value = payload[claim]
    if (value !== undefined && typeof value !== 'number')
      throw new JwtError('JWT_CLAIM', `the claim ${claim} is no number`)
  }
  return { header: header as unknown as JwtHeader, payload }
}

function isSigned(token: string, alg: JwtAlgorithm, key: string): boolean {
  const dot = token.lastIndexOf('.')
  const input = token.slice(0, dot)
  const signature = token.slice(dot + 1)
  if (alg === 'RS256' || alg === 'PS256') {
    const bytes = decodeBase64(signature)
    return bytes !== undefined && rsaVerify(alg, key, input, bytes)
  }
  return sameText(signature, hmacText(hashOf[alg], 'base64url', key, input))
}

/**
 * Verifies a token's algorithm, signature and times (RFC 7519 §7.2) and gives its parts.
 * A token is expired from the second that `exp` names, as jsonwebtoken and PyJWT have it.
 * @param key the shared secret for HS…, a public key in PEM form for RS256 and PS256
 * @throws JwtError with the first thing that is wrong, RsaKeyError when the key cannot be used
 */
export function verifyJwt(token: string, key: string, options: VerifyJwtOptions): DecodedJwt {
  const decoded = decodeJwt(token)
  const { alg } = decoded.header
  if (!options.algorithms.includes(alg)) {
    throw new JwtError(
      'JWT_ALGORITHM',
      `the token is signed with ${JSON.stringify(alg)}; allowed: ${options.algorithms.join(', ')}`,
    )
  }
  if (!isSigned(token, alg, key)) throw new JwtError('JWT_SIGNATURE', 'the token is not signed with this key')
  const { exp, nbf } = decoded.payload
  const leeway = options.leewaySeconds ?? 0
  const seconds = Math.floor(options.now / 1000)
  if (exp !== undefined && seconds >= exp + leeway) {
    throw new JwtError('JWT_EXPIRED', `the token expired ${seconds - exp} s ago: get a new one`)
  }
  if (nbf !== undefined && seconds < nbf - leeway) {
    throw new JwtError('JWT_NOT_YET_VALID', `the token is good in ${nbf - seconds} s: check the clocks`)
  }
  return decoded
}
