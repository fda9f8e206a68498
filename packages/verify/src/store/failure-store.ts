import type { Statement } from '@trunkline/postgres'

/** A row of verify_failure. */
export interface FailureRow {
  readonly client_id: string
  readonly subject: string
  readonly failures: number
  readonly locked_until: Date | null
  readonly last_at: Date
}

/** Whose failures. */
export interface FailureKey {
  readonly clientId: string
  readonly subject: string
}

/** What a subject's failures become. */
export interface FailureUpdate extends FailureKey {
  readonly failures: number
  readonly lockedUntil: Date | null
  readonly at: Date
}

/** The failures of these, locked until the commit; those who have none get a row. In order, so that nobody waits in a circle. */
export const lockFailures = (keys: readonly FailureKey[], at: Date): Statement => ({
  name: 'verify-failure-lock',
  text: `insert into verify_failure as f (client_id, subject, failures, last_at)
    select distinct "clientId", subject, 0, $2::timestamptz
      from json_to_recordset($1::text::json) as w("clientId" uuid, subject text) order by 1, 2
    on conflict (client_id, subject) do update set subject = f.subject
    returning *`,
  values: [JSON.stringify(keys), at],
})

/** SQL that keeps what failures became, from a parameter that holds {@link FailureUpdate}s as JSON. */
export const updateFailuresSql = (parameter: string): string => `update verify_failure f set failures = w.failures,
      locked_until = w."lockedUntil", last_at = w.at
    from json_to_recordset(${parameter}::text::json)
      as w("clientId" uuid, subject text, failures integer, "lockedUntil" timestamptz, at timestamptz)
    where f.client_id = w."clientId" and f.subject = w.subject`

/** Keeps what the failures became. */
export const updateFailures = (updates: readonly FailureUpdate[]): Statement => ({
  name: 'verify-failure-update',
  text: updateFailuresSql('$1'),
  values: [JSON.stringify(updates)],
})

/** Forgets failures: a code was right, or somebody unlocked. Gives those that were locked at that instant. */
export const deleteFailures = (keys: readonly FailureKey[]): Statement => ({
  name: 'verify-failure-delete',
  text: `delete from verify_failure f using json_to_recordset($1::text::json) as w("clientId" uuid, subject text)
    where f.client_id = w."clientId" and f.subject = w.subject returning f.subject`,
  values: [JSON.stringify(keys)],
})

/** Deletes failures that are forgiven. */
export const expireFailures = (before: Date, limit: number): Statement => ({
  name: 'verify-failure-expire',
  text: `delete from verify_failure where (client_id, subject) in (
    select client_id, subject from verify_failure where last_at < $1 limit $2 for update skip locked)`,
  values: [before, limit],
})
