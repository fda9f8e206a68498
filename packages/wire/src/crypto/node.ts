import { Buffer } from 'node:buffer'
import type { KeyObject } from 'node:crypto'
import type { Data, HashName, TextEncoding } from './algorithms.ts'
import { nodeCrypto } from './node-builtin.ts'

export { hmacText } from './node-hmac.ts'
export { rsaSign, rsaVerify } from './node-rsa.ts'

/** The digest of `data`. */
export function hash(name: HashName, data: Data): Uint8Array {
  return nodeCrypto().createHash(name).update(data).digest()
}

/** The digest of `data` as text. */
export function hashText(name: HashName, encoding: TextEncoding, data: Data): string {
  return nodeCrypto().createHash(name).update(data).digest(encoding)
}

/** The HMAC of `data` (RFC 2104). */
export function hmac(name: HashName, key: Data, data: Data): Uint8Array {
  return nodeCrypto().createHmac(name, key).update(data).digest()
}

/** `length` bytes of the system's cryptographic generator. */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(nodeCrypto().randomBytes(length))
}

/** Whether two byte strings are equal, in a time that depends on their lengths only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && nodeCrypto().timingSafeEqual(a, b)
}

// DER around a bare ed25519 key (RFC 8410 §7 and §4): node:crypto takes no bare ones.
const ed25519PrivateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const ed25519PublicHead = Buffer.from('302a300506032b6570032100', 'hex')

function ed25519PrivateKey(seed: Uint8Array): KeyObject {
  return nodeCrypto().createPrivateKey({ key: Buffer.concat([ed25519PrivateHead, seed]), format: 'der', type: 'pkcs8' })
}

/** The public key (32 bytes) of an ed25519 seed (32 bytes). */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const spki = nodeCrypto().createPublicKey(ed25519PrivateKey(seed)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(ed25519PublicHead.length))
}

/** The ed25519 signature (64 bytes, RFC 8032) of `data` with the key whose seed is given. */
export function ed25519Sign(seed: Uint8Array, data: Data): Uint8Array {
  return nodeCrypto().sign(null, Buffer.from(data), ed25519PrivateKey(seed))
}

/** Whether `signature` is the ed25519 signature of `data` by the holder of `publicKey` (32 bytes). False for a key or signature of a wrong form. */
export function ed25519Verify(publicKey: Uint8Array, data: Data, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const key = nodeCrypto().createPublicKey({
    key: Buffer.concat([ed25519PublicHead, publicKey]),
    format: 'der',
    type: 'spki',
  })
  return nodeCrypto().verify(null, Buffer.from(data), key, signature)
}

/** The UTF-8 bytes of a text in base64url without padding. */
export function textToBase64Url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
