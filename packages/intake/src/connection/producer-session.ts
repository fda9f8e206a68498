import { setTimeout as sleep } from 'node:timers/promises'
import { type ClusterMetadata, type MetadataOptions, NetworkError, Producer, ProtocolError } from '@platformatic/kafka'
import { connectionOptions, type KafkaConnection } from './connection-options.ts'
import { hangUp } from './hang-up.ts'
import { keyPartition } from './key-partition.ts'
import { type OutgoingRecord, sizeOf } from './outgoing-record.ts'
import { type PartitionAnswer, type PartitionRecords, type Produce, produceApi } from './produce-request.ts'
import { GrowingBytes, RecordBatch } from './record-batch.ts'

/** Bytes of records in one request; a broker takes 1 MiB a batch unless told otherwise. */
const requestBytes = 786_432
/** Characters of a value from which on its bytes are counted before it joins a request; smaller ones cannot make it much too large. */
const largeValue = 65_536
const timeoutMs = 30_000
/** How often a request is sent again that may work the next time, and the pause before that. */
const retries = 3
const retryDelayMs = 250
/** The broker has this batch already: the answer to an earlier try was lost. */
const duplicateSequence = 46

/** The batches of one request, by topic and partition. */
type Batches = Map<string, Map<number, RecordBatch>>

interface Failure {
  readonly records: PartitionRecords
  readonly error: unknown
}

/** Who a session is to the brokers, and how it speaks to them. */
interface Identity {
  readonly id: { readonly producerId: bigint; readonly producerEpoch: number }
  readonly produce: Produce
}

/** One producer id, and how many records it has sent to which partition. */
export class ProducerSession {
  readonly #client: Producer
  readonly #now: () => number
  readonly #scratch = new GrowingBytes()
  readonly #sequences = new Map<string, number>()
  #identity: Promise<Identity> | undefined
  /** Where a record goes that has neither key nor partition. */
  #turn = 0

  constructor(connection: KafkaConnection, now: () => number) {
    this.#client = new Producer({ ...connectionOptions(connection), idempotent: true, requestTimeout: timeoutMs })
    this.#now = now
    const emitter: NodeJS.EventEmitter = this.#client
    emitter.on('error', () => undefined) // The call that failed tells of it.
  }

