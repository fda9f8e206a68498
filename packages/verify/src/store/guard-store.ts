import type { Statement } from '@trunkline/postgres'

/** What is added to one counter. */
export interface Bump {
  readonly key: string
  readonly startedAt: number
  readonly seconds: number
  readonly n: number
}

/** A row of verify_counter. */
export interface CounterRow {
  readonly key: string
  readonly started_at: Date
  readonly seconds: number
  readonly count: number
  readonly previous: number
}

/** What a counter `c` becomes that is added to: the window turns where it is over. */
export const countersTurned = (
  c: string,
): string => `previous = case when ${c}.started_at >= excluded.started_at then ${c}.previous
        when ${c}.started_at + make_interval(secs => ${c}.seconds) = excluded.started_at then ${c}.count else 0 end,
      count = case when ${c}.started_at >= excluded.started_at
        then greatest(0, ${c}.count + excluded.count) else excluded.count end,
      started_at = greatest(${c}.started_at, excluded.started_at), gone_at = greatest(${c}.gone_at, excluded.gone_at)`

/** Adds to counters, in the order of their keys, so that two transactions never wait for each other; gives them as they are then. */
export const bumpCounters = (bumps: readonly Bump[]): Statement => ({
  name: 'verify-counter-bump',
  text: `insert into verify_counter as c (key, started_at, seconds, count, previous, gone_at)
    select key, started, seconds, n, 0, started + make_interval(secs => seconds * 2)
      from (select key, to_timestamp("startedAt" / 1000.0) as started, seconds, n
        from json_to_recordset($1::text::json) as w(key text, "startedAt" bigint, seconds integer, n integer)) w
      order by key
    on conflict (key) do update set ${countersTurned('c')}
    returning key, started_at, seconds, count, previous`,
  values: [JSON.stringify(bumps)],
})

/** Counters as they are. */
export const readCounters = (keys: readonly string[]): Statement => ({
  name: 'verify-counter-read',
  text: 'select key, started_at, seconds, count, previous from verify_counter where key = any($1)',
  values: [keys],
})

/** Deletes counters that say nothing any more. */
export const deleteCounters = (before: Date, limit: number): Statement => ({
  name: 'verify-counter-delete',
  text: `delete from verify_counter where key in (
    select key from verify_counter where gone_at < $1 order by gone_at limit $2 for update skip locked)`,
  values: [before, limit],
})

/** Of what the guard asks whether it is blocked, locked or safe. */
export interface Suspect {
  readonly clientId: string
  readonly prefix: string
  readonly number: string
  readonly subject: string
}

/** A word of the guard's: `kind` is block, lock or safe, `name` the prefix, subject or number. */
export interface StandingRow {
  readonly kind: 'block' | 'lock' | 'safe'
  readonly client_id: string
  readonly name: string
  readonly until: Date | null
}

/** What stands against, or for, these at an instant. */
export const readStanding = (suspects: readonly Suspect[], now: Date): Statement => ({
  name: 'verify-standing-read',
  text: `with s as materialized (select * from json_to_recordset($1::text::json)
      as w("clientId" uuid, prefix text, number text, subject text))
    select 'block' as kind, b.client_id, b.prefix as name, b.blocked_until as until from verify_block b
      join (select distinct "clientId", prefix from s) s on b.client_id = s."clientId" and b.prefix = s.prefix
      where b.blocked_until > $2
    union all select 'lock', f.client_id, f.subject, f.locked_until from verify_failure f
      join (select distinct "clientId", subject from s) s on f.client_id = s."clientId" and f.subject = s.subject
      where f.locked_until > $2
    union all select 'safe', n.client_id, n.number, null from verify_safe_number n
      join (select distinct "clientId", number from s) s on n.client_id = s."clientId" and n.number = s.number`,
  values: [JSON.stringify(suspects), now],
})

/** A prefix that is to be blocked. */
export interface NewBlock {
  readonly clientId: string
  readonly prefix: string
  readonly sends: number
  readonly converted: number
  readonly at: Date
  /** Seconds: first time, second time within a day of the end of the first, … */
  readonly ladder: readonly number[]
}

/** Blocks a prefix, for longer where it was blocked within the last day. Nothing where another process has just done it. */
export const insertBlock = ({ clientId, prefix, sends, converted, at, ladder }: NewBlock): Statement => ({
  name: 'verify-block-insert',
  text: `insert into verify_block as b (client_id, prefix, level, sends, converted, blocked_at, blocked_until)
    values ($1, $2, 1, $3, $4, $5, $5::timestamptz + make_interval(secs => ($6::integer[])[1]))
    on conflict (client_id, prefix) do update set
      level = case when b.blocked_until > $5::timestamptz - interval '1 day'
        then least(b.level + 1, array_length($6::integer[], 1)) else 1 end,
      sends = excluded.sends, converted = excluded.converted, blocked_at = excluded.blocked_at,
      blocked_until = $5::timestamptz + make_interval(secs => ($6::integer[])[
        case when b.blocked_until > $5::timestamptz - interval '1 day'
          then least(b.level + 1, array_length($6::integer[], 1)) else 1 end])
      where b.blocked_until <= $5
    returning level, blocked_until`,
  values: [clientId, prefix, sends, converted, at, ladder],
})

/** A row of verify_block. */
export interface BlockRow {
  readonly prefix: string
  readonly level: number
  readonly sends: number
  readonly converted: number
  readonly blocked_at: Date
  readonly blocked_until: Date
}

/** The prefixes of a client that are blocked at an instant. */
export const listBlocks = (clientId: string, now: Date, after: string, limit: number): Statement => ({
  name: 'verify-block-list',
  text: `select * from verify_block where client_id = $1 and blocked_until > $2 and prefix > $3 order by prefix limit $4`,
  values: [clientId, now, after, limit],
})

/** Lifts a block. */
export const deleteBlock = (clientId: string, prefix: string): Statement => ({
  name: 'verify-block-delete',
  text: 'delete from verify_block where client_id = $1 and prefix = $2',
  values: [clientId, prefix],
})

/** A row of verify_safe_number. */
export interface SafeNumberRow {
  readonly id: string
  readonly client_id: string
  readonly number: string
  readonly created_at: Date
}

/** Puts a number on the safe list; nothing where it is there. */
export const insertSafeNumber = (id: string, clientId: string, number: string, at: Date): Statement => ({
  name: 'verify-safe-insert',
  text: `insert into verify_safe_number (id, client_id, number, created_at) values ($1, $2, $3, $4)
    on conflict do nothing returning *`,
  values: [id, clientId, number, at],
})

/** A number of the safe list, by its number or id. */
export const getSafeNumber = (clientId: string, number: string): Statement => ({
  name: 'verify-safe-get',
  text: 'select * from verify_safe_number where client_id = $1 and number = $2',
  values: [clientId, number],
})

/** Takes a number off the safe list. */
export const deleteSafeNumber = (clientId: string, number: string): Statement => ({
  name: 'verify-safe-delete',
  text: 'delete from verify_safe_number where client_id = $1 and number = $2',
  values: [clientId, number],
})
