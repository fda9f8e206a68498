import { Buffer } from 'node:buffer'
import crypto from 'node:crypto'
import type { Data, RsaAlgorithm } from './algorithms.ts'
import { RsaKeyError, smallestModulus } from './rsa-key-error.ts'

const paddings = {
  RS256: { padding: crypto.constants.RSA_PKCS1_PADDING },
  PS256: {
    padding: crypto.constants.RSA_PKCS1_PSS_PADDING,
    saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST,
  },
} as const

function checked(make: () => crypto.KeyObject, what: string): crypto.KeyObject {
  let key: crypto.KeyObject
  try {
    key = make()
  } catch (cause) {
    throw new RsaKeyError(`the key is no ${what} RSA key in PEM form`, { cause })
  }
  if (key.asymmetricKeyType !== 'rsa') throw new RsaKeyError(`the key is no ${what} RSA key in PEM form`)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < smallestModulus) throw new RsaKeyError(`the RSA key has ${bits} bits; ${smallestModulus} are the least`)
  return key
}

/**
 * Signs with an RSA private key.
 * @param pem PKCS#8 or PKCS#1, not encrypted
 * @throws RsaKeyError when it is neither, or has less than 2,048 bits
 */
export function rsaSign(algorithm: RsaAlgorithm, pem: string, data: Data): Uint8Array {
  const key = checked(() => crypto.createPrivateKey(pem), 'private')
  return crypto.sign('sha256', Buffer.from(data), { key, ...paddings[algorithm] })
}

/**
 * Whether `signature` is of the holder of the private key.
 * @param pem the public key (SPKI or PKCS#1), or the private one
 * @throws RsaKeyError when it is none of these, or has less than 2,048 bits
 */
export function rsaVerify(algorithm: RsaAlgorithm, pem: string, data: Data, signature: Uint8Array): boolean {
  const key = checked(() => crypto.createPublicKey(pem), 'public')
  return crypto.verify('sha256', Buffer.from(data), { key, ...paddings[algorithm] }, signature)
}
