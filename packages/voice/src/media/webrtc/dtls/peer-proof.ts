import { constants, createHash, timingSafeEqual, verify, X509Certificate } from 'node:crypto'

/** A fingerprint as SDP has it (RFC 8122): the hash's name and its bytes with colons between. */
export interface Fingerprint {
  readonly algorithm: string
  readonly value: string
}

/** The hashes that a description may name; older ones prove nothing. */
const hashes: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' }

/** Whether two pieces are the same, in a time that does not tell where they differ. */
export const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** Whether a certificate is one of those that the description names. */
export function hasFingerprint(certificate: Buffer, fingerprints: readonly Fingerprint[]): boolean {
  return fingerprints.some(({ algorithm, value }) => {
    const hash = hashes[algorithm.toLowerCase()]
    const bytes = Buffer.from(value.replaceAll(':', ''), 'hex')
    return hash !== undefined && same(createHash(hash).update(certificate).digest(), bytes)
  })
}

/** Whether the holder of a certificate's key has signed a transcript (CertificateVerify), by one of the schemes that browsers have (RFC 8446, section 4.2.3). */
export function isSigned(certificate: Buffer, scheme: number, transcript: Buffer, signature: Buffer): boolean {
  const key = new X509Certificate(certificate).publicKey
  const type = key.asymmetricKeyType
  if (scheme === 0x0403 && type === 'ec') return verify('sha256', transcript, key, signature)
  if (scheme === 0x0503 && type === 'ec') return verify('sha384', transcript, key, signature)
  if (scheme === 0x0401 && type === 'rsa') return verify('sha256', transcript, key, signature)
  if (scheme !== 0x0804 || type !== 'rsa') return false
  const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return verify('sha256', transcript, padding, signature)
}
