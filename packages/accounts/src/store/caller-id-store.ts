import type { Statement } from '@trunkline/postgres'
import { type KeysetRequest, lastUuid, nilUuid } from '../page.ts'

/** A row of accounts_caller_id. */
export interface CallerIdRow {
  readonly id: string
  readonly client_id: string
  readonly number: string
  readonly friendly_name: string
  readonly created_at: Date
  readonly updated_at: Date
}

/** What is to be stored of a caller id. */
export interface CallerIdContent {
  readonly id: string
  readonly clientId: string
  readonly number: string
  readonly friendlyName: string
  readonly at: Date
  /** Whether the call that verified it left by a trunk. */
  readonly byTrunk: boolean
}

/** Stores a caller id, unless the client has it, or `most` others; gives the row or none. One that a trunk verifies takes the place of one that none did. */
export const insertCallerId = (content: CallerIdContent, most: number): Statement => ({
  name: 'accounts-caller-id-insert',
  text: `insert into accounts_caller_id as c (id, client_id, number, friendly_name, created_at, updated_at, by_trunk)
    select $1, $2, $3, $4, $5, $5, $7 where (select count(*) from accounts_caller_id where client_id = $2) < $6
    on conflict (client_id, number) do update set by_trunk = true, friendly_name = excluded.friendly_name, updated_at = excluded.updated_at
      where excluded.by_trunk and not c.by_trunk
    returning *`,
  values: [content.id, content.clientId, content.number, content.friendlyName, content.at, most, content.byTrunk],
})

/** A client's caller id, by its UUID. */
export const getCallerId = (clientId: string, id: string, byTrunk: boolean): Statement => ({
  name: 'accounts-caller-id-get',
  text: 'select * from accounts_caller_id where client_id = $1 and id = $2 and (by_trunk or not $3)',
  values: [clientId, id, byTrunk],
})

/** Caller ids of all clients that no trunk has verified, oldest first. */
export const unprovenCallerIds = (limit: number): Statement => ({
  name: 'accounts-caller-id-unproven',
  text: 'select * from accounts_caller_id where not by_trunk order by id limit $1',
  values: [limit],
})

/** What is looked for among a client's caller ids. What is null is not asked. */
export interface CallerIdConditions extends KeysetRequest {
  readonly clientId: string
  readonly number: string | null
  readonly friendlyName: string | null
  /** Only those that a trunk has verified. */
  readonly byTrunk: boolean
}

const searchText = (order: 'asc' | 'desc') => `select * from accounts_caller_id
    where client_id = $1 and id < $2 and id > $3 and ($4::text is null or number = $4)
      and ($5::text is null or friendly_name = $5) and (by_trunk or not $7)
    order by id ${order} limit $6`

/** A client's caller ids, newest first; with `before`, oldest first. */
export const searchCallerIds = (wanted: CallerIdConditions): Statement => ({
  name: wanted.before === undefined ? 'accounts-caller-id-search' : 'accounts-caller-id-search-back',
  text: searchText(wanted.before === undefined ? 'desc' : 'asc'),
  values: [
    wanted.clientId,
    wanted.after ?? lastUuid,
    wanted.before ?? nilUuid,
    wanted.number,
    wanted.friendlyName,
    wanted.limit,
    wanted.byTrunk,
  ],
})

/** Gives a caller id another name. */
export const renameCallerId = (clientId: string, id: string, name: string, at: Date): Statement => ({
  name: 'accounts-caller-id-rename',
  text: `update accounts_caller_id set friendly_name = $3, updated_at = $4 where client_id = $1 and id = $2 returning *`,
  values: [clientId, id, name, at],
})

/** Takes a caller id away. */
export const deleteCallerId = (clientId: string, id: string): Statement => ({
  name: 'accounts-caller-id-delete',
  text: 'delete from accounts_caller_id where client_id = $1 and id = $2',
  values: [clientId, id],
})
