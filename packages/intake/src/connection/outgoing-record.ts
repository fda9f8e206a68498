import type { Bytes, RecordContent } from './record-batch.ts'

/** What a record takes besides its parts, about. Bytes. */
const recordBytes = 64

/** A record to be written. */
export interface OutgoingRecord extends RecordContent {
  readonly topic: string
  /** Without it the key decides, as with Kafka's own producers. */
  readonly partition?: number
}

/** What a record takes in a request, about. Bytes. */
export function sizeOf({ key, value, headers }: RecordContent): number {
  const ofHeaders = headers.reduce((sum, [name, text]) => sum + bytesOf(name) + bytesOf(text), 0)
  return bytesOf(key) + bytesOf(value) + ofHeaders + recordBytes
}

const bytesOf = (part: Bytes | null): number =>
  part === null ? 0 : typeof part === 'string' ? Buffer.byteLength(part) : part.length
