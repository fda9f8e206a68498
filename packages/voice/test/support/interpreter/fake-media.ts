import type { Bridge, Digit, MediaEndpoint, MediaFigures, Pcm, PlayEnd, PlayOptions } from '../../../src/media/media.ts'
import type { VirtualTime } from './virtual-time.ts'

/** One thing that was played, with the seconds at which it began and ended. */
export interface Played {
  readonly what: string
  readonly loops: number
  readonly from: number
  readonly to: number
  readonly end: PlayEnd
}

/** A party's sound that is only counted: what is played takes as long as it is. */
export class FakeMedia implements MediaEndpoint {
  readonly id: string
  readonly played: Played[] = []
  readonly sent: { readonly digits: string; readonly at: number }[] = []
  readonly bridges: { readonly with: string; readonly from: number; to?: number }[] = []
  readonly closed: Promise<void>
  hear?: (signal: AbortSignal) => AsyncIterable<Pcm>
  readonly #time: VirtualTime
  readonly #listeners = new Set<(digit: Digit) => void>()
  readonly #closed = new AbortController()
  #resolveClosed: () => void = () => undefined

  constructor(id: string, time: VirtualTime) {
    this.id = id
    this.#time = time
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
  }

  async play(sound: Pcm, { loops = 1, signal, text }: PlayOptions = {}): Promise<PlayEnd> {
    const from = this.#time.seconds
    const rounds = loops === 0 ? 1_000_000 : loops
    const stop = AbortSignal.any([this.#closed.signal, ...(signal === undefined ? [] : [signal])])
    await this.#time.sleep((sound.length / 8) * rounds, stop)
    const end = this.#closed.signal.aborted ? 'closed' : stop.aborted ? 'stopped' : 'ended'
    this.played.push({ what: text ?? nameOf(sound), loops, from, to: this.#time.seconds, end })
    return end
  }

  async sendDigits(digits: string, signal: AbortSignal = this.#closed.signal): Promise<void> {
    this.sent.push({ digits, at: this.#time.seconds })
    await this.#time.sleep(digits.length * 500, signal)
  }

  onDigit(listener: (digit: Digit) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  injectDigit(digit: Digit): void {
    for (const listener of [...this.#listeners]) listener(digit)
  }

  /** The party presses keys, one after another in the same moment. */
  press(digits: string): void {
    for (const digit of digits) this.injectDigit(digit)
  }

  /** How many wait for keys. */
  get listeners(): number {
    return this.#listeners.size
  }

  async bridge(other: MediaEndpoint): Promise<Bridge> {
    if (this.#closed.signal.aborted) throw new Error('the endpoint is closed')
    const bridge: { with: string; from: number; to?: number } = { with: other.id, from: this.#time.seconds }
    this.bridges.push(bridge)
    return {
      end: async () => {
        bridge.to ??= this.#time.seconds
      },
    }
  }

  async figures(): Promise<MediaFigures> {
    return { packetsSent: 0, packetsReceived: 0, packetsLost: 0, jitter: 0, strangers: 0 }
  }

  async close(): Promise<void> {
    this.#closed.abort()
    this.#resolveClosed()
  }
}

const names = new WeakMap<Pcm, string>()
const nameOf = (sound: Pcm): string => names.get(sound) ?? `sound of ${sound.length / 8} ms`

/** Sound of so many seconds, told by its name. */
export function soundNamed(name: string, seconds: number): Pcm {
  const sound = new Int16Array(seconds * 8000)
  names.set(sound, name)
  return sound
}
