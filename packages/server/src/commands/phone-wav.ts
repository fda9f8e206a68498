import { closeSync, openSync, writeSync } from 'node:fs'
import { wavHeader, wavHeaderBytes } from '@trunkline/voice'
import { CommandError } from '../command-line/command-error.ts'

const bytesASecond = 16_000

/** A WAV that grows: what was heard in all calls, one behind the other. Whole after each piece. */
export class WavFile {
  readonly path: string
  #bytes = 0

  /** @throws CommandError where it cannot be written */
  constructor(path: string) {
    this.path = path
    this.#write((file) => void writeSync(file, wavHeader({ channels: 1, dataBytes: 0 })), 'w')
  }

  /** Adds samples of 16 bit, little endian; gives how many seconds there are. */
  add(samples: Uint8Array): number {
    this.#write((file) => {
      writeSync(file, samples, 0, samples.length, wavHeaderBytes + this.#bytes)
      this.#bytes += samples.length
      writeSync(file, wavHeader({ channels: 1, dataBytes: this.#bytes }), 0, wavHeaderBytes, 0)
    }, 'r+')
    return this.#bytes / bytesASecond
  }

  #write(work: (file: number) => void, flags: 'w' | 'r+'): void {
    try {
      const file = openSync(this.path, flags)
      try {
        work(file)
      } finally {
        closeSync(file)
      }
    } catch (error) {
      throw new CommandError(`${this.path} cannot be written: ${(error as Error).message}`)
    }
  }
}
