import type { EventPacket } from '../worker/sound-packet.ts'
import { keys } from './dtmf.ts'

/** A packet that is older by more than this, samples (20 s), was not overtaken: its sender counts from elsewhere, as some do after a hold. */
const longestOvertaken = 160_000

/**
 * Tells presses of keys from the many packets that tell of each (RFC 4733, section 2.5): all packets of one press have the timestamp of its beginning. The first packet to arrive
 * counts, whichever it is, since others may be lost; older ones that were overtaken do not.
 */
export class EventReader {
  #stream = Number.NaN
  #timestamp = 0

  /** The key, where the packet is the first of its press. */
  read(packet: EventPacket): string | undefined {
    const ahead = (packet.timestamp - this.#timestamp) | 0
    const newer = packet.stream !== this.#stream || ahead > 0 || ahead < -longestOvertaken
    if (!newer) return undefined
    this.#stream = packet.stream
    this.#timestamp = packet.timestamp
    return keys[packet.event]
  }
}
