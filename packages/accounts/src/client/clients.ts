import type { Database, Queryable } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { newAuthToken, tokenContext } from '../credentials/secrets.ts'
import { cutPage, nilUuid, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids, SecretSealer } from '../ports.ts'
import {
  countSubaccounts,
  getClient,
  insertClient,
  listClients,
  lockClient,
  renameClient,
  replaceToken,
  setStatus,
} from '../store/client-store.ts'
import { type Client, type ClientRow, clientOf } from './client.ts'
import { activeStatus, disabledByOperator, type StatusColumns } from './status.ts'

/** A client with its auth token, which is shown this once. */
export interface ClientWithToken {
  readonly client: Client
  readonly authToken: string
}

/** What makes a new client. */
export interface NewClientRequest {
  readonly name: string
  readonly parent?: string
  readonly mostSubaccounts?: number
}

/** Clients. Wherever one is named, its UUID or its `AC…` id will do. */
export interface Clients {
  /**
   * `mostSubaccounts`: how many the parent may have.
   * @throws ProblemError `validation-failed` (the name; `/parent`: one that is itself a subaccount, or has too many), `not-found` (the parent)
   */
  create(request: NewClientRequest): Promise<ClientWithToken>
  get(client: string): Promise<Client>
  /** As `get`, but undefined where there is no such client. */
  find(client: string): Promise<Client | undefined>
  list(
    filter?: PageRequest & { readonly status?: Client['status']; readonly parent?: string },
  ): Promise<{ clients: readonly Client[]; next: string | null }>
  rename(client: string, name: string): Promise<Client>
  /** Gives a new auth token; the one before is refused at once. */
  rotate(client: string): Promise<ClientWithToken>
  /** Refuses the client's credentials from now on. What it had accepted before is kept. */
  disable(client: string, reason?: string): Promise<Client>
  enable(client: string): Promise<Client>
  /** The auth token itself, to sign with (Twilio's `X-Twilio-Signature`, capability tokens). Never show it. */
  authToken(client: string): Promise<string>
}

/** Of what clients are made. */
export interface ClientsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly changes: Changes
}

const longestName = 64

/** The name without outer white space. @throws ProblemError `validation-failed` */
export function checkName(name: unknown, pointer = '/name'): string {
  const text = typeof name === 'string' ? name.trim() : ''
  // Control characters would break lists on a terminal, and NUL cannot be stored.
  if (text !== '' && text.length <= longestName && !/\p{Cc}/u.test(text)) return text
  const detail = `1 to ${longestName} characters without control characters`
  throw new ProblemError('validation-failed', undefined, { errors: [{ pointer, detail }] })
}

class ClientService implements Clients {
  readonly #options: ClientsOptions

  constructor(options: ClientsOptions) {
    this.#options = options
  }

  async create({ name, parent, mostSubaccounts }: NewClientRequest): Promise<ClientWithToken> {
    const { ids, changes } = this.#options
    const id = ids.uuid()
    const { authToken, sealed: token } = this.#newToken(id)
    const checked = checkName(name)
    const parentId = parent === undefined ? null : clientUuid(parent)
    const { clients } = await changes.run(async (tx) => {
      if (parentId !== null) await requireParent(tx, parentId, mostSubaccounts)
      await tx.query(insertClient({ id, name: checked, parentId, declared: false, token, at: this.#now() }))
      return { ids: [id], result: undefined }
    })
    const [client] = clients
    if (!client) throw new ProblemError('internal')
    return { client, authToken }
  }

  async get(reference: string): Promise<Client> {
    return clientOf(await this.#row(reference))
  }

  async find(reference: string): Promise<Client | undefined> {
    const [row] = (await this.#options.db.query<ClientRow>(getClient(clientUuid(reference)))).rows
    return row && clientOf(row)
  }

  async list(
    filter: PageRequest & { readonly status?: Client['status']; readonly parent?: string } = {},
  ): Promise<{ clients: readonly Client[]; next: string | null }> {
    const size = sizeOf(filter)
    const after = filter.after !== undefined && isSid(filter.after, 'AC') ? uuidFromSid(filter.after) : nilUuid
    const parentId = filter.parent === undefined ? null : clientUuid(filter.parent)
    const conditions = { after, status: filter.status ?? null, parentId, limit: size + 1 }
    const { rows } = await this.#options.db.query<ClientRow>(listClients(conditions))
    const { page, next } = cutPage(rows, size, (row) => sidFromUuid('AC', row.id))
    return { clients: page.map(clientOf), next }
  }

  async rename(reference: string, name: string): Promise<Client> {
    const checked = checkName(name)
    return this.#change(reference, (tx, row) => tx.query(renameClient(row.id, checked, this.#now())))
  }

  async rotate(reference: string): Promise<ClientWithToken> {
    let authToken = ''
    const client = await this.#change(reference, (tx, { id }) => {
      const token = this.#newToken(id)
      authToken = token.authToken
      return tx.query(replaceToken(id, token.sealed, this.#now()))
    })
    return { client, authToken }
  }

  disable(reference: string, reason = 'disabled by the operator'): Promise<Client> {
    return this.#turn(reference, (row) => disabledByOperator(row, this.#now(), reason))
  }

  enable(reference: string): Promise<Client> {
    return this.#turn(reference, (row) => (row.status === 'active' ? undefined : activeStatus))
  }

  async authToken(reference: string): Promise<string> {
    const { id, token } = await this.#row(reference)
    return this.#options.sealer.open(token, tokenContext(id))
  }

  #now(): Date {
    return new Date(this.#options.clock.now())
  }

  #newToken(id: string): { authToken: string; sealed: string } {
    const authToken = newAuthToken()
    return { authToken, sealed: this.#options.sealer.seal(authToken, tokenContext(id)) }
  }

  async #row(reference: string): Promise<ClientRow> {
    const [row] = (await this.#options.db.query<ClientRow>(getClient(clientUuid(reference)))).rows
    if (!row) throw new ProblemError('not-found', `there is no client ${reference}`)
    return row
  }

  async #change(reference: string, work: (tx: Queryable, row: ClientRow) => Promise<unknown>): Promise<Client> {
    await this.#options.changes.ofClient(reference, work)
    return this.get(reference)
  }

  #turn(reference: string, to: (row: ClientRow) => StatusColumns | undefined): Promise<Client> {
    return this.#change(reference, async (tx, row) => {
      const next = to(row)
      if (next === undefined) return
      await tx.query(setStatus({ id: row.id, ...next }, this.#now()))
      if (next.status !== row.status) await this.#options.changes.turned(tx, clientOf({ ...row, ...next }))
    })
  }
}

/** Makes the operations on clients. */
export function createClients(options: ClientsOptions): Clients {
  return new ClientService(options)
}

async function requireParent(tx: Queryable, parentId: string, most = Number.POSITIVE_INFINITY): Promise<void> {
  const [row] = (await tx.query<ClientRow>(lockClient(parentId))).rows
  if (!row) throw new ProblemError('not-found', 'there is no such client to be the parent')
  // As at Twilio: a subaccount has no subaccounts.
  if (row.parent_id !== null) throw parentFault('a client that is itself no subaccount')
  if (most === Number.POSITIVE_INFINITY) return
  const [counted] = (await tx.query<{ count: number }>(countSubaccounts(parentId))).rows
  if ((counted?.count ?? 0) >= most) throw parentFault(`a client with less than ${most} subaccounts`)
}

const parentFault = (detail: string): ProblemError =>
  new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/parent', detail }] })
