import { outboxInsert } from '@trunkline/events'
import type { Statement } from '@trunkline/postgres'
import type { EndStatus } from '../challenge/status.ts'
import { type FailureUpdate, updateFailuresSql } from './failure-store.ts'
import { countersTurned } from './guard-store.ts'

/** The columns of a new challenge, as the statement reads them. Dates are RFC 3339. */
export interface NewChallenge {
  readonly id: string
  readonly client_id: string
  readonly service_id: string
  readonly to_address: string
  readonly channel: string
  readonly country: string | null
  readonly prefix: string | null
  readonly identity: string | null
  readonly factor_id: string | null
  readonly locale: string
  readonly code_sealed: string | null
  readonly code_hash: string | null
  readonly delegate: string | null
  readonly sends: number
  readonly most_sends: number
  readonly most_checks: number
  readonly next_send_at: string
  readonly request: object
  readonly created_at: string
  readonly expires_at: string
  /** UUID of the event that tells of it. */
  readonly event_id: string
}

/** The columns of a new send. */
export interface NewSend {
  readonly id: string
  readonly challenge_id: string
  readonly client_id: string
  readonly service_id: string
  readonly ordinal: number
  readonly channel: string
  readonly country: string | null
  readonly prefix: string | null
  readonly fallback: boolean
  readonly due_at: string
  readonly created_at: string
}

const ev = (id: string): string => `'EV' || replace(${id}::text, '-', '')`

