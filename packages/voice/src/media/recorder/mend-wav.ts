import { open } from 'node:fs/promises'
import type { RecordingEnd } from '../media.ts'
import { wavHeader, wavHeaderBytes } from './wav-file.ts'

/** Completes the file of a recorder that died while it wrote: the header is written by what is there, so that what was said up to then can be heard. */
export async function mendWav(path: string, channels: number): Promise<RecordingEnd> {
  const detail = 'the media worker died'
  try {
    const handle = await open(path, 'r+')
    try {
      const { size } = await handle.stat()
      const frame = channels * 2
      const data = Math.max(0, Math.floor((size - wavHeaderBytes) / frame) * frame)
      await handle.truncate(wavHeaderBytes + data)
      await handle.write(wavHeader(channels, data), 0, wavHeaderBytes, 0)
      return { reason: 'failed', seconds: data / frame / 8000, bytes: wavHeaderBytes + data, heard: data > 0, detail }
    } finally {
      await handle.close()
    }
  } catch {
    return { reason: 'failed', seconds: 0, bytes: 0, heard: false, detail }
  }
}
