import type { MediaFigures } from '../media.ts'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'
import type { PartyPort, Transport } from '../worker/transport.ts'

/** One end of a line: what it is sent, the party at the other end says. */
class LineEnd implements Transport {
  readonly law = 'PCMU'
  readonly keys = 'events'
  readonly continuous = false
  readonly #other: PartyPort
  #sent = 0
  #received: () => number
  #inside = false
  #open = true

  constructor(other: PartyPort, received: () => number) {
    this.#other = other
    this.#received = received
  }

  get sent(): number {
    return this.#sent
  }

  send(packet: SoundPacket): void {
    this.#sent += 1
    this.#through(() => this.#other.said(packet))
  }

  sendEvent(packet: EventPacket): void {
    this.#through(() => this.#other.event(packet))
  }

  sendText(text: string): void {
    this.#through(() => this.#other.text(text))
  }

  figures(): MediaFigures {
    return { packetsSent: this.#sent, packetsReceived: this.#received(), packetsLost: 0, jitter: 0, strangers: 0 }
  }

  /** The other end goes, too. */
  close(): void {
    this.#open = false
    this.#other.gone('the other end of the line closed')
  }

  /** A line whose ends are bridged with each other would go round for ever: what comes back while it is being sent is dropped. */
  #through(pass: () => void): void {
    if (this.#inside || !this.#open) return
    this.#inside = true
    try {
      pass()
    } finally {
      this.#inside = false
    }
  }
}

/** Makes the two ends of a line for two parties. */
export function openLine(a: PartyPort, b: PartyPort): readonly [Transport, Transport] {
  const atA: LineEnd = new LineEnd(b, () => atB.sent)
  const atB: LineEnd = new LineEnd(a, () => atA.sent)
  return [atA, atB]
}
