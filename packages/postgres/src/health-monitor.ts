import { classifyError } from './classify-error.ts'
import type { Clock, DatabaseHealth, Log } from './database.ts'

const firstPauseMs = 50
const longestPauseMs = 1000

/** What the monitor needs: a way to find out whether the database answers, and where to say what it found. */
export interface HealthMonitorOptions {
  /** Resolves when the database answered; rejects within a few seconds when it does not. */
  readonly probe: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

/**
 * Knows whether the database answers.
 *
 *          suspect()            probe fails
 *   up ───────────────> probing ───────────> down ──┐ probe again after 50 ms … 1 s
 *    ^                     │ probe answers    │ ^   │
 *    └─────────────────────┴──────────────────┘ └───┘
 *
 * A single broken connection is no outage: only a failed probe makes it `down`, and from then on statements fail at once
 * instead of each waiting for its own timeout.
 */
export class HealthMonitor {
  readonly #options: HealthMonitorOptions
  readonly #listeners = new Set<(health: DatabaseHealth) => void>()
  #health: DatabaseHealth
  #probing = false
  #closed = false
  #wake: (() => void) | undefined

  constructor(options: HealthMonitorOptions) {
    this.#options = options
    this.#health = { state: 'up', since: options.clock.now() }
  }

  get health(): DatabaseHealth {
    return this.#health
  }

  onChange(listener: (health: DatabaseHealth) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something broke: find out whether it was one connection or the database. Returns at once. */
  suspect(): void {
    if (this.#probing || this.#closed) return
    this.#probing = true
    void this.#probeUntilUp().finally(() => {
      this.#probing = false
    })
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
  }

  async #probeUntilUp(): Promise<void> {
    for (let pause = firstPauseMs; !this.#closed; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        await this.#options.probe()
        this.#become('up')
        return
      } catch (error) {
        this.#become('down', classifyError(error, 'connect').message)
      }
      await this.#sleep(pause)
    }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  #become(state: 'up' | 'down', error?: string): void {
    if (this.#closed || state === this.#health.state) return
    const since = this.#options.clock.now()
    if (state === 'down') {
      this.#health = { state, since, error }
      this.#options.log.error({ error }, 'the database does not answer; statements are refused until it does')
    } else {
      const downMs = since - this.#health.since
      this.#health = { state, since }
      this.#options.log.info({ downMs }, 'the database answers again')
    }
    for (const listener of this.#listeners) this.#tell(listener)
  }

  #tell(listener: (health: DatabaseHealth) => void): void {
    try {
      listener(this.#health)
    } catch (error) {
      this.#options.log.error({ err: error }, 'a listener to the health of the database threw')
    }
  }
}
