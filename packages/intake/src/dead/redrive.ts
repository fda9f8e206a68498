import { Admin } from '@platformatic/kafka'
import type { KafkaConfig } from '../config/kafka-config.ts'
import { connectionOptions, type KafkaConnection } from '../connection/connection-options.ts'
import type { OutgoingRecord } from '../connection/outgoing-record.ts'
import { reachBrokers } from '../connection/reach-brokers.ts'
import { SteadyProducer } from '../connection/steady-producer.ts'
import { IntakeError } from '../errors.ts'
import { type Log, noMeter } from '../ports.ts'
import { FetchLoop } from '../reader/fetch-loop.ts'
import { PartitionQueue } from '../reader/partition-queue.ts'
import { headerOf, type IncomingRecord } from '../record/incoming-record.ts'
import { keyHeader, placeHeader, placeKey } from '../record/record-identity.ts'
import { deadTopic, sourceTopics } from '../topics/topic-names.ts'
import { type DeadRecord, originalHeaders, readDeadLetter } from './dead-letter.ts'

const batchRecords = 500
const batchBytes = 4 * 1024 ** 2

/** Which dead records are sent again. */
export interface RedriveRequest {
  /** Those with this reason alone. */
  readonly code?: string
  /** Those of this client id alone. */
  readonly clientSid?: string
  /** All that the topic has, also those that were sent again before. */
  readonly all?: boolean
  /** At most so many. */
  readonly limit?: number
  /** Only count. */
  readonly dryRun?: boolean
}

/** What a redrive did. */
export interface RedriveReport {
  readonly seen: number
  /** Sent again, or that would be, by their reason. */
  readonly sent: ReadonlyMap<string, number>
  /** Left where they are, and why. */
  readonly left: ReadonlyMap<'other-reason' | 'other-client' | 'without-value' | 'foreign', number>
}

/** What a redrive works with. */
export interface RedriveParts {
  readonly connection: KafkaConnection
  readonly config: KafkaConfig
  readonly log: Log
  readonly onProgress?: (seen: number) => void
}

/**
 * Sends dead records to where they came from, up to those that were there when it began. Each goes with the idempotency key that it had,
 * so that however often it is sent again it makes one message. How far it has come is kept in the group `<group>-redrive`; with a reason, a client
 * or `all` it begins with the oldest record, and with a reason or a client what it leaves is not passed over the next time.
 * @throws IntakeError `CONFIG` where there is no topic of the dead; where the brokers cannot be asked, or refuse
 */
export async function redrive(request: RedriveRequest, parts: RedriveParts): Promise<RedriveReport> {
  const admin = new Admin(connectionOptions(parts.connection))
  const producer = new SteadyProducer(parts.connection)
  try {
    return await reachBrokers(parts.connection, () => new Redrive(request, parts, admin, producer).run())
  } finally {
    await producer.close()
    await admin.close().catch(() => undefined) // What it was made for is done, or its error is on its way.
  }
}

class Redrive {
  readonly #request: RedriveRequest
  readonly #parts: RedriveParts
  readonly #admin: Admin
  readonly #producer: SteadyProducer
  readonly #group: string
  readonly #sources: ReadonlyMap<string, unknown>
  readonly #queues = new Map<string, PartitionQueue>()
  readonly #sent = new Map<string, number>()
  readonly #left: Map<'other-reason' | 'other-client' | 'without-value' | 'foreign', number> = new Map()
  #seen = 0

  constructor(request: RedriveRequest, parts: RedriveParts, admin: Admin, producer: SteadyProducer) {
    this.#request = request
    this.#parts = parts
    this.#admin = admin
    this.#producer = producer
    this.#sources = sourceTopics(parts.config)
    this.#group = `${parts.config.group ?? 'trunkline'}-redrive`
  }

