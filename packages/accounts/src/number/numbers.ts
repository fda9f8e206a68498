import type { Database, Queryable, Statement } from '@trunkline/postgres'
import { isSid, ProblemError, parseE164, uuidFromSid } from '@trunkline/wire'
import type { ChangeWatch } from '../change/change-watch.ts'
import { type Changes, clientUuid } from '../change/changes.ts'
import { cutPage, type KeysetRequest, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids } from '../ports.ts'
import { mergeSettings } from '../settings/check-settings.ts'
import { numberSettings, ownedSettings, type StoredSettings } from '../settings/setting-table.ts'
import { type ApplicationRow, getApplication } from '../store/application-store.ts'
import {
  changeNumber,
  deleteNumber,
  getNumber,
  getNumberById,
  listAllNumbers,
  listIdentities,
  listNumbers,
  type NumberChange,
  type NumberConditions,
  type NumberRow,
  putNumber,
  searchNumbers,
} from '../store/number-store.ts'
import { HolderCache, type NumberHolder } from './holder-cache.ts'
import type { NumberKind } from './number-kind.ts'
import {
  allAbilities,
  broughtNumber,
  checkIdentity,
  checkNumber,
  type NumberInput,
  numberNamed,
  type PhoneNumber,
  viewOf,
} from './number-view.ts'

/** The name of a browser phone, and the numbers that ring it. */
export interface Identity {
  readonly identity: string
  readonly phoneNumbers: readonly string[]
}

/** Phone numbers. Each has one owner. */
export interface Numbers {
  /** Makes the number the client's if it is nobody's, and sets what is given. @throws ProblemError `number-invalid`, `number-taken`, `validation-failed`, `field-unknown` */
  put(client: string, number: string, input?: NumberInput): Promise<PhoneNumber>
  /** A client's number, by the number itself or its `PN…` id. @throws ProblemError `not-found` */
  get(client: string, number: string): Promise<PhoneNumber>
  /** A client's numbers in their order; with an identity, those that ring it. */
  list(
    client: string,
    page?: PageRequest & { readonly identity?: string },
  ): Promise<{ numbers: readonly PhoneNumber[]; next: string | null }>
  /** A client's numbers, newest first. */
  search(client: string, filter: NumberFilter): Promise<readonly PhoneNumber[]>
  /**
   * Changes a number that the client has. With `to` it is that client's from now on, and leaves behind what names something of the one before.
   * @throws ProblemError `not-found`, `validation-failed`, `field-unknown`, `client-declared` (of either client)
   */
  update(client: string, number: string, input: NumberInput, to?: string): Promise<PhoneNumber>
  /** All clients' numbers. */
  listAll(page?: PageRequest): Promise<{ numbers: readonly PhoneNumber[]; next: string | null }>
  /** Frees the number. */
  remove(client: string, number: string): Promise<void>
  /** The number, whoever's it is; null when it is nobody's. */
  find(number: string): Promise<PhoneNumber | null>
  /** UUID of the number's owner or null; remembered, and therefore often at once. */
  ownerOf(number: string): string | null | Promise<string | null>
  /** The same, with what the number can be used for. */
  holderOf(number: string): NumberHolder | null | Promise<NumberHolder | null>
}

/** Which of a client's numbers are looked for. All that is given must hold. */
export interface NumberFilter extends KeysetRequest {
  /** Digits that follow each other in the number, `*` for any one; with a `+` in front its beginning. */
  readonly phoneNumber?: string
  /** The whole name; a number without one is called by its national form. */
  readonly friendlyName?: string
  readonly kind?: NumberKind
  readonly bought?: boolean
}

/** Names of browser phones, which are made and removed with the numbers that ring them. */
export interface Identities {
  list(client: string, page?: PageRequest): Promise<{ identities: readonly Identity[]; next: string | null }>
}

/** Of what numbers are made. */
export interface NumbersOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly changes: Changes
  readonly watch: ChangeWatch
}

const missing = (): ProblemError => new ProblemError('not-found', 'there is no such number')

