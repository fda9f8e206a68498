import type { Queryable } from '@trunkline/postgres'
import { laneFree } from './queue-columns.ts'

/** Before all lanes. */
export const firstLane = '-9223372036854775808'

// One probe a lane in which something waits: its first row, which may go where nothing stands before it any more, or only what has held
// the lane for long enough.
const text = `
with recursive lanes as (
  (select 1 as n, q.lane, q.delivery_id from channels_queue q where not q.ready and q.lane > $2::bigint
   order by q.lane, q.delivery_id limit 1)
  union all
  select l.n + 1, next.* from lanes l cross join lateral (
    select q.lane, q.delivery_id from channels_queue q where not q.ready and q.lane > l.lane
    order by q.lane, q.delivery_id limit 1) next
  where l.n < $3
),
woken as (
  update channels_queue q set ready = true from lanes l
  where q.delivery_id = l.delivery_id and not q.ready and ${laneFree('l', '$1')}
  returning q.route
)
select (select coalesce(array_agg(distinct route), '{}') from woken) as routes, count(*)::int as seen, max(lane)::text as last from lanes`

/** What looking through lanes came to: the routes that got something to send, how many lanes were seen, and the last of them. */
export interface LanesSeen {
  readonly routes: readonly string[]
  readonly seen: number
  readonly last: string | null
}

/** Lets the first of the next `most` lanes after one go, where nothing holds them up. */
export async function wakeLanes(db: Queryable, now: Date, after: string, most: number): Promise<LanesSeen> {
  const { rows } = await db.query<LanesSeen>({ name: 'channels-wake-lanes', text, values: [now, after, most] })
  return rows[0] as LanesSeen
}
