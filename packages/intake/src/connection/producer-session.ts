import { setTimeout as sleep } from 'node:timers/promises'
import { type MetadataOptions, NetworkError, Producer, ProtocolError } from '@platformatic/kafka'
import { connectionOptions, type KafkaConnection } from './connection-options.ts'
import { hangUp } from './hang-up.ts'
import { isRun, type Outgoing, sizeOf } from './outgoing-record.ts'
import { type PartitionAnswer, type PartitionRecords, type Produce, produceApi } from './produce-request.ts'
import { type PlacedBatch, RequestBatches } from './request-batches.ts'

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
  readonly #batches = new RequestBatches()
  readonly #sequences = new Map<string, number>()
  #identity: Promise<Identity> | undefined

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

  /**
   * Resolves when all records are acknowledged, with how many they are. After a rejection the session is of no use any more.
   * @param topics all that are among the records
   */
  async write(records: Iterable<Outgoing>, topics: readonly string[]): Promise<number> {
    this.#identity ??= this.#identify()
    const identity = await this.#identity
    const metadata = await this.#client.metadata({ topics: [...topics] })
    const batches = this.#batches
    let count = 0
    for (const record of records) {
      if (batches.bytes > 0 && batches.bytes + largeSizeOf(record) > requestBytes) await this.#deliver(identity)
      count += batches.add(record, metadata.topics.get(record.topic)?.partitionsCount ?? 1)
      if (batches.bytes >= requestBytes) await this.#deliver(identity)
    }
    if (batches.bytes > 0) await this.#deliver(identity)
    return count
  }

  /** Ends at once; what is under way fails. */
  async close(): Promise<void> {
    hangUp(this.#client)
    await this.#client.close().catch(() => undefined) // What it was to write is written, or its error is on its way.
  }

  /** Sends what there is. */
  async #deliver({ id, produce }: Identity): Promise<void> {
    const full = this.#batches.take()
    await this.#sendAll(
      full.map((placed) => this.#finished(placed, id)),
      produce,
    )
    this.#batches.giveBack(full)
  }

  /** Sends one request to each broker that leads some of the partitions, and again what may work the next time. */
  async #sendAll(records: readonly PartitionRecords[], produce: Produce): Promise<void> {
    const topics = [...new Set(records.map(({ topic }) => topic))]
    let waiting = records
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

  #finished({ topic, partition, batch }: PlacedBatch, id: Identity['id']): PartitionRecords {
    const name = `${topic}:${partition}`
    const sequence = this.#sequences.get(name) ?? 0
    // Numbers wrap around (KIP-98).
    this.#sequences.set(name, (sequence + batch.count) % 2 ** 31)
    return { topic, partition, bytes: batch.finish({ ...id, sequence, timestamp: this.#now() }) }
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

/** Bytes of a record that may make a request much too large; of smaller ones and of runs 0. */
function largeSizeOf(outgoing: Outgoing): number {
  return isRun(outgoing) || (outgoing.value?.length ?? 0) <= largeValue ? 0 : sizeOf(outgoing)
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
