import type { Statement } from '@trunkline/postgres'

/** A row of `api_idempotency`, as far as a second request needs it. */
export interface IdempotencyRow {
  readonly fingerprint: Uint8Array
  readonly status: number | null
  readonly sealed: string | null
}

/** What a request puts down before it is worked on. Instants are milliseconds since the epoch. */
export interface Claim {
  readonly owner: string
  readonly keyHash: Uint8Array
  readonly fingerprint: Uint8Array
  /** A random UUID that tells this request's claim from a later one on the same key. */
  readonly claim: string
  readonly now: number
  readonly busyUntil: number
  readonly expiresAt: number
}

/**
 * Puts the claim down; returns one row if it is ours. A key that expired is free again, and so is the same request again after the
 * process that worked on it died.
 */
export const claimKey = (claim: Claim): Statement => ({
  name: 'api_idempotency_claim',
  text: `insert into api_idempotency as kept (owner, key_hash, fingerprint, claim, busy_until, expires_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (owner, key_hash) do update
      set fingerprint = excluded.fingerprint, claim = excluded.claim, busy_until = excluded.busy_until,
          expires_at = excluded.expires_at, status = null, sealed = null
      where kept.expires_at <= $7
         or (kept.status is null and kept.busy_until <= $7 and kept.fingerprint = excluded.fingerprint)
    returning claim`,
  values: [
    claim.owner,
    claim.keyHash,
    claim.fingerprint,
    claim.claim,
    new Date(claim.busyUntil),
    new Date(claim.expiresAt),
    new Date(claim.now),
  ],
})

/** What is known of a key that somebody else has claimed. */
export const readKey = (owner: string, keyHash: Uint8Array): Statement => ({
  name: 'api_idempotency_read',
  text: 'select fingerprint, status, sealed from api_idempotency where owner = $1 and key_hash = $2',
  values: [owner, keyHash],
})

/** Keeps the answer, if the claim is still ours. */
export const keepAnswer = (claim: Claim, status: number, sealed: string): Statement => ({
  name: 'api_idempotency_keep',
  text: 'update api_idempotency set status = $4, sealed = $5 where owner = $1 and key_hash = $2 and claim = $3',
  values: [claim.owner, claim.keyHash, claim.claim, status, sealed],
})

/** Frees the key after a request that changed nothing. */
export const releaseKey = (claim: Claim): Statement => ({
  name: 'api_idempotency_release',
  text: 'delete from api_idempotency where owner = $1 and key_hash = $2 and claim = $3',
  values: [claim.owner, claim.keyHash, claim.claim],
})

/** Deletes up to `limit` answers whose time is up. */
export const deleteExpired = (now: number, limit: number): Statement => ({
  name: 'api_idempotency_expire',
  text: `delete from api_idempotency where (owner, key_hash) in
    (select owner, key_hash from api_idempotency where expires_at <= $1 order by expires_at limit $2)`,
  values: [new Date(now), limit],
})
