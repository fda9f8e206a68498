import type { Queryable } from '@trunkline/postgres'

/** How much waits. Exact up to `most`, and never more than that is counted. */
export interface QueueDepth {
  readonly queued: number
  readonly sending: number
  readonly held: number
  readonly awaiting: number
  readonly outbox: number
}

/** Counts what waits, each kind up to `most`, so that a backlog of millions costs no more to look at than a short one. */
export async function readDepth(db: Queryable, most = 10_000): Promise<QueueDepth> {
  const count = (from: string) => `(select count(*)::int from (select 1 from ${from} limit $1) c)`
  const { rows } = await db.query<QueueDepth>({
    name: 'channels-depth',
    text: `select ${count('channels_queue where owner is null')} as queued, ${count('channels_queue where owner is not null')} as sending,
      ${count('channels_held')} as held, ${count('channels_awaiting')} as awaiting, ${count('events_outbox')} as outbox`,
    values: [most],
  })
  return rows[0] as QueueDepth
}

/** About how many deliveries wait in all, by the statistics of the tables: costs nothing, and is right to some percent. */
export async function estimateWaiting(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ waiting: number }>({
    name: 'channels-estimate',
    text: `select coalesce(sum(n_live_tup), 0)::bigint as waiting from pg_stat_user_tables where relname in ('channels_queue', 'channels_held')`,
    values: [],
  })
  return rows[0]?.waiting ?? 0
}
