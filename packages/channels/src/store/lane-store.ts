import type { Queryable } from '@trunkline/postgres'
import { laneFree, ofLane } from './queue-columns.ts'

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

const lookText = `
with first as (
  select n.lane, n.delivery_id from unnest($2::bigint[]) l(lane) cross join lateral (
    select b.lane, b.delivery_id from channels_queue b where not b.ready and ${ofLane('b', 'l.lane')}
    order by b.lane, b.delivery_id limit 1) n
),
woken as (
  update channels_queue q set ready = true
  where not q.ready and q.delivery_id = any(array(select f.delivery_id from first f where ${laneFree('f', '$1')}))
  returning q.route
)
select distinct route from woken`

/** Lets the first of these lanes go, where it waits and nothing is before it any more. Returns the routes that got something. */
export async function lookAtLanes(db: Queryable, now: Date, lanes: readonly string[]): Promise<string[]> {
  const values = [now, `{${lanes.join(',')}}`]
  const { rows } = await db.query<{ route: string }>({ name: 'channels-look-at-lanes', text: lookText, values })
  return rows.map(({ route }) => route)
}
