import encodeQR from 'qr'
import { base32 } from './base32.ts'
import type { OtpConfig } from './otp.ts'

/** What an authenticator app is told. */
export interface OtpauthParts {
  readonly issuer: string
  readonly account: string
  readonly secret: Uint8Array
  readonly config: OtpConfig
}

/** A colon divides issuer and account, so that neither may hold one. */
const label = (text: string): string => encodeURIComponent(text.replaceAll(':', ' ').trim())

/**
 * The `otpauth:` URI of an authenticator (https://github.com/google/google-authenticator/wiki/Key-Uri-Format). Blanks are `%20`, since some
 * apps show a `+` as it stands; the secret comes first, since some read no further.
 */
export function otpauthUri({ issuer, account, secret, config }: OtpauthParts): string {
  const { algorithm, digits, period } = config
  const query = `secret=${base32(secret)}&issuer=${label(issuer)}&algorithm=${algorithm.toUpperCase()}&digits=${digits}&period=${period}`
  return `otpauth://totp/${label(issuer)}:${label(account)}?${query}`
}

/** A QR code (ISO/IEC 18004) as SVG, for a page to show. */
export const qrSvg = (text: string): string => encodeQR(text, 'svg', { ecc: 'medium', border: 4 })
