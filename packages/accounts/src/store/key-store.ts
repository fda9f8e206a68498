import type { Statement } from '@trunkline/postgres'

/** A row of accounts_key. */
export interface KeyRow {
  readonly id: string
  readonly client_id: string
  readonly name: string
  readonly secret: string
  readonly created_at: Date
  readonly updated_at: Date | null
}

/** Stores a key, unless the client has `most` already; gives the row or none. */
export const insertKey = (key: Omit<KeyRow, 'updated_at'>, most: number): Statement => ({
  name: 'accounts-key-insert',
  text: `insert into accounts_key (id, client_id, name, secret, created_at) select $1, $2, $3, $4, $5
    where (select count(*) from accounts_key where client_id = $2) < $6 returning *`,
  values: [key.id, key.client_id, key.name, key.secret, key.created_at, most],
})

/** A client's keys, oldest first. */
export const listKeys = (clientId: string, after: string, limit: number): Statement => ({
  name: 'accounts-key-list',
  text: 'select * from accounts_key where client_id = $1 and id > $2 order by id limit $3',
  values: [clientId, after, limit],
})

/** Which of a client's keys to list: older than `after` or younger than `before` (UUIDs). */
export interface KeyConditions {
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

/** A client's keys: the youngest first after `after`, the oldest first before `before`. */
export const keyPage = (clientId: string, { after, before, limit }: KeyConditions): Statement => {
  const [compare, order] = before === undefined ? ['<', 'desc'] : ['>', 'asc']
  return {
    name: `accounts-key-page-${order}`,
    text: `select * from accounts_key where client_id = $1 and ($2::uuid is null or id ${compare} $2) order by id ${order} limit $3`,
    values: [clientId, before ?? after ?? null, limit],
  }
}

/** Changes a key's name; gives the row or none. */
export const renameKey = (clientId: string, id: string, name: string, at: Date): Statement => ({
  name: 'accounts-key-rename',
  text: 'update accounts_key set name = $3, updated_at = $4 where client_id = $1 and id = $2 returning *',
  values: [clientId, id, name, at],
})

/** One key, of whichever client. */
export const getKey = (id: string): Statement => ({
  name: 'accounts-key-get',
  text: 'select * from accounts_key where id = $1',
  values: [id],
})

/** Takes a key away. */
export const deleteKey = (clientId: string, id: string): Statement => ({
  name: 'accounts-key-delete',
  text: 'delete from accounts_key where client_id = $1 and id = $2',
  values: [clientId, id],
})
