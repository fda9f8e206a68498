/** What is called every 20 ms. */
export interface Ticking {
  /** @param tick counts ticks since the worker began; where the machine stood still, numbers are left out */
  tick(tick: number): void
}

/** Those who make sound come before those who mix it, and these before those who write it down. */
export type TickPhase = 'make' | 'mix' | 'keep'

const tickMs = 20
/** What is made up for at once, ticks. After a longer standstill the rest is left out. */
const mostAtOnce = 25

/**
 * The worker's beat: one timer for all. Ticks are counted from one beginning, so that being late by some milliseconds never adds up: after a late tick the next is due
 * sooner, and ticks that were missed are made up for. Stands still while nobody listens.
 */
export class Ticker {
  readonly #now: () => number
  readonly #fail: (error: unknown) => void
  readonly #began: number
  readonly #phases: Readonly<Record<TickPhase, Set<Ticking>>> = { make: new Set(), mix: new Set(), keep: new Set() }
  #timer: NodeJS.Timeout | undefined
  #tick = 0
  #worstLate = 0
  #catchingUp = false

  /**
   * @param now milliseconds, never set back
   * @param fail told of what a listener throws; the listener is dropped
   */
  constructor(now: () => number, fail: (error: unknown) => void) {
    this.#now = now
    this.#fail = fail
    this.#began = now()
  }

  /** The tick that is now. */
  get current(): number {
    return this.#timer ? this.#tick : this.#due()
  }

  /** Whether this tick is one that was missed, which is made up for, with more to follow at once. */
  get catchingUp(): boolean {
    return this.#catchingUp
  }

  add(phase: TickPhase, listener: Ticking): void {
    this.#phases[phase].add(listener)
    if (this.#timer) return
    this.#tick = this.#due()
    this.#schedule()
  }

  remove(phase: TickPhase, listener: Ticking): void {
    this.#phases[phase].delete(listener)
  }

  /** The most that a tick was late since this was asked last, milliseconds. */
  takeWorstLate(): number {
    const worst = this.#worstLate
    this.#worstLate = 0
    return worst
  }

  /** Ends it for good. */
  stop(): void {
    for (const listeners of Object.values(this.#phases)) listeners.clear()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #due(): number {
    return Math.floor((this.#now() - this.#began) / tickMs)
  }

  #schedule(): void {
    const wait = this.#began + (this.#tick + 1) * tickMs - this.#now()
    this.#timer = setTimeout(() => this.#run(), Math.max(0, wait))
  }

  #run(): void {
    const due = this.#due()
    this.#worstLate = Math.max(this.#worstLate, this.#now() - this.#began - (this.#tick + 1) * tickMs)
    if (due - this.#tick > mostAtOnce) this.#tick = due - mostAtOnce
    while (this.#tick < due) {
      this.#tick += 1
      this.#catchingUp = this.#tick < due
      for (const phase of ['make', 'mix', 'keep'] as const) this.#call(phase)
    }
    const listening = Object.values(this.#phases).some((listeners) => listeners.size > 0)
    this.#timer = undefined
    if (listening) this.#schedule()
  }

  #call(phase: TickPhase): void {
    for (const listener of this.#phases[phase]) {
      try {
        listener.tick(this.#tick)
      } catch (error) {
        this.#phases[phase].delete(listener)
        this.#fail(error)
      }
    }
  }
}
