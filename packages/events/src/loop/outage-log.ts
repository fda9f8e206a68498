import { isUnavailable } from '@trunkline/postgres'
import type { Log } from '../ports.ts'

/**
 * Tells of the failures of a loop that goes on trying: the first one of its kind, and that it is over. In between, every second would say the
 * same.
 */
export class OutageLog {
  readonly #log: Log
  readonly #what: string
  #told: string | undefined

  /** @param what who waits, as the beginning of a sentence: `the relay` */
  constructor(log: Log, what: string) {
    this.#log = log
    this.#what = what
  }

  /** It failed. */
  failed(error: unknown, fields: object = {}): void {
    const away = isUnavailable(error)
    const kind = away ? 'away' : error instanceof Error ? error.message : String(error)
    const again = kind === this.#told
    this.#told = kind
    const level = again ? 'debug' : away ? 'warn' : 'error'
    const words = away ? 'waits for the database' : 'failed and tries again'
    this.#log[level]({ ...fields, err: error }, `${this.#what} ${words}`)
  }

  /** It works. */
  worked(): void {
    if (this.#told === undefined) return
    this.#told = undefined
    this.#log.info({}, `${this.#what} works again`)
  }
}