/** The applications that a number names must be its client's. @throws ProblemError `validation-failed` */
export async function checkApplications(tx: Queryable, clientId: string, settings: StoredSettings): Promise<void> {
  for (const name of ['voiceApplicationSid', 'smsApplicationSid']) {
    const sid = settings[name]
    if (typeof sid !== 'string') continue
    const [row] = (await tx.query<ApplicationRow>(getApplication(uuidFromSid(sid)))).rows
    if (row?.client_id === clientId) continue
    const errors = [{ pointer: `/${name}`, detail: 'no application of this client has this id' }]
    throw new ProblemError('validation-failed', undefined, { errors })
  }
}

/** A number as it will be. What names something of the client that had it does not go along to another one, nor does the phone that it rang. */
function changeOf(before: NumberRow, { identity, ...given }: NumberInput, to: string): Omit<NumberChange, 'at'> {
  const moved = before.client_id !== to
  const left = moved ? { ...Object.fromEntries(ownedSettings.map((name) => [name, null])), ...given } : given
  const named = typeof identity === 'string' ? checkIdentity(identity) : identity
  return {
    id: before.id,
    clientId: before.client_id,
    to,
    identity: named === undefined ? (moved ? null : before.identity) : named,
    settings: mergeSettings(numberSettings, before.settings, left),
  }
}

/** Undefined: no number can be what is wanted. */
function conditionsOf(clientId: string, filter: NumberFilter): Omit<NumberConditions, 'after' | 'before'> | undefined {
  const { phoneNumber, friendlyName, kind, bought, limit } = filter
  const digits = phoneNumber?.replace(/[\s().-]/g, '')
  if (digits !== undefined && !/^\+?[\d*]{1,20}$/.test(digits)) return undefined
  const like = digits === undefined ? null : `${digits.startsWith('+') ? '' : '%'}${digits.replaceAll('*', '_')}%`
  const name = friendlyName ?? null
  const namedAs = name === null ? null : numberNamed(name)
  return { clientId, like, friendlyName: name, namedAs, kind: kind ?? null, bought: bought ?? null, limit }
}

/** Makes the operations on identities. */
export function createIdentities(db: Database): Identities {
  return {
    async list(client, request = {}) {
      const size = sizeOf(request)
      const { rows } = await db.query<{ identity: string; numbers: readonly string[] }>(
        listIdentities(clientUuid(client), request.after ?? '', size + 1),
      )
      const { page, next } = cutPage(rows, size, ({ identity }) => identity)
      return { identities: page.map(({ identity, numbers }) => ({ identity, phoneNumbers: numbers })), next }
    },
  }
}

class NumberService implements Numbers {
  readonly #options: NumbersOptions
  readonly #holders: HolderCache

  constructor(options: NumbersOptions) {
    this.#options = options
    this.#holders = new HolderCache(options.watch)
  }

  async put(client: string, text: string, { identity, ...given }: NumberInput = {}): Promise<PhoneNumber> {
    const { ids, clock, changes } = this.#options
    const number = checkNumber(text)
    const named = typeof identity === 'string' ? checkIdentity(identity) : identity
    const row = await changes.ofClient(client, async (tx, { id: clientId }) => {
      const [before] = (await tx.query<NumberRow>(getNumber(number))).rows
      const settings = mergeSettings(numberSettings, before?.settings ?? {}, given)
      await checkApplications(tx, clientId, settings)
      const kept = named === undefined ? (before?.identity ?? null) : named
      const content = { id: ids.uuid(), number, clientId, identity: kept, settings, declared: false }
      const at = new Date(clock.now())
      const [after] = (await tx.query<NumberRow>(putNumber({ ...content, ...broughtNumber(number), at }))).rows
      if (!after) throw new ProblemError('number-taken')
      return after
    })
    return viewOf(row)
  }

