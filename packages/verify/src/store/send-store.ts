import type { Statement } from '@trunkline/postgres'
import type { SendStatus } from '../challenge/status.ts'

/** The sends of challenges, in their order. */
export const sendsOf = (challengeIds: readonly string[]): Statement => ({
  name: 'verify-send-of',
  text: 'select * from verify_send where challenge_id = any($1) order by challenge_id, ordinal',
  values: [challengeIds],
})

/** One send. */
export const getSend = (id: string): Statement => ({
  name: 'verify-send-get',
  text: 'select * from verify_send where id = $1',
  values: [id],
})

/** The send whose call has this token. */
export const findByToken = (hash: string): Statement => ({
  name: 'verify-send-token',
  text: 'select * from verify_send where token_hash = $1',
  values: [hash],
})

/**
 * Takes sends that are due, and those whose process has died (their lease has ended), for so long. `was` is the status before: `sending`
 * where somebody had begun.
 */
export const claimSends = (now: Date, leaseUntil: Date, limit: number): Statement => ({
  name: 'verify-send-claim',
  text: `with due as (select id, status as was from verify_send where status in ('waiting', 'sending') and due_at <= $1
      order by due_at limit $2 for update skip locked)
    update verify_send s set status = 'sending', tries = s.tries + 1, due_at = $3, updated_at = $1 from due where s.id = due.id
    returning s.*, due.was`,
  values: [now, limit, leaseUntil],
})

/** What is written down before the provider is called. */
export interface Begin {
  readonly id: string
  readonly gateway: string
  readonly tokenHash: string | null
}

/** Writes down which gateway is about to be called for sends, and by which token their calls will ask. */
export const beginSends = (begins: readonly Begin[]): Statement => ({
  name: 'verify-send-begin',
  text: `update verify_send s set gateway = w.gateway, token_hash = w."tokenHash"
    from json_to_recordset($1::text::json) as w(id uuid, gateway text, "tokenHash" text) where s.id = w.id`,
  values: [JSON.stringify(begins)],
})

/** A fallback begins: it is a send like others from now on, the last one. Gives nothing where its challenge is over. */
export const promoteFallback = (id: string, at: Date): Statement => ({
  name: 'verify-send-promote',
  text: `with c as (update verify_challenge c set sends = c.sends + 1, channel = s.channel, updated_at = $2
      from verify_send s where s.id = $1 and s.fallback and c.id = s.challenge_id and c.status = 'pending'
      returning c.id, c.sends)
    update verify_send s set fallback = false, ordinal = c.sends from c where s.id = $1 returning s.id`,
  values: [id, at],
})

/** News of a send. */
export interface SendNews {
  readonly id: string
  /** Whose send it must be; anybody's where left out. */
  readonly clientId?: string
  /** By which gateway it must have been sent; any where left out. */
  readonly gateway?: string
  readonly status: SendStatus
  readonly providerId?: string | null
  readonly errorCode?: string | null
  readonly reason?: string | null
  /** RFC 3339. */
  readonly at: string
}

const rank = (
  status: string,
): string => `(case ${status} when 'waiting' then 0 when 'sending' then 1 when 'unknown' then 2
    when 'sent' then 3 else 4 end)`

/** Moves sends on, never back; gives those that moved. The provider's id is kept in any case. */
export const moveSends = (news: readonly SendNews[]): Statement => ({
  name: 'verify-send-move',
  text: `with w as materialized (select distinct on (id) * from json_to_recordset($1::text::json) as w(id uuid, status text,
      "clientId" uuid, gateway text, "providerId" text, "errorCode" text, reason text, at timestamptz) order by id, ${rank('status')} desc),
    locked as (select s.id, s.status as was from verify_send s join w on w.id = s.id
      and (w."clientId" is null or w."clientId" = s.client_id)
      and (w.gateway is null or w.gateway = s.gateway) order by s.id for update of s),
    m as (update verify_send s set
      status = case when ${rank('w.status')} > ${rank('s.status')} then w.status else s.status end,
      provider_id = coalesce(w."providerId", s.provider_id),
      error_code = case when ${rank('w.status')} > ${rank('s.status')} then w."errorCode" else s.error_code end,
      reason = case when ${rank('w.status')} > ${rank('s.status')} then w.reason else s.reason end,
      updated_at = w.at
      from w join locked on locked.id = w.id where s.id = locked.id returning s.*, locked.was)
    select * from m where was <> status`,
  values: [JSON.stringify(news)],
})

