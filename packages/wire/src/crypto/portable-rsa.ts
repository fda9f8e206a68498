import type { Data, RsaAlgorithm } from './algorithms.ts'
import { bigIntToBytes, bytesToBigInt } from './der.ts'
import { encodePkcs1, encodePss, pssSaltLength, verifyPss } from './emsa.ts'
import { sha256 } from './noble-hashes.ts'
import { type RsaPrivateKey, type RsaPublicKey, readPrivateKey, readPublicKey } from './rsa-key.ts'
import { RsaKeyError } from './rsa-key-error.ts'
import { bytesOf, randomBytes, sameBytes } from './web.ts'

/**
 * RSA signatures (RFC 8017) on `BigInt`, for runtimes whose only RSA is Web Crypto's, which is asynchronous while Twilio's API is not.
 * `BigInt` takes longer for some numbers than for others, so what is signed is blinded: what can be timed has nothing to do with the
 * message. Some milliseconds a signature; Node uses `node:crypto` instead.
 */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}

/** The inverse of `value` modulo `modulus` by Euclid's algorithm; undefined when there is none. */
function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [low, high, x, y] = [value % modulus, modulus, 1n, 0n]
  while (low > 1n) {
    const quotient = high / low
    ;[low, high, x, y] = [high - quotient * low, low, y - quotient * x, x]
  }
  return low === 1n ? ((x % modulus) + modulus) % modulus : undefined
}

function blinding({ modulus, length }: RsaPublicKey): { factor: bigint; unblind: bigint } {
  for (;;) {
    const factor = bytesToBigInt(randomBytes(length + 8)) % modulus
    const unblind = inverse(factor, modulus)
    if (unblind !== undefined) return { factor, unblind }
  }
}

/** RSASP1 (RFC 8017 §5.2.1) by the Chinese remainder theorem, blinded, and checked, so that a slip cannot give a prime away. */
function rawSign(key: RsaPrivateKey, message: bigint): bigint {
  const { modulus, exponent, prime1, prime2, exponent1, exponent2, coefficient } = key
  const { factor, unblind } = blinding(key)
  const blinded = (message * power(factor, exponent, modulus)) % modulus
  const m1 = power(blinded % prime1, exponent1, prime1)
  const m2 = power(blinded % prime2, exponent2, prime2)
  const h = ((((m1 - m2) * coefficient) % prime1) + prime1) % prime1
  const signature = ((m2 + prime2 * h) * unblind) % modulus
  if (power(signature, exponent, modulus) !== message)
    throw new RsaKeyError('the parts of the RSA key do not fit together')
  return signature
}

/** Bits of what EMSA-PSS makes: one less than the modulus has, so that the number is smaller (RFC 8017 §8.1.1). */
function pssBits({ modulus }: RsaPublicKey): number {
  return modulus.toString(2).length - 1
}

/**
 * Signs with an RSA private key.
 * @param pem PKCS#8 or PKCS#1, not encrypted
 * @throws RsaKeyError when it is neither, or has less than 2,048 bits
 */
export function rsaSign(algorithm: RsaAlgorithm, pem: string, data: Data): Uint8Array {
  const key = readPrivateKey(pem)
  const digest = sha256(bytesOf(data))
  const encoded =
    algorithm === 'RS256'
      ? encodePkcs1(digest, key.length)
      : encodePss(digest, pssBits(key), randomBytes(pssSaltLength))
  return bigIntToBytes(rawSign(key, bytesToBigInt(encoded)), key.length)
}

/**
 * Whether `signature` is of the holder of the private key.
 * @param pem the public key (SPKI or PKCS#1), or the private one
 * @throws RsaKeyError when it is none of these, or has less than 2,048 bits
 */
export function rsaVerify(algorithm: RsaAlgorithm, pem: string, data: Data, signature: Uint8Array): boolean {
  const key = readPublicKey(pem)
  const number = bytesToBigInt(signature)
  if (signature.length !== key.length || number >= key.modulus) return false
  const digest = sha256(bytesOf(data))
  const opened = power(number, key.exponent, key.modulus)
  if (algorithm === 'RS256') return sameBytes(bigIntToBytes(opened, key.length), encodePkcs1(digest, key.length))
  const bits = pssBits(key)
  const length = Math.ceil(bits / 8)
  return opened < 1n << BigInt(length * 8) && verifyPss(digest, bigIntToBytes(opened, length), bits)
}
