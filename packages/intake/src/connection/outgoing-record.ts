import type { Bytes, RecordBatch, RecordContent } from './record-batch.ts'

/** What a record takes besides its parts, about. Bytes. */
const recordBytes = 64

/** A record to be written. */
export interface OutgoingRecord extends RecordContent {
  readonly topic: string
  /** Without it the key decides, as with Kafka's own producers. */
  readonly partition?: number
}

/** Records of one key that write themselves into a batch, without being made before: less than 200 KiB, all together. */
export interface OutgoingRun {
  readonly topic: string
  readonly key: string
  /** Writes them behind what is there. */
  addTo(batch: RecordBatch): void
  /** The same records one by one, for whoever has to look at each. */
  records(): readonly OutgoingRecord[]
}

/** What can be written. */
export type Outgoing = OutgoingRecord | OutgoingRun

/** Whether it is more than one record. */
export function isRun(outgoing: Outgoing): outgoing is OutgoingRun {
  return 'addTo' in outgoing
}

/** What a record takes in a request, about. Bytes. */
export function sizeOf({ key, value, headers }: RecordContent): number {
  const ofHeaders = headers.reduce((sum, [name, text]) => sum + bytesOf(name) + bytesOf(text), 0)
  return bytesOf(key) + bytesOf(value) + ofHeaders + recordBytes
}

const bytesOf = (part: Bytes | null): number =>
  part === null ? 0 : typeof part === 'string' ? Buffer.byteLength(part) : part.length
