/** A self-signed certificate (X.509, RFC 5280), made when it is needed, so that no key lies in the repository. */
import { generateKeyPairSync, sign } from 'node:crypto'

const length = (size: number): number[] =>
  size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Uint8Array.from([tag, ...length(content.length)]), content])
}
const oid = (...bytes: number[]): Buffer => der(0x06, Uint8Array.from(bytes))
const utcTime = (date: Date): Buffer =>
  der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`))

/** Key and certificate as PEM, for `localhost` and 127.0.0.1, for an hour. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = der(0x30, der(0x31, der(0x30, oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from('localhost')))))
  const hour = 3_600_000
  const validity = der(0x30, utcTime(new Date(Date.now() - hour)), utcTime(new Date(Date.now() + hour)))
  const names = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Uint8Array.from([127, 0, 0, 1])))
  const alternative = der(0x30, oid(0x55, 0x1d, 0x11), der(0x04, names))
  const isAuthority = der(0x30, oid(0x55, 0x1d, 0x13), der(0x04, der(0x30, der(0x01, Uint8Array.from([0xff])))))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Uint8Array.from([2]))),
    der(0x02, Uint8Array.from([1])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, alternative, isAuthority)),
  )
  const signature = der(0x03, Uint8Array.from([0]), sign('sha256', body, privateKey))
  const lines = der(0x30, body, algorithm, signature)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n')
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}
