import { ProblemError, sidFromUuid } from '@trunkline/wire'
import type { Service } from '../service/services.ts'
import {
  deleteOthers,
  type FactorKind,
  type FactorRow,
  insertFactor,
  insertTokens,
  type NewFactor,
} from '../store/factor-store.ts'
import { transact } from '../store/transact.ts'
import { backupCodeHash, newBackupCodes, readBackupCode } from './backup-codes.ts'
import { base32, fromBase32 } from './base32.ts'
import { secretContext, tokenHashOf } from './factor-secrets.ts'
import type { FactorSecrets } from './factor-view.ts'
import type { FactorsOptions } from './factors-options.ts'
import { checkInput, type NewFactorInput } from './new-factor.ts'
import type { OtpConfig } from './otp.ts'
import { otpauthUri, qrSvg } from './otpauth.ts'

/** A factor that was made, and what is shown of it this once. */
export interface MadeFactor {
  readonly row: FactorRow
  readonly secrets: FactorSecrets
}

const mostFactors = 20
const secretBytes = 20
const rememberedFor = 30 * 86_400

/** Makes factors: their secrets, and what is kept of them. */
export class FactorMaker {
  readonly #options: FactorsOptions

  constructor(options: FactorsOptions) {
    this.#options = options
  }

  /** @throws ProblemError `validation-failed`, `factor-limit` */
  async make(clientId: string, input: NewFactorInput, service: Service): Promise<MadeFactor> {
    checkInput(input)
    if (input.type === 'totp') return this.#createAuthenticator(clientId, input, service)
    if (input.type === 'backup-codes') return this.#createBackupCodes(clientId, input, service)
    return this.#createDevice(clientId, input, service)
  }

  async #createAuthenticator(clientId: string, input: NewFactorInput, service: Service): Promise<MadeFactor> {
    const { settings, friendlyName } = service
    const { sealer, randomBytes } = this.#options
    const config: OtpConfig = {
      algorithm: input.algorithm ?? 'sha1',
      digits: input.digits ?? settings.totpDigits,
      period: input.period ?? settings.totpPeriod,
      skew: input.skew ?? settings.totpSkew,
    }
    const secret =
      input.secret === undefined ? randomBytes(secretBytes) : (fromBase32(input.secret) ?? new Uint8Array(0))
    const factor = this.#newFactor(clientId, input, service, { status: 'unverified', config })
    const sealed = { ...factor, secret: sealer.seal(base32(secret), secretContext(factor.id)) }
    const row = await this.#insert(sealed, [])
    const issuer = input.issuer ?? settings.totpIssuer ?? friendlyName
    const uri = otpauthUri({ issuer, account: input.account ?? input.identity, secret, config })
    return { row, secrets: { secret: base32(secret), uri, qr: qrSvg(uri) } }
  }

  async #createBackupCodes(clientId: string, input: NewFactorInput, service: Service): Promise<MadeFactor> {
    const { randomBytes } = this.#options
    const codes = newBackupCodes(randomBytes)
    const salt = Buffer.from(randomBytes(16)).toString('base64url')
    const hashes = await Promise.all(codes.map((code) => backupCodeHash(readBackupCode(code) ?? '', salt)))
    const factor = this.#newFactor(clientId, input, service, { status: 'verified', salt })
    return { row: await this.#insert(factor, hashes), secrets: { codes } }
  }

  async #createDevice(clientId: string, input: NewFactorInput, service: Service): Promise<MadeFactor> {
    const { randomBytes, clock } = this.#options
    const expires_at = new Date(clock.now() + (input.expiresIn ?? rememberedFor) * 1000)
    const factor = this.#newFactor(clientId, input, service, { status: 'verified', expires_at })
    const token = `${sidFromUuid('YF', factor.id)}.${Buffer.from(randomBytes(32)).toString('base64url')}`
    return { row: await this.#insert(factor, [tokenHashOf(token)]), secrets: { token } }
  }

  #newFactor(clientId: string, input: NewFactorInput, service: Service, more: Partial<NewFactor>): NewFactor {
    return {
      id: this.#options.ids.uuid(),
      client_id: clientId,
      service_id: service.id,
      identity: input.identity,
      kind: input.type,
      friendly_name: input.friendlyName ?? friendlyNames[input.type],
      status: 'unverified',
      secret: null,
      salt: null,
      expires_at: null,
      created_at: new Date(this.#options.clock.now()),
      config: {},
      ...more,
    }
  }

  #insert(factor: NewFactor, hashes: readonly string[]): Promise<FactorRow> {
    return transact(this.#options.db, async (tx) => {
      const [row] = (await tx.query<FactorRow>(insertFactor(factor, mostFactors))).rows
      if (row === undefined) throw new ProblemError('factor-limit')
      if (hashes.length > 0) await tx.query(insertTokens(row.id, hashes))
      if (row.kind === 'backup-codes') await tx.query(deleteOthers(row.client_id, row.identity, row.kind, row.id))
      return row
    })
  }
}

const friendlyNames: Readonly<Record<FactorKind, string>> = {
  totp: 'Authenticator',
  'backup-codes': 'Backup codes',
  device: 'Remembered device',
}
