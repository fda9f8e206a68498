import { createCipheriv, createECDH, hkdfSync } from 'node:crypto'
import type { Subscription } from './subscription.ts'

/** The longest plaintext: push services take bodies of 4,096 bytes, of which 103 are overhead (RFC 8291 §4). */
export const plaintextLimit = 3_993

const recordSize = 4_096
const saltBytes = 16
/** Ends the last record (RFC 8188 §2). */
const lastRecord = Buffer.from([2])

const derive = (key: Buffer, salt: Uint8Array, info: Uint8Array, size: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, size))

/**
 * Encrypts a message for one browser (RFC 8291): keys by ECDH with the subscription's and its secret, one record of aes128gcm
 * (RFC 8188). The body carries salt, record size and the sender's public key in its header.
 * @throws RangeError where the plaintext is longer than {@link plaintextLimit}
 * @throws Error where the subscription's key is not a point on the curve
 */
export function encryptPush(
  plaintext: Uint8Array,
  subscription: Subscription,
  randomBytes: (size: number) => Uint8Array,
): Buffer {
  if (plaintext.length > plaintextLimit)
    throw new RangeError(`${plaintext.length} bytes are too many for one push message: ${plaintextLimit} fit`)
  const sender = createECDH('prime256v1')
  const senderKey = sender.generateKeys()
  const secret = sender.computeSecret(subscription.p256dh)
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), subscription.p256dh, senderKey])
  const input = derive(secret, subscription.auth, keyInfo, 32)
  const salt = randomBytes(saltBytes)
  const contentKey = derive(input, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(input, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createCipheriv('aes-128-gcm', contentKey, nonce)
  const size = Buffer.alloc(5)
  size.writeUInt32BE(recordSize)
  size[4] = senderKey.length
  return Buffer.concat([
    salt,
    size,
    senderKey,
    cipher.update(plaintext),
    cipher.update(lastRecord),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}
