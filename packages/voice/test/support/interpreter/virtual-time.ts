import { setImmediate as turn } from 'node:timers/promises'
import type { Sleep } from '../../../src/interpreter/ports.ts'
import type { Clock } from '../../../src/ports.ts'

interface Timer {
  readonly at: number
  readonly fire: () => void
}

/** Time that passes only while everybody waits for it: an hour of a call takes no longer than its steps. */
export class VirtualTime implements Clock {
  readonly #start = Date.parse('2026-11-20T12:00:00.000Z')
  #now = this.#start
  readonly #timers = new Set<Timer>()

  readonly now = (): number => this.#now

  /** Seconds since the beginning. */
  get seconds(): number {
    return (this.#now - this.#start) / 1000
  }

  readonly sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const timer: Timer = {
        at: this.#now + milliseconds,
        fire: () => {
          signal.removeEventListener('abort', timer.fire)
          this.#timers.delete(timer)
          resolve()
        },
      }
      this.#timers.add(timer)
      signal.addEventListener('abort', timer.fire, { once: true })
    })

  /** Does something so many seconds after the beginning. */
  at(seconds: number, action: () => unknown): void {
    const timer: Timer = {
      at: this.#start + seconds * 1000,
      fire: () => {
        this.#timers.delete(timer)
        void action()
      },
    }
    this.#timers.add(timer)
  }

  /** Lets time pass until a promise is settled. @throws where everybody waits and nothing is to come */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false
    const done = (): void => {
      settled = true
    }
    promise.then(done, done)
    for (;;) {
      for (let rounds = 0; rounds < 8 && !settled; rounds++) await turn()
      if (settled) return promise
      if (!this.step()) throw new Error(`everybody waits, ${this.seconds} s after the beginning`)
    }
  }

  /** Jumps to the next timer; false where there is none. */
  step(): boolean {
    const [next] = [...this.#timers].sort((a, b) => a.at - b.at)
    if (next === undefined) return false
    this.#now = Math.max(this.#now, next.at)
    next.fire()
    return true
  }
}