  async get(client: string, number: string): Promise<PhoneNumber> {
    return viewOf(await this.#row(client, number))
  }

  async list(
    client: string,
    request: PageRequest & { readonly identity?: string } = {},
  ): Promise<{ numbers: readonly PhoneNumber[]; next: string | null }> {
    const limit = sizeOf(request) + 1
    const wanted = { after: request.after ?? '', identity: request.identity ?? null, limit }
    return this.#page(listNumbers(clientUuid(client), wanted), limit - 1)
  }

  async search(client: string, filter: NumberFilter): Promise<readonly PhoneNumber[]> {
    const wanted = conditionsOf(clientUuid(client), filter)
    const found: PhoneNumber[] = []
    for (let { after, before } = filter; wanted !== undefined; ) {
      const cursor = { ...(after === undefined ? {} : { after }), ...(before === undefined ? {} : { before }) }
      const { rows } = await this.#options.db.query<NumberRow>(searchNumbers({ ...wanted, ...cursor }))
      const views = rows.map(viewOf)
      found.push(...views.filter(({ kind }) => filter.kind === undefined || kind === filter.kind))
      const last = rows.at(-1)
      if (rows.length < filter.limit || found.length >= filter.limit || last === undefined) break
      // Some rows of the page were of another kind, which only the numbering plan told.
      if (before === undefined) after = last.id
      else before = last.id
    }
    return found.slice(0, filter.limit)
  }

  async update(client: string, number: string, input: NumberInput, to?: string): Promise<PhoneNumber> {
    const { changes, clock } = this.#options
    const [from, target] = [clientUuid(client), clientUuid(to ?? client)]
    const row = await changes.ofClients([from, target], async (tx) => {
      const before = await this.#row(client, number, tx)
      const change = changeOf(before, input, target)
      await checkApplications(tx, target, change.settings)
      if (target !== from) await changes.left(tx, { id: before.id, number: before.number, clientId: from })
      return (await tx.query<NumberRow>(changeNumber({ ...change, at: new Date(clock.now()) }))).rows[0]
    })
    if (row === undefined) throw missing()
    return viewOf(row)
  }

  async listAll(request: PageRequest = {}): Promise<{ numbers: readonly PhoneNumber[]; next: string | null }> {
    const size = sizeOf(request)
    return this.#page(listAllNumbers(request.after ?? '', size + 1), size)
  }

  async remove(client: string, number: string): Promise<void> {
    const row = await this.#row(client, number)
    await this.#options.changes.ofClient(client, async (tx, { id }) => {
      const { rowCount } = await tx.query(deleteNumber(id, row.number))
      if (rowCount === 0) throw missing()
      await this.#options.changes.left(tx, { id: row.id, number: row.number, clientId: id })
    })
  }

  async find(text: string): Promise<PhoneNumber | null> {
    const number = parseE164(text)
    const row = number === undefined ? undefined : await this.#byNumber(number)
    return row ? viewOf(row) : null
  }

  ownerOf(number: string): string | null | Promise<string | null> {
    const holder = this.holderOf(number)
    return holder instanceof Promise ? holder.then((found) => found?.clientId ?? null) : (holder?.clientId ?? null)
  }

  holderOf(number: string): NumberHolder | null | Promise<NumberHolder | null> {
    return this.#holders.holderOf(number, async (wanted) => {
      const row = await this.#byNumber(wanted)
      return row === undefined ? null : { clientId: row.client_id, abilities: row.abilities ?? allAbilities }
    })
  }

  async #byNumber(number: string): Promise<NumberRow | undefined> {
    return (await this.#options.db.query<NumberRow>(getNumber(number))).rows[0]
  }

  async #row(client: string, number: string, db: Queryable = this.#options.db): Promise<NumberRow> {
    const clientId = clientUuid(client)
    const row = isSid(number, 'PN')
      ? (await db.query<NumberRow>(getNumberById(clientId, uuidFromSid(number)))).rows[0]
      : (await db.query<NumberRow>(getNumber(checkNumber(number)))).rows[0]
    if (row?.client_id !== clientId) throw missing()
    return row
  }

  async #page(statement: Statement, size: number): Promise<{ numbers: readonly PhoneNumber[]; next: string | null }> {
    const { rows } = await this.#options.db.query<NumberRow>(statement)
    const { page, next } = cutPage(rows, size, (row) => row.number)
    return { numbers: page.map(viewOf), next }
  }
}

/** Makes the operations on phone numbers. */
export function createNumbers(options: NumbersOptions): Numbers {
  return new NumberService(options)
}
