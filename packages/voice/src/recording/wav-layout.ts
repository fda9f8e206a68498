/** Where the sound lies in a WAV file. */
export interface WavLayout {
  /** First byte of the sound. */
  readonly offset: number
  readonly bytes: number
  readonly channels: number
}

/** Bytes of a sample of all that is recorded. */
export const sampleBytes = 2
/**
 * Finds the sound in a WAV file of 16 bit PCM. The file may be one whose writer died: what its head says of lengths is then 0, or more than is there, and what
 * is there counts.
 * @param start the first bytes of the file, 4 KiB or all of it
 * @param fileBytes how long the file is
 * @returns undefined where this is no such file
 */
export function readWavLayout(start: Uint8Array, fileBytes: number): WavLayout | undefined {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const text = (at: number) => (at + 4 <= start.length ? String.fromCharCode(...start.subarray(at, at + 4)) : undefined)
  if (text(0) !== 'RIFF' || text(8) !== 'WAVE') return undefined
  let channels = 0
  for (let at = 12; at + 8 <= start.length; ) {
    const size = view.getUint32(at + 4, true)
    if (text(at) === 'data') return layoutAt(at + 8, size, fileBytes, channels)
    if (text(at) === 'fmt ' && at + 24 <= start.length) {
      if (view.getUint16(at + 8, true) !== 1 || view.getUint16(at + 22, true) !== 8 * sampleBytes) return undefined
      channels = view.getUint16(at + 10, true)
    }
    at += 8 + size + (size % 2)
  }
  return undefined
}

function layoutAt(offset: number, declared: number, fileBytes: number, channels: number): WavLayout | undefined {
  if (channels !== 1 && channels !== 2) return undefined
  const there = Math.max(0, fileBytes - offset)
  const bytes = declared === 0 || declared > there ? there : declared
  const frame = channels * sampleBytes
  return { offset, bytes: bytes - (bytes % frame), channels }
}
