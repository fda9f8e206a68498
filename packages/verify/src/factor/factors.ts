import { isSid, isUuid, ProblemError, uuidFromSid } from '@trunkline/wire'
import { typedCode } from '../code/code.ts'
import {
  countTokens,
  deleteFactor,
  type FactorRow,
  factorsOf,
  getFactor,
  listIdentities,
  renameFactor,
} from '../store/factor-store.ts'
import { FactorMaker } from './factor-maker.ts'
import { FactorTaker } from './factor-taker.ts'
import { type FactorSecrets, type FactorView, factorView } from './factor-view.ts'
import type { FactorsOptions } from './factors-options.ts'
import { checkInput, type NewFactorInput } from './new-factor.ts'
import { createTries, type Tries } from './tries.ts'

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

const missing = (): ProblemError => new ProblemError('not-found', 'There is no such factor.')

class FactorRegistry implements Factors {
  readonly #options: FactorsOptions
  readonly #tries: Tries
  readonly #maker: FactorMaker
  readonly #taker: FactorTaker

  constructor(options: FactorsOptions) {
    this.#options = options
    this.#maker = new FactorMaker(options)
    this.#taker = new FactorTaker(options)
    this.#tries = createTries(options)
  }

  async create(clientId: string, input: NewFactorInput): Promise<FactorView & FactorSecrets> {
    const service = await this.#options.services.of(clientId, input.service)
    const { row, secrets } = await this.#maker.make(clientId, input, service)
    return { ...(await this.#view(row)), ...secrets }
  }

  async verify(clientId: string, reference: string, code: string): Promise<FactorCheck> {
    const row = await this.#row(clientId, reference)
    if (row.kind !== 'totp') throw missing()
    return this.#counted(row, () => this.#taker.takeTotp(row, typedCode(code)))
  }

  async checkOne(clientId: string, reference: string, code: string): Promise<FactorCheck> {
    const row = await this.#row(clientId, reference)
    if (row.status !== 'verified') throw new ProblemError('factor-unverified')
    return this.#counted(row, () => this.#taker.take(row, code))
  }

  async check(clientId: string, identity: string, code: string): Promise<FactorCheck> {
    const { settings } = await this.#options.services.of(clientId)
    await this.#tries.count(clientId, identity, settings)
    const { rows: all } = await this.#options.db.query<FactorRow>(factorsOf(clientId, identity))
    const rows = all.filter(({ status }) => status === 'verified')
    await this.#taker.pretend(rows, code)
    for (const row of rows) {
      const taken = await this.#taker.take(row, code)
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
      if (usable(row, clientId) && (await this.#taker.takeTotp(row, code)) !== undefined) return true
    }
    if (!rows.some((row) => usable(row, clientId))) this.#taker.pretendTotp(code)
    return false
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

const usable = (row: FactorRow, clientId: string): boolean =>
  row.client_id === clientId && row.kind === 'totp' && row.status === 'verified'

function factorUuid(reference: string): string {
  if (isUuid(reference)) return reference
  if (isSid(reference, 'YF')) return uuidFromSid(reference)
  throw missing()
}

/** Makes the operations on factors. */
export function createFactors(options: FactorsOptions): Factors {
  return new FactorRegistry(options)
}
