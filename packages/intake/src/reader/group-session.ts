import { setTimeout as sleep } from 'node:timers/promises'
import { Consumer } from '@platformatic/kafka'
import { wordsOf } from '../connection/broker-failure.ts'
import { connectionOptions, type KafkaConnection } from '../connection/connection-options.ts'
import { hangUp } from '../connection/hang-up.ts'
import type { Log, Meter } from '../ports.ts'
import type { PositionBook } from '../positions/position-book.ts'
import type { IncomingRecord } from '../record/incoming-record.ts'
import { FetchLoop } from './fetch-loop.ts'
import { OffsetLedger } from './offset-ledger.ts'
import { PartitionQueue, partitionName } from './partition-queue.ts'
import { countPartitions, type PartitionCounts, watchPartitions } from './partition-watch.ts'
import { pause, within } from './pause.ts'
import { startOffsets } from './start-offsets.ts'

/** Milliseconds. */
const sessionTimeout = 15_000
const heartbeatInterval = 2000
const rebalanceTimeout = 30_000
const longestRetry = 5000
/** How long brokers are waited for at the end, once for the offsets and once for leaving. */
const goodbyeWithin = 5000
const leaveTries = 4
const leaveRetryMs = 500

/** Of what a session is made. */
export interface SessionOptions {
  readonly connection: KafkaConnection
  readonly group: string
  readonly topics: readonly string[]
  readonly positions: Pick<PositionBook, 'note' | 'find'>
  readonly log: Log
  readonly meter: Meter
  /** There is something to take. */
  readonly onRecords: () => void
  /** The brokers answer, or an error why they don't. */
  readonly onContact: (error?: unknown) => void
}

/** Records of some partitions, each in order, to be worked on together. */
export interface RecordBatch {
  readonly records: readonly IncomingRecord[]
  readonly parts: readonly { readonly queue: PartitionQueue; readonly next: bigint }[]
}

interface Place {
  readonly topic: string
  readonly partition: number
}

/**
 * One membership in the consumer group, from joining until it fails or is closed; whoever opened it then opens another.
 *
 * ```
 *  joining ──assigned──> seeking ──offsets known──> reading ──group changes──> seeking
 * ```
 */
export class GroupSession {
  readonly #options: SessionOptions
  readonly #member: Consumer
  readonly #fetches: FetchLoop
  readonly #offsets: OffsetLedger
  readonly #queues = new Map<string, PartitionQueue>()
  readonly #failed = Promise.withResolvers<unknown>()
  readonly #closing = new AbortController()
  #joined: { readonly id: string | null; readonly generation: number } = { id: null, generation: -1 }
  /** Grows with each join; what was begun under another one is void. */
  #term = 0
  /** Which partition is looked at first, so that all have their turn. */
  #turn = 0
  #partitionTimer: NodeJS.Timeout | undefined

