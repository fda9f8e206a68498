/** HandshakeType (RFC 5246, section 7.4). */
export const handshakeType = {
  clientHello: 1,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
} as const

/** A whole message. */
export interface HandshakeMessage {
  readonly type: number
  readonly sequence: number
  readonly body: Buffer
  /** As it stands in the transcript: with the header of a message that was not cut up (RFC 6347, section 4.2.6). */
  readonly bytes: Buffer
  /** Whether all of it came in sealed records. */
  readonly sealed: boolean
}

const headerBytes = 12
/** A certificate has about 400 bytes, a hello with post-quantum keys 1,500. */
const longestMessage = 16_384
/** Messages ahead of the one that is waited for. */
const mostAhead = 8

/** A message with the header of one that was not cut up. */
export function handshakeMessage(type: number, sequence: number, body: Uint8Array, sealed = false): HandshakeMessage {
  const bytes = Buffer.alloc(headerBytes + body.length)
  bytes[0] = type
  bytes.writeUIntBE(body.length, 1, 3)
  bytes.writeUInt16BE(sequence, 4)
  bytes.writeUIntBE(body.length, 9, 3)
  bytes.set(body, headerBytes)
  return { type, sequence, body: bytes.subarray(headerBytes), bytes, sealed }
}

interface Partial {
  readonly type: number
  readonly body: Buffer
  sealed: boolean
  /** Pieces that are there: from, to. */
  readonly pieces: [number, number][]
}

/** Puts messages together from their fragments, and gives them in order, each once. */
export class HandshakeReader {
  readonly #partial = new Map<number, Partial>()
  #next = 0

  /** The number of the message that is waited for. */
  get next(): number {
    return this.#next
  }

  /** Takes the body of a handshake record. Gives the lowest number among its messages; undefined where it is broken. */
  take(body: Buffer, sealed: boolean): number | undefined {
    let lowest: number | undefined
    for (let at = 0; at + headerBytes <= body.length; ) {
      const [length, sequence] = [body.readUIntBE(at + 1, 3), body.readUInt16BE(at + 4)]
      const [from, size] = [body.readUIntBE(at + 6, 3), body.readUIntBE(at + 9, 3)]
      const start = at + headerBytes
      at = start + size
      if (at > body.length || from + size > length || length > longestMessage) return lowest
      lowest = Math.min(lowest ?? sequence, sequence)
      if (sequence < this.#next || sequence > this.#next + mostAhead) continue
      this.#keep(body[start - headerBytes] ?? 0, sequence, length, from, body.subarray(start, at), sealed)
    }
    return lowest
  }

  /** The next message, where it is whole. */
  read(): HandshakeMessage | undefined {
    const partial = this.#partial.get(this.#next)
    if (partial === undefined || !isWhole(partial)) return undefined
    this.#partial.delete(this.#next)
    const message = handshakeMessage(partial.type, this.#next, partial.body, partial.sealed)
    this.#next += 1
    return message
  }

  #keep(type: number, sequence: number, length: number, from: number, piece: Buffer, sealed: boolean): void {
    const known = this.#partial.get(sequence)
    const partial = known ?? { type, body: Buffer.alloc(length), sealed, pieces: [] }
    if (partial.type !== type || partial.body.length !== length || partial.pieces.length > 64) return
    partial.body.set(piece, from)
    partial.sealed &&= sealed
    partial.pieces.push([from, from + piece.length])
    this.#partial.set(sequence, partial)
  }
}

function isWhole({ body, pieces }: Partial): boolean {
  let reached = 0
  for (const [from, to] of pieces.toSorted((a, b) => a[0] - b[0])) {
    if (from > reached) return false
    reached = Math.max(reached, to)
  }
  return reached === body.length
}
