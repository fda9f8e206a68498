import { type FileHandle, open } from 'node:fs/promises'

/** Bytes of the header that is written: RIFF, fmt and data, nothing else. */
export const wavHeaderBytes = 44
/** Bytes that wait to be written, at most: about a minute of four channels. What comes while so many wait fails the file. */
const mostWaiting = 4 * 1024 * 1024
const chunkBytes = 16 * 1024

/** The header of a WAV file of 16 bit PCM at 8,000 samples a second. */
export function wavHeader(channels: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(wavHeaderBytes)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000 * channels * 2, 28)
  header.writeUInt16LE(channels * 2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

/** A WAV file that is written as the sound comes, in pieces of about a second, so that memory does not grow with its length. */
export class WavFile {
  readonly #handle: FileHandle
  readonly #channels: number
  #chunk = Buffer.allocUnsafe(chunkBytes)
  #filled = 0
  #position = wavHeaderBytes
  #waiting = 0
  #writing: Promise<void>
  #failure: Error | undefined

  private constructor(handle: FileHandle, channels: number) {
    this.#handle = handle
    this.#channels = channels
    this.#writing = this.#put(wavHeader(channels, 0), 0)
  }

  /** Makes the file, or empties it. Only this user may read it. */
  static async open(path: string, channels: number): Promise<WavFile> {
    return new WavFile(await open(path, 'w', 0o600), channels)
  }

  /** Why it can't be written; the file is to be closed then. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /** Adds samples, those of all channels in turn. Fewer than fit a chunk. */
  write(samples: Int16Array): void {
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
    if (this.#filled + bytes.length > this.#chunk.length) this.#flush()
    this.#filled += bytes.copy(this.#chunk, this.#filled)
  }

  /**
   * Writes what is left, and the header.
   * @param dataBytes what is kept; the rest at the end is cut off
   * @throws what kept it from being written
   */
  async close(dataBytes: number): Promise<void> {
    this.#flush()
    await this.#writing
    try {
      if (this.#failure) throw this.#failure
      await this.#handle.truncate(wavHeaderBytes + dataBytes)
      await this.#handle.write(wavHeader(this.#channels, dataBytes), 0, wavHeaderBytes, 0)
      await this.#handle.sync()
    } finally {
      await this.#handle.close()
    }
  }

  #flush(): void {
    if (this.#filled === 0) return
    const chunk = this.#chunk.subarray(0, this.#filled)
    const position = this.#position
    this.#position += this.#filled
    this.#chunk = Buffer.allocUnsafe(chunkBytes)
    this.#filled = 0
    if (this.#waiting > mostWaiting) this.#failure ??= new Error('the disk is too slow: recording was given up')
    if (this.#failure) return
    this.#writing = this.#writing.then(() => this.#put(chunk, position))
    this.#waiting += chunk.length
  }

  async #put(bytes: Buffer, position: number): Promise<void> {
    try {
      if (this.#failure) return
      let done = 0
      while (done < bytes.length) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done, position + done)
        done += bytesWritten
      }
    } catch (error) {
      this.#failure ??= error instanceof Error ? error : new Error(String(error))
    } finally {
      this.#waiting -= position === 0 ? 0 : bytes.length
    }
  }
}
