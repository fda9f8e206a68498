import { hashText } from '#crypto'
import { sameText } from '../bytes/same-text.ts'
import { optionalText, requiredExpiry, requiredText } from '../jwt/claims.ts'
import { JwtError } from '../jwt/jwt-error.ts'
import { type DecodedJwt, decodeJwt, verifyJwt } from '../jwt/verify.ts'
import { RequestCanonicalizer } from './request-canonicalizer.ts'

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly method: string
  /** The path with its query, as on the request line. */
  readonly target: string
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The raw body; nothing when it is empty. */
  readonly body?: string
}

/** What a client-validation token says. */
export interface ClientValidationClaims {
  readonly accountSid: string
  /** The API key, SK… */
  readonly signingKey: string
  /** Which public key verifies the token, CR… */
  readonly credentialSid: string
  /** Unix seconds. */
  readonly expiresAt: number
  /** Lower-case names of the headers that are signed. */
  readonly signedHeaders: readonly string[]
  /** The hash of the canonical request. */
  readonly requestHash: string
}

function claimsOf({ header, payload }: DecodedJwt): ClientValidationClaims {
  if (header.cty !== 'twilio-pkrv;v=1') {
    throw new JwtError('JWT_CLAIM', 'the token is no client-validation token: its header lacks cty twilio-pkrv;v=1')
  }
  return {
    accountSid: requiredText('sub', payload.sub),
    signingKey: requiredText('iss', payload.iss),
    credentialSid: requiredText('kid', optionalText(header.kid)),
    expiresAt: requiredExpiry(payload.exp),
    signedHeaders: requiredText('hrh', payload.hrh).split(';', 64),
    requestHash: requiredText('rqh', payload.rqh),
  }
}

/** The hash as twilio-node makes it: path and query encoded anew. */
function nodeHash(request: ReceivedRequest, path: string, query: string, names: readonly string[]): string {
  const params: Record<string, string[]> = Object.create(null)
  for (const [key, value] of new URLSearchParams(query)) {
    params[key] ??= []
    params[key].push(value)
  }
  const headers = Object.fromEntries(names.map((name) => [name, request.headers[name]]))
  return new RequestCanonicalizer(request.method, path, params, request.body, headers).create()
}

/** The hash as twilio-python makes it: path and query as they were sent, the query's pieces sorted. */
function pythonHash(request: ReceivedRequest, path: string, query: string, names: readonly string[]): string {
  const lines = names
    .filter((name) => request.headers[name] !== undefined)
    .map((name) => `${name}:${request.headers[name]}`)
  const bodyHash = request.body ? hashText('sha256', 'hex', request.body) : ''
  const parts = [request.method, path, query.split('&').sort().join('&'), ...lines, '', names.join(';'), bodyHash]
  return hashText('sha256', 'hex', parts.join('\n'))
}

/**
 * Reads a client-validation token without verifying it: to see which public key it says it verifies with.
 * @throws JwtError when it is no such token
 */
export function decodeClientValidation(token: string): ClientValidationClaims {
  return claimsOf(decodeJwt(token))
}

/**
 * Verifies the token of the header `Twilio-Client-Validation` against the request that it came with, whether twilio-node or
 * twilio-python made it.
 * @param publicKey the key that {@link decodeClientValidation} names, PEM
 * @param options.now milliseconds since 1970
 * @param options.leewaySeconds how far the clocks may be apart; 0 unless said
 * @throws JwtError with the first thing that is wrong; `JWT_CLAIM` when the request is another one than was signed
 */
export function verifyClientValidation(
  token: string,
  publicKey: string,
  request: ReceivedRequest,
  options: { readonly now: number; readonly leewaySeconds?: number },
): ClientValidationClaims {
  const claims = claimsOf(verifyJwt(token, publicKey, { ...options, algorithms: ['RS256', 'PS256'] }))
  for (const name of ['authorization', 'host']) {
    if (!claims.signedHeaders.includes(name))
      throw new JwtError('JWT_CLAIM', `the token does not sign the header ${name}`)
  }
  const mark = request.target.indexOf('?')
  const path = mark < 0 ? request.target : request.target.slice(0, mark)
  const query = mark < 0 ? '' : request.target.slice(mark + 1)
  const same = [nodeHash, pythonHash].some((hash) =>
    sameText(claims.requestHash, hash(request, path, query, claims.signedHeaders)),
  )
  if (!same)
    throw new JwtError(
      'JWT_CLAIM',
      'the token was made for another request (method, path, query, headers or body differ)',
    )
  return claims
}
