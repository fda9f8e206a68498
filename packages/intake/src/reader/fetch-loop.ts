import { Consumer, ListOffsetTimestamps } from '@platformatic/kafka'
import { isProtocolError, wordsOf } from '../connection/broker-failure.ts'
import { connectionOptions, type KafkaConnection } from '../connection/connection-options.ts'
import { hangUp } from '../connection/hang-up.ts'
import type { Log, Meter } from '../ports.ts'
import { FetchTrouble } from './fetch-trouble.ts'
import type { FetchResponse, PartitionQueue } from './partition-queue.ts'
import { pause } from './pause.ts'

/** How long the brokers wait for records before they answer that there are none. Milliseconds. */
const fetchWait = 100
const firstRetry = 100
const longestRetry = 5000
/** A partition with fewer records than this is read on. */
const enough = 2000
const partitionBytes = 1024 ** 2
const fetchBytes = 8 * 1024 ** 2
/** What all partitions together may hold back. */
const mostBytes = 48 * 1024 ** 2

/** Of what a fetch loop is made. */
export interface FetchLoopOptions {
  readonly connection: KafkaConnection
  readonly group: string
  readonly topics: readonly string[]
  /** The partitions that are ours; may change at any time. */
  readonly queues: ReadonlyMap<string, PartitionQueue>
  readonly log: Log
  readonly meter: Meter
  /** There is something to take. */
  readonly onRecords: () => void
  /** The brokers answer, or an error why they don't. */
  readonly onContact: (error?: unknown) => void
  /** It cannot go on. */
  readonly onFailed: (error: unknown) => void
}

/**
 * Keeps the queues of partitions filled: one request at a time to each broker that leads some of them. It has a connection of its own,
 * because a broker answers the requests of one connection in order, and a fetch that waits for records would hold up heartbeats and commits.
 */
export class FetchLoop {
  readonly #options: FetchLoopOptions
  readonly #client: Consumer
  readonly #underWay = new Set<number>()
  readonly #closing = new AbortController()
  readonly #trouble = new FetchTrouble(() => performance.now())
  #paused = false
  #retryMs = firstRetry

  constructor(options: FetchLoopOptions) {
    const { connection, group, topics } = options
    this.#options = options
    this.#client = new Consumer({ ...connectionOptions(connection), groupId: group, requestTimeout: 15_000 })
    for (const topic of topics) this.#client.topics.track(topic)
    // Typed events know no `error`, and Node ends the process where nobody listens for one.
    const emitter: NodeJS.EventEmitter = this.#client
    emitter.on('error', (error: unknown) => options.log.debug({ reason: wordsOf(error) }, 'the fetching client failed'))
  }

  /** What the cluster says of the topics; remembered for a minute. */
  async topics(fresh = false) {
    const { topics } = await this.#client.metadata({ topics: [...this.#options.topics], forceUpdate: fresh })
    return topics
  }

  /** Oldest offsets of all partitions. */
  oldest(topics: readonly string[]) {
    return this.#client.listOffsets({ topics: [...topics], timestamp: ListOffsetTimestamps.EARLIEST })
  }

  /** The offsets after the newest of all partitions. */
  latest(topics: readonly string[]) {
    return this.#client.listOffsets({ topics: [...topics], timestamp: ListOffsetTimestamps.LATEST })
  }

  /** Why some partitions have not been read for a while; undefined where all are. */
  get trouble(): string | undefined {
    return this.#trouble.reason
  }

