import { constants, createHash, createHmac, timingSafeEqual, verify, X509Certificate } from 'node:crypto'
import type { DtlsServer } from 'werift'

/** A fingerprint as SDP has it (RFC 8122): the hash's name and its bytes with colons between. */
export interface Fingerprint {
  readonly algorithm: string
  readonly value: string
}

/** HandshakeType (RFC 5246, section 7.4). */
const certificateVerifyType = 15
/** The hashes that a description may name; older ones prove nothing. */
const hashes: Readonly<Record<string, string>> = { 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' }

const same = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** The pseudorandom function of TLS 1.2 with SHA-256 (RFC 5246, section 5), 12 bytes of it: the size of verify_data. */
function verifyData(secret: Uint8Array, label: string, transcript: Uint8Array): Buffer {
  const seed = Buffer.concat([Buffer.from(label), createHash('sha256').update(transcript).digest()])
  const first = createHmac('sha256', secret).update(seed).digest()
  return createHmac('sha256', secret).update(first).update(seed).digest().subarray(0, 12)
}

/** Schemes that browsers sign with (RFC 8446, section 4.2.3). */
function isSigned(scheme: number, transcript: Buffer, certificate: X509Certificate, signature: Buffer): boolean {
  const key = certificate.publicKey
  const type = key.asymmetricKeyType
  if (scheme === 0x0403 && type === 'ec') return verify('sha256', transcript, key, signature)
  if (scheme === 0x0503 && type === 'ec') return verify('sha384', transcript, key, signature)
  if (scheme === 0x0401 && type === 'rsa') return verify('sha256', transcript, key, signature)
  if (scheme !== 0x0804 || type !== 'rsa') return false
  const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return verify('sha256', transcript, padding, signature)
}

function hasFingerprint(certificate: Buffer, fingerprints: readonly Fingerprint[]): boolean {
  return fingerprints.some(({ algorithm, value }) => {
    const hash = hashes[algorithm.toLowerCase()]
    const bytes = Buffer.from(value.replaceAll(':', ''), 'hex')
    return hash !== undefined && same(createHash(hash).update(certificate).digest(), bytes)
  })
}

/**
 * What the handshake must show before its keys are used, and what werift leaves unchecked in the server's part: that the certificate is the one of
 * the description, that the peer has its private key (CertificateVerify), and that nobody changed the handshake on its way (Finished).
 * Without it, whoever can change packets on the way could take the browser's place with a copy of its certificate.
 *
 * To be called when Finished has come, before it is handed on.
 * @returns what is wrong; undefined where all is well
 */
export function faultOfHandshake(
  server: DtlsServer,
  finished: Uint8Array,
  fingerprints: readonly Fingerprint[],
): string | undefined {
  const { cipher, dtls } = server
  const certificate = cipher.remoteCertificate
  if (certificate === undefined) return 'the peer showed no certificate'
  if (!hasFingerprint(certificate, fingerprints)) return 'the certificate is not the one of the description'
  const messages = dtls.sortedHandshakeCache
  const at = messages.findIndex((each) => each.msg_type === certificateVerifyType)
  const proof = messages[at]
  if (proof === undefined) return 'the peer did not prove that the certificate is its own'
  const before = Buffer.concat(messages.slice(0, at).map((each) => each.serialize()))
  const signature = proof.fragment.subarray(4, 4 + proof.fragment.readUInt16BE(2))
  if (!isSigned(proof.fragment.readUInt16BE(0), before, new X509Certificate(certificate), signature))
    return 'the certificate is not the one of the peer'
  const upToProof = Buffer.concat(messages.slice(0, at + 1).map((each) => each.serialize()))
  if (!same(verifyData(cipher.masterSecret, 'client finished', upToProof), finished))
    return 'the handshake was changed on its way'
  return undefined
}
