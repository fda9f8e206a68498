import type { Acceptance } from '../ports.ts'
import { pause } from '../reader/pause.ts'

/** Records from which on it is worth to wait for room: fewer go as they are. */
const least = 250
/** How long room is waited for at most. Then records are accepted all the same, so that what is urgent among them gets to the front of the queue. */
const patienceMs = 250
const lookEveryMs = 5

/** What {@link Portions} needs. */
export interface PortionParts {
  readonly acceptance: Pick<Acceptance, 'straightRoom'>
  /** A clock that only goes forward, milliseconds. */
  readonly now: () => number
}

/**
 * How many records are taken at a time. While many wait, a process that also dispatches takes them as fast as its gateways do: what is
 * accepted then goes straight to them, and nobody has to look for it in the queue, which is a good part of what a message costs.
 * What a process takes that does not dispatch, or whose gateways are slower than 250 ms a portion, is as much as the database does.
 */
export class Portions {
  readonly #parts: PortionParts
  /** Taken, and not known to be accepted yet. */
  #underWay = 0
  #everStraight = false

  constructor(parts: PortionParts) {
    this.#parts = parts
  }

  /**
   * Waits for room where that is worth it, and gives how many records may be taken, `most` of them at most.
   * @param waiting how many records there are to be taken
   */
  async next(most: number, waiting: number, signal: AbortSignal): Promise<number> {
    const { now } = this.#parts
    const end = now() + patienceMs
    for (;;) {
      const room = this.#room()
      if (room >= least) return Math.min(most, room)
      if (!this.#everStraight || waiting < least || now() >= end || signal.aborted) return most
      await pause(lookEveryMs, signal)
    }
  }

  /** So many are on their way; the function that it returns is to be called when they have been accepted. */
  begin(records: number): () => void {
    this.#underWay += records
    return () => {
      this.#underWay -= records
    }
  }

  #room(): number {
    const room = this.#parts.acceptance.straightRoom?.() ?? 0
    // Room that never comes is not waited for: some gateways take less at a time.
    if (room >= least) this.#everStraight = true
    return room - this.#underWay
  }
}