/** RFC 3339 in UTC with milliseconds, as JavaScript writes it. */
const iso = (instant: string): string => `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** An array of one event that says where a challenge `c` is; `event_id` and `at` are in `w`. */
const eventOf = (c: string, w: string): string => `json_build_array(json_build_object(
    'id', ${ev(`${w}.event_id`)}, 'type', 'verification.' || ${c}.status, 'timestamp', ${iso(`${w}.at`)},
    'data', json_build_object(
      'clientId', 'AC' || replace(${c}.client_id::text, '-', ''),
      'verificationId', 'VE' || replace(${c}.id::text, '-', ''),
      'to', ${c}.to_address, 'channel', ${c}.channel, 'status', ${c}.status,
      'valid', ${c}.status = 'approved', 'final', ${c}.status <> 'pending', 'reason', ${c}.reason,
      'sends', ${c}.sends, 'checks', ${c}.checks, 'metadata', ${c}.request -> 'metadata', 'sequence', ${c}.sequence)))`

const sendColumns =
  'id, challenge_id, client_id, service_id, ordinal, channel, country, prefix, status, fallback, due_at, created_at, updated_at'
const sendSource = (
  parameter: string,
): string => `select id, challenge_id, client_id, service_id, ordinal, channel, country, prefix,
    'waiting', fallback, due_at, created_at, created_at from json_to_recordset(${parameter}::text::json) as s(id uuid,
    challenge_id uuid, client_id uuid, service_id uuid, ordinal integer, channel text, country text, prefix text, fallback boolean,
    due_at timestamptz, created_at timestamptz)`

/** Stores challenges with their sends, and writes that they are pending into the outbox: one statement. */
export const insertChallenges = (challenges: readonly NewChallenge[], sends: readonly NewSend[]): Statement => ({
  name: 'verify-challenge-insert',
  text: `with w as materialized (select *, created_at as at from json_to_recordset($1::text::json) as w(id uuid, client_id uuid,
      service_id uuid, to_address text, channel text, country text, prefix text, identity text, factor_id uuid, locale text,
      code_sealed text, code_hash text, delegate text, sends integer, most_sends integer, most_checks integer,
      next_send_at timestamptz, request jsonb, created_at timestamptz, expires_at timestamptz, event_id uuid)),
    c as (insert into verify_challenge (id, client_id, service_id, to_address, channel, status, country, prefix, identity,
        factor_id, locale, code_sealed, code_hash, delegate, sends, most_sends, most_checks, next_send_at, request, sequence,
        created_at, updated_at, expires_at)
      select id, client_id, service_id, to_address, channel, 'pending', country, prefix, identity, factor_id, locale, code_sealed,
        code_hash, delegate, sends, most_sends, most_checks, next_send_at, request, 1, created_at, created_at, expires_at from w
      returning *),
    s as (insert into verify_send (${sendColumns}) ${sendSource('$2')}),
    told as (select c.client_id, w.at as created_at, ${eventOf('c', 'w')} as events from c join w on w.id = c.id order by c.id),
    o as (${outboxInsert('told')})
    select * from c`,
  values: [JSON.stringify(challenges), JSON.stringify(sends)],
})

/** One send more. */
export const insertSends = (sends: readonly NewSend[]): Statement => ({
  name: 'verify-send-insert',
  text: `insert into verify_send (${sendColumns}) ${sendSource('$1')} returning *`,
  values: [JSON.stringify(sends)],
})

/** Challenges, locked until the commit, in the order of their ids. */
export const lockChallenges = (ids: readonly string[]): Statement => ({
  name: 'verify-challenge-lock',
  text: 'select * from verify_challenge where id = any($1) order by id for update',
  values: [ids],
})

/** One challenge. */
export const getChallenge = (id: string): Statement => ({
  name: 'verify-challenge-get',
  text: 'select * from verify_challenge where id = $1',
  values: [id],
})

/** The newest challenge of an address in a service that is pending at an instant. */
export const findPending = (serviceId: string, to: string, now: Date): Statement => ({
  name: 'verify-challenge-pending',
  text: `select * from verify_challenge where service_id = $1 and to_address = $2 and status = 'pending' and expires_at > $3
    order by id desc limit 1`,
  values: [serviceId, to, now],
})

/** Keeps how many codes were tried, of challenges and of their addresses and people. One statement. */
export const countChecks = (
  counts: readonly { readonly id: string; readonly checks: number }[],
  failures: readonly FailureUpdate[],
  at: Date,
): Statement => ({
  name: 'verify-challenge-count',
  text: `with f as (${updateFailuresSql('$3')})
    update verify_challenge c set checks = w.checks, updated_at = $2
    from json_to_recordset($1::text::json) as w(id uuid, checks integer) where c.id = w.id`,
  values: [JSON.stringify(counts), at, JSON.stringify(failures)],
})

/** Counts a send, and says from when on the next may follow. */
export const countSend = (id: string, channel: string, nextSendAt: Date, at: Date): Statement => ({
  name: 'verify-challenge-send',
  text: `update verify_challenge set sends = sends + 1, channel = $2, next_send_at = $3, updated_at = $4 where id = $1 returning *`,
  values: [id, channel, nextSendAt, at],
})

/** The end of one challenge. */
export interface End {
  readonly id: string
  readonly status: EndStatus
  readonly reason: string | null
  /** RFC 3339. */
  readonly at: string
  /** UUID of the event that tells of it. */
  readonly event_id: string
}

const endSource = `json_to_recordset($1::text::json) as w(id uuid, status text, reason text, at timestamptz, event_id uuid)`

/** The window in which codes that came back are counted. */
export interface ConversionWindow {
  readonly startedAt: Date
  readonly seconds: number
}

/**
 * Ends challenges that are pending: erases their codes, takes back sends that wait, marks the last send of an approved one as converted,
 * forgets its person's wrong codes, counts it for its range of numbers, and writes the events. One statement, so that a right code costs
 * one round trip; gives those that it ended.
 */
export const endChallenges = (ends: readonly End[], { startedAt, seconds }: ConversionWindow): Statement => ({
  name: 'verify-challenge-end',
  text: `with w as materialized (select * from ${endSource}),
    locked as (select c.id from verify_challenge c join w on w.id = c.id where c.status = 'pending' order by c.id for update of c),
    c as (update verify_challenge c set status = w.status, reason = w.reason, code_sealed = null, code_hash = null,
        sequence = c.sequence + 1, updated_at = w.at, ended_at = w.at
      from w join locked on locked.id = w.id where c.id = w.id and c.status = 'pending' returning c.*),
    s as (update verify_send s set
        status = case when s.status = 'waiting' then 'canceled' else s.status end,
        converted_at = case when c.status = 'approved' and s.ordinal = c.sends and s.status <> 'waiting' then c.ended_at end,
        updated_at = c.ended_at
      from c where s.challenge_id = c.id),
    forgiven as (select client_id, 'to:' || lower(to_address collate "C") as subject from c where status = 'approved'
      union select client_id, 'id:' || identity from c where status = 'approved' and identity is not null),
    f as (delete from verify_failure f using forgiven where f.client_id = forgiven.client_id and f.subject = forgiven.subject),
    back as (insert into verify_counter as k (key, started_at, seconds, count, previous, gone_at)
      select 'back|' || client_id || '|' || prefix, $2::timestamptz, $3::integer, count(*), 0,
          $2::timestamptz + make_interval(secs => $3::integer * 2)
        from c where status = 'approved' and prefix is not null group by client_id, prefix order by 1
      on conflict (key) do update set ${countersTurned('k')}),
    told as (select c.client_id, w.at as created_at, ${eventOf('c', 'w')} as events from c join w on w.id = c.id order by c.id),
    o as (${outboxInsert('told')})
    select * from c`,
  values: [JSON.stringify(ends), startedAt, seconds],
})

/** Challenges whose time is up. */
export const findOverdue = (now: Date, limit: number): Statement => ({
  name: 'verify-challenge-overdue',
  text: `select id from verify_challenge where status = 'pending' and expires_at <= $1 order by expires_at limit $2`,
  values: [now, limit],
})

/** What to list. Every condition that is not null must hold. */
export interface ChallengeConditions {
  readonly clientId: string
  readonly before: string
  readonly to: string | null
  readonly status: string | null
  readonly serviceId: string | null
  readonly limit: number
}

/** Challenges of a client, newest first. */
export const listChallenges = (given: ChallengeConditions): Statement => ({
  name: 'verify-challenge-list',
  text: `select * from verify_challenge where client_id = $1 and id < $2 and ($3::text is null or to_address = $3)
    and ($4::text is null or status = $4) and ($5::uuid is null or service_id = $5) order by id desc limit $6`,
  values: [given.clientId, given.before, given.to, given.status, given.serviceId, given.limit],
})

/** Deletes what ended so long ago: ids grow with time, so those before one were made before it. */
export const deleteChallenges = (before: string, limit: number): Statement => ({
  name: 'verify-challenge-delete',
  text: `with old as (select id from verify_challenge where id < $1 and status <> 'pending' order by id limit $2
      for update skip locked),
    s as (delete from verify_send where challenge_id in (select id from old))
    delete from verify_challenge where id in (select id from old)`,
  values: [before, limit],
})

/** Several challenges. */
export const getChallenges = (ids: readonly string[]): Statement => ({
  name: 'verify-challenge-get-all',
  text: 'select * from verify_challenge where id = any($1)',
  values: [ids],
})
