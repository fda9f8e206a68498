import type { Statement } from '@trunkline/postgres'

/** A row of voice_sip_user. */
export interface SipUserRow {
  readonly id: string
  readonly client_id: string
  readonly username: string
  /** Sealed. */
  readonly password: string
  readonly number: string | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** Stores a user, unless its name is taken or its client has `most` already; gives the row or none. */
export const insertSipUser = (row: Omit<SipUserRow, 'updated_at'>, most: number): Statement => ({
  name: 'voice-sip-user-insert',
  text: `insert into voice_sip_user (id, client_id, username, password, number, created_at, updated_at)
    select $1, $2, $3, $4, $5, $6, $6 where (select count(*) from voice_sip_user where client_id = $2) < $7
    on conflict (username) do nothing returning *`,
  values: [row.id, row.client_id, row.username, row.password, row.number, row.created_at, most],
})

/** A user whose client may be served, by its name. */
export const findSipUser = (username: string): Statement => ({
  name: 'voice-sip-user-find',
  text: `select u.* from voice_sip_user u join accounts_client c on c.id = u.client_id
    where u.username = $1 and c.status = 'active'`,
  values: [username],
})

/** A client's users in the order of their names. */
export const listSipUsers = (clientId: string, after: string, limit: number): Statement => ({
  name: 'voice-sip-user-list',
  text: 'select * from voice_sip_user where client_id = $1 and username > $2 order by username limit $3',
  values: [clientId, after, limit],
})

/** A client's user. */
export const getSipUser = (clientId: string, username: string): Statement => ({
  name: 'voice-sip-user-get',
  text: 'select * from voice_sip_user where client_id = $1 and username = $2',
  values: [clientId, username],
})

/** Gives a user another password; gives the row or none. */
export const rotateSipUser = (id: string, password: string, at: Date): Statement => ({
  name: 'voice-sip-user-rotate',
  text: 'update voice_sip_user set password = $2, updated_at = $3 where id = $1 returning *',
  values: [id, password, at],
})

/** Gives a user another number, or none; gives the row or none. */
export const numberSipUser = (id: string, number: string | null, at: Date): Statement => ({
  name: 'voice-sip-user-number',
  text: 'update voice_sip_user set number = $2, updated_at = $3 where id = $1 returning *',
  values: [id, number, at],
})

/** Takes a user away, with its phones. */
export const deleteSipUser = (clientId: string, username: string): Statement => ({
  name: 'voice-sip-user-delete',
  text: 'delete from voice_sip_user where client_id = $1 and username = $2',
  values: [clientId, username],
})
