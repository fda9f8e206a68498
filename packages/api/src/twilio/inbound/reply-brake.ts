import type { Clock } from '../../ports.ts'

/** Replies between two addresses within the span, and the span in milliseconds (https://www.twilio.com/docs/api/errors/14107). */
const most = 30
const span = 30_000
const mostPairs = 10_000

/** Stops two programs that answer each other without end. Counts in this process. */
export class ReplyBrake {
  readonly #clock: Clock
  readonly #times = new Map<string, number[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Counts one reply; false where it is one too many. */
  admits(from: string, to: string): boolean {
    const now = this.#clock.now()
    const pair = [from, to].sort().join('\n')
    const times = (this.#times.get(pair) ?? []).filter((at) => at > now - span)
    if (times.length >= most) return false
    times.push(now)
    if (this.#times.size >= mostPairs) this.#times.clear()
    this.#times.set(pair, times)
    return true
  }
}
