import { hash } from 'node:crypto'
import type { Database } from '@trunkline/postgres'
import { isSid, isUuid, ProblemError, type ProblemFault, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { typedCode } from '../code/code.ts'
import type { Clock, Ids, RandomBytes, SecretSealer } from '../ports.ts'
import type { Service, Services } from '../service/services.ts'
import {
  countTokens,
  deleteFactor,
  deleteOthers,
  type FactorKind,
  type FactorRow,
  factorsOf,
  getFactor,
  hasToken,
  insertFactor,
  insertTokens,
  listIdentities,
  type NewFactor,
  renameFactor,
  takeStep,
  touchFactor,
  useToken,
} from '../store/factor-store.ts'
import { transact } from '../store/transact.ts'
import { backupCodeHash, newBackupCodes, readBackupCode } from './backup-codes.ts'
import { base32, fromBase32 } from './base32.ts'
import { type FactorSecrets, type FactorView, factorView } from './factor-view.ts'
import { acceptTotp, type OtpAlgorithm, type OtpConfig } from './otp.ts'
import { otpauthUri, qrSvg } from './otpauth.ts'
import { createTries, type Tries } from './tries.ts'

/** What makes a factor. */
export interface NewFactorInput {
  /** The client's name of the person. */
  readonly identity: string
  readonly type: FactorKind
  readonly friendlyName?: string
  readonly service?: string
  /** Authenticator: what the app shows beside the issuer; the identity where left out. */
  readonly account?: string
  readonly issuer?: string
  readonly algorithm?: OtpAlgorithm
  readonly digits?: number
  readonly period?: number
  readonly skew?: number
  /** Authenticator: a secret that exists already, in base32. */
  readonly secret?: string
  /** Device: seconds that it is remembered; 30 days. */
  readonly expiresIn?: number
}

/** What a check of a factor's code came to. */
export interface FactorCheck {
  readonly valid: boolean
  /** The factor whose code it was. */
  readonly factor: FactorView | null
}

/** Second factors of a client's people. */
export interface Factors {
  /** Makes a factor; its secrets are shown this once. A new set of backup codes takes the place of the old. */
  create(clientId: string, input: NewFactorInput): Promise<FactorView & FactorSecrets>
  /** Takes the first code of an authenticator, which proves that it was set up. @throws ProblemError `verification-locked` */
  verify(clientId: string, id: string, code: string): Promise<FactorCheck>
  /**
   * Checks a code against all verified factors of a person: of an authenticator, a backup code, or a device's token. Wrong ones are counted
   * for the person, whatever they were for. @throws ProblemError `verification-locked`
   */
  check(clientId: string, identity: string, code: string): Promise<FactorCheck>
  /** The same for one factor. @throws ProblemError `factor-unverified` */
  checkOne(clientId: string, id: string, code: string): Promise<FactorCheck>
  get(clientId: string, id: string): Promise<FactorView>
  list(clientId: string, identity: string): Promise<readonly FactorView[]>
  identities(
    clientId: string,
    page?: { readonly after?: string; readonly limit?: number },
  ): Promise<{
    readonly identities: readonly { readonly identity: string; readonly factors: number }[]
    readonly next: string | null
  }>
  rename(clientId: string, id: string, friendlyName: string): Promise<FactorView>
  remove(clientId: string, id: string): Promise<void>
  /** For verifications over `totp`: the factor that a `YF…` id names, with its person. */
  authenticatorOf(
    clientId: string,
    reference: string,
  ): Promise<{ readonly id: string; readonly identity: string } | undefined>
  /** The same: takes a code, of one factor or of any authenticator of a person. Nothing is counted here. */
  takeCode(
    clientId: string,
    whose: { readonly factorId: string } | { readonly identity: string },
    code: string,
  ): Promise<boolean>
}

/** Of what factors are made. */
export interface FactorsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly randomBytes: RandomBytes
  readonly sealer: SecretSealer
  readonly services: Services
}

const mostFactors = 20
const secretBytes = 20
const rememberedFor = 30 * 86_400

const secretContext = (id: string): string => `verify_factor:${id}`
const tokenHashOf = (token: string): string => hash('sha256', token, 'base64url')
const missing = (): ProblemError => new ProblemError('not-found', 'There is no such factor.')

class FactorRegistry implements Factors {
  readonly #options: FactorsOptions
  readonly #tries: Tries
  /** A secret and a salt of nobody's. */
  readonly #decoy: { readonly secret: string; readonly salt: string }