/** Puts a send back into the line. */
export const deferSend = (id: string, dueAt: Date, errorCode: string, reason: string): Statement => ({
  name: 'verify-send-defer',
  text: `update verify_send set status = 'waiting', due_at = $2, error_code = $3, reason = $4 where id = $1 and status = 'sending'`,
  values: [id, dueAt, errorCode, reason],
})

/** Fallbacks of these challenges begin at once. Gives their challenges. */
export const hastenFallbacks = (challengeIds: readonly string[], at: Date): Statement => ({
  name: 'verify-send-hasten',
  text: `update verify_send set due_at = least(due_at, $2) where challenge_id = any($1) and fallback and status = 'waiting'
    returning challenge_id`,
  values: [challengeIds, at],
})

/** Of these challenges, those that are pending and have nothing that arrived or may still arrive. */
export const findHopeless = (challengeIds: readonly string[]): Statement => ({
  name: 'verify-challenge-hopeless',
  text: `select c.id from verify_challenge c where c.id = any($1) and c.status = 'pending' and not exists (
    select 1 from verify_send s where s.challenge_id = c.id
      and s.status in ('waiting', 'sending', 'unknown', 'sent', 'delivered')) order by c.id`,
  values: [challengeIds],
})

/** Keeps the provider's id of the whole verification, where the provider makes the code. */
export const keepDelegate = (challengeId: string, delegateId: string): Statement => ({
  name: 'verify-challenge-delegate',
  text: 'update verify_challenge set delegate_id = $2 where id = $1',
  values: [challengeId, delegateId],
})

/** Binds a call's URL to the first call that uses it; gives the send unless another call has it, or it has told its code. */
export const bindCall = (id: string, callSid: string): Statement => ({
  name: 'verify-send-bind',
  text: `update verify_send set call_sid = coalesce(nullif($2, ''), call_sid)
    where id = $1 and spoken_at is null and (call_sid is null or call_sid = $2) returning id`,
  values: [id, callSid],
})

/** Takes the one right to speak the code of a call; gives nothing where somebody had it. */
export const takeSpeech = (id: string, callSid: string, at: Date): Statement => ({
  name: 'verify-send-speak',
  text: `update verify_send set spoken_at = $3, call_sid = coalesce(nullif($2, ''), call_sid), updated_at = $3
    where id = $1 and spoken_at is null and (call_sid is null or call_sid = $2) returning id`,
  values: [id, callSid, at],
})

/** Which sends to list. Every condition that is not null must hold. */
export interface SendConditions {
  readonly clientId: string
  readonly before: string
  readonly serviceId: string | null
  readonly challengeId: string | null
  readonly channel: string | null
  readonly country: string | null
  readonly from: Date | null
  readonly until: Date | null
  readonly prefix: string | null
  readonly limit: number
}

const where = `client_id = $1 and not fallback and ($2::uuid is null or service_id = $2)
    and ($3::uuid is null or challenge_id = $3) and ($4::text is null or channel = $4) and ($5::text is null or country = $5)
    and ($6::timestamptz is null or created_at >= $6) and ($7::timestamptz is null or created_at < $7)
    and ($8::text is null or starts_with(prefix, $8))`

const valuesOf = (given: SendConditions): readonly unknown[] => [
  given.clientId,
  given.serviceId,
  given.challengeId,
  given.channel,
  given.country,
  given.from,
  given.until,
  given.prefix,
]

/** Sends of a client, newest first. */
export const listSends = (given: SendConditions): Statement => ({
  name: 'verify-send-list',
  text: `select * from verify_send where ${where} and id < $9 order by id desc limit $10`,
  values: [...valuesOf(given), given.before, given.limit],
})

/** How many of a client's sends came back. */
export const summarizeSends = (given: SendConditions): Statement => ({
  name: 'verify-send-summary',
  text: `select count(*) as total, count(converted_at) as converted from verify_send where ${where}`,
  values: valuesOf(given),
})
