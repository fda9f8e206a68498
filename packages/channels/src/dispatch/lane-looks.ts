import type { Queryable } from '@trunkline/postgres'
import type { Clock, Log } from '../ports.ts'
import { lookAtLanes } from '../store/lane-store.ts'

/** What {@link LaneLooks} needs. */
export interface LaneLookOptions {
  readonly db: Queryable
  readonly clock: Clock
  readonly log: Log
  /** Told of the routes in which something may leave now. */
  readonly onWoken: (routes: readonly string[]) => void
}

/** The most lanes of one statement. */
const most = 1_000

/**
 * Sees to it that no lane stands still. One statement stores the next of a lane and sees the one before, another ends the one before and
 * does not see the next: where both are under way at once, neither of them wakes it. So each side looks at the lane once more when it
 * is committed, and the later of these looks sees what both did. What a process leaves that dies before its look, the keeper finds.
 */
export class LaneLooks {
  readonly #options: LaneLookOptions
  readonly #lanes = new Set<string>()
  #looking: Promise<void> | undefined

  constructor(options: LaneLookOptions) {
    this.#options = options
  }

  /** Has lanes looked at: after the commit of what was done to them. */
  look(lanes: readonly string[]): void {
    for (const lane of lanes) this.#lanes.add(lane)
    if (this.#lanes.size > 0) this.#looking ??= this.#run()
  }

  /** Resolves when no lane is left to be looked at. */
  async settled(): Promise<void> {
    await this.#looking
  }

  async #run(): Promise<void> {
    // What else ends in this turn comes with it.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#lanes.size > 0) await this.#lookAt([...this.#lanes.values().take(most)])
    this.#looking = undefined
  }

  async #lookAt(lanes: readonly string[]): Promise<void> {
    const { db, clock, log, onWoken } = this.#options
    for (const lane of lanes) this.#lanes.delete(lane)
    try {
      const routes = await lookAtLanes(db, new Date(clock.now()), lanes)
      if (routes.length > 0) onWoken(routes)
    } catch (error) {
      log.debug({ err: error, lanes: lanes.length }, 'lanes could not be looked at; the keeper does within seconds')
    }
  }
}
