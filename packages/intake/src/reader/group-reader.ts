import { isRefusal, wordsOf } from '../connection/broker-failure.ts'
import type { KafkaConnection } from '../connection/connection-options.ts'
import type { Clock, Log, Meter } from '../ports.ts'
import type { PositionBook } from '../positions/position-book.ts'
import { GroupSession, type RecordBatch } from './group-session.ts'
import { pause, unlessAborted } from './pause.ts'

const firstRetryMs = 500
const longestRetryMs = 10_000
const lookForTopicsEvery = 60_000
/** Silence after which the brokers count as away; a fetch or a heartbeat comes every two seconds. */
const patienceMs = 10_000
/** How long a join that is under way is waited for at a stop, so that the group can be left and need not find out. */
const joinGraceMs = 3000

/** How the way to the brokers is. */
export interface ReaderState {
  readonly state: 'connecting' | 'up' | 'away'
  /** Milliseconds since the epoch. */
  readonly since: number
  /** What is wrong, in words. */
  readonly detail?: string
}

/** Of what a reader is made. */
export interface ReaderOptions {
  readonly connection: KafkaConnection
  readonly group: string
  /** The topics that are to be read and exist; makes those that it may. Asked before each session, and now and then for more. */
  readonly topics: (signal: AbortSignal) => Promise<readonly string[]>
  readonly positions: Pick<PositionBook, 'note' | 'find'>
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
}

/** A batch, and the session that it came from. */
export interface TakenBatch extends RecordBatch {
  readonly session: GroupSession
}

/** Reads as a member of the consumer group for as long as it runs, over any number of sessions. */
export class GroupReader {
  readonly #options: ReaderOptions
  readonly #waiting = new Set<() => void>()
  #session: GroupSession | undefined
  #paused = false
  #state: ReaderState
  #lastContact = 0

  constructor(options: ReaderOptions) {
    this.#options = options
    this.#state = { state: 'connecting', since: options.clock.now() }
  }

  /** How the way to the brokers is now. */
  get state(): ReaderState {
    const { state } = this.#state
    if (state !== 'up' || this.#options.clock.now() - this.#lastContact < patienceMs) return this.#state
    return { state: 'away', since: this.#lastContact, detail: 'the brokers do not answer' }
  }

  /** Reads until the signal is aborted. Never rejects: what fails is told and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    let retryMs = firstRetryMs
    while (!signal.aborted) {
      const began = this.#options.clock.now()
      try {
        await this.#readOnce(signal)
      } catch (error) {
        if (signal.aborted) break
        this.#options.log.info({ reason: wordsOf(error) }, 'reading from Kafka begins anew')
        this.#contact(error)
      }
      if (signal.aborted) break
      if (this.#options.clock.now() - began > 60_000) retryMs = firstRetryMs
      await pause(retryMs, signal)
      retryMs = Math.min(retryMs * 2, longestRetryMs)
    }
    this.#wakeAll()
  }

  /** The next records, when there are some; undefined when the signal is aborted. */
  async next(most: number, mostBytes: number, signal: AbortSignal): Promise<TakenBatch | undefined> {
    while (!signal.aborted) {
      const session = this.#session
      const batch = session?.take(most, mostBytes)
      if (session !== undefined && batch !== undefined) return { ...batch, session }
      await this.#wait(signal)
    }
    return undefined
  }

  /** The batch has been dealt with. Where its session is over, its records come again and are known by their keys or places. */
  release(batch: TakenBatch): void {
    if (batch.session === this.#session) batch.session.release(batch)
  }

  /** How many records were fetched and can be taken now. */
  get waiting(): number {
    return this.#session?.waiting ?? 0
  }

  /** Stops fetching; membership is kept. */
  pause(): void {
    this.#paused = true
    this.#session?.pause()
  }

  /** Fetches again. */
  resume(): void {
    this.#paused = false
    this.#session?.resume()
  }

  /** Why some partitions have not been read for a while, though the brokers answer; undefined where all are. */
  get trouble(): string | undefined {
    return this.#session?.trouble
  }

  /** Records that wait at the brokers, by topic. */
  lag(): ReadonlyMap<string, number> {
    return this.#session?.lag() ?? new Map()
  }

  /** Commits, leaves the group and closes; after `run` has been told to end and the batches are released. */
  async close(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.close()
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { connection, group, positions, log, meter } = this.#options
    const topics = await this.#options.topics(signal)
    if (topics.length === 0) throw new Error('none of the topics is there')
    const session = new GroupSession({
      ...{ connection, group, topics, positions, log, meter },
      onRecords: () => this.#wakeAll(),
      onContact: (error) => this.#contact(error),
    })
    let kept = false
    try {
      await unlessAborted(session.open(), signal, joinGraceMs)
      this.#contact()
      if (this.#paused) session.pause()
      this.#session = session
      await this.#untilOver(session, topics, signal)
      kept = signal.aborted
    } finally {
      // At a stop, batches under way are still to be released: then `close` comes later.
      if (!kept) {
        if (this.#session === session) this.#session = undefined
        await session.close()
      }
    }
  }

  /** Resolves at a stop and when there are more topics to read; rejects when the session has failed. */
  async #untilOver(session: GroupSession, topics: readonly string[], signal: AbortSignal): Promise<void> {
    const over = new AbortController()
    const ended = AbortSignal.any([signal, over.signal])
    const failed = session.failed.then((error) => {
      throw error
    })
    try {
      await Promise.race([failed, this.#untilMoreTopics(topics, ended)])
    } finally {
      over.abort()
    }
  }

  async #untilMoreTopics(topics: readonly string[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(lookForTopicsEvery, signal)
      if (signal.aborted) return
      const there = await this.#options.topics(signal).catch(() => topics) // A look; the session itself tells what is wrong.
      if (there.some((topic) => !topics.includes(topic))) return
    }
  }

  #contact(error?: unknown): void {
    const now = this.#options.clock.now()
    if (error === undefined) {
      this.#lastContact = now
      if (this.#state.state === 'up') return
      const again = this.#state.state === 'away'
      this.#state = { state: 'up', since: now }
      if (again) this.#options.log.info({}, 'the Kafka brokers answer again')
      return
    }
    // One broker of several, or a leader that moves, is no outage.
    if (this.#state.state === 'up' && now - this.#lastContact < patienceMs && !isRefusal(error)) return
    const detail = wordsOf(error)
    if (this.#state.state !== 'away') {
      this.#options.log.warn({ reason: detail }, 'intake waits for the Kafka brokers')
      this.#state = { state: 'away', since: now, detail }
    } else this.#state = { ...this.#state, detail }
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done)
        this.#waiting.delete(done)
        resolve()
      }
      this.#waiting.add(done)
      signal.addEventListener('abort', done, { once: true })
      if (signal.aborted) done()
    })
  }

  #wakeAll(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}
