import { createHash, createHmac } from 'node:crypto'
import type { SrtpKey } from '../srtp.ts'

/** The pseudorandom function of TLS 1.2 with SHA-256 (RFC 5246, section 5). */
export function prf(secret: Uint8Array, label: string, seed: Uint8Array, length: number): Buffer {
  const labelled = Buffer.concat([Buffer.from(label), seed])
  const parts: Buffer[] = []
  let a: Buffer = labelled
  for (let made = 0; made < length; made += 32) {
    a = createHmac('sha256', secret).update(a).digest()
    parts.push(createHmac('sha256', secret).update(a).update(labelled).digest())
  }
  return Buffer.concat(parts).subarray(0, length)
}

const digest = (transcript: Uint8Array): Buffer => createHash('sha256').update(transcript).digest()

/** Bound to all that was said up to the client's key (RFC 7627, section 4), so that two handshakes can't be made to share it. */
export const extendedMasterSecret = (premaster: Uint8Array, transcript: Uint8Array): Buffer =>
  prf(premaster, 'extended master secret', digest(transcript), 48)

/** What Finished carries (RFC 5246, section 7.4.9). */
export const verifyData = (master: Uint8Array, label: 'client finished' | 'server finished', transcript: Uint8Array) =>
  prf(master, label, digest(transcript), 12)

/** One direction of the record layer with AES-128-GCM (RFC 5288). */
export interface RecordKey {
  readonly key: Buffer
  /** Four bytes of each nonce. */
  readonly salt: Buffer
}

/** Keys of the record layer (RFC 5246, section 6.3). */
export function recordKeys(
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): { readonly client: RecordKey; readonly server: RecordKey } {
  const block = prf(master, 'key expansion', Buffer.concat([serverRandom, clientRandom]), 40)
  return {
    client: { key: block.subarray(0, 16), salt: block.subarray(32, 36) },
    server: { key: block.subarray(16, 32), salt: block.subarray(36, 40) },
  }
}

/** Keys of SRTP with AES_CM_128_HMAC_SHA1_80 (RFC 5764, section 4.2). */
export function srtpKeys(
  master: Uint8Array,
  clientRandom: Uint8Array,
  serverRandom: Uint8Array,
): { readonly client: SrtpKey; readonly server: SrtpKey } {
  const block = prf(master, 'EXTRACTOR-dtls_srtp', Buffer.concat([clientRandom, serverRandom]), 60)
  return {
    client: { key: block.subarray(0, 16), salt: block.subarray(32, 46) },
    server: { key: block.subarray(16, 32), salt: block.subarray(46, 60) },
  }
}
