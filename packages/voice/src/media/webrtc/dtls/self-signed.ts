import { generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'

/** A certificate that browsers know by its fingerprint (RFC 8122), with its key. */
export interface DtlsCertificate {
  /** DER. */
  readonly certificate: Buffer
  readonly key: KeyObject
  /** SHA-256, as SDP has it: `AB:CD:…`. */
  readonly fingerprint: string
}

const lengthBytes = (length: number): number[] =>
  length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Uint8Array.from([tag, ...lengthBytes(content.length)]), content])
}

const objectId = (...bytes: readonly number[]): Buffer => der(0x06, Uint8Array.from(bytes))
const utcTime = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))

const day = 86_400_000

/**
 * Makes a certificate (X.509, RFC 5280) with a key on P-256, for as long as a process may live. Its name says nothing: nobody looks at it.
 * @param now milliseconds since the epoch
 * @param random for its serial number
 */
export function createDtlsCertificate(now: number, random: (size: number) => Uint8Array): DtlsCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = der(0x30, der(0x31, der(0x30, objectId(0x55, 0x04, 0x03), der(0x0c, Buffer.from('WebRTC')))))
  const serial = Buffer.from(random(16))
  // A positive number, written as short as it can be.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const body = der(
    0x30,
    der(0xa0, der(0x02, Uint8Array.from([2]))),
    der(0x02, serial),
    algorithm,
    name,
    der(0x30, utcTime(now - day), utcTime(now + 365 * day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Uint8Array.from([0]), sign('sha256', body, privateKey))
  const certificate = der(0x30, body, algorithm, signature)
  return { certificate, key: privateKey, fingerprint: new X509Certificate(certificate).fingerprint256 }
}
