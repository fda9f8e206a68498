import { createECDH, createPrivateKey, type KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/** The pair of keys that identifies an application server to push services (RFC 8292 §3.2). */
export interface VapidKeys {
  /** Uncompressed point of P-256, 65 bytes in base64url: what a page gives to `pushManager.subscribe`. */
  readonly publicKey: string
  readonly signingKey: KeyObject
}

/** Bytes of an uncompressed point on P-256, and of its scalar. */
const pointBytes = 65
const scalarBytes = 32

/**
 * Reads the keys, or makes them where the file is not there (mode 0600). The keys must outlive the subscriptions: a browser's
 * subscription works with the key it was made with alone, so every process needs the same file.
 * @throws Error in one line that names the file, without the key
 */
export function loadVapidKeys(file: string, log: { info(fields: object, message: string): void }): VapidKeys {
  for (let tries = 0; tries < 2; tries++) {
    try {
      return parseKeys(readFileSync(file, 'utf8'), file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
    if (writeNew(file)) log.info({ file }, 'made new VAPID keys; keep the file, subscriptions are bound to it')
  }
  throw new Error(`keys: ${file} can be neither read nor made`)
}

/** False where another process made it at the same moment. */
function writeNew(file: string): boolean {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys('base64url')
  // A scalar with leading zeros comes short.
  const privateKey = Buffer.concat([Buffer.alloc(scalarBytes), ecdh.getPrivateKey()]).subarray(-scalarBytes)
  const text = `${JSON.stringify({ publicKey, privateKey: privateKey.toString('base64url') }, null, 2)}\n`
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
    return true
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    throw new Error(`keys: ${file} cannot be made (${code})`, { cause })
  }
}

function parseKeys(text: string, file: string): VapidKeys {
  const fault = (what: string) =>
    new Error(
      `keys: ${file} ${what}; it holds {"publicKey": …, "privateKey": …} in base64url, and is made where it is not there`,
    )
  let read: { publicKey?: unknown; privateKey?: unknown }
  try {
    read = JSON.parse(text) as typeof read
  } catch {
    throw fault('is not JSON')
  }
  const point = typeof read?.publicKey === 'string' ? Buffer.from(read.publicKey, 'base64url') : Buffer.alloc(0)
  const scalar = typeof read?.privateKey === 'string' ? Buffer.from(read.privateKey, 'base64url') : Buffer.alloc(0)
  if (point.length !== pointBytes || point[0] !== 4) throw fault('has no public key of 65 bytes')
  if (scalar.length !== scalarBytes) throw fault('has no private key of 32 bytes')
  const ecdh = createECDH('prime256v1')
  try {
    ecdh.setPrivateKey(scalar)
  } catch {
    throw fault('has a private key that is not on P-256')
  }
  if (!ecdh.getPublicKey().equals(point)) throw fault('has two keys that do not belong together')
  return { publicKey: point.toString('base64url'), signingKey: signingKeyOf(point, scalar) }
}

function signingKeyOf(point: Buffer, scalar: Buffer): KeyObject {
  const coordinate = (from: number) => point.subarray(from, from + scalarBytes).toString('base64url')
  return createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: coordinate(1),
      y: coordinate(1 + scalarBytes),
      d: scalar.toString('base64url'),
    },
  })
}
