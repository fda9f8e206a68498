import { hash, timingSafeEqual } from 'node:crypto'
import { isQuoted, quote, splitOutside, unquote } from '../message/grammar.ts'

/** Hash functions of digest authentication that are spoken here (RFC 7616, RFC 8760). */
export type DigestAlgorithm = 'MD5' | 'SHA-256'

/** The algorithms, the better one first. */
export const digestAlgorithms: readonly DigestAlgorithm[] = ['SHA-256', 'MD5']

const hashNames = { MD5: 'md5', 'SHA-256': 'sha256' } as const

/** What of texts is hashed, as hex digits. */
export const digestHash = (algorithm: DigestAlgorithm, text: string): string =>
  hash(hashNames[algorithm], Buffer.from(text, 'latin1'), 'hex')

/** An algorithm by its name in any case; MD5 where none is named (RFC 7616, section 3.3). Undefined for those that are not spoken. */
export function algorithmOf(name: string | undefined): DigestAlgorithm | undefined {
  if (name === undefined) return 'MD5'
  return digestAlgorithms.find((algorithm) => algorithm.toLowerCase() === name.toLowerCase())
}

/** Parameters of `Digest …`, of a challenge or of credentials; undefined for other schemes and where it is malformed. */
export function readDigest(value: string): ReadonlyMap<string, string> | undefined {
  const [, rest] = /^Digest[ \t]+(.*)$/is.exec(value.trim()) ?? []
  const parts = rest === undefined ? undefined : splitOutside(rest, ',')
  if (parts === undefined) return undefined
  const found = new Map<string, string>()
  for (const part of parts) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = part.slice(0, Math.max(equals, 0)).trim().toLowerCase()
    const given = part.slice(equals + 1).trim()
    if (name === '' || found.has(name) || (given.startsWith('"') && !isQuoted(given))) return undefined
    found.set(name, given.startsWith('"') ? unquote(given) : given)
  }
  return found
}

const plain: ReadonlySet<string> = new Set(['algorithm', 'stale', 'nc', 'qop'])

/** Writes `Digest …`. `quoteQop`: in challenges the list of qop is quoted, in credentials it is not. */
export function writeDigest(parameters: Iterable<readonly [string, string]>, { quoteQop = false } = {}): string {
  const written = Array.from(parameters, ([name, value]) =>
    plain.has(name) && !(name === 'qop' && quoteQop) ? `${name}=${value}` : `${name}=${quote(value)}`,
  )
  return `Digest ${written.join(', ')}`
}

/** What a digest is made of. Texts as on the wire. */
export interface DigestInput {
  readonly algorithm: DigestAlgorithm
  readonly username: string
  readonly realm: string
  readonly password: string
  readonly method: string
  readonly uri: string
  readonly nonce: string
  /** Without it, as RFC 2069 had it. */
  readonly qop?: { readonly nc: string; readonly cnonce: string }
}

/** The digest itself (RFC 7616, section 3.4.1; RFC 2617, section 3.2.2.1), for qop `auth` or without qop. */
export function digestResponse(input: DigestInput): string {
  const { algorithm, username, realm, password, method, uri, nonce, qop } = input
  const ha1 = digestHash(algorithm, `${username}:${realm}:${password}`)
  const ha2 = digestHash(algorithm, `${method}:${uri}`)
  const middle = qop === undefined ? nonce : `${nonce}:${qop.nc}:${qop.cnonce}:auth`
  return digestHash(algorithm, `${ha1}:${middle}:${ha2}`)
}

/** Whether two texts are the same, in a time that says nothing about where they differ or how long they are. */
export function sameText(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
}
