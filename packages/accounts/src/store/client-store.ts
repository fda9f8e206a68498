import type { Statement } from '@trunkline/postgres'
import type { ClientRow } from '../client/client.ts'
import type { StatusColumns } from '../client/status.ts'

/** Name of the notification that accounts changed. */
export const changedChannel = 'trunkline_accounts'

/** What makes a new client. */
export interface NewClient {
  readonly id: string
  readonly name: string
  readonly parentId: string | null
  readonly declared: boolean
  readonly token: string
  readonly at: Date
}

/** Stores a client. Give it its version with {@link bumpClients} in the same transaction. */
export const insertClient = (client: NewClient): Statement => ({
  name: 'accounts-client-insert',
  text: `insert into accounts_client (id, name, parent_id, declared, token, token_at, created_at, version)
    values ($1, $2, $3, $4, $5, $6, $6, 0) returning *`,
  values: [client.id, client.name, client.parentId, client.declared, client.token, client.at],
})

/** A client's row, locked until the commit: its changes happen one after the other. */
export const lockClient = (id: string): Statement => ({
  name: 'accounts-client-lock',
  text: 'select * from accounts_client where id = $1 for update',
  values: [id],
})

/** One client. */
export const getClient = (id: string): Statement => ({
  name: 'accounts-client-get',
  text: 'select * from accounts_client where id = $1',
  values: [id],
})

/** What to list. Every condition that is not null must hold. */
export interface ClientConditions {
  readonly after: string
  readonly status: string | null
  readonly parentId: string | null
  readonly limit: number
}

/** Clients, oldest first. */
export const listClients = ({ after, status, parentId, limit }: ClientConditions): Statement => ({
  name: 'accounts-client-list',
  text: `select * from accounts_client
    where id > $1 and ($2::text is null or status = $2) and ($3::uuid is null or parent_id = $3) order by id limit $4`,
  values: [after, status, parentId, limit],
})

/** Which of a client and its subaccounts to list: with that name, with that status, older than `after` or younger than `before` (UUIDs). */
export interface FamilyConditions {
  readonly id: string
  readonly name?: string | undefined
  readonly status?: 'active' | 'suspended' | 'closed' | undefined
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

/** A client and its subaccounts: the youngest first after `after`, the oldest first before `before`. */
export const familyPage = ({ id, name, status, after, before, limit }: FamilyConditions): Statement => {
  const [compare, order] = before === undefined ? ['<', 'desc'] : ['>', 'asc']
  return {
    name: `accounts-client-family-${order}`,
    text: `select * from (
        select * from accounts_client where id = $1 union all select * from accounts_client where parent_id = $1
      ) family
      where ($2::text is null or name = $2)
        and ($3::text is null or $3 = case when closed_at is not null then 'closed' when status = 'disabled' then 'suspended' else 'active' end)
        and ($4::uuid is null or id ${compare} $4)
      order by id ${order} limit $5`,
    values: [id, name ?? null, status ?? null, before ?? after ?? null, limit],
  }
}

/** How many subaccounts a client has, closed ones not counted. */
export const countSubaccounts = (parentId: string): Statement => ({
  name: 'accounts-client-children',
  text: 'select count(*)::int as count from accounts_client where parent_id = $1 and closed_at is null',
  values: [parentId],
})

/** Changes a client's name. */
export const renameClient = (id: string, name: string, at: Date): Statement => ({
  name: 'accounts-client-rename',
  text: 'update accounts_client set name = $2, updated_at = $3 where id = $1',
  values: [id, name, at],
})

/** Puts another auth token (sealed) in place. */
export const replaceToken = (id: string, token: string, at: Date): Statement => ({
  name: 'accounts-client-token',
  text: 'update accounts_client set token = $2, token_at = $3, updated_at = $3 where id = $1',
  values: [id, token, at],
})

/** Enables, disables or closes a client. */
export const setStatus = (client: StatusColumns & { readonly id: string }, at: Date): Statement => ({
  name: 'accounts-client-status',
  text: `update accounts_client set status = $2, disabled_at = $3, disabled_reason = $4, disabled_by = $5, closed_at = $6,
    updated_at = $7 where id = $1`,
  values: [
    ...[client.id, client.status, client.disabled_at, client.disabled_reason],
    ...[client.disabled_by, client.closed_at, at],
  ],
})

/** Puts a client under the rule of the configuration file, or takes it out. */
export const setDeclared = (id: string, declared: boolean): Statement => ({
  name: 'accounts-client-declared',
  text: 'update accounts_client set declared = $2 where id = $1',
  values: [id, declared],
})

/** All clients that a configuration file had declared. */
export const listDeclared: Statement = {
  name: 'accounts-client-declared-list',
  text: 'select * from accounts_client where declared order by id for update',
  values: [],
}

/** Gives changed clients the next version and tells other processes at the commit. The last statement of every change. */
export const bumpClients = (ids: readonly string[]): Statement => ({
  name: 'accounts-client-bump',
  text: `with next as (update accounts_version set version = version + 1 returning version)
    update accounts_client set version = next.version from next where id = any($1::uuid[]) returning accounts_client.*`,
  values: [ids],
})

/** Tells other processes that accounts changed; heard after the commit. */
export const notifyChanged = (ids: readonly string[]): Statement => ({
  name: 'accounts-notify',
  text: 'select pg_notify($1, $2)',
  values: [changedChannel, ids.slice(0, 100).join(' ')],
})

/** A client that changed beside the last version; without one the client's columns are null. */
export type ChangedRow = { readonly head: number } & (ClientRow | { readonly id: null })

/** The last version, and the clients that changed after `version`. */
export const changedSince = (version: number): Statement => ({
  name: 'accounts-changed',
  text: `select v.version as head, c.* from accounts_version v left join accounts_client c on c.version > $1`,
  values: [version],
})

/** The last version. */
export const currentVersion: Statement = {
  name: 'accounts-version',
  text: 'select version as head from accounts_version',
  values: [],
}

/** Who logs in with a client id: its row, its sealed token, and whether its parent is disabled. */
export const findByClientId = (id: string): Statement => ({
  name: 'accounts-auth-client',
  text: `select c.*, c.token as secret, coalesce(p.status = 'disabled', false) as parent_disabled
    from accounts_client c left join accounts_client p on p.id = c.parent_id where c.id = $1`,
  values: [id],
})

/** Who logs in with an API key: the row of its client, the key's sealed secret, and whether the parent is disabled. */
export const findByKey = (id: string): Statement => ({
  name: 'accounts-auth-key',
  text: `select c.*, k.secret as secret, coalesce(p.status = 'disabled', false) as parent_disabled
    from accounts_key k join accounts_client c on c.id = k.client_id
    left join accounts_client p on p.id = c.parent_id where k.id = $1`,
  values: [id],
})

/** Lets one process at a time bring the declared clients up to date; held until the commit. */
export const lockDeclaring: Statement = {
  text: `select pg_advisory_xact_lock(hashtextextended('trunkline/accounts/declared', 0))`,
  values: [],
}
