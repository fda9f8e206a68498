import { version } from './record.ts'

/** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (RFC 5289): what every browser has (RFC 8827, section 6.5). */
const cipherSuite = 0xc02b
/** AES_CM_128_HMAC_SHA1_80 (RFC 5764, section 4.1.2). */
const srtpProfile = 0x0001
/** secp256r1 (RFC 8422, section 5.1.1). */
export const curve = 0x0017
/** ecdsa_secp256r1_sha256 (RFC 8446, section 4.2.3). */
export const signatureScheme = 0x0403
const extension = {
  groups: 10,
  pointFormats: 11,
  useSrtp: 14,
  extendedMasterSecret: 23,
  renegotiation: 0xff01,
} as const

/** Reads values of a message one after the other. @throws RangeError where it ends too early */
class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  number(size: 1 | 2): number {
    const value = this.#bytes.readUIntBE(this.#at, size)
    this.#at += size
    return value
  }

  bytes(length: number): Buffer {
    if (length > this.left) throw new RangeError('the message ends too early')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  vector(size: 1 | 2): Buffer {
    return this.bytes(this.number(size))
  }
}

/** Numbers of two bytes that a vector holds. */
const pairs = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, i) => bytes.readUInt16BE(i * 2))

/** What is needed of a ClientHello. */
export interface ClientHello {
  readonly random: Buffer
  readonly hasPointFormats: boolean
}

/**
 * Reads a ClientHello (RFC 5246, section 7.4.1.2; RFC 6347, section 4.2.1), and whether its sender can do what we do.
 * @throws RangeError with what it lacks
 */
export function readClientHello(body: Buffer): ClientHello {
  const reader = new Reader(body)
  const offered = reader.number(2)
  // Numbers of DTLS go down: 1.0 is 0xfeff. What can do 1.3 says 1.2 here.
  if (offered > version) throw new RangeError('the peer is too old: it has no DTLS 1.2')
  const random = reader.bytes(32)
  reader.vector(1) // session
  reader.vector(1) // cookie
  if (!pairs(reader.vector(2)).includes(cipherSuite))
    throw new RangeError('the peer lacks ECDHE-ECDSA with AES-128-GCM')
  reader.vector(1) // compression
  const extensions = new Map<number, Buffer>()
  const all = new Reader(reader.left > 0 ? reader.vector(2) : Buffer.alloc(0))
  while (all.left > 0) extensions.set(all.number(2), all.vector(2))
  const groups = extensions.get(extension.groups)
  if (groups === undefined || !pairs(groups.subarray(2)).includes(curve)) throw new RangeError('the peer lacks P-256')
  if (!extensions.has(extension.extendedMasterSecret)) throw new RangeError('the peer lacks the extended master secret')
  const profiles = new Reader(extensions.get(extension.useSrtp) ?? Buffer.alloc(2))
  if (!pairs(profiles.vector(2)).includes(srtpProfile)) throw new RangeError('the peer has no SRTP profile of ours')
  return { random, hasPointFormats: extensions.has(extension.pointFormats) }
}

function extensionBytes(type: number, ...data: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + data.length)
  bytes.writeUInt16BE(type, 0)
  bytes.writeUInt16BE(data.length, 2)
  bytes.set(data, 4)
  return bytes
}

const two = (value: number): Buffer => Buffer.from([value >> 8, value & 255])
const three = (value: number): Buffer => Buffer.from([value >> 16, (value >> 8) & 255, value & 255])

/** ServerHello: no session to resume, no compression. */
export function serverHello(random: Uint8Array, { hasPointFormats }: ClientHello): Buffer {
  const extensions = Buffer.concat([
    extensionBytes(extension.renegotiation, 0),
    extensionBytes(extension.extendedMasterSecret),
    ...(hasPointFormats ? [extensionBytes(extension.pointFormats, 1, 0)] : []),
    extensionBytes(extension.useSrtp, 0, 2, 0, srtpProfile, 0),
  ])
  return Buffer.concat([
    two(version),
    random,
    Buffer.from([0]),
    two(cipherSuite),
    Buffer.from([0]),
    two(extensions.length),
    extensions,
  ])
}

/** Certificate: one, for browsers know it by its fingerprint. */
export const certificateBody = (certificate: Uint8Array): Buffer =>
  Buffer.concat([three(certificate.length + 3), three(certificate.length), certificate])

/** What ServerKeyExchange says of the curve and our key on it; it is signed with both randoms before it. */
export const keyParameters = (publicKey: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([3]), two(curve), Buffer.from([publicKey.length]), publicKey])

/** ServerKeyExchange (RFC 8422, section 5.4). */
export const serverKeyExchange = (parameters: Uint8Array, signature: Uint8Array): Buffer =>
  Buffer.concat([parameters, two(signatureScheme), two(signature.length), signature])

/** CertificateRequest: of any of the kinds that browsers make (RFC 5246, section 7.4.4). */
export const certificateRequest: Buffer = Buffer.from([2, 64, 1, 0, 8, 4, 3, 5, 3, 8, 4, 4, 1, 0, 0])

/** The first certificate of a Certificate message. @throws RangeError where there is none */
export function readCertificate(body: Buffer): Buffer {
  if (body.length < 6) throw new RangeError('the peer showed no certificate')
  const end = 6 + body.readUIntBE(3, 3)
  if (end > body.length) throw new RangeError('the certificate is cut off')
  return body.subarray(6, end)
}

/** The key of a ClientKeyExchange: a point of the curve, uncompressed. @throws RangeError */
export function readClientKey(body: Buffer): Buffer {
  const key = new Reader(body).vector(1)
  if (key.length !== 65 || key[0] !== 4) throw new RangeError('the key of the peer is no point of P-256')
  return key
}

/** Scheme and signature of a CertificateVerify. @throws RangeError */
export function readSignature(body: Buffer): { readonly scheme: number; readonly signature: Buffer } {
  const reader = new Reader(body)
  return { scheme: reader.number(2), signature: reader.vector(2) }
}
