import type { Statement } from '@trunkline/postgres'

/** A row of intake_position without its group. */
export interface PositionRow {
  readonly topic_id: string
  readonly partition: number
  readonly next_offset: number
}

/** Writes positions down; one that is further on stays. */
export const savePositions = (group: string, rows: readonly PositionRow[], now: Date): Statement => ({
  name: 'intake-save-positions',
  text: `insert into intake_position (group_name, topic_id, partition, next_offset, updated_at)
    select $1, topic_id, partition, next_offset, $3
    from json_to_recordset($2::text::json) as row(topic_id text, partition int, next_offset bigint)
    on conflict (group_name, topic_id, partition) do update
    set next_offset = excluded.next_offset, updated_at = excluded.updated_at
    where intake_position.next_offset < excluded.next_offset`,
  values: [group, JSON.stringify(rows), now],
})

/** The positions of these topics. */
export const findPositions = (group: string, topicIds: readonly string[]): Statement => ({
  name: 'intake-find-positions',
  text: `select topic_id, partition, next_offset from intake_position where group_name = $1 and topic_id = any($2::text[])`,
  values: [group, topicIds],
})
