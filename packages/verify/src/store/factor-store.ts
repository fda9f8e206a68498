import type { Statement } from '@trunkline/postgres'
import type { OtpConfig } from '../factor/otp.ts'

/** Kinds of factors. */
export type FactorKind = 'totp' | 'backup-codes' | 'device'

/** A row of verify_factor. */
export interface FactorRow {
  readonly id: string
  readonly client_id: string
  readonly service_id: string
  readonly identity: string
  readonly kind: FactorKind
  readonly friendly_name: string
  readonly status: 'unverified' | 'verified'
  readonly secret: string | null
  readonly config: OtpConfig & { readonly issuer?: string; readonly account?: string }
  readonly last_step: number
  readonly drift: number
  readonly salt: string | null
  readonly expires_at: Date | null
  readonly last_used_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** What makes a factor. */
export type NewFactor = Pick<
  FactorRow,
  | 'id'
  | 'client_id'
  | 'service_id'
  | 'identity'
  | 'kind'
  | 'friendly_name'
  | 'status'
  | 'secret'
  | 'salt'
  | 'expires_at'
  | 'created_at'
> & { readonly config: object }

/** Stores a factor, unless its identity has so many. Not counted: devices that are forgotten, and backup codes that new ones replace. */
export const insertFactor = (factor: NewFactor, most: number): Statement => ({
  name: 'verify-factor-insert',
  text: `insert into verify_factor (id, client_id, service_id, identity, kind, friendly_name, status, secret, config, salt,
      expires_at, created_at, updated_at)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12
      where (select count(*) from verify_factor where client_id = $2 and identity = $4
        and (kind <> 'device' or expires_at is null or expires_at > $12)
        and not ($5 = 'backup-codes' and kind = 'backup-codes')) < $13 returning *`,
  values: [
    ...[
      factor.id,
      factor.client_id,
      factor.service_id,
      factor.identity,
      factor.kind,
      factor.friendly_name,
      factor.status,
    ],
    ...[factor.secret, factor.config, factor.salt, factor.expires_at, factor.created_at, most],
  ],
})

/** One factor. */
export const getFactor = (id: string): Statement => ({
  name: 'verify-factor-get',
  text: 'select * from verify_factor where id = $1',
  values: [id],
})

/** The factors of an identity, oldest first. */
export const factorsOf = (clientId: string, identity: string): Statement => ({
  name: 'verify-factor-of',
  text: 'select * from verify_factor where client_id = $1 and identity = $2 order by id',
  values: [clientId, identity],
})

/** The identities of a client that have factors, in order. */
export const listIdentities = (clientId: string, after: string, limit: number): Statement => ({
  name: 'verify-factor-identities',
  text: `select identity, min(created_at) as created_at, count(*) as factors from verify_factor
    where client_id = $1 and identity > $2 group by identity order by identity limit $3`,
  values: [clientId, after, limit],
})

/** Takes a time step: gives nothing where its code, or a later one, was taken before. */
export const takeStep = (id: string, step: number, drift: number, at: Date): Statement => ({
  name: 'verify-factor-step',
  text: `update verify_factor set last_step = $2, drift = $3, status = 'verified', last_used_at = $4, updated_at = $4
    where id = $1 and last_step < $2 returning *`,
  values: [id, step, drift, at],
})

/** Renames a factor. */
export const renameFactor = (id: string, friendlyName: string, at: Date): Statement => ({
  name: 'verify-factor-rename',
  text: 'update verify_factor set friendly_name = $2, updated_at = $3 where id = $1 returning *',
  values: [id, friendlyName, at],
})

/** Notes that a factor was used. */
export const touchFactor = (id: string, at: Date): Statement => ({
  name: 'verify-factor-touch',
  text: 'update verify_factor set last_used_at = $2 where id = $1 returning *',
  values: [id, at],
})

/** Deletes a factor with its tokens. */
export const deleteFactor = (clientId: string, id: string): Statement => ({
  name: 'verify-factor-delete',
  text: 'delete from verify_factor where client_id = $1 and id = $2',
  values: [clientId, id],
})

/** Deletes remembered devices whose time is up. */
export const deleteExpiredDevices = (now: Date, limit: number): Statement => ({
  name: 'verify-factor-expire',
  text: `delete from verify_factor where id in (
    select id from verify_factor where kind = 'device' and expires_at <= $1 limit $2 for update skip locked)`,
  values: [now, limit],
})

/** Deletes the factors of one kind of an identity, but for one. */
export const deleteOthers = (clientId: string, identity: string, kind: FactorKind, but: string): Statement => ({
  name: 'verify-factor-delete-kind',
  text: 'delete from verify_factor where client_id = $1 and identity = $2 and kind = $3 and id <> $4',
  values: [clientId, identity, kind, but],
})

/** Stores the hashes of a factor's codes or token. */
export const insertTokens = (factorId: string, hashes: readonly string[]): Statement => ({
  name: 'verify-factor-tokens',
  text: 'insert into verify_factor_token (factor_id, hash) select $1, unnest($2::text[])',
  values: [factorId, hashes],
})

/** Uses up a code: gives nothing where there is none, or it was used. */
export const useToken = (factorId: string, hash: string, at: Date): Statement => ({
  name: 'verify-factor-use',
  text: `update verify_factor_token set used_at = $3 where factor_id = $1 and hash = $2 and used_at is null returning factor_id`,
  values: [factorId, hash, at],
})

/** Whether a factor has a token. */
export const hasToken = (factorId: string, hash: string): Statement => ({
  name: 'verify-factor-has',
  text: 'select 1 from verify_factor_token where factor_id = $1 and hash = $2',
  values: [factorId, hash],
})

/** How many codes of each factor are left. */
export const countTokens = (factorIds: readonly string[]): Statement => ({
  name: 'verify-factor-left',
  text: `select factor_id, count(*) as left from verify_factor_token where factor_id = any($1) and used_at is null group by factor_id`,
  values: [factorIds],
})
