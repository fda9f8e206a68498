import { encodeG711, type Law, silentByte } from '../../audio/g711.ts'

/** Samples in a tick of 20 ms. */
export const frameSamples = 160

/** Room before a payload for the header of RTP, so that a packet can be sent on without being copied. */
export const headroom = 12

/**
 * A piece of sound on its way, coded in G.711; mostly 20 ms. The object and its bytes are good only until the function that was given them returns: they are used again, and
 * `Transport.send` may write over the bytes, also over those before `start`.
 */
export interface SoundPacket {
  /** Which run of sequence numbers and timestamps this belongs to. Another number: another source, whose counting has nothing to do with what was before. */
  stream: number
  /** Counts packets, 16 bits. */
  sequence: number
  /** Counts samples, 32 bits. */
  timestamp: number
  /** The first packet after silence (RFC 3551, section 4.1). */
  marker: boolean
  law: Law
  bytes: Buffer
  start: number
  end: number
}

/** A packet of RFC 4733: a key that is held or was let go. `timestamp` is when it was pressed, and the same in all packets of one press. */
export interface EventPacket {
  stream: number
  sequence: number
  timestamp: number
  marker: boolean
  /** 0-9, 10 `*`, 11 `#`, 12-15 `A`-`D`; others are passed on. */
  event: number
  end: boolean
  /** dBm0 without its sign. */
  volume: number
  /** Samples since it was pressed. */
  duration: number
}

let streams = 0

/** A number for a new run of sequence numbers, of this worker's own. */
export function newStream(): number {
  streams += 1
  return streams
}

/** Sound that is made here: counts its packets, and takes the timestamps from the ticks, so that pauses are pauses to whoever hears it. */
export class LocalStream {
  readonly #stream = newStream()
  #sequence = 0
  #tick = Number.NaN

  /** A packet with the sound of one tick. */
  packet(samples: Int16Array, law: Law, tick: number): SoundPacket {
    const bytes = Buffer.allocUnsafe(headroom + samples.length)
    encodeG711(law, samples, bytes, headroom)
    return this.#wrap(bytes, law, tick)
  }

  /** A packet with a tick of silence. */
  silence(law: Law, tick: number): SoundPacket {
    const bytes = Buffer.allocUnsafe(headroom + frameSamples)
    bytes.fill(silentByte[law], headroom)
    return this.#wrap(bytes, law, tick)
  }

  /** A packet of a key that was pressed at `pressed` and is `held` ticks old. */
  event(event: number, pressed: number, held: number, end: boolean): EventPacket {
    this.#tick = pressed + held
    const timestamp = (pressed * frameSamples) >>> 0
    const [stream, sequence] = [this.#stream, this.#count()]
    return { stream, sequence, timestamp, marker: held === 1, event, end, volume: 10, duration: held * frameSamples }
  }

  #wrap(bytes: Buffer, law: Law, tick: number): SoundPacket {
    const marker = tick !== this.#tick + 1
    this.#tick = tick
    const timestamp = (tick * frameSamples) >>> 0
    const sequence = this.#count()
    return { stream: this.#stream, sequence, timestamp, marker, law, bytes, start: headroom, end: bytes.length }
  }

  #count(): number {
    this.#sequence = (this.#sequence + 1) & 0xffff
    return this.#sequence
  }
}
