import { crc32c, Writer } from '@platformatic/kafka'

/** Text, or bytes as they are. */
export type Bytes = string | Uint8Array

/** Bytes as the text that they are in UTF-8. */
export function textOf(bytes: Bytes): string {
  return typeof bytes === 'string' ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}

/** What a record carries. */
export interface RecordContent {
  readonly key: Bytes | null
  readonly value: Bytes | null
  readonly headers: readonly (readonly [name: Bytes, value: Bytes])[]
}

/** What the head of a batch says besides what its records tell. */
export interface BatchHead {
  readonly producerId: bigint
  readonly producerEpoch: number
  /** Number of the first record among all that this producer has sent to the partition. */
  readonly sequence: number
  /** When the records were made, all of them; milliseconds since the epoch. */
  readonly timestamp: number
}

/** Where the parts of the head stand (Kafka protocol, Record Batch, magic 2), and its length. */
const at = { length: 8, magic: 16, crc: 17, lastOffset: 23, timestamp: 27, lastTimestamp: 35, producerId: 43 } as const
const afterProducer = { epoch: 51, sequence: 53, count: 57, end: 61 } as const
const currentMagic = 2
/** What is longer is written by Node; below, a loop is faster than the call. */
const shortText = 48
const mostBytesOfLength = 5

/**
 * The records of one request for one partition, encoded as they come into one run of bytes. The client library's own encoder makes a dozen
 * buffers a record, which cost more than all else that is done to tell an event.
 */
export class RecordBatch {
  readonly #bytes = new GrowingBytes(afterProducer.end)
  /** Of one record at a time, because its length stands before it. */
  readonly #record: GrowingBytes
  #count = 0

  /** @param scratch room for one record, which batches that are filled in turn can share */
  constructor(scratch: GrowingBytes = new GrowingBytes()) {
    this.#record = scratch
  }

  /** Records so far. */
  get count(): number {
    return this.#count
  }

  /** Bytes so far, head included. */
  get size(): number {
    return this.#bytes.length
  }

