import { Buffer } from 'node:buffer'
import type { KeyObject } from 'node:crypto'
import type { Data, RsaAlgorithm } from './algorithms.ts'
import { nodeCrypto } from './node-builtin.ts'
import { RsaKeyError, smallestModulus } from './rsa-key-error.ts'

/** The padding of an algorithm as `node:crypto` takes it. */
function paddingOf(algorithm: RsaAlgorithm) {
  const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = nodeCrypto().constants
  if (algorithm === 'RS256') return { padding: RSA_PKCS1_PADDING }
  return { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }
}

function checked(make: () => KeyObject, what: string): KeyObject {
  let key: KeyObject
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
  const key = checked(() => nodeCrypto().createPrivateKey(pem), 'private')
  return nodeCrypto().sign('sha256', Buffer.from(data), { key, ...paddingOf(algorithm) })
}

/**
 * Whether `signature` is of the holder of the private key.
 * @param pem the public key (SPKI or PKCS#1), or the private one
 * @throws RsaKeyError when it is none of these, or has less than 2,048 bits
 */
export function rsaVerify(algorithm: RsaAlgorithm, pem: string, data: Data, signature: Uint8Array): boolean {
  const key = checked(() => nodeCrypto().createPublicKey(pem), 'public')
  return nodeCrypto().verify('sha256', Buffer.from(data), { key, ...paddingOf(algorithm) }, signature)
}
