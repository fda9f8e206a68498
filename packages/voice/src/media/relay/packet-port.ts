import type { MessagePort } from 'node:worker_threads'
import type { EventPacket, SoundPacket } from '../worker/sound-packet.ts'

/** What goes between workers. */
type PortMessage =
  | {
      readonly kind: 'sound'
      readonly packet: Omit<SoundPacket, 'bytes' | 'start' | 'end'>
      readonly payload: Uint8Array
    }
  | { readonly kind: 'event'; readonly packet: EventPacket }
  | { readonly kind: 'key'; readonly digit: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'took'; readonly count: number }

/** Takes what comes from the other worker. */
export interface PortListener {
  sound?(packet: SoundPacket): void
  event?(packet: EventPacket): void
  key?(digit: string): void
  text?(text: string): void
  /** The other side closed, or its worker died. */
  closed?(): void
}

/** The receiver says so often that it took messages. */
const tookEvery = 25
/** Messages that may be on their way: two seconds of sound. More are dropped, since the other worker is not taking them. */
const mostUnderWay = 100
/** Room for a header before the payload. */
const headroom = 12

/** A party's sound on its way between two workers, bounded: what the other side does not take in time is dropped. */
export class PacketPort {
  readonly #port: MessagePort
  #underWay = 0
  #took = 0

  constructor(port: MessagePort, listener: PortListener) {
    this.#port = port
    port.on('message', (message: PortMessage) => this.#take(message, listener))
    port.on('close', () => listener.closed?.())
  }

  sound(packet: SoundPacket): void {
    const { stream, sequence, timestamp, marker, law } = packet
    const payload = Uint8Array.prototype.slice.call(packet.bytes, packet.start, packet.end)
    this.#post({ kind: 'sound', packet: { stream, sequence, timestamp, marker, law }, payload })
  }

  event(packet: EventPacket): void {
    this.#post({ kind: 'event', packet: { ...packet } })
  }

  key(digit: string): void {
    this.#post({ kind: 'key', digit })
  }

  text(text: string): void {
    this.#post({ kind: 'text', text })
  }

  close(): void {
    this.#port.close()
  }

  #post(message: PortMessage): void {
    if (this.#underWay >= mostUnderWay) return
    this.#underWay += 1
    this.#port.postMessage(message)
  }

  #take(message: PortMessage, listener: PortListener): void {
    if (message.kind === 'took') {
      this.#underWay -= message.count
      return
    }
    this.#took += 1
    if (this.#took >= tookEvery) {
      this.#port.postMessage({ kind: 'took', count: this.#took } satisfies PortMessage)
      this.#took = 0
    }
    this.#give(message, listener)
  }

  #give(message: Exclude<PortMessage, { kind: 'took' }>, listener: PortListener): void {
    if (message.kind === 'event') listener.event?.(message.packet)
    else if (message.kind === 'key') listener.key?.(message.digit)
    else if (message.kind === 'text') listener.text?.(message.text)
    else {
      const bytes = Buffer.allocUnsafe(headroom + message.payload.length)
      bytes.set(message.payload, headroom)
      listener.sound?.({ ...message.packet, bytes, start: headroom, end: bytes.length })
    }
  }
}
