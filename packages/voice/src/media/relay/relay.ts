import type { MessagePort } from 'node:worker_threads'
import type { Law } from '../../audio/g711.ts'
import { EventReader } from '../digits/event-reader.ts'
import type { Digit, MediaFigures } from '../media.ts'
import type { Party } from '../worker/party.ts'
import type { Peer } from '../worker/peer.ts'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'
import type { PartyPort, Transport } from '../worker/transport.ts'
import { PacketPort } from './packet-port.ts'

/** A stand-in for a party of another worker: what it is sent goes there, and what that party says, it says. */
export class RelayTransport implements Transport {
  readonly law: Law
  readonly keys = 'events'
  readonly continuous = false
  readonly #port: PacketPort
  #sent = 0
  #received = 0

  constructor(party: PartyPort, port: MessagePort, law: Law) {
    this.law = law
    this.#port = new PacketPort(port, {
      sound: (packet) => {
        this.#received += 1
        party.said(packet)
      },
      event: (packet) => party.event(packet),
      key: (digit) => party.pressed(digit),
      text: (text) => party.text(text),
      closed: () => party.gone('the party in the other worker went'),
    })
  }

  send(packet: SoundPacket): void {
    this.#sent += 1
    this.#port.sound(packet)
  }

  sendEvent(packet: EventPacket): void {
    this.#port.event(packet)
  }

  sendText(text: string): void {
    this.#port.text(text)
  }

  figures(): MediaFigures {
    return { packetsSent: this.#sent, packetsReceived: this.#received, packetsLost: 0, jitter: 0, strangers: 0 }
  }

  close(): void {
    this.#port.close()
  }
}

/** The other side of a stand-in: joined to the real party, as a bridge would be. */
class RelayPeer implements Peer {
  readonly mode: 'forwards' | 'blends'
  readonly #port: PacketPort

  constructor(port: PacketPort, mode: 'forwards' | 'blends') {
    this.#port = port
    this.mode = mode
  }

  said(packet: SoundPacket): void {
    this.#port.sound(packet)
  }

  event(packet: EventPacket): void {
    this.#port.event(packet)
  }

  pressed(digit: Digit): void {
    this.#port.key(digit)
  }

  text(text: string): void {
    this.#port.text(text)
  }

  left(): void {
    this.#port.close()
  }
}

/** Joins a party to its stand-in in another worker. @param toRoom whether that takes part in a room, and not in a bridge */
export function exposeParty(party: Party, messagePort: MessagePort, toRoom: boolean): void {
  const reader = new EventReader()
  const port = new PacketPort(messagePort, {
    sound: (packet) => party.hear(packet),
    event: (packet) => party.hearEvent(packet, reader.read(packet)),
    key: (digit) => party.hearKey(digit),
    text: (text) => party.hearText(text),
    closed: () => party.part(peer),
  })
  const peer = new RelayPeer(port, toRoom ? 'blends' : 'forwards')
  party.join(peer)
}
