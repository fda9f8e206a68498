import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { wavHeaderBytes } from '../../audio/wav-write.ts'
import type { MediaEndpoint, MediaEngine, Pcm, Recorder, RecordSource } from '../../media/media.ts'

/** Keeps what a party hears, in a file until somebody asks for it. */
export class HeardSound {
  readonly #recorder: Recorder
  readonly #file: string
  #sound: Promise<Pcm> | undefined

  private constructor(recorder: Recorder, file: string) {
    this.#recorder = recorder
    this.#file = file
  }

  /** What the party of an endpoint hears. */
  static begin(
    media: Pick<MediaEngine, 'record'>,
    endpoint: MediaEndpoint,
    options: { readonly folder: string; readonly maxSeconds: number },
  ): Promise<HeardSound> {
    return HeardSound.record(media, { endpoint, track: 'outbound' }, options)
  }

  /** @param folder where the file lies meanwhile */
  static async record(
    media: Pick<MediaEngine, 'record'>,
    source: RecordSource,
    { folder, maxSeconds }: { readonly folder: string; readonly maxSeconds: number },
  ): Promise<HeardSound> {
    const file = join(folder, `trunkline-heard-${randomUUID()}.wav`)
    const recorder = await media.record({ file, channels: [[source]], maxSeconds })
    return new HeardSound(recorder, file)
  }

  /** All that was heard until now; nothing more is kept after that. */
  take(): Promise<Pcm> {
    this.#sound ??= this.#read()
    return this.#sound
  }

  async #read(): Promise<Pcm> {
    await this.#recorder.stop()
    try {
      const bytes = await readFile(this.#file)
      const samples = new Int16Array(Math.max(0, (bytes.length - wavHeaderBytes) >> 1))
      for (let at = 0; at < samples.length; at += 1) samples[at] = bytes.readInt16LE(wavHeaderBytes + at * 2)
      return samples
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Int16Array(0) // Nothing was ever heard.
      throw error
    } finally {
      await rm(this.#file, { force: true })
    }
  }
}
