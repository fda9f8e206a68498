import type { Digit } from '../media.ts'
import type { EventPacket } from '../worker/sound-packet.ts'
import { keys } from './dtmf.ts'
import { EventReader } from './event-reader.ts'
import { PressCounter } from './press-counter.ts'

/** What a packet of RFC 4733 is: of a press that was told of before in another way (`known`), the first of a press (its key), or a further one. */
export type KeyPacket = { readonly known: true } | { readonly known: false; readonly digit: Digit | undefined }

const known: KeyPacket = { known: true }
const further: KeyPacket = { known: false, digit: undefined }

/** The keys that a party presses, each once, in whichever ways they are told. */
export class PartyKeys {
  readonly #events = new EventReader()
  readonly #presses: PressCounter
  /** The event whose packets are left out, since its press was told of before; -1: none. */
  #knownEvent = -1
  #sendsEvents = false

  /** @param now milliseconds, never set back */
  constructor(now: () => number) {
    this.#presses = new PressCounter(now)
  }

  packet(packet: EventPacket): KeyPacket {
    this.#sendsEvents = true
    const digit = this.#events.read(packet)
    if (digit !== undefined) this.#knownEvent = this.#presses.counts(digit, 'packets') ? -1 : packet.event
    else this.#presses.held('packets')
    if (packet.event === this.#knownEvent) return known
    return digit === undefined ? further : { known: false, digit }
  }

  /** Whether a key that was told of beside the sound is a press of its own. */
  message(digit: Digit): boolean {
    return digit.length === 1 && keys.includes(digit) && this.#presses.counts(digit, 'message')
  }

  /** The same for one that was heard in the sound. A party that sends events is taken by these alone, since some send both. */
  tone(digit: Digit): boolean {
    return !this.#sendsEvents && this.#presses.counts(digit, 'tone')
  }
}
