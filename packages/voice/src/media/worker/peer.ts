import type { Digit } from '../media.ts'
import type { EventPacket, SoundPacket } from './sound-packet.ts'

/** What a party is joined to: another party by a bridge, a room by a seat. A party has one at a time. */
export interface Peer {
  /**
   * What the party hears from it: packets as they come (`forwards`), a mix on every tick which has in it what is played to the party (`mixes`), such a mix from another worker, without what is played, for
   * that is here (`blends`), nothing for now (`silent`).
   */
  readonly mode: 'forwards' | 'mixes' | 'blends' | 'silent'
  /** The party says this. */
  said(packet: SoundPacket): void
  /** A packet of a key; `digit` where it is the first of its press. */
  event(packet: EventPacket, digit: Digit | undefined): void
  /** The party pressed a key. */
  pressed(digit: Digit): void
  text(text: string): void
  /** The party closed, or is joined to something else now. */
  left(): void
}
