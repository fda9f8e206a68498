import { hmacText, rsaSign, textToBase64Url } from '#crypto'
import { encodeBase64Url } from '../bytes/base64.ts'

/** Algorithms with a shared secret (RFC 7518 §3.2). */
export type HmacJwtAlgorithm = 'HS256' | 'HS384' | 'HS512'

/** Algorithms that the tokens of this library are signed with. */
export type JwtAlgorithm = HmacJwtAlgorithm | 'RS256' | 'PS256'

/** The first part of a token. */
export interface JwtHeader {
  readonly alg: JwtAlgorithm
  readonly [name: string]: unknown
}

/** A token's claims (RFC 7519 §4.1); times are Unix seconds. */
export interface JwtPayload {
  readonly iss?: string
  readonly sub?: string
  readonly exp?: number
  readonly nbf?: number
  readonly iat?: number
  readonly jti?: string
  readonly [name: string]: unknown
}

/** The header of a token that says nothing beyond its algorithm. */
export const plainHeader: JwtHeader = /* @__PURE__ */ Object.freeze({ alg: 'HS256', typ: 'JWT' })

/** The hash of each algorithm with a shared secret. */
export const hashOf = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' } as const

/** Encoded headers by the object they came from: the makers of tokens here use one frozen object for all their tokens. */
const encodedHeaders = /* @__PURE__ */ new WeakMap<JwtHeader, string>()

function encodeHeader(header: JwtHeader): string {
  const known = encodedHeaders.get(header)
  if (known !== undefined) return known
  const encoded = textToBase64Url(JSON.stringify(header))
  if (Object.isFrozen(header)) encodedHeaders.set(header, encoded)
  return encoded
}

/**
 * Makes a compact JWS (RFC 7515 §3.1): header and payload as JSON in base64url, and their signature.
 * @param key the shared secret for HS…, a private key in PEM form for RS256 and PS256
 * @throws RsaKeyError when that key cannot sign
 */
export function signJwt(header: JwtHeader, payload: JwtPayload, key: string): string {
  const input = `${encodeHeader(header)}.${textToBase64Url(JSON.stringify(payload))}`
  const { alg } = header
  if (alg === 'RS256' || alg === 'PS256') return `${input}.${encodeBase64Url(rsaSign(alg, key, input))}`
  return `${input}.${hmacText(hashOf[alg], 'base64url', key, input)}`
}
