import type { Statement } from '@trunkline/postgres'

/** What a webhook is about. */
export type WebhookJobKind = 'message-status' | 'message-incoming'

/** A webhook to be made. */
export interface NewWebhookJob {
  readonly kind: WebhookJobKind
  readonly clientId: string
  readonly subject: string
  readonly sequence: number
  readonly part: number
  readonly lane: string
  readonly target: string
  readonly payload: object
}

/** A webhook that this process has claimed. */
export interface WebhookJob extends NewWebhookJob {
  readonly id: number
  /** 1 for the first time that it was claimed. */
  readonly tries: number
}

/** Writes webhooks down; those that are there already stay as they are. */
export const insertJobs = (jobs: readonly NewWebhookJob[]): Statement => ({
  name: 'api_webhook_insert',
  text: `insert into api_webhook_job (kind, client_id, subject, sequence, part, lane, target, payload)
    select kind, "clientId", subject, sequence, part, lane, target, payload
    from json_to_recordset($1::text::json) as j(
      kind text, "clientId" uuid, subject uuid, sequence smallint, part smallint, lane text, target text, payload jsonb)
    on conflict (subject, sequence, part) do nothing`,
  values: [JSON.stringify(jobs)],
})

/** Who claims, and how many it can take. */
export interface JobClaim {
  readonly owner: string
  readonly now: Date
  readonly leaseUntil: Date
  readonly limit: number
  /** Webhooks under way in this process, by target. */
  readonly busy: Readonly<Record<string, number>>
  readonly perTarget: number
}

// The targets are skipped through by their index, one step each, so that ten thousand rows for a receiver that is slow cost the others nothing.
const claimText = `
with recursive target(name) as (
  (select target from api_webhook_job order by target limit 1)
  union all
  select (select j.target from api_webhook_job j where j.target > t.name order by j.target limit 1) from target t where t.name is not null
),
free as (
  select j.id from target t cross join lateral (
    select a.id from api_webhook_job a
    where a.target = t.name and (a.lease_until is null or a.lease_until <= $2)
      and not exists (select 1 from api_webhook_job b where b.lane = a.lane and b.id < a.id)
    order by a.id limit greatest(0, $6::int - coalesce(($5::jsonb ->> t.name)::int, 0))) j
  where t.name is not null
  order by j.id limit $4
),
mine as (select j.id from api_webhook_job j join free f on f.id = j.id where j.lease_until is null or j.lease_until <= $2
  for update of j skip locked)
update api_webhook_job j set owner = $1, lease_until = $3, tries = j.tries + 1
from mine m where j.id = m.id
returning j.id, j.kind, j.client_id as "clientId", j.subject, j.sequence, j.part, j.lane, j.target, j.payload, j.tries`

/** Claims webhooks that are the first of their lanes, some of each target, oldest first. */
export const claimJobs = ({ owner, now, leaseUntil, limit, busy, perTarget }: JobClaim): Statement => ({
  name: 'api_webhook_claim',
  text: claimText,
  values: [owner, now, leaseUntil, limit, JSON.stringify(busy), perTarget],
})

/** Takes away webhooks that were made. */
export const deleteJobs = (owner: string, ids: readonly number[]): Statement => ({
  name: 'api_webhook_delete',
  text: 'delete from api_webhook_job where id = any($2::bigint[]) and owner = $1',
  values: [owner, ids],
})

/** Holds a webhook for longer. */
export const extendJob = (owner: string, id: number, until: Date): Statement => ({
  name: 'api_webhook_extend',
  text: 'update api_webhook_job set lease_until = $3 where id = $2 and owner = $1',
  values: [owner, id, until],
})

/** Says that a client's messages ask for callbacks. */
export const watchClient = (clientId: string, since: Date): Statement => ({
  name: 'api_webhook_watch',
  text: 'insert into api_webhook_watch (client_id, since) values ($1, $2) on conflict do nothing',
  values: [clientId, since],
})

/** Those of some clients whose messages ask for callbacks. */
export const watchedClients = (clientIds: readonly string[]): Statement => ({
  name: 'api_webhook_watched',
  text: 'select client_id as "clientId" from api_webhook_watch where client_id = any($1::uuid[])',
  values: [clientIds],
})
