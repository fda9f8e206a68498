import type { Queryable } from '@trunkline/postgres'

/** Says that a dispatching process lives, and counts those that do. */
export async function beat(db: Queryable, workerId: string, now: Date, deadBefore: Date): Promise<number> {
  const { rows } = await db.query<{ workers: number }>({
    name: 'channels-beat',
    text: `
with mine as (insert into channels_worker (id, seen_at) values ($1, $2) on conflict (id) do update set seen_at = excluded.seen_at),
dead as (delete from channels_worker where seen_at < $3 and id <> $1)
select count(*)::int + 1 as workers from channels_worker where seen_at >= $3 and id <> $1`,
    values: [workerId, now, deadBefore],
  })
  return rows[0]?.workers ?? 1
}

/** Says that a dispatching process is gone. */
export async function leave(db: Queryable, workerId: string): Promise<void> {
  await db.query({ text: 'delete from channels_worker where id = $1', values: [workerId] })
}
