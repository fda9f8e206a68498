import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { ProblemError } from '@trunkline/wire'
import type { RandomBytes } from '../ports.ts'

/** Digits of a code: four are the fewest that Twilio Verify takes, ten the most. */
export const shortestCode = 4
export const longestCode = 10

/**
 * A code of decimal digits, each as likely as the others (ASVS 6.5.3, 6.5.4). Leading zeros are part of it, so it is text.
 * @throws RangeError when the length is not 4 to 10
 */
export function newCode(length: number, randomBytes: RandomBytes): string {
  if (!Number.isInteger(length) || length < shortestCode || length > longestCode) {
    throw new RangeError(`a code has ${shortestCode} to ${longestCode} digits, not ${length}`)
  }
  let code = ''
  // Bytes from 250 on are thrown away: with them the digits 0 to 5 would be likelier than the others.
  while (code.length < length) for (const byte of randomBytes(length * 2)) if (byte < 250) code += String(byte % 10)
  return code.slice(0, length)
}

/**
 * A code that the client has made itself: 4 to 10 letters or digits.
 * @throws ProblemError `validation-failed`
 */
export function checkCustomCode(code: string, pointer = '/code'): string {
  if (/^[0-9A-Za-z]{4,10}$/.test(code)) return code
  throw new ProblemError('validation-failed', undefined, { errors: [{ pointer, detail: '4 to 10 digits or letters' }] })
}

/** A code as a person typed it, without the blanks and hyphens that stand between its digits. */
export const typedCode = (given: string): string => given.normalize('NFKC').replace(/[\s-]/g, '').slice(0, 64)

/** Makes the keyed hashes by which codes are checked, and compares them. */
export interface CodeHasher {
  /** Base64url of HMAC-SHA-256 over what the code is for. */
  hash(binding: CodeBinding, code: string): string
  /** Whether the code is the one that was hashed; takes the same time wherever they differ. */
  matches(binding: CodeBinding, code: string, kept: string): boolean
}

/** What a code is bound to: another challenge's hash or another address's does not fit. */
export interface CodeBinding {
  readonly challengeId: string
  readonly to: string
}

/**
 * A plain hash of six digits is guessed in a millisecond by whoever reads the database; under a key of the server's it is not.
 * @param key at least 32 bytes, made from the server's secret
 */
export function createCodeHasher(key: Uint8Array): CodeHasher {
  const digest = ({ challengeId, to }: CodeBinding, code: string): Buffer =>
    createHmac('sha256', key).update(`${challengeId}|verify|${to}|${code}`).digest()
  return {
    hash: (binding, code) => digest(binding, code).toString('base64url'),
    matches(binding, code, kept) {
      const right = Buffer.from(kept, 'base64url')
      const given = digest(binding, code)
      return right.length === given.length && timingSafeEqual(right, given)
    },
  }
}

/** What a code is sealed for. */
export const codeContext = (challengeId: string): string => `verify_challenge:${challengeId}`

/** 128 random bits for an URL that lets its holder do something, as 22 letters of base64url. */
export const newToken = (randomBytes: RandomBytes): string => Buffer.from(randomBytes(16)).toString('base64url')

/** What is kept of a token. It has 128 random bits, so a plain hash is enough (ASVS 6.5.2). */
export const tokenHash = (token: string): string => hash('sha256', token, 'base64url')