  /** Fetches for the queues that run low, where no fetch is under way. */
  pump(): void {
    if (this.#paused || this.#closing.signal.aborted || this.#options.queues.size === 0) return
    this.#start().catch((error: unknown) => this.#afterFailure(error))
  }

  /** Begins no more fetches. */
  pause(): void {
    this.#paused = true
  }

  /** Fetches again. */
  resume(): void {
    this.#paused = false
    this.pump()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#client.close(true)
  }

  /** Breaks what `close` still waits for. */
  hangUp(): void {
    hangUp(this.#client)
  }

  async #start(): Promise<void> {
    const topics = await this.topics()
    if (this.#paused || this.#closing.signal.aborted) return
    const queues = [...this.#options.queues.values()]
    if (queues.reduce((sum, { bytes }) => sum + bytes, 0) >= mostBytes) return
    const hungry = queues.filter(({ length }) => length < enough)
    const leaderOf = ({ topic, partition }: PartitionQueue) => topics.get(topic)?.partitions[partition]?.leader ?? -1
    this.#trouble.keep(new Set(queues.map(leaderOf)))
    for (const [node, led] of Map.groupBy(hungry, leaderOf)) {
      if (this.#underWay.has(node)) continue
      this.#underWay.add(node)
      void this.#fetch(node, led)
    }
  }

  async #fetch(node: number, queues: readonly PartitionQueue[]): Promise<void> {
    try {
      if (node < 0) throw new Error('a partition has no leader at the moment')
      this.#deliver(await this.#request(node, queues), queues)
      this.#retryMs = firstRetry
      this.#trouble.worked(node)
      this.#options.onContact()
    } catch (error) {
      this.#trouble.failed(node, wordsOf(error))
      await this.#recover(error, queues)
    } finally {
      this.#underWay.delete(node)
    }
    this.pump()
  }

  #request(node: number, queues: readonly PartitionQueue[]): Promise<FetchResponse> {
    const topics = [...Map.groupBy(queues, ({ topicId }) => topicId)].map(([topicId, each]) => ({
      topicId,
      partitions: each.map(({ partition, fetchFrom }) => ({
        partition,
        fetchOffset: fetchFrom,
        currentLeaderEpoch: -1,
        lastFetchedEpoch: -1,
        partitionMaxBytes: partitionBytes,
      })),
    }))
    return this.#client.fetch({ node, topics, maxWaitTime: fetchWait, minBytes: 1, maxBytes: fetchBytes })
  }

  #deliver({ responses }: FetchResponse, asked: readonly PartitionQueue[]): void {
    const places = new Map(asked.map((queue) => [`${queue.topicId}:${queue.partition}`, queue]))
    let came = false
    for (const { topicId, partitions } of responses) {
      for (const part of partitions) {
        const queue = places.get(`${topicId}:${part.partitionIndex}`)
        if (queue === undefined || queue.ended) continue
        queue.add(part)
        came ||= queue.length > 0
      }
    }
    if (came) this.#options.onRecords()
  }

  async #recover(error: unknown, queues: readonly PartitionQueue[]): Promise<void> {
    if (this.#closing.signal.aborted) return
    if (!isProtocolError(error, 'OFFSET_OUT_OF_RANGE')) return this.#afterFailure(error)
    await this.#backIntoRange(queues).catch((again: unknown) => this.#afterFailure(again))
  }

  /** The brokers delete records by age and size, read or not. What is left is read, and what is gone is said. */
  async #backIntoRange(queues: readonly PartitionQueue[]): Promise<void> {
    const { log, meter } = this.#options
    const topics = [...new Set(queues.map(({ topic }) => topic))]
    const oldest = await this.oldest(topics)
    const latest = await this.latest(topics)
    for (const queue of queues) {
      const { topic, partition, fetchFrom } = queue
      const first = oldest.get(topic)?.[partition]
      const end = latest.get(topic)?.[partition]
      if (queue.ended || first === undefined || end === undefined || (fetchFrom >= first && fetchFrom <= end)) continue
      queue.fetchFrom = first > fetchFrom ? first : end
      const gone = first > fetchFrom ? Number(first - fetchFrom) : 0
      const words = 'the brokers deleted records before they were read, or lost some; see retention and replication'
      log.error({ topic, partition, from: String(fetchFrom), to: String(queue.fetchFrom), gone }, words)
      meter.count('trunkline_kafka_deleted_unread_total', { topic }, gone)
    }
  }

  async #afterFailure(error: unknown): Promise<void> {
    const { signal } = this.#closing
    if (signal.aborted) return
    this.#client.clearMetadata()
    this.#options.onContact(error)
    if (isProtocolError(error, 'UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_ID')) this.#options.onFailed(error)
    this.#options.log.debug({ reason: wordsOf(error) }, 'records could not be fetched; trying again')
    await pause(this.#retryMs, signal)
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetry)
    this.pump()
  }
}
