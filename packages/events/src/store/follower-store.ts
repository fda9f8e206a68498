import type { Statement } from '@trunkline/postgres'

/** A row of the log beside the last position that was given when it was read; the rest is null where there was none. */
export interface AheadRow {
  readonly head: number
  readonly position: number | null
  readonly client_id: string | null
  /** JSON, unparsed. */
  readonly events: string | null
}

/** Writes a new follower down, at the head of the log or at its start; one that is known keeps its position. */
export const registerFollower = (name: string, from: 'head' | 'start', now: Date): Statement => ({
  name: 'events-register-follower',
  text: `insert into events_follower (name, position, updated_at)
    select $1, case when $2 = 'start' then 0 else position end, $3 from events_head
    on conflict (name) do nothing`,
  values: [name, from, now],
})

/** How far a follower has come, and the head of the log. */
export const followerPosition = (name: string): Statement => ({
  name: 'events-follower-position',
  text: `select f.position, head.position as head from events_follower f, events_head head where f.name = $1`,
  values: [name],
})

/** All clients' rows after a position, oldest first, with the head as it was in the same snapshot. */
export const readAhead = (after: number, limit: number): Statement => ({
  name: 'events-read-ahead',
  text: `select head.position as head, log.position, log.client_id, log.events
    from events_head head left join lateral (
      select position, client_id, events::text as events from events_log where position > $1 order by position limit $2
    ) log on true order by log.position`,
  values: [after, limit],
})

/** Moves a follower on. Changes no row when it is no longer where it was: then another process has moved it. */
export const moveFollower = (name: string, from: number, to: number, now: Date): Statement => ({
  name: 'events-move-follower',
  text: `update events_follower set position = $3, updated_at = $4 where name = $1 and position = $2`,
  values: [name, from, to, now],
})

/** Which followers have not read all rows of a partition, and how many rows each has not. */
export const unreadIn = (partition: string): Statement => ({
  text: `select f.name, (select count(*) from ${partition} l where l.position > f.position) as rows
    from events_follower f where f.position < (select max(position) from ${partition})`,
  values: [],
})

/** Forgets followers that nobody has run since an instant; gives their names. */
export const forgetFollowers = (before: Date): Statement => ({
  name: 'events-forget-followers',
  text: `delete from events_follower where updated_at < $1 returning name`,
  values: [before],
})
