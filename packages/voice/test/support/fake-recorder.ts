import { appendFile, writeFile } from 'node:fs/promises'
import { wavHeader } from '../../src/audio/wav-write.ts'
import type { MediaEngine, Recorder, RecordingEnd, RecordOptions } from '../../src/media/media.ts'

/** A recorder that writes what a test gives it, as the real one does: a head without lengths, then samples, then the head once more. */
export class FakeRecorder implements Recorder {
  readonly options: RecordOptions
  readonly pauses: string[] = []
  readonly ended: Promise<RecordingEnd>
  #bytes = 0
  #end: (end: RecordingEnd) => void = () => undefined
  #written: Promise<void>

  constructor(options: RecordOptions) {
    this.options = options
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#written = writeFile(options.file, this.#head(0))
  }

  #head(dataBytes: number): Uint8Array {
    return wavHeader({ channels: this.options.channels.length, dataBytes })
  }

  /** Samples, of all channels beside each other. */
  async write(samples: Int16Array): Promise<void> {
    await this.#written
    this.#bytes += samples.byteLength
    this.#written = appendFile(
      this.options.file,
      new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
    )
    await this.#written
  }

  async pause(mode: 'skip' | 'silence'): Promise<void> {
    this.pauses.push(mode)
  }

  async resume(): Promise<void> {
    this.pauses.push('resume')
  }

  stop(): Promise<RecordingEnd> {
    return this.finish('stopped')
  }

  async finish(reason: RecordingEnd['reason'], heard = true): Promise<RecordingEnd> {
    await this.#written
    const seconds = this.#bytes / (16_000 * this.options.channels.length)
    this.#end({ reason, seconds, bytes: this.#bytes, heard })
    return this.ended
  }
}

/** Makes fake recorders and keeps them. */
export function fakeRecording(): Pick<MediaEngine, 'record'> & { readonly recorders: FakeRecorder[]; fails: boolean } {
  const recorders: FakeRecorder[] = []
  return {
    recorders,
    fails: false,
    async record(options) {
      if (this.fails) throw new Error('no space left on device')
      const recorder = new FakeRecorder(options)
      recorders.push(recorder)
      await recorder.write(new Int16Array(0))
      return recorder
    },
  }
}
