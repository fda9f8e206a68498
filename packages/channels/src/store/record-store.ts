import type { Queryable } from '@trunkline/postgres'
import type { Coming } from './queue-columns.ts'
import type { Column } from './row-source.ts'

/** Where a record stands in a log such as a Kafka topic. No two records stand in one place, unless the log has lost its end. */
export interface RecordPlace {
  /** UUID of the log; one that is deleted and made again has another. */
  readonly topic: string
  readonly partition: number
  readonly position: bigint
  /** What another record that is written to this place later has otherwise, such as the time of a record: 64 bits. */
  readonly stamp: bigint
}

/** For `rowSource`: the record that the message of row `of` of a batch is made of. */
export const placedSource: readonly Column<Coming<RecordPlace>>[] = [
  ['of', 'int', ({ of }) => of],
  ['topic', 'uuid', ({ row }) => row.topic],
  ['partition', 'int', ({ row }) => row.partition],
  ['position', 'bigint', ({ row }) => String(row.position)],
  ['stamp', 'bigint', ({ row }) => String(row.stamp)],
]

/** Name of what refuses a record that another process has taken since the statement began. */
export const recordKey = 'channels_record_pkey'

/**
 * The parts of a statement that take records, for a `with` list; `refused` gives the numbers of those that were taken before. Records of one partition
 * follow one another, so one look at the stretch of the index from the first to the last of them is enough to know which are there, and hardly
 * ever does it find any. `on conflict` costs twice as much a row.
 * @param placed what stands behind `from`, as {@link placedSource} makes it
 * @param messageId SQL for the id of the message of row `p`, and the instant at which it is taken
 */
export function takeRecords(placed: string, { messageId, at }: { messageId: string; at: string }): string {
  return `
placed as materialized (select * from ${placed}),
refused as materialized (
  select p.of from placed p where (p.topic, p.partition, p.position) in (
    select r.topic, r.partition, r.position
    from (select topic, partition, min(position) as first, max(position) as last from placed group by topic, partition) s
    cross join lateral (
      select topic, partition, position from channels_record
      where topic = s.topic and partition = s.partition and position >= s.first and position <= s.last offset 0) r)
),
taken as (
  insert into channels_record (topic, partition, position, stamp, message_id, taken_at)
  select p.topic, p.partition, p.position, p.stamp, ${messageId}, ${at} from placed p
  where not coalesce(p.of in (select of from refused), false)
),`
}

/** A record of which a message was made. */
export interface TakenRecord {
  readonly topic: string
  readonly partition: number
  readonly position: string
  readonly stamp: string
  /** Null where the message was to be forgotten. */
  readonly message_id: string | null
}

/** Looks up of which records messages were made; the others are left out. */
export async function findRecords(db: Queryable, places: readonly RecordPlace[]): Promise<TakenRecord[]> {
  const { rows } = await db.query<TakenRecord>({
    name: 'channels-find-records',
    text: `select r.topic, r.partition, r.position::text as position, r.stamp::text as stamp, r.message_id from channels_record r
      join (select distinct * from unnest($1::uuid[], $2::int[], $3::bigint[]) as a(topic, partition, position)) a
        on r.topic = a.topic and r.partition = a.partition and r.position = a.position`,
    values: [
      places.map((one) => one.topic),
      places.map((one) => one.partition),
      places.map((one) => String(one.position)),
    ],
  })
  return rows
}

// Records of a partition are taken in their order, but for a few: so its first one tells whether there is anything to do. No index of the time would be of use: one that
// summarises stretches of the table is worth nothing once rows were deleted, for new ones come between old ones then.
const forgetText = `
with recursive part as (
  (select topic, partition from channels_record order by topic, partition limit 1)
  union all
  select n.topic, n.partition from part p cross join lateral (
    select r.topic, r.partition from channels_record r where (r.topic, r.partition) > (p.topic, p.partition)
    order by r.topic, r.partition limit 1) n
),
old as (
  select o.place from part p
  cross join lateral (
    select taken_at from channels_record r where r.topic = p.topic and r.partition = p.partition order by r.position limit 1) f
  cross join lateral (
    select r.ctid as place, r.taken_at from channels_record r where r.topic = p.topic and r.partition = p.partition
    order by r.position limit $2) o
  where f.taken_at < $1 and o.taken_at < $1
)
delete from channels_record where ctid = any(array(select place from old))`

/** Forgets records of which messages were made before an instant, `most` of a partition. Returns how many. */
export async function forgetRecords(db: Queryable, before: Date, most: number): Promise<number> {
  return (await db.query({ text: forgetText, values: [before, most] })).rowCount
}
