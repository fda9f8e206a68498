import type { Queryable } from '@trunkline/postgres'
import type { RowState } from '../queue/rows.ts'
import { stateOf } from './queue-columns.ts'

/** A delivery that was taken out of queue or held. */
export interface WithdrawnRow {
  readonly delivery_id: string
  readonly sequence: number
  readonly state: RowState
}

// Rows are waited for, not skipped: whoever holds one (a promotion, a change of place) lets go within milliseconds, and a row that was
// skipped would be sent after it was said to be canceled. The message is locked before, so nobody waits for us in turn.
const text = `
with free as (
  select delivery_id from channels_queue
  where delivery_id = any($1::uuid[]) and owner is null and not (state ? 'unknown') order by delivery_id for update
),
queue as (delete from channels_queue q using free f where q.delivery_id = f.delivery_id returning q.delivery_id, q.sequence, ${stateOf('q')} as state),
waiting as (
  select delivery_id from channels_held where delivery_id = any($1::uuid[]) and not (state ? 'unknown') order by delivery_id for update
),
held as (delete from channels_held h using waiting w where h.delivery_id = w.delivery_id returning h.delivery_id, h.sequence, h.state)
select * from queue union all select * from held`

/**
 * Takes deliveries out of queue and held that nobody is sending and none of whose attempts is in doubt. Their message must be locked in
 * `tx`. Returns those that were taken, by id.
 */
export async function withdraw(tx: Queryable, ids: readonly string[]): Promise<Map<string, WithdrawnRow>> {
  const taken = new Map<string, WithdrawnRow>()
  // A row that moves from held to queue while it is waited for is in neither for that statement; the next one sees it.
  for (let tries = 0; tries < 3 && taken.size < ids.length; tries++) {
    const rest = ids.filter((id) => !taken.has(id))
    const { rows } = await tx.query<WithdrawnRow>({ name: 'channels-withdraw', text, values: [rest] })
    for (const row of rows) taken.set(row.delivery_id, row)
  }
  return taken
}
