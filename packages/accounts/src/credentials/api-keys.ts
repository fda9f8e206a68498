import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { checkName } from '../client/clients.ts'
import { cutPage, nilUuid, type PageRequest, sizeOf } from '../page.ts'
import type { Clock, Ids, SecretSealer } from '../ports.ts'
import {
  deleteKey,
  getKey,
  insertKey,
  type KeyConditions,
  type KeyRow,
  keyPage,
  listKeys,
  renameKey,
} from '../store/key-store.ts'
import { keyContext, newKeySecret } from './secrets.ts'

const mostKeys = 1000

/** An API key without its secret. */
export interface ApiKey {
  /** `SK` and 32 hex digits. */
  readonly sid: string
  readonly name: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** An API key with its secret, which is shown this once. */
export interface ApiKeyWithSecret extends ApiKey {
  readonly secret: string
}

/** API keys of clients. */
export interface ApiKeys {
  create(client: string, request?: { readonly name?: string }): Promise<ApiKeyWithSecret>
  list(client: string, page?: PageRequest): Promise<{ keys: readonly ApiKey[]; next: string | null }>
  /** The youngest first: at most `limit` keys that come after (or, in reverse order, before) the key whose UUID is given. */
  page(client: string, conditions: KeyConditions): Promise<readonly ApiKey[]>
  /** A key with its owner's UUID; undefined where there is no such key. */
  find(sid: string): Promise<(ApiKey & { readonly clientId: string }) | undefined>
  /** @throws ProblemError `validation-failed` (the name), `not-found` */
  rename(client: string, sid: string, name: string): Promise<ApiKey>
  /** Takes the key away: it is refused at once. */
  revoke(client: string, sid: string): Promise<void>
  /** The secret itself with the UUID of the key's client, to check or sign access tokens with. Never show it. */
  secretOf(sid: string): Promise<{ clientId: string; secret: string }>
}

/** Of what API keys are made. */
export interface ApiKeysOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly sealer: SecretSealer
  readonly changes: Changes
}

const viewOf = ({ id, name, created_at, updated_at }: KeyRow): ApiKey => ({
  sid: sidFromUuid('SK', id),
  name,
  createdAt: created_at,
  updatedAt: updated_at ?? created_at,
})

function uuidOf(sid: string): string {
  if (!isSid(sid, 'SK')) throw new ProblemError('not-found', 'there is no such API key')
  return uuidFromSid(sid)
}

/** Makes the operations on API keys. */
export function createApiKeys({ db, clock, ids, sealer, changes }: ApiKeysOptions): ApiKeys {
  return {
    async create(client, { name } = {}) {
      const id = ids.uuid()
      const secret = newKeySecret()
      const sealed = sealer.seal(secret, keyContext(id))
      const checked = checkName(name ?? 'API key')
      const row = await changes.ofClient(client, async (tx, { id: clientId }) => {
        const created_at = new Date(clock.now())
        const key = { id, client_id: clientId, name: checked, secret: sealed, created_at }
        return (await tx.query<KeyRow>(insertKey(key, mostKeys))).rows[0]
      })
      if (!row) throw new ProblemError('validation-failed', `a client may have ${mostKeys} API keys: revoke one`)
      return { ...viewOf(row), secret }
    },

    async list(client, request = {}) {
      const size = sizeOf(request)
      const after = request.after !== undefined && isSid(request.after, 'SK') ? uuidFromSid(request.after) : nilUuid
      const { rows } = await db.query<KeyRow>(listKeys(clientUuid(client), after, size + 1))
      const { page, next } = cutPage(rows, size, (row) => sidFromUuid('SK', row.id))
      return { keys: page.map(viewOf), next }
    },

    async page(client, conditions) {
      const { rows } = await db.query<KeyRow>(keyPage(clientUuid(client), conditions))
      return rows.map(viewOf)
    },

    async find(sid) {
      if (!isSid(sid, 'SK')) return undefined
      const [row] = (await db.query<KeyRow>(getKey(uuidFromSid(sid)))).rows
      return row && { ...viewOf(row), clientId: row.client_id }
    },

    async rename(client, sid, name) {
      const id = uuidOf(sid)
      const checked = checkName(name)
      return changes.ofClient(client, async (tx, { id: clientId }) => {
        const at = new Date(clock.now())
        const [row] = (await tx.query<KeyRow>(renameKey(clientId, id, checked, at))).rows
        if (!row) throw new ProblemError('not-found', 'there is no such API key')
        return viewOf(row)
      })
    },

    async revoke(client, sid) {
      const id = uuidOf(sid)
      await changes.ofClient(client, async (tx, row) => {
        const { rowCount } = await tx.query(deleteKey(row.id, id))
        if (rowCount === 0) throw new ProblemError('not-found', 'there is no such API key')
      })
    },

    async secretOf(sid) {
      const [row] = (await db.query<KeyRow>(getKey(uuidOf(sid)))).rows
      if (!row) throw new ProblemError('not-found', 'there is no such API key')
      return { clientId: row.client_id, secret: sealer.open(row.secret, keyContext(row.id)) }
    },
  }
}
