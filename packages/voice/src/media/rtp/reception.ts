/** A jump of the sequence numbers by more than this is a new beginning, not loss (RFC 3550, appendix A.1). */
const mostGap = 3_000

/** Counts what came from a source, what was lost, and how unevenly it came (RFC 3550, appendices A.1, A.3 and A.8). */
export class Reception {
  /** Packets that came, of all beginnings. */
  received = 0
  #lostBefore = 0
  #first = -1
  #highest = 0
  #cycles = 0
  #since = 0
  #jitter = 0
  #transit = Number.NaN
  #expectedReported = 0
  #receivedReported = 0

  /** The highest sequence number, with how often it went round above it. */
  get highest(): number {
    return (this.#cycles + this.#highest) >>> 0
  }

  /** Packets lost. */
  get lost(): number {
    return this.#lostBefore + Math.max(0, this.#expected() - this.#since)
  }

  /** In samples. */
  get jitter(): number {
    return this.#jitter
  }

  /** Begins anew: another source. */
  restart(): void {
    this.#lostBefore = this.lost
    this.#first = -1
    this.#transit = Number.NaN
  }

  /**
   * @param arrival when it came, in samples
   * @param timestamp undefined for packets whose timestamp says nothing of when they were sent
   */
  count(sequence: number, timestamp: number | undefined, arrival: number): void {
    this.received += 1
    const ahead = (sequence - this.#highest) & 0xffff
    if (this.#first < 0 || (ahead >= mostGap && ahead <= 0x10000 - mostGap)) this.#begin(sequence)
    else if (ahead < mostGap) {
      if (sequence < this.#highest) this.#cycles += 0x10000
      this.#highest = sequence
    }
    this.#since += 1
    if (timestamp !== undefined) this.#spread(arrival - timestamp)
  }

  /** The share of packets lost since it was asked last, in parts of 256. */
  takeFractionLost(): number {
    const expected = this.#expected() - this.#expectedReported
    const received = this.#since - this.#receivedReported
    this.#expectedReported = this.#expected()
    this.#receivedReported = this.#since
    return expected > 0 && expected > received ? Math.min(255, Math.floor(((expected - received) * 256) / expected)) : 0
  }

  #begin(sequence: number): void {
    if (this.#first >= 0) this.#lostBefore = this.lost
    this.#first = sequence
    this.#highest = sequence
    this.#cycles = 0
    this.#since = 0
    this.#expectedReported = 0
    this.#receivedReported = 0
  }

  #expected(): number {
    return this.#first < 0 ? 0 : this.#cycles + this.#highest - this.#first + 1
  }

  #spread(transit: number): void {
    const difference = Math.abs((transit - this.#transit) | 0)
    this.#transit = transit
    // A new source has another beginning: a difference of more than 20 s says nothing.
    if (difference < 160_000) this.#jitter += (difference - this.#jitter) / 16
  }
}
