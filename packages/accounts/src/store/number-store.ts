import type { Statement } from '@trunkline/postgres'
import type { StoredSettings } from '../settings/setting-table.ts'

/** A row of accounts_number. */
export interface NumberRow {
  readonly number: string
  readonly id: string
  readonly client_id: string
  readonly identity: string | null
  readonly settings: StoredSettings
  readonly declared: boolean
  readonly created_at: Date
  readonly updated_at: Date
}

/** What is to be stored of a number. */
export interface NumberContent {
  /** For a number that is new. */
  readonly id: string
  readonly number: string
  readonly clientId: string
  readonly identity: string | null
  readonly settings: StoredSettings
  readonly declared: boolean
  readonly at: Date
}

/** Stores a number; gives no row when it is another client's. */
export const putNumber = (content: NumberContent): Statement => ({
  name: 'accounts-number-put',
  text: `insert into accounts_number as n (number, id, client_id, identity, settings, declared, created_at, updated_at)
    values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $7)
    on conflict (number) do update set
      identity = excluded.identity, settings = excluded.settings, declared = excluded.declared, updated_at = excluded.updated_at
    where n.client_id = excluded.client_id
    returning *`,
  values: [
    content.number,
    content.id,
    content.clientId,
    content.identity,
    JSON.stringify(content.settings),
    content.declared,
    content.at,
  ],
})

/** One number, whoever owns it. */
export const getNumber = (number: string): Statement => ({
  name: 'accounts-number-get',
  text: 'select * from accounts_number where number = $1',
  values: [number],
})

/** One number by its `PN…` id's UUID. */
export const getNumberById = (clientId: string, id: string): Statement => ({
  name: 'accounts-number-by-id',
  text: 'select * from accounts_number where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** A client's numbers in their order; with an identity, only those that ring it. */
export const listNumbers = (
  clientId: string,
  page: { readonly after: string; readonly identity: string | null; readonly limit: number },
): Statement => ({
  name: 'accounts-number-list',
  text: `select * from accounts_number where client_id = $1 and number > $2 and ($3::text is null or identity = $3)
    order by number limit $4`,
  values: [clientId, page.after, page.identity, page.limit],
})

/** All numbers of all clients in their order, for the operator. */
export const listAllNumbers = (after: string, limit: number): Statement => ({
  name: 'accounts-number-list-all',
  text: 'select * from accounts_number where number > $1 order by number limit $2',
  values: [after, limit],
})

/** Frees a number. */
export const deleteNumber = (clientId: string, number: string): Statement => ({
  name: 'accounts-number-delete',
  text: 'delete from accounts_number where client_id = $1 and number = $2',
  values: [clientId, number],
})

/** Frees the numbers that the file had declared for a client and no longer names. */
export const deleteUndeclared = (clientId: string, kept: readonly string[]): Statement => ({
  name: 'accounts-number-undeclare',
  text: `delete from accounts_number where client_id = $1 and declared and number <> all($2::text[])`,
  values: [clientId, kept],
})

/** A client's numbers that the file declares. */
export const listDeclaredNumbers = (clientId: string): Statement => ({
  name: 'accounts-number-declared',
  text: 'select * from accounts_number where client_id = $1 and declared',
  values: [clientId],
})

/** A client's identities in their order, each with its numbers. */
export const listIdentities = (clientId: string, after: string, limit: number): Statement => ({
  name: 'accounts-identity-list',
  text: `select identity, array_agg(number order by number) as numbers from accounts_number
    where client_id = $1 and identity > $2 group by identity order by identity limit $3`,
  values: [clientId, after, limit],
})
