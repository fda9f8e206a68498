/** Frontend message types after which the server answers (PostgreSQL manual, 54.7 Message Formats). */
const sync = 0x53 // 'S'
const query = 0x51 // 'Q'
const flush = 0x48 // 'H'
const terminate = 0x58 // 'X'

/**
 * Cuts the stream of bytes that a client writes into units that the engine can work off in one go: it has one thread and
 * cannot wait for the rest of a message, so a unit ends where the server owes an answer.
 */
export class ProtocolFramer {
  #pending: Buffer[] = []
  #started = false

  /** Takes what was written; gives back what is now complete, or undefined. */
  push(chunks: readonly Buffer[]): Uint8Array<ArrayBuffer> | undefined {
    this.#pending.push(...chunks)
    const bytes = this.#pending.length === 1 ? (this.#pending[0] as Buffer) : Buffer.concat(this.#pending)
    const end = this.#endOfUnit(bytes)
    this.#pending = end < bytes.length ? [bytes.subarray(end)] : []
    if (end === 0) return undefined
    // A copy with a buffer of its own: it is handed over to another thread, and small Buffers share a slab.
    return new Uint8Array(bytes.subarray(0, end))
  }

  #endOfUnit(bytes: Buffer): number {
    let end = 0
    for (let at = 0; ; ) {
      // The very first message, the startup packet, has no type byte.
      const head = this.#started ? 1 : 0
      if (at + head + 4 > bytes.length) return end
      const next = at + head + bytes.readInt32BE(at + head)
      if (next > bytes.length) return end
      const type = this.#started ? bytes[at] : query
      this.#started = true
      if (type === sync || type === query || type === flush || type === terminate) end = next
      at = next
    }
  }
}

/** True for a unit that is a goodbye. */
export function isTerminate(unit: Uint8Array): boolean {
  return unit[0] === terminate && unit.length === 5
}

/** True when an answer ends with ReadyForQuery: `Z`, length 5, status. Without it the engine has stopped in the middle. */
export function endsReady(answer: Uint8Array): boolean {
  const at = answer.length - 6
  return at >= 0 && answer[at] === 0x5a && answer[at + 4] === 5
}
