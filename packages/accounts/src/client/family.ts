import type { Database } from '@trunkline/postgres'
import { ProblemError } from '@trunkline/wire'
import { type Changes, clientUuid } from '../change/changes.ts'
import { tokenContext } from '../credentials/secrets.ts'
import type { Clock, SecretSealer } from '../ports.ts'
import { type FamilyConditions, familyPage, getClient, setStatus } from '../store/client-store.ts'
import { type ClientRow, clientOf } from './client.ts'
import type { ClientWithToken } from './clients.ts'
import { type ParentRefusal, statusByParent } from './status.ts'

/** What a parent makes of its subaccount. */
export type FamilyStatus = 'active' | 'suspended' | 'closed'

/** A client with its subaccounts, as the client itself sees and rules them. */
export interface Family {
  /** A client with its token. @throws ProblemError `not-found` */
  get(client: string): Promise<ClientWithToken>
  /**
   * The client and its subaccounts, the youngest first: at most `limit` rows that come after (or, in reverse order, before) the client whose
   * UUID is given.
   */
  page(client: string, conditions: Omit<FamilyConditions, 'id'>): Promise<readonly ClientWithToken[]>
  /** Suspends a subaccount, lets it work again, or closes it for good; or says why not. */
  turn(subaccount: string, status: FamilyStatus): Promise<ParentRefusal | undefined>
}

/** Of what families are made. */
export interface FamilyOptions {
  readonly db: Database
  readonly clock: Clock
  readonly sealer: SecretSealer
  readonly changes: Changes
}

/** Makes the operations on a client and its subaccounts. */
export function createFamily({ db, clock, sealer, changes }: FamilyOptions): Family {
  const withToken = (row: ClientRow): ClientWithToken => ({
    client: clientOf(row),
    authToken: sealer.open(row.token, tokenContext(row.id)),
  })
  return {
    async get(reference) {
      const [row] = (await db.query<ClientRow>(getClient(clientUuid(reference)))).rows
      if (!row) throw new ProblemError('not-found', `there is no client ${reference}`)
      return withToken(row)
    },
    async page(client, conditions) {
      const { rows } = await db.query<ClientRow>(familyPage({ ...conditions, id: clientUuid(client) }))
      return rows.map(withToken)
    },
    turn: (subaccount, status) =>
      changes.ofClient(subaccount, async (tx, row) => {
        const at = new Date(clock.now())
        const next = statusByParent(row, status, at)
        if (next === undefined || typeof next === 'string') return next
        await tx.query(setStatus({ id: row.id, ...next }, at))
        if (next.status !== row.status) await changes.turned(tx, clientOf({ ...row, ...next }))
        return undefined
      }),
  }
}
