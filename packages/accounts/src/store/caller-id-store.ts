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
}

/** Stores a caller id, unless the client has it, or `most` others; gives the row or none. */
export const insertCallerId = (content: CallerIdContent, most: number): Statement => ({
  name: 'accounts-caller-id-insert',
  text: `insert into accounts_caller_id (id, client_id, number, friendly_name, created_at, updated_at)
    select $1, $2, $3, $4, $5, $5 where (select count(*) from accounts_caller_id where client_id = $2) < $6
    on conflict (client_id, number) do nothing returning *`,
  values: [content.id, content.clientId, content.number, content.friendlyName, content.at, most],
})

/** A client's caller id, by its UUID. */
export const getCallerId = (clientId: string, id: string): Statement => ({
  name: 'accounts-caller-id-get',
  text: 'select * from accounts_caller_id where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** What is looked for among a client's caller ids. What is null is not asked. */
export interface CallerIdConditions extends KeysetRequest {
  readonly clientId: string
  readonly number: string | null
  readonly friendlyName: string | null
}

const searchText = (order: 'asc' | 'desc') => `select * from accounts_caller_id
    where client_id = $1 and id < $2 and id > $3 and ($4::text is null or number = $4)
      and ($5::text is null or friendly_name = $5)
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
