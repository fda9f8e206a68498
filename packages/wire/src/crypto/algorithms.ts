/** Hash functions that the seam offers, by the names that both `node:crypto` and the web use in lower case. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'

/** How a digest is written as text: base64 with padding, base64url without, lower-case hex. */
export type TextEncoding = 'base64' | 'base64url' | 'hex'

/** Text stands for its UTF-8 bytes, with U+FFFD for a lone surrogate. */
export type Data = string | Uint8Array

/** Signature algorithms with an RSA key (RFC 7518 §3.3 and §3.5; PS256 with a salt as long as the hash). */
export type RsaAlgorithm = 'RS256' | 'PS256'
