import { decodeG711 } from '../../audio/g711.ts'
import type { SoundPacket } from '../worker/sound-packet.ts'

/** Samples that are kept, a power of two: about a second. */
const capacity = 8192
const mask = capacity - 1
/** Packets after which it is looked at whether the delay is more than is needed. */
const windowPackets = 100
const frame = 160
const mostLateRun = 5

/** How long sound is held back, samples. */
export interface JitterOptions {
  readonly delay: number
  /** The delay grows up to this where packets come late; where left out it stays as it is. */
  readonly mostDelay?: number
}

/**
 * Puts packets into their order and at their time, where sound is decoded: rooms, recordings. Gaps are silence. The delay adapts: it grows when packets come late, and shrinks
 * by a frame when all of the latest packets came earlier than needed; so does it follow a far side whose clock runs faster or slower than ours.
 */
export class JitterBuffer {
  readonly #ring = new Int16Array(capacity)
  readonly #least: number
  readonly #most: number
  /** What is pulled next, counted from the beginning. */
  #head = 0
  /** Up to where something was written. */
  #written = 0
  #stream = Number.NaN
  /** The place of a timestamp: `#base` + timestamp - `#baseTimestamp`. */
  #base = 0
  #baseTimestamp = 0
  #packets = 0
  #leastEarly = Number.POSITIVE_INFINITY
  /** How early the latest packet came that was not late. */
  #early = 0
  #lateRun = 0

  constructor(options: JitterOptions) {
    this.#least = options.delay
    this.#most = options.mostDelay ?? options.delay
  }

  /** Takes a packet. */
  push(packet: SoundPacket): void {
    const count = packet.end - packet.start
    if (count <= 0 || count > capacity / 2) return
    if (packet.stream !== this.#stream) this.#anchor(packet)
    let at = this.#placeOf(packet)
    if (at - this.#head > capacity - count || at < this.#head - capacity) {
      this.#anchor(packet)
      at = this.#placeOf(packet)
    }
    this.#adapt(at, packet)
    at = this.#placeOf(packet)
    if (at < this.#head) return
    this.#write(packet, at, count)
  }

  /** Gives the next samples, silence where there are none. Says whether there was any sound to give. */
  pull(into: Int16Array): boolean {
    const some = this.#written > this.#head
    for (let index = 0; index < into.length; index++) {
      const at = (this.#head + index) & mask
      into[index] = this.#ring[at] as number
      this.#ring[at] = 0
    }
    this.#head += into.length
    return some
  }

  #placeOf(packet: SoundPacket): number {
    return this.#base + ((packet.timestamp - this.#baseTimestamp) | 0)
  }

  #anchor(packet: SoundPacket): void {
    this.#stream = packet.stream
    this.#baseTimestamp = packet.timestamp
    this.#base = this.#head + this.#least
    this.#early = this.#least
    this.#lateRun = 0
    this.#packets = 0
    this.#leastEarly = Number.POSITIVE_INFINITY
  }

  /** Moves where packets are put, by how early or late they come. */
  #adapt(at: number, packet: SoundPacket): void {
    const early = at - this.#head
    if (early < 0) this.#late(-early, packet)
    else {
      this.#lateRun = 0
      this.#early = early
    }
    this.#leastEarly = Math.min(this.#leastEarly, early)
    this.#packets += 1
    if (this.#packets < windowPackets) return
    if (this.#leastEarly > this.#least + frame) this.#base -= frame
    this.#packets = 0
    this.#leastEarly = Number.POSITIVE_INFINITY
  }

  /** One that is later than may be waited for is lost; but where many in a row are, the far side's time has moved, and is followed. */
  #late(by: number, packet: SoundPacket): void {
    const more = Math.ceil(by / frame) * frame
    this.#lateRun += 1
    if (this.#early + more <= this.#most) this.#base += more
    else if (this.#lateRun >= mostLateRun) this.#anchor(packet)
  }

  #write(packet: SoundPacket, at: number, count: number): void {
    const from = at & mask
    const first = Math.min(count, capacity - from)
    decodeG711(packet.law, packet.bytes, packet.start, packet.start + first, this.#ring, from)
    if (first < count) decodeG711(packet.law, packet.bytes, packet.start + first, packet.end, this.#ring, 0)
    this.#written = Math.max(this.#written, at + count)
  }
}