  /** Adds a record behind the others. */
  add({ key, value, headers }: RecordContent): void {
    const record = this.#record
    record.clear()
    record.byte(0) // Attributes: none are defined.
    record.varint(0) // The timestamp, from that of the batch.
    record.varint(this.#count)
    record.sized(key)
    record.sized(value)
    record.varint(headers.length)
    for (const [name, text] of headers) {
      record.sized(name)
      record.sized(text)
    }
    this.#bytes.varint(record.length)
    this.#bytes.copy(record, 0, record.length)
    this.#count += 1
  }

  /**
   * Begins a record for who writes its key, value and headers themselves, as {@link add} would, and nothing else, to what this gives.
   * @param size bytes of what will be written, exactly
   */
  begin(size: number): GrowingBytes {
    const bytes = this.#bytes
    const attributes = 2
    bytes.reserve(mostBytesOfLength * 2 + attributes + size)
    bytes.varint(attributes + varintSize(this.#count) + size)
    bytes.byte(0)
    bytes.byte(0)
    bytes.varint(this.#count)
    this.#count += 1
    return bytes
  }

  /** Makes it empty, to be filled for another request: what {@link finish} gave is written over. */
  clear(): void {
    this.#bytes.clear(afterProducer.end)
    this.#count = 0
  }

  /** Bytes of memory that it holds. */
  get capacity(): number {
    return this.#bytes.capacity
  }

  /** The whole batch as it goes into a request; nothing can be added any more. */
  finish({ producerId, producerEpoch, sequence, timestamp }: BatchHead): Buffer {
    const batch = this.#bytes.written()
    // The broker gives the offset, and its leader's epoch is nothing that a producer knows: both stay 0.
    batch.fill(0, 0, afterProducer.end)
    batch.writeInt32BE(batch.length - at.length - 4, at.length)
    batch.writeInt8(currentMagic, at.magic)
    batch.writeInt32BE(this.#count - 1, at.lastOffset)
    batch.writeBigInt64BE(BigInt(timestamp), at.timestamp)
    batch.writeBigInt64BE(BigInt(timestamp), at.lastTimestamp)
    batch.writeBigInt64BE(producerId, at.producerId)
    batch.writeInt16BE(producerEpoch, afterProducer.epoch)
    batch.writeInt32BE(sequence, afterProducer.sequence)
    batch.writeInt32BE(this.#count, afterProducer.count)
    batch.writeUInt32BE(checksum(batch.subarray(at.crc + 4)), at.crc)
    return batch
  }
}

/** CRC-32C. Within one of the library's buffers, because it would copy bytes that are not. */
function checksum(bytes: Buffer): number {
  return crc32c(Writer.create().append(bytes).dynamicBuffer)
}

/** Bytes that are written one after the other. */
export class GrowingBytes {
  #buffer: Buffer
  #length: number

  /** @param reserved bytes at the beginning that are written last */
  constructor(reserved = 0) {
    this.#buffer = Buffer.allocUnsafe(4096)
    this.#length = reserved
  }

  get length(): number {
    return this.#length
  }

  /** What was written so far; not a copy. */
  written(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  /** Bytes that there is room for. */
  get capacity(): number {
    return this.#buffer.length
  }

  /** Begins anew, behind so many bytes that are written last. */
  clear(reserved = 0): void {
    this.#length = reserved
  }

  byte(value: number): void {
    this.reserve(1)
    this.#buffer[this.#length++] = value
  }

  /** A signed number in zigzag, seven bits a byte, as record batches have it. 32 bits. */
  varint(value: number): void {
    this.reserve(mostBytesOfLength)
    this.#unsigned((value << 1) ^ (value >> 31))
  }

  /** Bytes with their length before them; a length of -1 says that there is nothing. */
  sized(value: Bytes | null): void {
    if (value === null) this.varint(-1)
    else if (typeof value === 'string') this.#sizedText(value)
    else {
      this.reserve(value.length + mostBytesOfLength)
      this.#unsigned(value.length << 1)
      this.#buffer.set(value, this.#length)
      this.#length += value.length
    }
  }

  /** Text in UTF-8 without its length. */
  text(text: string): void {
    this.reserve(text.length * 3)
    this.#length += this.#buffer.write(text, this.#length)
  }

  /** Bytes as they are, without their length. */
  bytes(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Part of what others have written. */
  copy(other: GrowingBytes, from: number, to: number): void {
    this.reserve(to - from)
    other.#buffer.copy(this.#buffer, this.#length, from, to)
    this.#length += to - from
  }

  /** Nearly all text is ASCII, so it is written as if it were, and moved where it turns out to be longer. */
  #sizedText(text: string): void {
    const begin = this.#length
    this.reserve(text.length * 3 + mostBytesOfLength)
    this.#unsigned(text.length << 1)
    const from = this.#length
    const bytes = this.#writeText(text)
    if (bytes === text.length) return
    this.#buffer.copyWithin(begin + unsignedSize(bytes << 1), from, from + bytes)
    this.#length = begin
    this.#unsigned(bytes << 1)
    this.#length += bytes
  }

  /** Gives how many bytes it took. */
  #writeText(text: string): number {
    const buffer = this.#buffer
    const from = this.#length
    const { length } = text
    if (length <= shortText) {
      let index = 0
      for (; index < length; index += 1) {
        const code = text.charCodeAt(index)
        if (code > 0x7f) break
        buffer[from + index] = code
      }
      if (index === length) {
        this.#length = from + length
        return length
      }
    }
    const bytes = buffer.write(text, from)
    this.#length = from + bytes
    return bytes
  }

  #unsigned(value: number): void {
    let rest = value >>> 0
    for (; rest > 0x7f; rest >>>= 7) this.#buffer[this.#length++] = (rest & 0x7f) | 0x80
    this.#buffer[this.#length++] = rest
  }

  /** Makes room for so many bytes more. */
  reserve(bytes: number): void {
    const needed = this.#length + bytes
    if (needed <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    this.#buffer.copy(larger, 0, 0, this.#length)
    this.#buffer = larger
  }
}

/** Bytes that a number that is not negative takes as a `varint`. */
export function varintSize(value: number): number {
  return unsignedSize(value << 1)
}

/** Bytes that a number takes, seven bits in each. */
function unsignedSize(value: number): number {
  let size = 1
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size += 1
  return size
}
