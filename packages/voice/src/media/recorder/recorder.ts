import type { RecordingEnd } from '../media.ts'
import { frameSamples, type SoundPacket } from '../worker/sound-packet.ts'
import type { Ticker, Ticking } from '../worker/ticker.ts'
import { JitterBuffer } from './jitter-buffer.ts'
import type { WavFile } from './wav-file.ts'

/** Where the sound of a recording comes from, and how to stop it. */
export interface RecorderSource {
  /** @param gone called when there is nothing more to come */
  listen(tap: (packet: SoundPacket) => void, gone: () => void): () => void
}

/** What is recorded, and until when. */
export interface RecorderOptions {
  readonly channels: readonly (readonly RecorderSource[])[]
  readonly trimSilence: boolean
  /** 0: never. */
  readonly silenceSeconds: number
  /** 0: as long as a WAV file can be. */
  readonly maxSeconds: number
}

/** Every source is held back by so many ticks, the same for all, so that the channels keep in time. They are left out at the beginning and made up for at the end. */
const delayTicks = 5
/** Louder than this (root of the mean square, about -45 dBFS) is sound. */
const silenceLevel = 184
/** What is kept on both sides of the sound when silence is trimmed, ticks. */
const marginTicks = 2
const mostFileBytes = 0xffff_0000

/**
 * Writes what its sources say, each channel mixed from its own, 20 ms on every tick of the clock: so gaps are silence, and channels can't drift apart.
 *
 *   runs ──(stop, silence, max, all sources gone, a fault of the file)──> over
 */
export class RecorderJob implements Ticking {
  readonly ended: Promise<RecordingEnd>
  readonly #file: WavFile
  readonly #ticker: Ticker
  readonly #options: RecorderOptions
  readonly #buffers: readonly (readonly JitterBuffer[])[]
  readonly #stops: (() => void)[] = []
  readonly #frame = new Int16Array(frameSamples)
  readonly #mixed: Int32Array
  readonly #written: Int16Array
  #end: (end: RecordingEnd) => void = () => undefined
  #mode: 'skip' | 'silence' | 'off' = 'off'
  #lead = delayTicks
  #last = Number.NaN
  #sources = 0
  #ticks = 0
  /** Those that went by, whether they are kept or trimmed: a party that never speaks is not recorded for ever. */
  #passed = 0
  #silentTicks = 0
  /** Ticks up to the end of the latest sound. */
  #soundTicks = 0
  #margin: Int16Array[] = []
  #heard = false
  #over = false

  constructor(file: WavFile, ticker: Ticker, options: RecorderOptions) {
    this.#file = file
    this.#ticker = ticker
    this.#options = options
    this.#mixed = new Int32Array(frameSamples)
    this.#written = new Int16Array(frameSamples * options.channels.length)
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#buffers = options.channels.map((sources) => sources.map((source) => this.#listen(source)))
    ticker.add('keep', this)
  }

  pause(mode: 'skip' | 'silence' | 'off'): void {
    this.#mode = mode
  }

  stop(): void {
    this.#finish('stopped')
  }

  tick(tick: number): void {
    // Where the machine stood still, the time that is missing is missing in the sound, too, and not in the file.
    const missed = Number.isNaN(this.#last) ? 1 : tick - this.#last
    this.#last = tick
    for (let count = 0; count < missed && !this.#over; count++) this.#step()
  }

  #listen(source: RecorderSource): JitterBuffer {
    const buffer = new JitterBuffer({ delay: delayTicks * frameSamples, mostDelay: 3 * delayTicks * frameSamples })
    this.#sources += 1
    const gone = (): void => {
      this.#sources -= 1
      if (this.#sources === 0) this.#finish('closed')
    }
    this.#stops.push(source.listen((packet) => buffer.push(packet), gone))
    return buffer
  }

  #step(): void {
    this.#mix()
    if (this.#lead > 0) {
      this.#lead -= 1
      return
    }
    this.#take()
    const { silenceSeconds, maxSeconds } = this.#options
    if (this.#file.failure) this.#finish('failed')
    else if (maxSeconds > 0 && this.#passed >= maxSeconds * 50) this.#finish('max')
    else if (this.#bytes(this.#ticks) > mostFileBytes) this.#finish('max')
    else if (silenceSeconds > 0 && this.#silentTicks >= silenceSeconds * 50) this.#finish('silence')
  }

  /** Mixes the next tick of all channels into `#written`. */
  #mix(): void {
    const channels = this.#buffers.length
    this.#buffers.forEach((buffers, channel) => {
      this.#mixed.fill(0)
      for (const buffer of buffers) {
        if (!buffer.pull(this.#frame)) continue
        for (let index = 0; index < frameSamples; index++)
          (this.#mixed[index] as number) += this.#frame[index] as number
      }
      for (let index = 0; index < frameSamples; index++) {
        const sample = this.#mixed[index] as number
        this.#written[index * channels + channel] = sample > 32767 ? 32767 : sample < -32768 ? -32768 : sample
      }
    })
  }

  /** Writes the tick down, where it is to be. */
  #take(): void {
    if (this.#mode === 'skip') return
    this.#passed += 1
    if (this.#mode === 'silence') this.#written.fill(0)
    const sound = isSound(this.#written)
    this.#silentTicks = sound ? 0 : this.#silentTicks + 1
    if (this.#options.trimSilence && !this.#heard && !sound) {
      this.#margin.push(this.#written.slice())
      if (this.#margin.length > marginTicks) this.#margin.shift()
      return
    }
    for (const kept of this.#margin.splice(0)) this.#write(kept)
    this.#write(this.#written)
    if (!sound) return
    this.#heard = true
    this.#soundTicks = this.#ticks
  }

  #write(samples: Int16Array): void {
    this.#file.write(samples)
    this.#ticks += 1
  }

  #bytes(ticks: number): number {
    return ticks * frameSamples * 2 * this.#buffers.length
  }

  #finish(reason: RecordingEnd['reason']): void {
    if (this.#over) return
    if (reason === 'stopped' || reason === 'closed') this.#drain()
    this.#over = true
    this.#ticker.remove('keep', this)
    for (const stop of this.#stops) stop()
    void this.#close(reason)
  }

  /** What was said up to now is still on its way through the delay. */
  #drain(): void {
    const passed = delayTicks - this.#lead
    for (; this.#lead > 0; this.#lead--) this.#mix()
    for (let left = passed; left > 0; left--) {
      if (this.#options.maxSeconds > 0 && this.#passed >= this.#options.maxSeconds * 50) return
      this.#mix()
      this.#take()
    }
  }

  async #close(reason: RecordingEnd['reason']): Promise<void> {
    const kept = this.#options.trimSilence
      ? Math.min(this.#ticks, this.#heard ? this.#soundTicks + marginTicks : 0)
      : this.#ticks
    const bytes = this.#bytes(kept)
    try {
      await this.#file.close(bytes)
      this.#end({ reason, seconds: kept / 50, bytes: bytes + 44, heard: this.#heard })
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      this.#end({ reason: 'failed', seconds: kept / 50, bytes: 0, heard: this.#heard, detail })
    }
  }
}

function isSound(samples: Int16Array): boolean {
  let squares = 0
  for (const sample of samples) squares += sample * sample
  return squares > samples.length * silenceLevel * silenceLevel
}
