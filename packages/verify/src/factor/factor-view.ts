import { sidFromUuid } from '@trunkline/wire'
import type { FactorKind, FactorRow } from '../store/factor-store.ts'

/** A second factor, as its client sees it. */
export interface FactorView {
  /** `YF…` */
  readonly id: string
  readonly serviceId: string
  readonly identity: string
  readonly type: FactorKind
  readonly friendlyName: string
  readonly status: 'unverified' | 'verified'
  /** Backup codes that are left; null for other kinds. */
  readonly codesLeft: number | null
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
  /** How an authenticator makes its codes; null for other kinds. */
  readonly config: {
    readonly algorithm: string
    readonly digits: number
    readonly period: number
    readonly skew: number
  } | null
}

/** What is shown this once, when a factor is made. */
export interface FactorSecrets {
  /** Authenticator: the secret in base32, the URI that an app reads, and the same as a QR code (SVG). */
  readonly secret?: string
  readonly uri?: string
  readonly qr?: string
  /** Backup codes. */
  readonly codes?: readonly string[]
  /** Remembered device: what its browser keeps in a cookie. */
  readonly token?: string
}

/** A factor as it is shown. */
export function factorView(row: FactorRow, codesLeft: number | null): FactorView {
  const { algorithm, digits, period, skew } = row.config
  return {
    id: sidFromUuid('YF', row.id),
    serviceId: sidFromUuid('VA', row.service_id),
    identity: row.identity,
    type: row.kind,
    friendlyName: row.friendly_name,
    status: row.status,
    codesLeft,
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    config: row.kind === 'totp' ? { algorithm, digits, period, skew } : null,
  }
}
