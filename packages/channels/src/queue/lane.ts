import { createHash } from 'node:crypto'
import type { ChannelName } from '../ports.ts'

/**
 * The lane of a message that has an order key: 64 bits of a hash over client, key and channel, as decimal text (it does not fit a
 * double). Two keys that meet by chance wait for each other; nothing else comes of it.
 */
export function laneOf(clientId: string, orderKey: string, channel: ChannelName): string {
  return createHash('sha256').update(`${clientId}\0${channel}\0${orderKey}`).digest().readBigInt64BE().toString()
}
