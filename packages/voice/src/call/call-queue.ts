import { type CallRow, claimCalls, waitingClients } from '../store/call-store.ts'
import { Alarm } from './alarm.ts'
import { TokenBucket } from './token-bucket.ts'
import type { CallGround } from './voice-ports.ts'

/** What the queue is made of. */
export interface CallQueueOptions {
  readonly ground: CallGround
  /** Calls a second of a client that are dialled; the others wait. */
  readonly perSecond: (clientId: string) => Promise<number>
  /** How many may live at once still. */
  readonly room: () => number
  /** Dials one. */
  readonly place: (row: CallRow) => void
}

const pollMs = 250
const mostBuckets = 10_000

/** Takes calls that wait from the table, each client's oldest first and so many a second, and has them dialled. */
export class CallQueue {
  readonly #options: CallQueueOptions
  readonly #buckets = new Map<string, TokenBucket>()
  readonly #alarm = new Alarm(pollMs)

  constructor(options: CallQueueOptions) {
    this.#options = options
  }

  /** There may be something new. */
  wake(): void {
    this.#alarm.wake()
  }

  /** Takes calls until the signal is given. `owner` names the term of leadership. */
  async run(owner: string, signal: AbortSignal): Promise<void> {
    const { log } = this.#options.ground
    while (!signal.aborted) {
      this.#alarm.reset()
      await this.#look(owner).catch((err: unknown) =>
        log.warn({ err }, 'calls that wait could not be read; trying again'),
      )
      await this.#alarm.wait(signal)
    }
  }

  async #look(owner: string): Promise<void> {
    const { ground, perSecond, place, room } = this.#options
    const { rows } = await ground.db.query<{ client_id: string }>(waitingClients)
    for (const { client_id: clientId } of rows) {
      const rate = await perSecond(clientId)
      const bucket = this.#bucketOf(clientId, rate)
      const limit = Math.min(bucket.room(rate, ground.clock.now()), room())
      if (limit <= 0) continue
      const claimed = await ground.db.query<CallRow>(claimCalls(owner, clientId, limit, new Date(ground.clock.now())))
      bucket.take(claimed.rows.length)
      for (const row of claimed.rows.sort((a, b) => (a.id < b.id ? -1 : 1))) place(row)
    }
  }

  #bucketOf(clientId: string, rate: number): TokenBucket {
    const known = this.#buckets.get(clientId)
    if (known !== undefined) return known
    if (this.#buckets.size >= mostBuckets) this.#buckets.clear()
    const made = new TokenBucket(rate, this.#options.ground.clock.now())
    this.#buckets.set(clientId, made)
    return made
  }
}
