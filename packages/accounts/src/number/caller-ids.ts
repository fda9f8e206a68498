import type { Database } from '@trunkline/postgres'
import { isSid, ProblemError, sidFromUuid, uuidFromSid } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { checkName } from '../client/clients.ts'
import type { KeysetRequest } from '../page.ts'
import type { Clock, Ids } from '../ports.ts'
import {
  type CallerIdRow,
  deleteCallerId,
  getCallerId,
  insertCallerId,
  renameCallerId,
  searchCallerIds,
  unprovenCallerIds,
} from '../store/caller-id-store.ts'
import { checkNumber, defaultName } from './number-view.ts'

/** A number that a client does not hold and may yet show as its own when it calls, because it was shown that the client answers it. */
export interface CallerId {
  /** `PN` and 32 hex digits. */
  readonly sid: string
  /** E.164. */
  readonly phoneNumber: string
  /** UUID of its client. */
  readonly clientId: string
  readonly friendlyName: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

/**
 * Verified caller ids. On a server with trunks only those count that a call by a trunk has verified: anybody can answer a built-in phone, and whoever did so
 * before there were trunks would now show the number of somebody else.
 */
export interface CallerIds {
  /**
   * Keeps a number that has been verified; without a name it is called by its national form.
   * @throws ProblemError `number-invalid`, `number-taken` (the client has verified it before), `validation-failed`
   */
  add(client: string, number: string, friendlyName?: string): Promise<CallerId>
  /** @throws ProblemError `not-found` */
  get(client: string, sid: string): Promise<CallerId>
  /** A client's caller ids, newest first. */
  search(
    client: string,
    filter: KeysetRequest & { readonly phoneNumber?: string; readonly friendlyName?: string },
  ): Promise<readonly CallerId[]>
  rename(client: string, sid: string, friendlyName: string): Promise<CallerId>
  remove(client: string, sid: string): Promise<void>
  /** Those of all clients that do not count, for there are trunks and none verified them; oldest first. */
  unproven(limit: number): Promise<readonly CallerId[]>
}

/** Of what caller ids are made. */
export interface CallerIdsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly ids: Ids
  readonly changes: Changes
  /** Whether calls of this server leave by trunks. */
  readonly trunks: boolean
}

const mostCallerIds = 10_000

const viewOf = (row: CallerIdRow): CallerId => ({
  sid: sidFromUuid('PN', row.id),
  phoneNumber: row.number,
  clientId: row.client_id,
  friendlyName: row.friendly_name,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

const missing = (): ProblemError => new ProblemError('not-found', 'there is no such caller id')

function uuidOf(sid: string): string {
  if (!isSid(sid, 'PN')) throw missing()
  return uuidFromSid(sid)
}

class CallerIdService implements CallerIds {
  readonly #options: CallerIdsOptions

  constructor(options: CallerIdsOptions) {
    this.#options = options
  }

  async add(client: string, text: string, friendlyName?: string): Promise<CallerId> {
    const { changes, ids, clock, trunks: byTrunk } = this.#options
    const number = checkNumber(text)
    const name = checkName(friendlyName ?? defaultName(number), '/friendlyName')
    const row = await changes.ofClient(client, async (tx, { id: clientId }) => {
      const content = { id: ids.uuid(), clientId, number, friendlyName: name, at: new Date(clock.now()), byTrunk }
      return (await tx.query<CallerIdRow>(insertCallerId(content, mostCallerIds))).rows[0]
    })
    if (row) return viewOf(row)
    throw new ProblemError('number-taken', `${number} was verified before, or there are ${mostCallerIds} others`)
  }

  async get(client: string, sid: string): Promise<CallerId> {
    const { db, trunks } = this.#options
    const [row] = (await db.query<CallerIdRow>(getCallerId(clientUuid(client), uuidOf(sid), trunks))).rows
    if (!row) throw missing()
    return viewOf(row)
  }

  async search(
    client: string,
    filter: KeysetRequest & { readonly phoneNumber?: string; readonly friendlyName?: string },
  ): Promise<readonly CallerId[]> {
    const { phoneNumber, friendlyName, ...page } = filter
    const { db, trunks: byTrunk } = this.#options
    const asked = { number: phoneNumber ?? null, friendlyName: friendlyName ?? null }
    const wanted = { clientId: clientUuid(client), ...asked, byTrunk }
    return (await db.query<CallerIdRow>(searchCallerIds({ ...page, ...wanted }))).rows.map(viewOf)
  }

  async rename(client: string, sid: string, friendlyName: string): Promise<CallerId> {
    const id = uuidOf(sid)
    const name = checkName(friendlyName, '/friendlyName')
    const row = await this.#options.changes.ofClient(client, async (tx, { id: clientId }) => {
      return (await tx.query<CallerIdRow>(renameCallerId(clientId, id, name, new Date(this.#options.clock.now()))))
        .rows[0]
    })
    if (!row) throw missing()
    return viewOf(row)
  }

  async remove(client: string, sid: string): Promise<void> {
    const id = uuidOf(sid)
    await this.#options.changes.ofClient(client, async (tx, { id: clientId }) => {
      const { rowCount } = await tx.query(deleteCallerId(clientId, id))
      if (rowCount === 0) throw missing()
    })
  }

  async unproven(limit: number): Promise<readonly CallerId[]> {
    const { db, trunks } = this.#options
    return trunks ? (await db.query<CallerIdRow>(unprovenCallerIds(limit))).rows.map(viewOf) : []
  }
}

/** Makes the operations on caller ids. */
export function createCallerIds(options: CallerIdsOptions): CallerIds {
  return new CallerIdService(options)
}
