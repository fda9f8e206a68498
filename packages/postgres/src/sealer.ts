import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { DatabaseError } from './database-error.ts'

const shortestSecret = 16
const saltLength = 16
const ivLength = 12
const tagLength = 16
const version = 'v1.'

/** Seals what must be readable again but not by whoever reads the database or a backup of it. */
export interface Sealer {
  /** `context` says what the value is and whose, e.g. `api_key:<id>`: a value moved elsewhere does not open. */
  seal(plain: string, context: string): string
  /** Throws SEAL_BROKEN when the text was changed, was sealed with another secret, or belongs to another context. */
  open(sealed: string, context: string): string
  /** Tells secrets apart without telling what they are. */
  readonly fingerprint: string
}

/**
 * AES-256-GCM under a secret of at least 16 bytes (32 random ones are best). Every value has a key of its own, made from
 * the secret and 16 random bytes: under a single key, random 96-bit nonces wear out after 2^32 values (NIST SP 800-38D, 8.3).
 * The text is `v1.` and base64url of salt, nonce, ciphertext and tag. `random` is for tests.
 */
export function createSealer(secret: Uint8Array, random: (length: number) => Uint8Array = randomBytes): Sealer {
  if (secret.length < shortestSecret) {
    throw new TypeError(`the secret must have ${shortestSecret} bytes or more and has ${secret.length}`)
  }
  const root = derive(secret, 'trunkline/seal/v1')
  const keyFor = (salt: Uint8Array): Buffer => createHmac('sha256', root).update(salt).digest()
  return {
    fingerprint: derive(secret, 'trunkline/fingerprint/v1').subarray(0, 16).toString('hex'),
    seal(plain, context) {
      const salt = random(saltLength)
      const iv = random(ivLength)
      const cipher = createCipheriv('aes-256-gcm', keyFor(salt), iv).setAAD(Buffer.from(context))
      const parts = [salt, iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return version + Buffer.concat(parts).toString('base64url')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed.startsWith(version) ? sealed.slice(version.length) : '', 'base64url')
      if (bytes.length < saltLength + ivLength + tagLength) throw brokenSeal(context)
      const iv = bytes.subarray(saltLength, saltLength + ivLength)
      const key = keyFor(bytes.subarray(0, saltLength))
      const options = { authTagLength: tagLength }
      const decipher = createDecipheriv('aes-256-gcm', key, iv, options).setAAD(Buffer.from(context))
      decipher.setAuthTag(bytes.subarray(-tagLength))
      try {
        return (
          decipher.update(bytes.subarray(saltLength + ivLength, -tagLength), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch (cause) {
        throw brokenSeal(context, cause)
      }
    },
  }
}

/** HKDF (RFC 5869): keys for different ends that say nothing about each other. */
function derive(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), purpose, 32))
}

function brokenSeal(context: string, cause?: unknown): DatabaseError {
  return new DatabaseError(
    'SEAL_BROKEN',
    `the sealed value of ${context} does not open: it was changed, or sealed otherwise`,
    {
      cause,
    },
  )
}
