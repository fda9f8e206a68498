import type { Digit } from '../media.ts'
import type { Party } from './party.ts'
import type { Peer } from './peer.ts'
import type { EventPacket, SoundPacket } from './sound-packet.ts'

/** One side of a bridge: what one party says, the other hears, at once and as it is. */
class Side implements Peer {
  readonly mode = 'forwards'
  readonly #other: Party
  readonly #left: () => void

  constructor(other: Party, left: () => void) {
    this.#other = other
    this.#left = left
  }

  said(packet: SoundPacket): void {
    this.#other.hear(packet)
  }

  event(packet: EventPacket, digit: Digit | undefined): void {
    this.#other.hearEvent(packet, digit)
  }

  pressed(digit: Digit): void {
    this.#other.hearKey(digit)
  }

  text(text: string): void {
    this.#other.hearText(text)
  }

  left(): void {
    this.#left()
  }
}

/** Joins two parties until one of them goes or is joined to something else. Gives what ends it; safe to call twice. */
export function bridgeParties(a: Party, b: Party): () => void {
  const end = (): void => {
    a.part(fromA)
    b.part(fromB)
  }
  const fromA = new Side(b, end)
  const fromB = new Side(a, end)
  a.join(fromA)
  b.join(fromB)
  return end
}
