import { X509Certificate } from 'node:crypto'
import { CipherContext, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm, type SignatureHash } from 'werift'

/** A certificate that browsers know by its fingerprint (RFC 8122). */
export interface DtlsCertificate {
  readonly certPem: string
  readonly keyPem: string
  readonly signatureHash: SignatureHash
  /** SHA-256, as SDP has it: `AB:CD:…`. */
  readonly fingerprint: string
}

/** Makes one (ECDSA, P-256). It takes up to 0.2 s, so it is made before the first call. */
export async function createDtlsCertificate(): Promise<DtlsCertificate> {
  const signatureHash = { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 }
  const made = await CipherContext.createSelfSignedCertificateWithKey(signatureHash, NamedCurveAlgorithm.secp256r1_23)
  const { fingerprint256 } = new X509Certificate(made.certPem)
  return { certPem: made.certPem, keyPem: made.keyPem, signatureHash, fingerprint: fingerprint256 }
}
