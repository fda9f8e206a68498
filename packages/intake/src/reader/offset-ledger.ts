import type { Consumer } from '@platformatic/kafka'
import { wordsOf } from '../connection/broker-failure.ts'
import type { Log } from '../ports.ts'
import { within } from './pause.ts'

/** Up to where a partition is done. */
export interface DoneUpTo {
  readonly topic: string
  readonly partition: number
  readonly offset: bigint
}

const retryMs = 500

/**
 * Commits offsets, many partitions in one request, one request at a time. It follows the work and is never ahead of it: what is not
 * committed yet when the process dies is read again, and known by its key or place.
 */
export class OffsetLedger {
  readonly #member: Pick<Consumer, 'commit' | 'isActive'>
  readonly #log: Log
  readonly #waiting = new Map<string, DoneUpTo>()
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(member: Pick<Consumer, 'commit' | 'isActive'>, log: Log) {
    this.#member = member
    this.#log = log
  }

  /** All before that offset has been dealt with. */
  done(upTo: DoneUpTo): void {
    const name = `${upTo.topic}-${upTo.partition}`
    const known = this.#waiting.get(name)
    if (known === undefined || known.offset < upTo.offset) this.#waiting.set(name, upTo)
    void this.flush()
  }

  /** The partition is somebody else's. */
  forget(topic: string, partition: number): void {
    this.#waiting.delete(`${topic}-${partition}`)
  }

  /** Commits what waits. Resolves when that was tried; what failed waits on. */
  flush(): Promise<void> {
    this.#running ??= this.#commit().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /**
   * Commits what waits, once more, and no more. Brokers that do not answer are waited for only so long: what was not committed is read
   * again, and the client library would ask them for minutes.
   * @param withinMs milliseconds
   */
  async close(withinMs: number): Promise<void> {
    const last = async () => {
      await this.#running
      await this.flush()
    }
    await within(withinMs, last())
    this.#closed = true
    clearTimeout(this.#timer)
  }

  async #commit(): Promise<void> {
    await undefined // What is told of in the same turn goes in one request.
    while (this.#waiting.size > 0 && this.#member.isActive() && !this.#closed) {
      const offsets = [...this.#waiting.values()]
      this.#waiting.clear()
      try {
        await this.#member.commit({ offsets: offsets.map((each) => ({ ...each, leaderEpoch: -1 })) })
      } catch (error) {
        for (const each of offsets) {
          const name = `${each.topic}-${each.partition}`
          if ((this.#waiting.get(name)?.offset ?? -1n) < each.offset) this.#waiting.set(name, each)
        }
        this.#log.debug({ reason: wordsOf(error) }, 'offsets were not committed; trying again')
        this.#later()
        return
      }
    }
    if (this.#waiting.size > 0) this.#later()
  }

  #later(): void {
    if (this.#closed) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), retryMs)
  }
}
