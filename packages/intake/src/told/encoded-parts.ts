import { GrowingBytes } from '../connection/record-batch.ts'

/** Part of a record as it stands in a batch, for all records that have it in common. */
export function encodedParts(write: (bytes: GrowingBytes) => void): Uint8Array {
  const bytes = new GrowingBytes()
  write(bytes)
  return Uint8Array.from(bytes.written())
}
