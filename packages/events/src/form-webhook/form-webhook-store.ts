import type { Statement } from '@trunkline/postgres'

/** A form-encoded webhook that is to be made. */
export interface NewFormWebhookJob {
  /** Who makes it: the name of a handler of the desk. */
  readonly kind: string
  /** UUID of the client. */
  readonly clientId: string
  /** UUID of what it is about. */
  readonly subject: string
  /** Which of the webhooks of its kind about it: what is written twice is made once. */
  readonly sequence: number
  readonly part: number
  /** Those of one lane are made one after the other. */
  readonly lane: string
  /** The receiver: {@link targetOf} its URL. */
  readonly target: string
  readonly payload: object
}

/** A webhook that this process has claimed. */
export interface FormWebhookJob extends NewFormWebhookJob {
  readonly id: number
  /** 1 for the first time that it was claimed. */
  readonly tries: number
}

/** A request as it stands, all but its signature: the payload of most webhooks. */
export interface FormCallback {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly params: Readonly<Record<string, string>>
}

/** The receiver of a URL: scheme, host and port. */
export const targetOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'none')

/**
 * The SQL text that writes webhooks down, for use as a CTE of the statement that causes them.
 * @param json an expression that gives a json array of {@link NewFormWebhookJob}
 * @param only what stands behind `from` beside it, such as `, moved`: without rows there nothing is written
 */
export const formWebhookInsert = (json: string, only = ''): string =>
  `insert into events_form_webhook (kind, client_id, subject, sequence, part, lane, target, payload)
    select w.kind, w."clientId", w.subject, w.sequence, w.part, w.lane, w.target, w.payload
    from json_to_recordset(${json}) as w(
      kind text, "clientId" uuid, subject uuid, sequence int, part smallint, lane text, target text, payload jsonb)${only}
    on conflict (subject, kind, sequence, part) do nothing`

/** Writes webhooks down; those that are there already stay as they are. Run it in the transaction of what they tell. */
export const insertFormWebhooks = (webhooks: readonly NewFormWebhookJob[]): Statement => ({
  name: 'events_form_webhook_insert',
  text: formWebhookInsert('$1::text::json'),
  values: [JSON.stringify(webhooks)],
})

/** How many webhooks a process can take. */
export interface ClaimRoom {
  /** Of receivers that are quick or unknown, and of those that are slow. */
  readonly quick: number
  readonly slow: number
  /** Of one receiver that is not in the list. */
  readonly other: number
  /** Of one receiver, by its target, and whether it is slow. */
  readonly receivers: Readonly<Record<string, readonly [room: number, slow: boolean]>>
}

/** Who claims, and how many it can take. */
export interface FormWebhookClaim {
  readonly owner: string
  readonly now: Date
  readonly leaseUntil: Date
  readonly room: ClaimRoom
}

// The targets are skipped through by their index, one step each, so that ten thousand rows for a receiver that is slow cost the others nothing. The slow
// take turns by lot: the oldest rows may all be of one that never answers.
const claimText = `
with recursive target(name) as (
  (select target from events_form_webhook order by target limit 1)
  union all
  select (select j.target from events_form_webhook j where j.target > t.name order by j.target limit 1)
  from target t where t.name is not null
),
receiver as (
  select name, coalesce(($4::jsonb -> name ->> 0)::int, $5::int) as room, coalesce(($4::jsonb -> name ->> 1)::boolean, false) as slow
  from target where name is not null
),
ready as (
  select j.id, t.slow, row_number() over (partition by t.slow order by case when t.slow then random() end, j.id) as place
  from receiver t cross join lateral (
    select a.id from events_form_webhook a
    where a.target = t.name and (a.lease_until is null or a.lease_until <= $2)
      and not exists (select 1 from events_form_webhook b where b.lane = a.lane and b.id < a.id)
    order by a.id limit t.room) j
),
free as (select id from ready where place <= case when slow then $7::int else $6::int end),
mine as (select j.id from events_form_webhook j join free f on f.id = j.id
  where j.lease_until is null or j.lease_until <= $2 for update of j skip locked)
update events_form_webhook j set owner = $1, lease_until = $3, tries = j.tries + 1
from mine m where j.id = m.id
returning j.id, j.kind, j.client_id as "clientId", j.subject, j.sequence, j.part, j.lane, j.target, j.payload, j.tries`

/** Claims webhooks that are the first of their lanes, some of each target, oldest first. */
export const claimFormWebhooks = ({ owner, now, leaseUntil, room }: FormWebhookClaim): Statement => {
  const { quick, slow, other, receivers } = room
  return {
    name: 'events_form_webhook_claim',
    text: claimText,
    values: [owner, now, leaseUntil, JSON.stringify(receivers), other, quick, slow],
  }
}

/** Takes away webhooks that were made. */
export const deleteFormWebhooks = (owner: string, ids: readonly number[]): Statement => ({
  name: 'events_form_webhook_delete',
  text: 'delete from events_form_webhook where id = any($2::bigint[]) and owner = $1',
  values: [owner, ids],
})

/** Holds a webhook for longer. */
export const extendFormWebhook = (owner: string, id: number, until: Date): Statement => ({
  name: 'events_form_webhook_extend',
  text: 'update events_form_webhook set lease_until = $3 where id = $2 and owner = $1',
  values: [owner, id, until],
})
