import { sha256 } from './noble-hashes.ts'
import { sameBytes } from './web.ts'

/** The two ways to put a SHA-256 digest into a number as long as an RSA modulus (RFC 8017 §9). */

const digestLength = 32
/** PS256 has a salt as long as the hash (RFC 7518 §3.5). */
export const pssSaltLength = digestLength

/** DigestInfo of SHA-256 up to the digest (RFC 8017 §9.2, note 1). */
const digestInfo = [
  0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20,
]

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** EMSA-PKCS1-v1_5 (RFC 8017 §9.2): 0, 1, a run of 255, 0, and what was hashed how. */
export function encodePkcs1(digest: Uint8Array, length: number): Uint8Array {
  const encoded = new Uint8Array(length).fill(0xff)
  const info = Uint8Array.of(...digestInfo, ...digest)
  encoded.set([0, 1])
  encoded[length - info.length - 1] = 0
  encoded.set(info, length - info.length)
  return encoded
}

/** MGF1 with SHA-256 (RFC 8017 §B.2.1), laid over `bytes`. */
function applyMask(bytes: Uint8Array, seed: Uint8Array): Uint8Array {
  const masked = new Uint8Array(bytes.length)
  for (let start = 0, count = 0; start < bytes.length; start += digestLength, count++) {
    const block = sha256(concat(seed, Uint8Array.of(count >>> 24, count >>> 16, count >>> 8, count)))
    for (let at = start; at < bytes.length && at < start + digestLength; at++) {
      masked[at] = (bytes[at] ?? 0) ^ (block[at - start] ?? 0)
    }
  }
  return masked
}

function pssHash(digest: Uint8Array, salt: Uint8Array): Uint8Array {
  return sha256(concat(new Uint8Array(8), digest, salt))
}

/** The bits of the first byte that belong to a number of `bits` bits. */
function firstByteMask(bits: number): number {
  return 0xff >> (Math.ceil(bits / 8) * 8 - bits)
}

/**
 * EMSA-PSS-ENCODE (RFC 8017 §9.1.1).
 * @param bits one less than the bits of the modulus
 */
export function encodePss(digest: Uint8Array, bits: number, salt: Uint8Array): Uint8Array {
  const hash = pssHash(digest, salt)
  const filling = new Uint8Array(Math.ceil(bits / 8) - salt.length - digestLength - 2)
  const masked = applyMask(concat(filling, Uint8Array.of(1), salt), hash)
  masked[0] = (masked[0] ?? 0) & firstByteMask(bits)
  return concat(masked, hash, Uint8Array.of(0xbc))
}

/** EMSA-PSS-VERIFY (RFC 8017 §9.1.2) with a salt of {@link pssSaltLength}. */
export function verifyPss(digest: Uint8Array, encoded: Uint8Array, bits: number): boolean {
  const blockLength = encoded.length - digestLength - 1
  const masked = encoded.subarray(0, blockLength)
  const hash = encoded.subarray(blockLength, -1)
  if (encoded.at(-1) !== 0xbc || ((masked[0] ?? 0) & ~firstByteMask(bits)) !== 0) return false
  const block = applyMask(masked, hash)
  block[0] = (block[0] ?? 0) & firstByteMask(bits)
  const fillingLength = blockLength - pssSaltLength - 1
  if (block.subarray(0, fillingLength).some((byte) => byte !== 0) || block[fillingLength] !== 1) return false
  return sameBytes(hash, pssHash(digest, block.subarray(fillingLength + 1)))
}
