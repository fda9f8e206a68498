/** Bits of the smallest RSA key that RS256 and PS256 may be used with (RFC 7518 §3.3 and §3.5). */
export const smallestModulus = 2048

/** A key that cannot sign or verify. The key itself is not repeated in the message. */
export class RsaKeyError extends Error {
  override readonly name = 'RsaKeyError'
  readonly code = 'RSA_KEY_INVALID'
}