  async #identify(): Promise<Identity> {
    const { producerId, producerEpoch } = await this.#client.initIdempotentProducer({})
    return { id: { producerId, producerEpoch }, produce: await produceApi(this.#client, timeoutMs) }
  }

  /** Resolves when all records are acknowledged. After a rejection the session is of no use any more. */
  async write(records: readonly OutgoingRecord[]): Promise<void> {
    this.#identity ??= this.#identify()
    const identity = await this.#identity
    const topics = [...new Set(records.map(({ topic }) => topic))]
    const metadata = await this.#client.metadata({ topics: [...topics] })
    let batches: Batches = new Map()
    let bytes = 0
    const deliver = async () => {
      const full = batches
      batches = new Map()
      bytes = 0
      await this.#deliver(full, identity)
    }
    for (const record of records) {
      const isLarge = (record.value?.length ?? 0) > largeValue
      if (isLarge && bytes > 0 && bytes + sizeOf(record) > requestBytes) await deliver()
      bytes += this.#add(record, metadata, batches)
      if (bytes >= requestBytes) await deliver()
    }
    if (bytes > 0) await deliver()
  }

  /** Ends at once; what is under way fails. */
  async close(): Promise<void> {
    hangUp(this.#client)
    await this.#client.close().catch(() => undefined) // What it was to write is written, or its error is on its way.
  }

  /** Gives how many bytes it took. */
  #add(record: OutgoingRecord, metadata: ClusterMetadata, batches: Batches): number {
    const { topic } = record
    const ofTopic = batches.get(topic) ?? new Map<number, RecordBatch>()
    batches.set(topic, ofTopic)
    const partition = this.#partitionOf(record, metadata.topics.get(topic)?.partitionsCount ?? 1)
    const batch = ofTopic.get(partition) ?? new RecordBatch(this.#scratch)
    ofTopic.set(partition, batch)
    const before = batch.size
    batch.add(record)
    return batch.size - before
  }

  #partitionOf({ partition, key }: OutgoingRecord, partitions: number): number {
    if (partition !== undefined) return partition % partitions
    if (key === null || key.length === 0) return this.#turn++ % partitions
    return keyPartition(key, partitions)
  }

  /** Sends one request to each broker that leads some of the partitions, and again what may work the next time. */
  async #deliver(batches: Batches, { id, produce }: Identity): Promise<void> {
    const topics = [...batches.keys()]
    let waiting: readonly PartitionRecords[] = [...batches].flatMap(([topic, partitions]) =>
      [...partitions].map(([partition, batch]) => this.#finished({ topic, partition }, batch, id)),
    )
    for (let tries = 0; ; tries += 1) {
      const failures = await this.#send(waiting, produce, {
        topics: [...topics],
        ...(tries > 0 ? { forceUpdate: true, retries: 0 } : {}),
      })
      const [first] = failures
      if (first === undefined) return
      const hopeless = failures.find(({ error }) => !mayWorkLater(error)) ?? (tries < retries ? undefined : first)
      if (hopeless !== undefined) throw hopeless.error
      waiting = failures.map(({ records }) => records)
      await sleep(retryDelayMs)
    }
  }

  #finished(place: Omit<PartitionRecords, 'bytes'>, batch: RecordBatch, id: Identity['id']): PartitionRecords {
    const name = `${place.topic}:${place.partition}`
    const sequence = this.#sequences.get(name) ?? 0
    // Numbers wrap around (KIP-98).
    this.#sequences.set(name, (sequence + batch.count) % 2 ** 31)
    return { ...place, bytes: batch.finish({ ...id, sequence, timestamp: this.#now() }) }
  }

  async #send(records: readonly PartitionRecords[], produce: Produce, about: MetadataOptions): Promise<Failure[]> {
    const all = (each: readonly PartitionRecords[]) => (error: unknown) =>
      each.map((one): Failure => ({ records: one, error }))
    try {
      const metadata = await this.#client.metadata(about)
      const leaderOf = ({ topic, partition }: PartitionRecords) =>
        metadata.topics.get(topic)?.partitions[partition]?.leader ?? -1
      const requests = [...Map.groupBy(records, leaderOf)].map(([leader, led]) =>
        this.#sendTo(leader, led, produce).catch(all(led)),
      )
      return (await Promise.all(requests)).flat()
    } catch (error) {
      return all(records)(error)
    }
  }

  async #sendTo(leader: number, records: readonly PartitionRecords[], produce: Produce): Promise<Failure[]> {
    const connection = leader < 0 ? undefined : (await this.#client.connectToBrokers([leader])).get(leader)
    if (connection === undefined) throw new NetworkError('a partition has no leader at the moment')
    const answers = new Map(
      (await produce(connection, records)).map((answer) => [`${answer.topic}:${answer.partition}`, answer]),
    )
    return records.flatMap((each) => {
      const error = errorOf(answers.get(`${each.topic}:${each.partition}`))
      return error === undefined ? [] : [{ records: each, error }]
    })
  }
}

function errorOf(answer: PartitionAnswer | undefined): Error | undefined {
  if (answer === undefined) return new NetworkError('the broker passed over a partition')
  const { errorCode, errorMessage } = answer
  return errorCode === 0 || errorCode === duplicateSequence ? undefined : new ProtocolError(errorCode, errorMessage)
}

/** Whether the same request may work a moment later. */
function mayWorkLater(error: unknown): boolean {
  if (error === null || typeof error !== 'object') return false
  if ('canRetry' in error && error.canRetry === true) return true
  return error instanceof AggregateError && error.errors.some(mayWorkLater)
}
