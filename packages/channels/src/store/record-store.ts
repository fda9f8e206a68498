import type { Queryable } from '@trunkline/postgres'
import { rowSource } from './row-source.ts'

/** Where a record stands in a log such as a Kafka topic. No two records stand in one place, unless the log has lost its end. */
export interface RecordPlace {
  /** UUID of the log; one that is deleted and made again has another. */
  readonly topic: string
  readonly partition: number
  readonly position: bigint
  /** What another record that is written to this place later has otherwise, such as the time of a record: 64 bits. */
  readonly stamp: bigint
}

/** A message that is made of a record. */
export interface PlacedMessage {
  readonly place: RecordPlace
  readonly messageId: string
  readonly at: string
}

/** Records of which messages are to be made, for a statement: rows `p` of parameters from `first` on. */
export const placedSource = (first: number) =>
  rowSource<PlacedMessage>('p', first, [
    ['topic', 'uuid', ({ place }) => place.topic],
    ['partition', 'int', ({ place }) => place.partition],
    ['position', 'bigint', ({ place }) => String(place.position)],
    ['stamp', 'bigint', ({ place }) => String(place.stamp)],
    ['message_id', 'uuid', ({ messageId }) => messageId],
    ['taken_at', 'timestamptz', ({ at }) => at],
  ])

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

/** Forgets records of which messages were made before an instant, 10,000 at most. Returns how many. */
export async function forgetRecords(db: Queryable, before: Date): Promise<number> {
  const { rowCount } = await db.query({
    text: `delete from channels_record where ctid = any(array(
      select ctid from channels_record where taken_at < $1 limit 10000))`,
    values: [before],
  })
  return rowCount
}
