import type { PlayEnd } from '../media.ts'
import { frameSamples } from './sound-packet.ts'

/** Plays one piece of sound, a tick at a time, for as many times as asked; without a gap from one time to the next. */
export class Player {
  readonly id: number
  readonly ended: Promise<PlayEnd>
  readonly #sound: Int16Array
  readonly #total: number
  #played = 0
  #end: (end: PlayEnd) => void = () => undefined

  /** @param loops how often; 0 without end */
  constructor(id: number, sound: Int16Array, loops: number) {
    this.id = id
    this.#sound = sound
    this.#total = loops === 0 && sound.length > 0 ? Number.POSITIVE_INFINITY : sound.length * loops
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Gives the sound of the next tick; false where all had been given before: it has been heard now, and it has ended. */
  read(into: Int16Array): boolean {
    if (this.#played >= this.#total) {
      this.#end('ended')
      return false
    }
    const wanted = Math.min(frameSamples, this.#total - this.#played)
    let filled = 0
    while (filled < wanted) filled += this.#copy(into, filled, wanted)
    into.fill(0, wanted)
    this.#played += frameSamples
    return true
  }

  /** Ends it before its time. */
  stop(end: 'stopped' | 'closed'): void {
    this.#end(end)
  }

  #copy(into: Int16Array, at: number, wanted: number): number {
    const from = (this.#played + at) % this.#sound.length
    const count = Math.min(wanted - at, this.#sound.length - from)
    into.set(this.#sound.subarray(from, from + count), at)
    return count
  }
}
