import { createHash } from 'node:crypto'
import type { ChannelName } from '../ports.ts'
import type { QueueRow } from './rows.ts'

/**
 * The lane of a message that has an order key: 64 bits of a hash over client, key and channel, as decimal text (it does not fit a
 * double). Two keys that meet by chance wait for each other; nothing else comes of it.
 */
export function laneOf(clientId: string, orderKey: string, channel: ChannelName): string {
  return createHash('sha256').update(`${clientId}\0${channel}\0${orderKey}`).digest().readBigInt64BE().toString()
}

/** The delivery that is first in each lane that rows are of. */
export function firstOfLanes(rows: readonly Pick<QueueRow, 'lane' | 'delivery_id'>[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>()
  for (const { lane, delivery_id } of rows) {
    if (lane === null) continue
    const known = first.get(lane)
    if (known === undefined || delivery_id < known) first.set(lane, delivery_id)
  }
  return first
}
