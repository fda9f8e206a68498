import { type MessageToProduce, ProduceAcks, Producer } from '@platformatic/kafka'
import { connectionOptions, type KafkaConnection } from './connection-options.ts'

/** Bytes of records in one request; a broker takes 1 MiB a batch unless told otherwise. */
const requestBytes = 786_432
/** What a record takes besides its parts, about. */
const recordBytes = 64

/** A record to be written. */
export interface OutgoingRecord {
  readonly topic: string
  /** Without it the key decides, as with Kafka's own producers. */
  readonly partition?: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: readonly (readonly [name: Buffer, value: Buffer])[]
}

/**
 * Writes records so that all replicas in sync have them, each once for as long as no write fails (idempotent). After a failure it begins
 * anew under another producer id, and whoever called writes again what was not acknowledged.
 */
export class SteadyProducer {
  readonly #connection: KafkaConnection
  #producer: Producer | undefined

  constructor(connection: KafkaConnection) {
    this.#connection = connection
  }

  /** Resolves when all records are acknowledged; they are written in their order, request by request. Rejects with the brokers' error. */
  async write(records: readonly OutgoingRecord[]): Promise<void> {
    this.#producer ??= this.#open()
    const producer = this.#producer
    try {
      for (const part of inRequests(records)) await producer.send({ messages: part.map(toMessage) })
    } catch (error) {
      if (this.#producer === producer) this.#producer = undefined
      await producer.close().catch(() => undefined) // It has failed already, and that error is thrown.
      throw error
    }
  }

  async close(): Promise<void> {
    const producer = this.#producer
    this.#producer = undefined
    await producer?.close().catch(() => undefined) // What it was to write is written.
  }

  #open(): Producer {
    const producer = new Producer({
      ...connectionOptions(this.#connection),
      idempotent: true,
      acks: ProduceAcks.ALL,
      requestTimeout: 30_000,
    })
    const emitter: NodeJS.EventEmitter = producer
    emitter.on('error', () => undefined) // The call that failed tells of it.
    return producer
  }
}

function toMessage({ topic, partition, key, value, headers }: OutgoingRecord): MessageToProduce {
  return {
    topic,
    ...(partition === undefined ? {} : { partition }),
    ...(key === null ? {} : { key }),
    ...(value === null ? {} : { value }),
    headers: new Map(headers),
  }
}

function* inRequests(records: readonly OutgoingRecord[]): Generator<readonly OutgoingRecord[]> {
  let part: OutgoingRecord[] = []
  let bytes = 0
  for (const record of records) {
    const size = sizeOf(record)
    if (part.length > 0 && bytes + size > requestBytes) {
      yield part
      part = []
      bytes = 0
    }
    part.push(record)
    bytes += size
  }
  if (part.length > 0) yield part
}

/** What a record takes in a request, about. Bytes. */
export function sizeOf({ key, value, headers }: OutgoingRecord): number {
  const ofHeaders = headers.reduce((sum, [name, text]) => sum + name.length + text.length, 0)
  return (key?.length ?? 0) + (value?.length ?? 0) + ofHeaders + recordBytes
}
