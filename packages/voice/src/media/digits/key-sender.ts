/** How long a key is held, and how long the pause after it is, ticks of 20 ms. Above what receivers need (ITU-T Q.24: 40 ms each), below what feels slow. */
const heldTicks = 6
const pauseTicks = 5
/** The last packet of a press is sent so often (RFC 4733, section 2.5.1.4). */
const lastPackets = 3

/** Pauses that may stand between keys, ticks. */
const waits: Readonly<Record<string, number>> = { w: 25, W: 50 }

/** What a sender does in one tick: `held` counts the ticks of a press from 1; `last` says that it has been let go, `repeat` how often that was said before. */
export type KeyStep =
  | {
      readonly kind: 'key'
      readonly digit: string
      readonly held: number
      readonly last: boolean
      readonly repeat: number
    }
  | { readonly kind: 'pause' }

/** Presses one key after another, a tick at a time. */
export class KeySender {
  readonly id: number
  readonly ended: Promise<void>
  readonly #keys: readonly string[]
  #index = 0
  #tick = 0
  #end: () => void = () => undefined

  /** @param digits `0-9 A-D * #`, `w` waits 0.5 s, `W` 1 s */
  constructor(id: number, digits: string) {
    this.id = id
    this.#keys = [...digits]
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** What is to be done in this tick; undefined when all is done. */
  next(): KeyStep | undefined {
    const key = this.#keys[this.#index]
    if (key === undefined) {
      this.#end()
      return undefined
    }
    this.#tick += 1
    const held = this.#tick
    const length = waits[key] ?? heldTicks + pauseTicks
    if (held === length) {
      this.#tick = 0
      this.#index += 1
    }
    if (key in waits || held >= heldTicks + lastPackets) return { kind: 'pause' }
    const last = held >= heldTicks
    return { kind: 'key', digit: key, held: Math.min(held, heldTicks), last, repeat: last ? held - heldTicks : 0 }
  }

  stop(): void {
    this.#end()
  }
}
