import type { FileHandle } from 'node:fs/promises'
import type { Queryable } from '@trunkline/postgres'
import { getPart, insertPart } from '../store/recording-store.ts'
import type { WavLayout } from './wav-layout.ts'

/** Bytes of every part but the last: 16 s of one channel. docs/decisions/recordings.md weighs it. */
export const partBytes = 262_144

/** A part of a sound that was deleted while it was read. */
export class SoundGone extends Error {
  override readonly name = 'SoundGone'
}

/**
 * Puts the sound of a file into the database, part by part. Again after a failure it goes on where it was: what is there stays.
 * @param from the part to begin with
 * @param kept told after each part
 */
export async function putSound(
  db: Queryable,
  id: string,
  { file, layout, from, kept }: { file: FileHandle; layout: WavLayout; from: number; kept: (parts: number) => void },
): Promise<void> {
  const parts = Math.ceil(layout.bytes / partBytes)
  const buffer = new Uint8Array(partBytes)
  for (let ordinal = from; ordinal < parts; ordinal++) {
    const at = ordinal * partBytes
    const length = Math.min(partBytes, layout.bytes - at)
    await readWhole(file, buffer.subarray(0, length), layout.offset + at)
    await db.query(insertPart(id, ordinal, buffer.subarray(0, length)))
    kept(ordinal + 1)
  }
}

async function readWhole(file: FileHandle, into: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done)
    if (bytesRead === 0) throw new Error('the file of a recording is shorter than it was')
    done += bytesRead
  }
}

/** Reads the bytes from one place on to before another, a part at a time. @throws SoundGone */
export async function* readSound(db: Queryable, id: string, from: number, until: number): AsyncIterable<Uint8Array> {
  for (let ordinal = Math.floor(from / partBytes); ordinal * partBytes < until; ordinal++) {
    const { rows } = await db.query<{ sound: Uint8Array }>(getPart(id, ordinal))
    const sound = rows[0]?.sound
    if (sound === undefined) throw new SoundGone('the recording was deleted while it was read')
    const start = ordinal * partBytes
    yield sound.subarray(Math.max(0, from - start), Math.min(sound.length, until - start))
  }
}
