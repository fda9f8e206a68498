import { NetworkError } from '@platformatic/kafka'
import type { KafkaConnection } from './connection-options.ts'
import type { Outgoing } from './outgoing-record.ts'
import { ProducerSession } from './producer-session.ts'

/**
 * Writes records so that all replicas in sync have them, each once for as long as no write fails (idempotent). After a failure it begins
 * anew under another producer id, and whoever called writes again what was not acknowledged.
 */
export class SteadyProducer {
  readonly #connection: KafkaConnection
  readonly #now: () => number
  #session: ProducerSession | undefined
  /** The last write that was asked for: one at a time, so that each partition gets its batches in the order of their numbers. */
  #last: Promise<unknown> = Promise.resolve()
  /** Makes the write that is under way fail. */
  #cut: ((error: Error) => void) | undefined
  #closed = false

  /** @param now wall clock, milliseconds since the epoch: when records were made */
  constructor(connection: KafkaConnection, now: () => number = Date.now) {
    this.#connection = connection
    this.#now = now
  }

  /**
   * Resolves when all records are acknowledged, with how many they are; they are written in their order, request by request. Rejects with the brokers'
   * error.
   * @param records gone through when it is their turn, and before that where `topics` is left out
   * @param topics all that are among them; where left out, they are looked for
   */
  write(records: Iterable<Outgoing>, topics: readonly string[] = topicsOf(records)): Promise<number> {
    const written = this.#last.then(() => this.#write(records, topics))
    this.#last = written.catch(() => undefined) // Whoever called is told.
    return written
  }

  /** Ends for good, and at once: what is under way fails, and so does every later write. */
  async close(): Promise<void> {
    this.#closed = true
    const session = this.#session
    this.#session = undefined
    this.#cut?.(closed())
    await session?.close()
  }

  async #write(records: Iterable<Outgoing>, topics: readonly string[]): Promise<number> {
    if (this.#closed) throw closed()
    this.#session ??= new ProducerSession(this.#connection, this.#now)
    const session = this.#session
    const cut = Promise.withResolvers<never>()
    this.#cut = cut.reject
    try {
      return await Promise.race([session.write(records, topics), cut.promise])
    } catch (error) {
      if (this.#session === session) this.#session = undefined
      // Not waited for: what it holds may be connections on which nothing comes any more.
      void session.close()
      throw error
    }
  }
}

const closed = () => new NetworkError('the producer is closed')

const topicsOf = (records: Iterable<Outgoing>) => [...new Set(Iterator.from(records).map(({ topic }) => topic))]
