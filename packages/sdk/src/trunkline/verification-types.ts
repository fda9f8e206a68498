/** Shapes of one-time codes and second factors. */
import type { Channel } from './types.ts'

/** A challenge: whether a person holds an address. */
export interface Verification {
  id: string
  serviceId: string
  to: string
  channel: Channel | 'whatsapp' | 'totp'
  status: 'pending' | 'approved' | 'canceled' | 'expired' | 'failed' | 'max_attempts_reached'
  valid: boolean
  sends: number
  checks: number
  locale: string
  identity: string | null
  reason: string | null
  /** When it may be sent again. */
  nextSendAt: string
  createdAt: string
  expiresAt: string
  endedAt: string | null
  metadata: Record<string, unknown>
}

/** What a challenge is started with. */
export interface StartVerification {
  to: string
  channel: Channel | 'whatsapp' | 'totp'
  locale?: string
  codeLength?: number
  /** Seconds. */
  expiresIn?: number
  /** A code of your own: 4 to 10 letters or digits. */
  code?: string
  service?: string
  /** What people are told that the code is for. */
  site?: string
  /** Own words of the text, with `{code}` in them. */
  template?: string
  /** Host that browsers bind the code to. */
  domain?: string
  appHash?: string
  push?: readonly Record<string, unknown>[]
  /** The channel that follows where the first fails or stays silent. */
  fallback?: { channel: 'sms' | 'call' | 'whatsapp'; afterSeconds?: number }
  /** Your name of the person. */
  identity?: string
  clientIp?: string
  metadata?: Record<string, unknown>
}

/** A second factor of a person. */
export interface Factor {
  id: string
  serviceId: string
  identity: string
  type: 'totp' | 'backup-codes' | 'device'
  friendlyName: string
  status: 'unverified' | 'verified'
  /** Backup codes that are left; null for other kinds. */
  codesLeft: number | null
  expiresAt: string | null
  lastUsedAt: string | null
  createdAt: string
  updatedAt: string
  config: { algorithm: string; digits: number; period: number; skew: number } | null
}

/** A factor with what is shown this once. */
export interface FactorWithSecrets extends Factor {
  /** Authenticator: the secret in base32, the URI that an app reads, the same as a QR code (SVG). */
  secret?: string
  uri?: string
  qr?: string
  /** Backup codes. */
  codes?: string[]
  /** What the device's browser keeps. */
  token?: string
}

/** What makes a factor. */
export interface NewFactor {
  identity: string
  type: Factor['type']
  friendlyName?: string
  service?: string
  account?: string
  issuer?: string
  algorithm?: 'sha1' | 'sha256' | 'sha512'
  digits?: number
  period?: number
  skew?: number
  secret?: string
  /** Device: seconds. */
  expiresIn?: number
}

/** What a check of a factor's code came to. */
export interface FactorCheck {
  valid: boolean
  factor: Factor | null
}
