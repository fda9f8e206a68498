/** Packets before the newest that are remembered (RFC 3711, section 3.3.2, asks for 64 at least). */
const windowSize = 128

/**
 * Which packets of one stream have come: their 48 bit index, of which the packet carries the lower 16 bits (RFC 3711, section 3.3.1 and appendix A),
 * or SRTCP's index, which it carries whole.
 */
export class PacketIndex {
  readonly #bits: 16 | 31
  #newest = -1
  /** Bit n: the packet n before the newest has come. */
  #seen = 0n

  constructor(bits: 16 | 31) {
    this.#bits = bits
  }

  /** The index that a packet most likely has. */
  guess(sequence: number): number {
    if (this.#bits === 31 || this.#newest < 0) return sequence
    const low = this.#newest % 65536
    const turns = Math.floor(this.#newest / 65536)
    if (low < 32768) return (sequence - low > 32768 && turns > 0 ? turns - 1 : turns) * 65536 + sequence
    return (low - 32768 > sequence ? turns + 1 : turns) * 65536 + sequence
  }

  /** Whether it has not come yet and is not older than what is remembered. */
  isNew(index: number): boolean {
    const back = this.#newest - index
    if (this.#newest < 0 || back < 0) return true
    return back < windowSize && ((this.#seen >> BigInt(back)) & 1n) === 0n
  }

  /** Notes a packet that was authentic. */
  accept(index: number): void {
    const ahead = index - this.#newest
    if (this.#newest < 0 || ahead >= windowSize) this.#seen = 1n
    else if (ahead > 0) this.#seen = BigInt.asUintN(windowSize, this.#seen << BigInt(ahead)) | 1n
    else this.#seen |= 1n << BigInt(-ahead)
    if (ahead > 0 || this.#newest < 0) this.#newest = Math.max(index, this.#newest)
  }
}
