import { decodeBase64 } from '../bytes/base64.ts'
import { type DerValue, derTag, readInteger, readSequence } from './der.ts'
import { RsaKeyError, smallestModulus } from './rsa-key-error.ts'

/** The public half of an RSA key (RFC 8017 §3.1). */
export interface RsaPublicKey {
  readonly modulus: bigint
  readonly exponent: bigint
  /** Bytes of the modulus, and so of a signature. */
  readonly length: number
}

/** An RSA key with which one can sign, with the numbers of the Chinese remainder theorem (RFC 8017 §3.2). */
export interface RsaPrivateKey extends RsaPublicKey {
  readonly prime1: bigint
  readonly prime2: bigint
  readonly exponent1: bigint
  readonly exponent2: bigint
  readonly coefficient: bigint
}

/** rsaEncryption, 1.2.840.113549.1.1.1 */
const rsaIdentifier = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]

function isRsa(algorithm: DerValue | undefined): boolean {
  const [identifier] = algorithm?.tag === derTag.sequence ? (readSequence(withHeader(algorithm)) ?? []) : []
  return (
    identifier?.tag === derTag.objectIdentifier &&
    identifier.content.length === rsaIdentifier.length &&
    rsaIdentifier.every((byte, at) => identifier.content[at] === byte)
  )
}

/** The value with its tag and (one-byte) length, to be read as a sequence of its own: algorithm identifiers are short. */
function withHeader(value: DerValue): Uint8Array {
  return Uint8Array.of(value.tag, value.content.length, ...value.content)
}

function pem(text: string): { label: string; bytes: Uint8Array } {
  const match = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/.exec(text)
  const bytes = match && decodeBase64((match[2] ?? '').replace(/\s+/g, ''))
  if (!bytes) throw new RsaKeyError('the key is not in PEM form (BEGIN … KEY), or it is encrypted')
  return { label: match[1] ?? '', bytes }
}

function publicKey(modulus: bigint | undefined, exponent: bigint | undefined): RsaPublicKey {
  if (modulus === undefined || exponent === undefined) throw new RsaKeyError('the RSA key lacks a part')
  const bits = modulus.toString(2).length
  if (bits < smallestModulus) throw new RsaKeyError(`the RSA key has ${bits} bits; ${smallestModulus} are the least`)
  const oddBoth = (modulus & exponent & 1n) === 1n
  if (bits > 16_384 || !oddBoth || exponent < 3n || exponent >= modulus)
    throw new RsaKeyError('the RSA key is malformed')
  return { modulus, exponent, length: Math.ceil(bits / 8) }
}

/** RSAPrivateKey (RFC 8017 §A.1.2): version, n, e, d, p, q, d mod (p-1), d mod (q-1), (1/q) mod p. */
function privateKey(bytes: Uint8Array): RsaPrivateKey {
  const numbers = readSequence(bytes)?.map(readInteger) ?? []
  const [version, modulus, exponent, , prime1, prime2, exponent1, exponent2, coefficient] = numbers
  const base = publicKey(modulus, exponent)
  if (prime1 === undefined || prime2 === undefined || exponent1 === undefined)
    throw new RsaKeyError('the RSA key lacks a part')
  if (exponent2 === undefined || coefficient === undefined) throw new RsaKeyError('the RSA key lacks a part')
  if (version !== 0n || prime1 * prime2 !== base.modulus) throw new RsaKeyError('the RSA key is malformed')
  return { ...base, prime1, prime2, exponent1, exponent2, coefficient }
}

/**
 * Reads a private key: PKCS#8 (`BEGIN PRIVATE KEY`, RFC 5958) or PKCS#1 (`BEGIN RSA PRIVATE KEY`).
 * @throws RsaKeyError when it is neither, is encrypted, or has less than 2,048 bits
 */
export function readPrivateKey(text: string): RsaPrivateKey {
  const { label, bytes } = pem(text)
  if (label === 'RSA PRIVATE KEY') return privateKey(bytes)
  const [, algorithm, key] = label === 'PRIVATE KEY' ? (readSequence(bytes) ?? []) : []
  if (key?.tag !== derTag.octetString || !isRsa(algorithm)) throw new RsaKeyError('the key is no private RSA key')
  return privateKey(key.content)
}

/**
 * Reads a public key: SPKI (`BEGIN PUBLIC KEY`, RFC 5280 §4.1), PKCS#1 (`BEGIN RSA PUBLIC KEY`), or the public half of a private one.
 * @throws RsaKeyError when it is none of these, or has less than 2,048 bits
 */
export function readPublicKey(text: string): RsaPublicKey {
  const { label, bytes } = pem(text)
  if (label.endsWith('PRIVATE KEY')) return readPrivateKey(text)
  let inner: Uint8Array | undefined = bytes
  if (label !== 'RSA PUBLIC KEY') {
    const [algorithm, key] = label === 'PUBLIC KEY' ? (readSequence(bytes) ?? []) : []
    // A bit string says first how many bits of its last byte are unused.
    inner =
      key?.tag === derTag.bitString && key.content[0] === 0 && isRsa(algorithm) ? key.content.subarray(1) : undefined
  }
  const [modulus, exponent] = (inner && readSequence(inner)) ?? []
  if (!modulus) throw new RsaKeyError('the key is no public RSA key')
  return publicKey(readInteger(modulus), readInteger(exponent))
}
