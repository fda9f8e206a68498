import type { Consumer } from '@platformatic/kafka'
import type { IncomingRecord } from '../record/incoming-record.ts'

/** What a fetch brings. */
export type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>
type FetchedPartition = FetchResponse['responses'][number]['partitions'][number]

/** Set in the attributes of a batch that was written in a transaction. */
const transactionalBit = 0b1_0000
/** Set in the attributes of a batch whose time is the broker's, the same for all of it (`message.timestamp.type=LogAppendTime`). */
const appendTimeBit = 0b1000
/** Set in the attributes of a batch that holds a transaction's marker, and no records of anybody's. */
const controlBit = 0b10_0000

/** A partition by name. */
export const partitionName = (topic: string, partition: number): string => `${topic}-${partition}`

/** Records of one partition that were read and not taken yet. Its records are worked on by one batch at a time, so that they keep their order. */
export class PartitionQueue {
  readonly topic: string
  readonly topicId: string
  readonly partition: number
  /** From where the next fetch reads. */
  fetchFrom: bigint
  /** What the broker has of it, as of the last fetch. */
  end: bigint
  /** Records of it are being worked on. */
  busy = false
  /** It is somebody else's now. */
  ended = false
  #records: IncomingRecord[] = []
  #first = 0
  #bytes = 0

  constructor(place: { topic: string; topicId: string; partition: number; from: bigint }) {
    this.topic = place.topic
    this.topicId = place.topicId
    this.partition = place.partition
    this.fetchFrom = place.from
    this.end = place.from
  }

  get name(): string {
    return partitionName(this.topic, this.partition)
  }

  /** Records that wait. */
  get length(): number {
    return this.#records.length - this.#first
  }

  /** Their bytes. */
  get bytes(): number {
    return this.#bytes
  }

  /** The offset after the last one that was taken, so far as there is something to take. */
  get nextOffset(): bigint {
    return this.#records[this.#first]?.offset ?? this.fetchFrom
  }

  /** Adds what a fetch from `fetchFrom` brought. Batches begin before that where a fetch begins inside of one. */
  add({ records: batches, highWatermark, abortedTransactions }: FetchedPartition): void {
    this.end = highWatermark
    const from = this.fetchFrom
    const isAborted = abortedFilter(abortedTransactions ?? [])
    for (const batch of batches ?? []) {
      const after = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n
      const aborted = isAborted(batch, after)
      if (after <= from) continue
      if ((batch.attributes & controlBit) === 0 && !aborted) {
        const { partitionLeaderEpoch: leaderEpoch } = batch
        const isAppendTime = (batch.attributes & appendTimeBit) !== 0
        for (const record of batch.records) {
          const offset = batch.firstOffset + BigInt(record.offsetDelta)
          if (offset < from) continue
          const { topic, topicId, partition } = this
          const { key, value, headers } = record
          const timestamp = isAppendTime ? batch.maxTimestamp : batch.firstTimestamp + record.timestampDelta
          this.#records.push({ topic, topicId, partition, offset, timestamp, leaderEpoch, key, value, headers })
          this.#bytes += sizeOf(record)
        }
      }
      this.fetchFrom = after
    }
  }

  /** Takes up to so many records and about so many bytes, oldest first; at least one. */
  take(most: number, mostBytes: number): IncomingRecord[] {
    const taken: IncomingRecord[] = []
    let bytes = 0
    for (; this.#first < this.#records.length && taken.length < most; this.#first += 1) {
      const record = this.#records[this.#first] as IncomingRecord
      const size = sizeOf(record)
      if (taken.length > 0 && bytes + size > mostBytes) break
      bytes += size
      taken.push(record)
    }
    this.#bytes -= bytes
    if (this.#first === this.#records.length || this.#first > 4096) {
      this.#records = this.#records.slice(this.#first)
      this.#first = 0
    }
    return taken
  }

  /** Drops what waits: another reads it from where we have committed. */
  finish(): void {
    this.ended = true
    this.#records = []
    this.#first = 0
    this.#bytes = 0
  }
}

type FetchedBatch = NonNullable<FetchedPartition['records']>[number]
type AbortedTransaction = NonNullable<FetchedPartition['abortedTransactions']>[number]

/**
 * Tells which batches belong to transactions that were given up: brokers give those too, with a list of where such transactions begin, and
 * leave the sorting out to whoever reads (KIP-98). A transaction ends with its producer's next marker. The client library sorts out only the
 * last one of a producer, and only where its marker came in the same response.
 */
function abortedFilter(transactions: readonly AbortedTransaction[]): (batch: FetchedBatch, after: bigint) => boolean {
  if (transactions.length === 0) return () => false
  const ahead = transactions.toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1))
  const open = new Set<bigint>()
  return ({ attributes, producerId }, after) => {
    for (let next = ahead[0]; next !== undefined && next.firstOffset < after; next = ahead[0]) {
      open.add(next.producerId)
      ahead.shift()
    }
    if ((attributes & controlBit) !== 0) {
      open.delete(producerId)
      return false
    }
    return (attributes & transactionalBit) !== 0 && open.has(producerId)
  }
}

/** What a record takes up, about. */
function sizeOf({ key, value }: Pick<IncomingRecord, 'key' | 'value'>): number {
  return (key?.length ?? 0) + (value?.length ?? 0) + 100
}
