import type { Statement } from '@trunkline/postgres'
import type { NumberAbilities, NumberKind } from '../number/number-kind.ts'
import { lastUuid, nilUuid } from '../page.ts'
import type { StoredSettings } from '../settings/setting-table.ts'

/** A row of accounts_number. */
export interface NumberRow {
  readonly number: string
  readonly id: string
  readonly client_id: string
  readonly identity: string | null
  readonly settings: StoredSettings
  readonly declared: boolean
  readonly kind: NumberKind | null
  readonly abilities: NumberAbilities | null
  readonly bought: boolean
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
  /** For a number that is new. */
  readonly kind: NumberKind
  /** For a number that is new; null: all. */
  readonly abilities: NumberAbilities | null
  /** For a number that is new. */
  readonly bought: boolean
  readonly at: Date
}

const valuesOf = (content: NumberContent): readonly unknown[] => [
  content.number,
  content.id,
  content.clientId,
  content.identity,
  JSON.stringify(content.settings),
  content.declared,
  content.at,
  content.kind,
  content.abilities === null ? null : JSON.stringify(content.abilities),
  content.bought,
]

const insert = `insert into accounts_number as n
    (number, id, client_id, identity, settings, declared, created_at, updated_at, kind, abilities, bought)
    values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $7, $8, $9::text::jsonb, $10)`

/** Stores a number; gives no row when it is another client's. */
export const putNumber = (content: NumberContent): Statement => ({
  name: 'accounts-number-put',
  text: `${insert}
    on conflict (number) do update set
      identity = excluded.identity, settings = excluded.settings, declared = excluded.declared, updated_at = excluded.updated_at
    where n.client_id = excluded.client_id
    returning *`,
  values: valuesOf(content),
})

/** Stores a number that is nobody's; gives no row when somebody has it. */
export const takeNumber = (content: NumberContent): Statement => ({
  name: 'accounts-number-take',
  text: `${insert} on conflict (number) do nothing returning *`,
  values: valuesOf(content),
})

/** What is changed of a number. */
export interface NumberChange {
  readonly id: string
  readonly clientId: string
  /** Whose it is from now on. */
  readonly to: string
  readonly identity: string | null
  readonly settings: StoredSettings
  readonly at: Date
}

/** Changes a number that the client has; gives the row or none. */
export const changeNumber = ({ id, clientId, to, identity, settings, at }: NumberChange): Statement => ({
  name: 'accounts-number-change',
  text: `update accounts_number set client_id = $3, identity = $4, settings = $5::text::jsonb, updated_at = $6
    where id = $1 and client_id = $2 returning *`,
  values: [id, clientId, to, identity, JSON.stringify(settings), at],
})

/** Those of some numbers that somebody has. */
export const takenOf = (numbers: readonly string[]): Statement => ({
  name: 'accounts-number-taken',
  text: 'select number from accounts_number where number = any($1::text[])',
  values: [numbers],
})

/** What is looked for among a client's numbers. What is null is not asked. */
export interface NumberConditions {
  readonly clientId: string
  readonly after?: string
  readonly before?: string
  /** Pattern for LIKE. */
  readonly like: string | null
  readonly friendlyName: string | null
  /** Where a number without a name of its own counts as having the wanted one. */
  readonly namedAs: string | null
  /** Numbers whose kind is not stored come too. */
  readonly kind: NumberKind | null
  readonly bought: boolean | null
  readonly limit: number
}

const searchText = (order: 'asc' | 'desc') => `select * from accounts_number
    where client_id = $1 and id < $2 and id > $3 and ($4::text is null or number like $4)
      and ($5::text is null or settings ->> 'friendlyName' = $5 or (settings ->> 'friendlyName' is null and number = $6))
      and ($7::text is null or kind = $7 or kind is null) and ($8::boolean is null or bought = $8)
    order by id ${order} limit $9`

/** A client's numbers, newest first; with `before`, oldest first. */
export const searchNumbers = (wanted: NumberConditions): Statement => ({
  name: wanted.before === undefined ? 'accounts-number-search' : 'accounts-number-search-back',
  text: searchText(wanted.before === undefined ? 'desc' : 'asc'),
  values: [
    wanted.clientId,
    wanted.after ?? lastUuid,
    wanted.before ?? nilUuid,
    wanted.like,
    wanted.friendlyName,
    wanted.namedAs,
    wanted.kind,
    wanted.bought,
    wanted.limit,
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
  text: `delete from accounts_number where client_id = $1 and declared and number <> all($2::text[]) returning id, number`,
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
