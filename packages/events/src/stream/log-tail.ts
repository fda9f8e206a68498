import type { Database } from '@trunkline/postgres'
import { OutageLog } from '../loop/outage-log.ts'
import { WakeUp } from '../loop/wake-up.ts'
import type { Log } from '../ports.ts'
import { headPosition, type LogRow, readTail, type TailRow } from '../store/log-store.ts'

const pollMs = 1000
const rowsAtOnce = 500

/** Somebody who follows one client's events at the tail of the log. */
export interface TailFollower {
  readonly clientId: string
  /** A row beyond the position that was the tail when it was added; in order, each once. */
  offer(row: LogRow): void
}

/**
 * Reads the end of the log once for all who follow it in this process: one query a wake-up, however many follow, and one a second
 * when nothing happens. Nobody follows: no query at all.
 */
export class LogTail {
  readonly #db: Database
  readonly #outage: OutageLog
  readonly #followers = new Map<string, Set<TailFollower>>()
  readonly #wakeUp = new WakeUp()
  #position = 0
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined
  #opening: Promise<void> | undefined

  constructor(db: Database, log: Log) {
    this.#db = db
    this.#outage = new OutageLog(log, 'the reader for live streams')
  }

  /** Up to here everything has been offered to those who follow. Stands still while nobody does: {@link open} it first. */
  get position(): number {
    return this.#position
  }

  /** How many follow. */
  get followers(): number {
    return this.#followers.values().reduce((sum, set) => sum + set.size, 0)
  }

  /** Makes sure that {@link position} is recent and that the tail is being read. */
  open(): Promise<void> {
    if (this.#running && this.#followers.size > 0) return Promise.resolve()
    this.#opening ??= this.#begin().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  /** The last position of the log at this moment. */
  async head(): Promise<number> {
    const { rows } = await this.#db.query<{ position: number }>(headPosition)
    return rows[0]?.position ?? 0
  }

  /** Rows after the present {@link position} are offered to the follower from now on. */
  add(follower: TailFollower): void {
    const set = this.#followers.get(follower.clientId) ?? new Set()
    this.#followers.set(follower.clientId, set.add(follower))
  }

  /** Ends the offers. */
  remove(follower: TailFollower): void {
    const set = this.#followers.get(follower.clientId)
    set?.delete(follower)
    if (set?.size === 0) this.#followers.delete(follower.clientId)
  }

  /** The log has grown. With the clients whose events came, those who follow others are not woken. */
  wake(clientIds?: readonly string[]): void {
    if (!clientIds || clientIds.some((id) => this.#followers.has(id))) this.#wakeUp.wake()
  }

  /** Stops reading. */
  async close(): Promise<void> {
    await this.#opening
    this.#running?.stop.abort()
    await this.#running?.ended
    this.#running = undefined
  }

  async #begin(): Promise<void> {
    const head = await this.head()
    // Who has begun to follow meanwhile counts on the position of that moment.
    if (this.#followers.size === 0) this.#position = Math.max(this.#position, head)
    if (this.#running) return
    const stop = new AbortController()
    this.#running = { stop, ended: this.#run(stop.signal) }
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const more = this.#followers.size > 0 && (await this.#read())
      if (!more) await this.#wakeUp.wait(pollMs, signal)
    }
  }

  /** Gives true when there may be more to read at once. */
  async #read(): Promise<boolean> {
    try {
      const clientIds = [...this.#followers.keys()]
      const { rows } = await this.#db.query<TailRow>(readTail(clientIds, this.#position, rowsAtOnce))
      this.#outage.worked()
      // Who was added while the query ran follows from the position of before; of a client that was not asked for nothing may be
      // passed over, so the position stays and the rows are read once more.
      if ([...this.#followers.keys()].some((id) => !clientIds.includes(id))) return true
      for (const row of rows) this.#offer(row)
      const full = rows.length >= rowsAtOnce
      this.#position = Math.max(this.#position, (full ? rows.at(-1)?.position : rows[0]?.head) ?? 0)
      return full
    } catch (error) {
      this.#outage.failed(error)
      return false
    }
  }

  #offer({ position, client_id, events }: TailRow): void {
    if (position === null || client_id === null || events === null) return
    for (const follower of this.#followers.get(client_id) ?? []) follower.offer({ position, client_id, events })
  }
}
