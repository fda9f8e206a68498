import { encodeBase64, encodeBase64Url } from '../bytes/base64.ts'
import { encodeHex } from '../bytes/hex.ts'
import type { Data, HashName, TextEncoding } from './algorithms.ts'
import * as ed25519 from './noble-ed25519.ts'
import { hmac as nobleHmac, sha1, sha256, sha384, sha512 } from './noble-hashes.ts'
import { bytesOf } from './web.ts'

export { rsaSign, rsaVerify } from './portable-rsa.ts'
export { randomBytes, sameBytes } from './web.ts'

function hashFunction(name: HashName) {
  switch (name) {
    case 'sha1':
      return sha1
    case 'sha256':
      return sha256
    case 'sha384':
      return sha384
    case 'sha512':
      return sha512
  }
}

function textOf(bytes: Uint8Array, encoding: TextEncoding): string {
  if (encoding === 'hex') return encodeHex(bytes)
  return encoding === 'base64' ? encodeBase64(bytes) : encodeBase64Url(bytes)
}

/** The digest of `data`. */
export function hash(name: HashName, data: Data): Uint8Array {
  return hashFunction(name)(bytesOf(data))
}

/** The digest of `data` as text. */
export function hashText(name: HashName, encoding: TextEncoding, data: Data): string {
  return textOf(hash(name, data), encoding)
}

/** The HMAC of `data` (RFC 2104). */
export function hmac(name: HashName, key: Data, data: Data): Uint8Array {
  return nobleHmac(hashFunction(name), bytesOf(key), bytesOf(data))
}

/** The HMAC of `data` as text. */
export function hmacText(name: HashName, encoding: TextEncoding, key: Data, data: Data): string {
  return textOf(hmac(name, key, data), encoding)
}

/** The library is told its hash on first use, not on import, so that a bundle that signs nothing drops it. */
function ed25519WithHash(): typeof ed25519 {
  ed25519.hashes.sha512 ??= sha512
  return ed25519
}

/** The public key (32 bytes) of an ed25519 seed (32 bytes). */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519WithHash().getPublicKey(seed)
}

/** The ed25519 signature (64 bytes, RFC 8032) of `data` with the key whose seed is given. */
export function ed25519Sign(seed: Uint8Array, data: Data): Uint8Array {
  return ed25519WithHash().sign(bytesOf(data), seed)
}

/** Whether `signature` is the ed25519 signature of `data` by the holder of `publicKey` (32 bytes). False for a key or signature of a wrong form. */
export function ed25519Verify(publicKey: Uint8Array, data: Data, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  // zip215 off: the stricter rules of RFC 8032, which OpenSSL keeps to as well.
  return ed25519WithHash().verify(signature, bytesOf(data), publicKey, { zip215: false })
}

/** The UTF-8 bytes of a text in base64url without padding. */
export function textToBase64Url(text: string): string {
  return encodeBase64Url(bytesOf(text))
}
