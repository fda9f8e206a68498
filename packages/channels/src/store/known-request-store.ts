import type { Queryable } from '@trunkline/postgres'
import type { StoredRejection } from './accept-store.ts'

/** What a request with an idempotency key made. */
export interface KnownRequest {
  readonly client_id: string
  /** In hexadecimal digits, as the fingerprint. */
  readonly key: string
  readonly fingerprint: string
  readonly messages: readonly string[]
  readonly rejected: readonly StoredRejection[] | null
}

/** {@link KnownRequest} as the database gives it. */
type RequestRow = Omit<KnownRequest, 'key' | 'fingerprint'> & {
  readonly key: Uint8Array
  readonly fingerprint: Uint8Array
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Looks up what idempotency keys were used for; those that were not are left out. */
export async function findRequests(
  db: Queryable,
  keys: readonly { readonly clientId: string; readonly key: string }[],
): Promise<KnownRequest[]> {
  const { rows } = await db.query<RequestRow>({
    name: 'channels-find-requests',
    text: `select r.client_id, r.key, r.fingerprint, r.messages, r.rejected from channels_idempotency r
      join (select distinct client_id, decode(key, 'hex') as key from unnest($1::uuid[], $2::text[]) as a(client_id, key)) a
        on r.client_id = a.client_id and r.key = a.key`,
    values: [keys.map((one) => one.clientId), keys.map((one) => one.key)],
  })
  return rows.map((row) => ({ ...row, key: hex(row.key), fingerprint: hex(row.fingerprint) }))
}

/** Forgets idempotency keys that were made before an instant. Returns how many. */
export async function forgetRequests(db: Queryable, before: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from channels_idempotency where (client_id, key) in (
      select client_id, key from channels_idempotency where created_at < $1 order by created_at limit 10000)`,
    values: [before],
  })
  return rowCount
}
