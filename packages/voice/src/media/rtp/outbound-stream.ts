/** What is needed of a packet to put it into a stream. */
interface Counted {
  readonly stream: number
  readonly sequence: number
  readonly timestamp: number
  readonly marker: boolean
}

/** Two sources that follow each other are at least so far apart, samples. */
const frame = 160
/** A jump of the sequence numbers by more than this is a new beginning, not loss (RFC 3550, appendix A.1). */
const mostGap = 3_000

/**
 * Makes one run of sequence numbers and timestamps out of whatever sources follow each other, so that to its receiver it is one source (RFC 3550, section 5.1).
 * Within one source, gaps and changes of order stay what they are: the receiver can tell what was lost. A new source goes on where the one before ended, after the time that has passed, with the marker set.
 */
export class OutboundStream {
  readonly ssrc: number
  /** Of the packet that was given to `next` last. */
  sequence: number
  timestamp: number
  marker = false
  /** The highest so far. */
  lastTimestamp: number
  readonly #now: () => number
  #stream = Number.NaN
  #lastSequence: number
  #sequenceOffset = 0
  #timestampOffset = 0
  #sentAt: number
  /** The latest press, where it comes from, and when it was as its receiver has it. */
  #event = { stream: Number.NaN, timestamp: 0, sentAs: 0 }

  /**
   * @param now milliseconds, never set back
   * @param random32 whole numbers of 32 bits: where a stream begins is not to be guessed (RFC 3550, section 5.1)
   */
  constructor(now: () => number, random32: () => number) {
    this.ssrc = random32()
    this.#now = now
    this.#lastSequence = random32() & 0xffff
    this.sequence = this.#lastSequence
    this.lastTimestamp = random32()
    this.timestamp = this.lastTimestamp
    this.#sentAt = now()
  }

  /** Gives a packet its place: `sequence`, `timestamp` and `marker`. */
  next(packet: Counted): void {
    const now = this.#now()
    this.marker = packet.marker
    if (packet.stream !== this.#stream || this.#jumps(packet)) this.#follow(packet, now)
    this.sequence = (packet.sequence + this.#sequenceOffset) & 0xffff
    this.timestamp = (packet.timestamp + this.#timestampOffset) >>> 0
    if (((this.sequence - this.#lastSequence) & 0xffff) < 0x8000) this.#lastSequence = this.sequence
    if (((this.timestamp - this.lastTimestamp) | 0) > 0) this.lastTimestamp = this.timestamp
    this.#sentAt = now
  }

  /** The same for a packet of an event: all of one press carry the time of its first (RFC 4733, section 2.5.1), whatever was sent between them; another time is another press. */
  nextEvent(packet: Counted): void {
    this.next(packet)
    const { stream, timestamp } = packet
    if (this.#event.stream === stream && this.#event.timestamp === timestamp) {
      this.timestamp = this.#event.sentAs
      this.marker = false
    } else this.#event = { stream, timestamp, sentAs: this.timestamp }
  }

  /** The timestamp that it would have now, for a sender report. */
  timestampNow(): number {
    return (this.lastTimestamp + Math.round((this.#now() - this.#sentAt) * 8)) >>> 0
  }

  /** Whether a source counts from elsewhere now, as some do after a hold, without saying so by another SSRC: its receiver would take all that follows for old. */
  #jumps(packet: Counted): boolean {
    const ahead = (packet.sequence + this.#sequenceOffset - this.#lastSequence) & 0xffff
    return ahead >= mostGap && ahead <= 0x10000 - mostGap
  }

  #follow(packet: Counted, now: number): void {
    this.#stream = packet.stream
    const passed = Math.max(frame, Math.round(((now - this.#sentAt) * 8) / frame) * frame)
    this.#sequenceOffset = (this.#lastSequence + 1 - packet.sequence) & 0xffff
    this.#timestampOffset = (this.lastTimestamp + passed - packet.timestamp) >>> 0
    this.marker = true
  }
}
