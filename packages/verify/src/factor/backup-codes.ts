import { scrypt } from 'node:crypto'
import type { RandomBytes } from '../ports.ts'

/** Codes of a set. */
export const backupCodeCount = 10

// Crockford's alphabet: no i, l, o, u, which people mistake for others or read as words.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 10
/** RFC 7914 §2; some 16 MiB and tens of milliseconds a hash. */
const cost = { N: 16_384, r: 8, p: 1 }

/** A set of codes of 50 random bits each, written in two groups: `k3v9q-2m7xd`. */
export function newBackupCodes(randomBytes: RandomBytes): readonly string[] {
  return Array.from({ length: backupCodeCount }, () => {
    const text = Array.from(randomBytes(length), (byte) => alphabet[byte & 31]).join('')
    return `${text.slice(0, length / 2)}-${text.slice(length / 2)}`
  })
}

/** A backup code as a person typed it: letters that look alike are taken for the digits that they look like. Undefined for what is none. */
export function readBackupCode(given: string): string | undefined {
  const text = given.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1')
  return text.length === length && [...text].every((letter) => alphabet.includes(letter)) ? text : undefined
}

/** What is kept of a code: less than 112 random bits want a slow hash with a salt (ASVS 6.5.2, NIST SP 800-63B §5.1.2.2). */
export function backupCodeHash(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(code, Buffer.from(salt, 'base64url'), 32, cost, (error, key) =>
      error === null ? resolve(key.toString('base64url')) : reject(error),
    )
  })
}