  constructor(options: SessionOptions) {
    const { connection, group, log } = options
    this.#options = options
    this.#member = new Consumer({
      ...connectionOptions(connection),
      ...{ groupId: group, sessionTimeout, heartbeatInterval, rebalanceTimeout },
      requestTimeout: rebalanceTimeout + 10_000,
      // A rejoin that the library makes by itself should outlive the change of a coordinator.
      ...{ retries: 20, retryDelay: 500 },
      heartbeatStallTimeout: 2 * sessionTimeout,
    })
    this.#fetches = new FetchLoop({
      ...options,
      queues: this.#queues,
      onContact: (error) => this.#tell(error),
      onFailed: (error) => this.#fail(error),
    })
    this.#offsets = new OffsetLedger(this.#member, log)
    this.#listen()
  }

  /** Resolves with the reason when the session cannot go on. */
  get failed(): Promise<unknown> {
    return this.#failed.promise
  }

  /** Joins the group. Rejects when the brokers cannot be reached or refuse. */
  async open(): Promise<void> {
    for (const topic of this.#options.topics) this.#member.topics.track(topic)
    const known = countPartitions(await this.#fetches.topics(true))
    await this.#member.joinGroup({})
    if (!this.#closing.signal.aborted) this.#watchPartitions(known)
  }

  /** Records for one batch, of partitions that nobody works on; undefined where there are none. Give it back by {@link release}. */
  take(most: number, mostBytes: number): RecordBatch | undefined {
    const queues = [...this.#queues.values()]
    const records: IncomingRecord[] = []
    const parts: { queue: PartitionQueue; next: bigint }[] = []
    const begin = this.#turn
    let room = mostBytes
    for (let i = 0; i < queues.length && records.length < most && room > 0; i += 1) {
      const queue = queues[(begin + i) % queues.length]
      if (queue === undefined || queue.busy || queue.length === 0) continue
      const before = queue.bytes
      records.push(...queue.take(most - records.length, room))
      room -= before - queue.bytes
      queue.busy = true
      parts.push({ queue, next: queue.nextOffset })
      this.#turn = (begin + i + 1) % queues.length
    }
    if (parts.length === 0) return undefined
    this.#fetches.pump()
    return { records, parts }
  }

  /** How many records were fetched and can be taken now. */
  get waiting(): number {
    let waiting = 0
    for (const queue of this.#queues.values()) if (!queue.busy) waiting += queue.length
    return waiting
  }

  /** The batch has been dealt with: its offsets may be committed, and its partitions taken from. */
  release({ parts }: RecordBatch): void {
    for (const { queue, next } of parts) {
      queue.busy = false
      const { topic, partition, name } = queue
      this.#options.positions.note(queue, next)
      // Also where the group has changed meanwhile and given the partition to us again: what is said is true in any case.
      if (this.#queues.has(name)) this.#offsets.done({ topic, partition, offset: next })
    }
    this.#fetches.pump()
    if (this.#queues.values().some((queue) => !queue.busy && queue.length > 0)) this.#options.onRecords()
  }

  /** Stops fetching; membership is kept. */
  pause(): void {
    this.#fetches.pause()
  }

  /** Fetches again. */
  resume(): void {
    this.#fetches.resume()
  }

  /** Why some partitions have not been read for a while; undefined where all are. */
  get trouble(): string | undefined {
    return this.#fetches.trouble
  }

  /** How many records of each topic have not been taken, as of the last fetches. */
  lag(): ReadonlyMap<string, number> {
    const lag = new Map<string, number>()
    for (const { topic, end, nextOffset } of this.#queues.values()) {
      lag.set(topic, (lag.get(topic) ?? 0) + Math.max(0, Number(end - nextOffset)))
    }
    return lag
  }

  /** Commits what is done, leaves the group, and closes all connections. */
  async close(): Promise<void> {
    this.#closing.abort()
    clearInterval(this.#partitionTimer)
    await this.#offsets.close(goodbyeWithin)
    for (const queue of this.#queues.values()) queue.finish()
    this.#queues.clear()
    // The connections may be lost already: then there is nothing to say goodbye to, and brokers that hang see us gone by our silence.
    await within(goodbyeWithin, Promise.allSettled([this.#fetches.close(), this.#leave()]))
    hangUp(this.#member)
    this.#fetches.hangUp()
  }

  /** A member that could not leave is open again: its heartbeats would hold partitions that nobody reads. */
  async #leave(): Promise<void> {
    for (let tries = 1; tries < leaveTries; tries += 1) {
      try {
        return await this.#member.close(true)
      } catch (error) {
        this.#options.log.debug({ reason: wordsOf(error) }, 'the group was not left; trying again')
        await sleep(leaveRetryMs)
      }
    }
    await this.#member.close(true)
  }

  #listen(): void {
    const { log } = this.#options
    this.#member.on('consumer:group:join', () => this.#onJoin())
    this.#member.on('consumer:group:rebalance', () => void this.#offsets.flush())
    this.#member.on('consumer:heartbeat:end', () => this.#tell())
    this.#member.on('consumer:heartbeat:error', ({ error }) => this.#tell(error))
    this.#member.on('consumer:heartbeat:stalled', ({ lastError }) => this.#fail(lastError ?? new Error('no heartbeat')))
    // Typed events know no `error`, which tells that the library has given up joining again.
    const emitter: NodeJS.EventEmitter = this.#member
    emitter.on('error', (error: unknown) => {
      log.debug({ reason: wordsOf(error) }, 'the member of the group failed')
      this.#fail(error)
    })
  }

  /** How the brokers are. What fails because we close is no news of them, and would hide why we do. */
  #tell(error?: unknown): void {
    if (!this.#closing.signal.aborted) this.#options.onContact(error)
  }

  #fail(error: unknown): void {
    if (this.#closing.signal.aborted) return
    this.#options.onContact(error)
    this.#failed.resolve(error)
  }

  #onJoin(): void {
    // A join that was under way when we closed, and could not leave.
    if (this.#closing.signal.aborted) return void this.#leave().catch(() => undefined)
    const { memberId: id, generationId: generation, assignments } = this.#member
    // Nobody else can have had a partition meanwhile if we are the same member and missed no generation of the group.
    const gapless = this.#joined.id === id && generation === this.#joined.generation + 1
    this.#joined = { id, generation }
    this.#term += 1
    const places = (assignments ?? []).flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    )
    const names = new Set(places.map(({ topic, partition }) => partitionName(topic, partition)))
    for (const [name, queue] of this.#queues) {
      if (gapless && names.has(name)) continue
      if (!names.has(name)) this.#offsets.forget(queue.topic, queue.partition)
      queue.finish()
      this.#queues.delete(name)
    }
    const added = places.filter(({ topic, partition }) => !this.#queues.has(partitionName(topic, partition)))
    this.#options.log.info({ generation, partitions: places.length, added: added.length }, 'joined the consumer group')
    this.#options.meter.gauge('trunkline_kafka_partitions', {}, places.length)
    this.#fetches.pump()
    if (added.length > 0) void this.#seek(added, this.#term)
  }

  /** Finds out from where the new partitions are read, and begins. */
  async #seek(added: readonly Place[], term: number): Promise<void> {
    const { signal } = this.#closing
    const over = () => term !== this.#term || signal.aborted
    for (let retryMs = 100; !over(); retryMs = Math.min(retryMs * 2, longestRetry)) {
      try {
        await this.#offsets.flush()
        const topics = await this.#fetches.topics()
        const known = added.map((each) => ({ ...each, topicId: topics.get(each.topic)?.id ?? each.topic }))
        const found = await startOffsets(known, {
          committed: (topics) => this.#member.listCommittedOffsets({ topics }),
          oldest: (names) => this.#fetches.oldest(names),
          noted: (topicIds) => this.#options.positions.find(topicIds),
        })
        if (over()) return
        for (const place of found) {
          const queue = new PartitionQueue(place)
          this.#queues.set(queue.name, queue)
        }
        return this.#fetches.pump()
      } catch (error) {
        this.#tell(error)
        await pause(retryMs, signal)
      }
    }
  }

  /** A topic that was given more partitions is shared out anew. */
  #watchPartitions(known: PartitionCounts): void {
    this.#partitionTimer = watchPartitions({
      known,
      topics: () => this.#fetches.topics(true),
      onGrown: async () => {
        if (this.#closing.signal.aborted) return
        this.#member.clearMetadata()
        await this.#member.joinGroup({})
      },
      log: this.#options.log,
    })
  }
}