  async run(): Promise<RedriveReport> {
    if (!(await this.#admin.listTopics()).includes(deadTopic))
      throw new IntakeError('CONFIG', `There is no topic ${deadTopic}: see trunkline kafka check.`)
    const wake = { now: () => {} }
    let failure: unknown
    const { connection, log } = this.#parts
    const fetches = new FetchLoop({
      ...{ connection, log, meter: noMeter, group: this.#group, topics: [deadTopic], queues: this.#queues },
      onRecords: () => wake.now(),
      onContact: () => wake.now(),
      onFailed: (error) => {
        failure = error
        wake.now()
      },
    })
    try {
      const ends = await this.#open(fetches)
      while (failure === undefined && !this.#done(ends)) {
        if (await this.#batch(ends)) continue
        const more = new Promise<void>((resolve) => {
          wake.now = resolve
        })
        fetches.pump()
        await more
      }
      if (failure !== undefined) throw failure
      return { seen: this.#seen, sent: this.#sent, left: this.#left }
    } finally {
      await fetches.close().catch(() => undefined) // Its connections may be lost already.
    }
  }

  /** Makes a queue for each partition with something to see. Gives the offsets at which they end now. */
  async #open(fetches: FetchLoop): Promise<ReadonlyMap<PartitionQueue, bigint>> {
    const about = (await fetches.topics(true)).get(deadTopic)
    const [oldest, latest, known] = await Promise.all([
      fetches.oldest([deadTopic]),
      fetches.latest([deadTopic]),
      this.#committed(),
    ])
    const ends = new Map<PartitionQueue, bigint>()
    for (let partition = 0; partition < (about?.partitionsCount ?? 0); partition += 1) {
      const first = oldest.get(deadTopic)?.[partition] ?? 0n
      const end = latest.get(deadTopic)?.[partition] ?? 0n
      const before = this.#fromOldest ? first : (known.get(partition) ?? first)
      const from = before > first ? before : first
      if (from >= end) continue
      const queue = new PartitionQueue({ topic: deadTopic, topicId: about?.id ?? deadTopic, partition, from })
      this.#queues.set(queue.name, queue)
      ends.set(queue, end)
    }
    return ends
  }

  get #filters(): boolean {
    return this.#request.code !== undefined || this.#request.clientSid !== undefined
  }

  get #fromOldest(): boolean {
    return this.#filters || this.#request.all === true
  }

  async #committed(): Promise<ReadonlyMap<number, bigint>> {
    const [found] = await this.#admin.listConsumerGroupOffsets({ groups: [this.#group] })
    const topic = found?.topics.find(({ name }) => name === deadTopic)
    return new Map(
      (topic?.partitions ?? [])
        .filter(({ committedOffset }) => committedOffset >= 0n)
        .map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]),
    )
  }

  #total(): number {
    return this.#sent.values().reduce((sum, count) => sum + count, 0)
  }

  #done(ends: ReadonlyMap<PartitionQueue, bigint>): boolean {
    if (this.#total() >= (this.#request.limit ?? Number.POSITIVE_INFINITY)) return true
    return [...ends].every(([queue, end]) => queue.nextOffset >= end)
  }

  /** Sends what the queues have. False when there was nothing. */
  async #batch(ends: ReadonlyMap<PartitionQueue, bigint>): Promise<boolean> {
    const again: OutgoingRecord[] = []
    const upTo: { partition: number; offset: bigint }[] = []
    const room = (this.#request.limit ?? Number.POSITIVE_INFINITY) - this.#total()
    for (const [queue, end] of ends) {
      const most = Math.min(batchRecords, room - again.length)
      const records = most > 0 ? queue.take(most, batchBytes).filter(({ offset }) => offset < end) : []
      if (records.length === 0) continue
      again.push(...records.flatMap((record) => this.#sort(record)))
      upTo.push({ partition: queue.partition, offset: queue.nextOffset < end ? queue.nextOffset : end })
      if (queue.nextOffset >= end) this.#queues.delete(queue.name)
    }
    if (upTo.length === 0) return false
    if (this.#request.dryRun !== true) {
      if (again.length > 0) await this.#producer.write(again)
      if (!this.#filters) await this.#commit(upTo)
    }
    this.#parts.onProgress?.(this.#seen)
    return true
  }

  #sort(record: IncomingRecord): OutgoingRecord[] {
    this.#seen += 1
    const dead = readDeadLetter(record)
    const { code, clientSid } = this.#request
    // What is not ours is not believed: it could name any topic.
    if (dead === undefined || !this.#sources.has(dead.topic)) return this.#leave('foreign')
    if (code !== undefined && dead.code !== code) return this.#leave('other-reason')
    if (clientSid !== undefined && dead.clientSid !== clientSid) return this.#leave('other-client')
    if (dead.withoutValue) return this.#leave('without-value')
    this.#sent.set(dead.code, (this.#sent.get(dead.code) ?? 0) + 1)
    return [asItWas(record, dead)]
  }

  #leave(why: 'other-reason' | 'other-client' | 'without-value' | 'foreign'): [] {
    this.#left.set(why, (this.#left.get(why) ?? 0) + 1)
    return []
  }

  async #commit(upTo: readonly { partition: number; offset: bigint }[]): Promise<void> {
    await this.#admin.alterConsumerGroupOffsets({
      groupId: this.#group,
      topics: [{ name: deadTopic, partitionOffsets: [...upTo] }],
    })
  }
}

/** The record as it was sent, to the same partition, with what it is known by. */
function asItWas(record: IncomingRecord, dead: DeadRecord): OutgoingRecord {
  const headers = originalHeaders(record)
  const known = [keyHeader, placeHeader].some((name) => headerOf({ headers }, name) !== undefined)
  const [name, value] = dead.place === undefined ? [keyHeader, placeKey(dead)] : [placeHeader, dead.place]
  const key = [Buffer.from(name), Buffer.from(value)] as const
  const { topic, partition } = dead
  return { topic, partition, key: record.key, value: record.value, headers: known ? headers : [...headers, key] }
}