  constructor(options: FactorsOptions) {
    this.#options = options
    this.#decoy = {
      secret: options.sealer.seal(base32(options.randomBytes(secretBytes)), secretContext('decoy')),
      salt: Buffer.from(options.randomBytes(16)).toString('base64url'),
    }
    this.#tries = createTries(options)
  }

  async create(clientId: string, input: NewFactorInput): Promise<FactorView & FactorSecrets> {
    const service = await this.#options.services.of(clientId, input.service)
    checkInput(input)
    if (input.type === 'totp') return this.#createAuthenticator(clientId, input, service)
    if (input.type === 'backup-codes') return this.#createBackupCodes(clientId, input, service)
    return this.#createDevice(clientId, input, service)
  }

  async verify(clientId: string, reference: string, code: string): Promise<FactorCheck> {
    const row = await this.#row(clientId, reference)
    if (row.kind !== 'totp') throw missing()
    return this.#counted(row, () => this.#takeTotp(row, typedCode(code)))
  }

  async checkOne(clientId: string, reference: string, code: string): Promise<FactorCheck> {
    const row = await this.#row(clientId, reference)
    if (row.status !== 'verified') throw new ProblemError('factor-unverified')
    return this.#counted(row, () => this.#take(row, code))
  }

  async check(clientId: string, identity: string, code: string): Promise<FactorCheck> {
    const { settings } = await this.#options.services.of(clientId)
    await this.#tries.count(clientId, identity, settings)
    const { rows: all } = await this.#options.db.query<FactorRow>(factorsOf(clientId, identity))
    const rows = all.filter(({ status }) => status === 'verified')
    await this.#pretend(rows, code)
    for (const row of rows) {
      const taken = await this.#take(row, code)
      if (taken === undefined) continue
      await this.#tries.forget(clientId, identity)
      return { valid: true, factor: await this.#view(taken) }
    }
    return { valid: false, factor: null }
  }

  async get(clientId: string, reference: string): Promise<FactorView> {
    return this.#view(await this.#row(clientId, reference))
  }

  async list(clientId: string, identity: string): Promise<readonly FactorView[]> {
    const { rows } = await this.#options.db.query<FactorRow>(factorsOf(clientId, identity))
    return Promise.all(rows.map((row) => this.#view(row)))
  }

  async identities(
    clientId: string,
    { after = '', limit = 50 }: { readonly after?: string; readonly limit?: number } = {},
  ) {
    const size = Math.min(Math.max(1, limit), 200)
    const statement = listIdentities(clientId, after, size + 1)
    const { rows } = await this.#options.db.query<{ identity: string; factors: number }>(statement)
    const identities = rows.slice(0, size).map(({ identity, factors }) => ({ identity, factors }))
    return { identities, next: rows.length > size ? (identities.at(-1)?.identity ?? null) : null }
  }

  async rename(clientId: string, reference: string, friendlyName: string): Promise<FactorView> {
    const before = await this.#row(clientId, reference)
    checkInput({ identity: before.identity, type: before.kind, friendlyName })
    const [row] = (await this.#options.db.query<FactorRow>(renameFactor(before.id, friendlyName, this.#now()))).rows
    if (row === undefined) throw missing()
    return this.#view(row)
  }

  async remove(clientId: string, reference: string): Promise<void> {
    const { rowCount } = await this.#options.db.query(deleteFactor(clientId, factorUuid(reference)))
    if (rowCount === 0) throw missing()
  }

  async authenticatorOf(clientId: string, reference: string) {
    if (!isSid(reference, 'YF')) return undefined
    const [row] = (await this.#options.db.query<FactorRow>(getFactor(uuidFromSid(reference)))).rows
    return row?.client_id === clientId && row.kind === 'totp' ? { id: row.id, identity: row.identity } : undefined
  }

  async takeCode(
    clientId: string,
    whose: { readonly factorId: string } | { readonly identity: string },
    code: string,
  ): Promise<boolean> {
    const statement = 'factorId' in whose ? getFactor(whose.factorId) : factorsOf(clientId, whose.identity)
    const { rows } = await this.#options.db.query<FactorRow>(statement)
    for (const row of rows) {
      if (usable(row, clientId) && (await this.#takeTotp(row, code)) !== undefined) return true
    }
    if (!rows.some((row) => usable(row, clientId))) this.#pretendTotp(code)
    return false
  }

  /** Works as long for a person who lacks a factor as for one who has it: who is known must not show in the time. */
  async #pretend(rows: readonly FactorRow[], code: string): Promise<void> {
    if (!rows.some(({ kind }) => kind === 'totp')) this.#pretendTotp(typedCode(code))
    const backup = readBackupCode(code)
    if (backup !== undefined && !rows.some(({ kind }) => kind === 'backup-codes')) {
      await backupCodeHash(backup, this.#decoy.salt)
    }
  }

  #pretendTotp(code: string): void {
    const secret =
      fromBase32(this.#options.sealer.open(this.#decoy.secret, secretContext('decoy'))) ?? new Uint8Array(0)
    const config: OtpConfig = { algorithm: 'sha1', digits: 6, period: 30, skew: 1 }
    acceptTotp(secret, code, { config, state: { lastStep: -1, drift: 0 }, now: this.#options.clock.now() })
  }

  async #createAuthenticator(clientId: string, input: NewFactorInput, service: Service) {
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
    return { ...(await this.#view(row)), secret: base32(secret), uri, qr: qrSvg(uri) }
  }

  async #createBackupCodes(clientId: string, input: NewFactorInput, service: Service) {
    const { randomBytes } = this.#options
    const codes = newBackupCodes(randomBytes)
    const salt = Buffer.from(randomBytes(16)).toString('base64url')
    const hashes = await Promise.all(codes.map((code) => backupCodeHash(readBackupCode(code) ?? '', salt)))
    const factor = this.#newFactor(clientId, input, service, { status: 'verified', salt })
    return { ...(await this.#view(await this.#insert(factor, hashes))), codes }
  }

  async #createDevice(clientId: string, input: NewFactorInput, service: Service) {
    const { randomBytes, clock } = this.#options
    const expires_at = new Date(clock.now() + (input.expiresIn ?? rememberedFor) * 1000)
    const factor = this.#newFactor(clientId, input, service, { status: 'verified', expires_at })
    const token = `${sidFromUuid('YF', factor.id)}.${Buffer.from(randomBytes(32)).toString('base64url')}`
    return { ...(await this.#view(await this.#insert(factor, [tokenHashOf(token)]))), token }
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
      created_at: this.#now(),
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

  /** Counts a try of the factor's person, then makes it. */
  async #counted(row: FactorRow, take: () => Promise<FactorRow | undefined>): Promise<FactorCheck> {
    const { settings } = await this.#options.services.of(row.client_id, row.service_id)
    await this.#tries.count(row.client_id, row.identity, settings)
    const taken = await take()
    if (taken === undefined) return { valid: false, factor: await this.#view(row) }
    await this.#tries.forget(row.client_id, row.identity)
    return { valid: true, factor: await this.#view(taken) }
  }

  #take(row: FactorRow, code: string): Promise<FactorRow | undefined> {
    if (row.kind === 'totp') return this.#takeTotp(row, typedCode(code))
    return row.kind === 'backup-codes' ? this.#takeBackupCode(row, code) : this.#takeDevice(row, code)
  }

  async #takeTotp(row: FactorRow, code: string): Promise<FactorRow | undefined> {
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

  async #row(clientId: string, reference: string): Promise<FactorRow> {
    const [row] = (await this.#options.db.query<FactorRow>(getFactor(factorUuid(reference)))).rows
    if (row?.client_id !== clientId) throw missing()
    return row
  }

  async #view(row: FactorRow): Promise<FactorView> {
    if (row.kind !== 'backup-codes') return factorView(row, null)
    const { rows } = await this.#options.db.query<{ left: number }>(countTokens([row.id]))
    return factorView(row, rows[0]?.left ?? 0)
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }
}

const friendlyNames: Readonly<Record<FactorKind, string>> = {
  totp: 'Authenticator',
  'backup-codes': 'Backup codes',
  device: 'Remembered device',
}

const usable = (row: FactorRow, clientId: string): boolean =>
  row.client_id === clientId && row.kind === 'totp' && row.status === 'verified'

function factorUuid(reference: string): string {
  if (isUuid(reference)) return reference
  if (isSid(reference, 'YF')) return uuidFromSid(reference)
  throw missing()
}

/** @throws ProblemError `validation-failed` */
function checkInput(input: NewFactorInput): void {
  const rules: readonly [keyof NewFactorInput, (value: never) => boolean, string][] = [
    ['identity', (value: string) => /^[^\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters'],
    ['friendlyName', (value: string) => /^[^\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters'],
    ['account', (value: string) => /^[^:\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters without a colon'],
    ['issuer', (value: string) => /^[^:\p{Cc}]{1,64}$/u.test(value), '1 to 64 characters without a colon'],
    ['digits', (value: number) => [6, 7, 8].includes(value), '6, 7 or 8'],
    ['period', (value: number) => Number.isInteger(value) && value >= 20 && value <= 60, '20 to 60 seconds'],
    ['skew', (value: number) => [0, 1, 2].includes(value), '0, 1 or 2'],
    ['secret', (value: string) => (fromBase32(value)?.length ?? 0) >= 16, 'base32 of 128 bits or more (RFC 4226 §4)'],
    [
      'expiresIn',
      (value: number) => Number.isInteger(value) && value >= 60 && value <= 31_536_000,
      '60 to 31536000 seconds',
    ],
  ]
  const errors = rules.flatMap(([name, check, detail]): ProblemFault[] => {
    const value = input[name]
    return value === undefined || check(value as never) ? [] : [{ pointer: `/${name}`, detail }]
  })
  if (errors.length > 0) throw new ProblemError('validation-failed', undefined, { errors })
}

/** Makes the operations on factors. */
export function createFactors(options: FactorsOptions): Factors {
  return new FactorRegistry(options)
}
