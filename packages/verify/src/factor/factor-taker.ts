import { sidFromUuid } from '@trunkline/wire'
import { typedCode } from '../code/code.ts'
import { type FactorRow, hasToken, takeStep, touchFactor, useToken } from '../store/factor-store.ts'
import { backupCodeHash, readBackupCode } from './backup-codes.ts'
import { base32, fromBase32 } from './base32.ts'
import { secretContext, tokenHashOf } from './factor-secrets.ts'
import type { FactorsOptions } from './factors-options.ts'
import { acceptTotp, type OtpConfig } from './otp.ts'

/** Compares codes with what is kept of factors, and uses them up. Counts nothing. */
export class FactorTaker {
  readonly #options: FactorsOptions
  /** A secret and a salt of nobody's. */
  readonly #decoy: { readonly secret: string; readonly salt: string }

  constructor(options: FactorsOptions) {
    this.#options = options
    this.#decoy = {
      secret: options.sealer.seal(base32(options.randomBytes(20)), secretContext('decoy')),
      salt: Buffer.from(options.randomBytes(16)).toString('base64url'),
    }
  }

  /** Takes a code of a factor, which is used up by that; gives the factor as it is then, or nothing where the code is wrong. */
  take(row: FactorRow, code: string): Promise<FactorRow | undefined> {
    if (row.kind === 'totp') return this.takeTotp(row, typedCode(code))
    return row.kind === 'backup-codes' ? this.#takeBackupCode(row, code) : this.#takeDevice(row, code)
  }

  /** The same for an authenticator, also one that was not verified before. */
  async takeTotp(row: FactorRow, code: string): Promise<FactorRow | undefined> {
    const { db, sealer } = this.#options
    const secret = row.secret === null ? undefined : fromBase32(sealer.open(row.secret, secretContext(row.id)))
    if (secret === undefined) return undefined
    const state = { lastStep: row.last_step, drift: row.drift }
    const next = acceptTotp(secret, code, { config: row.config, state, now: this.#options.clock.now() })
    if (next === undefined) return undefined
    return (await db.query<FactorRow>(takeStep(row.id, next.lastStep, next.drift, this.#now()))).rows[0]
  }

  async #takeBackupCode(row: FactorRow, given: string): Promise<FactorRow | undefined> {
    const code = readBackupCode(given)
    if (code === undefined || row.salt === null) return undefined
    const { db } = this.#options
    const used = await db.query(useToken(row.id, await backupCodeHash(code, row.salt), this.#now()))
    return used.rowCount === 0 ? undefined : (await db.query<FactorRow>(touchFactor(row.id, this.#now()))).rows[0]
  }

  async #takeDevice(row: FactorRow, token: string): Promise<FactorRow | undefined> {
    const gone = row.expires_at !== null && row.expires_at.getTime() <= this.#options.clock.now()
    if (gone || !token.startsWith(sidFromUuid('YF', row.id))) return undefined
    const { db } = this.#options
    const { rowCount } = await db.query(hasToken(row.id, tokenHashOf(token)))
    return rowCount === 0 ? undefined : (await db.query<FactorRow>(touchFactor(row.id, this.#now()))).rows[0]
  }

  /** Works as long for a person who lacks a factor as for one who has it: who is known must not show in the time. */
  async pretend(rows: readonly FactorRow[], code: string): Promise<void> {
    if (!rows.some(({ kind }) => kind === 'totp')) this.pretendTotp(typedCode(code))
    const backup = readBackupCode(code)
    if (backup !== undefined && !rows.some(({ kind }) => kind === 'backup-codes')) {
      await backupCodeHash(backup, this.#decoy.salt)
    }
  }

  /** The same for an authenticator alone. */
  pretendTotp(code: string): void {
    const secret =
      fromBase32(this.#options.sealer.open(this.#decoy.secret, secretContext('decoy'))) ?? new Uint8Array(0)
    const config: OtpConfig = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 }
    acceptTotp(secret, code, { config, state: { lastStep: -1, drift: 0 }, now: this.#options.clock.now() })
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }
}
