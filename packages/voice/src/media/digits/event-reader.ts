import type { EventPacket } from '../worker/sound-packet.ts'
import { keys } from './dtmf.ts'

/**
 * Tells presses of keys from the many packets that tell of each (RFC 4733, section 2.5): all packets of one press have the timestamp of its beginning. The first packet to arrive
 * counts, whichever it is, since others may be lost; older ones that were overtaken do not.
 */
export class EventReader {
  #stream = Number.NaN
  #timestamp = 0

  /** The key, where the packet is the first of its press. */
  read(packet: EventPacket): string | undefined {
    const newer = packet.stream !== this.#stream || ((packet.timestamp - this.#timestamp) | 0) > 0
    if (!newer) return undefined
    this.#stream = packet.stream
    this.#timestamp = packet.timestamp
    return keys[packet.event]
  }
}
