import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What the auth token of a client is sealed for. */
export const tokenContext = (clientId: string): string => `auth_token:${clientId}`

/** What the secret of an API key is sealed for. */
export const keyContext = (keyId: string): string => `api_key:${keyId}`

/** A new auth token: 128 random bits as 32 hex digits, Twilio's form. */
export const newAuthToken = (): string => randomBytes(16).toString('hex')

/** A new secret of an API key: 190 random bits as 32 letters and digits, Twilio's form. */
export function newKeySecret(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  let secret = ''
  // Bytes from 248 on are thrown away: with them some letters would be likelier than others.
  while (secret.length < 32) for (const byte of randomBytes(40)) if (byte < 248) secret += letters[byte % 62]
  return secret.slice(0, 32)
}

/** Whether two secrets are the same, in a time that says nothing about where they differ or how long they are. */
export function sameSecret(given: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', right, 'buffer'))
}
