import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { newAuthToken, tokenContext } from '../credentials/secrets.ts'
import { cutPage, nilUuid, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids, SecretSealer } from '../ports.ts'
import {
  getClient,
  insertClient,
  listClients,
  lockClient,
  renameClient,
  replaceToken,
  setStatus,
} from '../store/client-store.ts'
import { type Client, type ClientRow, clientOf } from './client.ts'

/** A client with its auth token, which is shown this once. */
export interface ClientWithToken {
  readonly client: Client
  readonly authToken: string
}

/** Clients. Wherever one is named, its UUID or its `AC…` id will do. */
export interface Clients {
  /** @throws ProblemError `validation-failed` (the name), `not-found` (the parent) */
  create(request: { readonly name: string; readonly parent?: string }): Promise<ClientWithToken>
  get(client: string): Promise<Client>
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

/** Makes the operations on clients. */
export function createClients({ db, clock, ids, sealer, changes }: ClientsOptions): Clients {
  const now = (): Date => new Date(clock.now())

  async function rowOf(reference: string): Promise<ClientRow> {
    const [row] = (await db.query<ClientRow>(getClient(clientUuid(reference)))).rows
    if (!row) throw new ProblemError('not-found', `there is no client ${reference}`)
    return row
  }

  async function change(reference: string, work: Parameters<Changes['ofClient']>[1]): Promise<Client> {
    await changes.ofClient(reference, work)
    return clientOf(await rowOf(reference))
  }

  const turn = (reference: string, disabledAt: Date | null, reason: string | null): Promise<Client> =>
    change(reference, async (tx, row) => {
      if ((row.status === 'disabled') === (disabledAt !== null)) return
      await tx.query(setStatus(row.id, disabledAt, reason))
      const status = disabledAt === null ? 'active' : 'disabled'
      await changes.turned(tx, clientOf({ ...row, status, disabled_at: disabledAt, disabled_reason: reason }))
    })

  return {
    async create({ name, parent }) {
      const id = ids.uuid()
      const authToken = newAuthToken()
      const token = sealer.seal(authToken, tokenContext(id))
      const checked = checkName(name)
      const parentId = parent === undefined ? null : clientUuid(parent)
      const { clients } = await changes.run(async (tx) => {
        if (parentId !== null) {
          const [row] = (await tx.query<ClientRow>(lockClient(parentId))).rows
          if (!row) throw new ProblemError('not-found', `there is no client ${parent} to be the parent`)
          // As at Twilio: a subaccount has no subaccounts.
          if (row.parent_id !== null) throw subaccount()
        }
        await tx.query(insertClient({ id, name: checked, parentId, declared: false, token, at: now() }))
        return { ids: [id], result: undefined }
      })
      const [client] = clients
      if (!client) throw new ProblemError('internal')
      return { client, authToken }
    },

    get: async (reference) => clientOf(await rowOf(reference)),

    async list(filter = {}) {
      const size = sizeOf(filter)
      const after = filter.after !== undefined && isSid(filter.after, 'AC') ? uuidFromSid(filter.after) : nilUuid
      const status = filter.status ?? null
      const parentId = filter.parent === undefined ? null : clientUuid(filter.parent)
      const { rows } = await db.query<ClientRow>(listClients({ after, status, parentId, limit: size + 1 }))
      const { page, next } = cutPage(rows, size, (row) => sidFromUuid('AC', row.id))
      return { clients: page.map(clientOf), next }
    },

    async rename(reference, name) {
      const checked = checkName(name)
      return change(reference, (tx, row) => tx.query(renameClient(row.id, checked)))
    },

    async rotate(reference) {
      const authToken = newAuthToken()
      const client = await change(reference, (tx, row) =>
        tx.query(replaceToken(row.id, sealer.seal(authToken, tokenContext(row.id)), now())),
      )
      return { client, authToken }
    },

    disable: (reference, reason = 'disabled by the operator') => turn(reference, now(), reason.slice(0, 255)),

    enable: (reference) => turn(reference, null, null),

    async authToken(reference) {
      const { id, token } = await rowOf(reference)
      return sealer.open(token, tokenContext(id))
    },
  }
}

function subaccount(): ProblemError {
  const detail = 'a client that is itself no subaccount'
  return new ProblemError('validation-failed', undefined, { errors: [{ pointer: '/parent', detail }] })
}
