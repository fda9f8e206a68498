import { randomUUID } from 'node:crypto'
import { Admin, Consumer, type Message, MessagesStreamModes, stringDeserializers } from '@platformatic/kafka'
import { until } from './until.ts'

/** For so long no record must come until all are taken to be there. Milliseconds. */
const quiet = 1_000

/** Gives every record that a topic holds now to `take`. */
export async function readTopic(
  brokers: string,
  topic: string,
  take: (record: Message<string, string, string, string>) => void,
): Promise<number> {
  const bootstrapBrokers = brokers.split(',')
  let left = await recordsOf(bootstrapBrokers, topic)
  const total = left
  if (total === 0) return 0
  const consumer = new Consumer({
    clientId: 'bench-reader',
    groupId: `bench-reader-${randomUUID()}`,
    bootstrapBrokers,
    deserializers: stringDeserializers,
    autocommit: false,
    maxWaitTime: 100,
  })
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST })
  for await (const record of stream) {
    take(record)
    if (--left === 0) break
  }
  await consumer.close(true)
  return total
}

async function recordsOf(bootstrapBrokers: string[], topic: string): Promise<number> {
  const admin = new Admin({ clientId: 'bench-reader', bootstrapBrokers })
  try {
    const partitions = await partitionsOf(admin, topic)
    const ends = await Promise.all([-1n, -2n].map((timestamp) => offsets(admin, topic, partitions, timestamp)))
    return (ends[0] ?? 0) - (ends[1] ?? 0)
  } finally {
    await admin.close()
  }
}

async function partitionsOf(admin: Admin, topic: string): Promise<number[]> {
  const { topics } = await admin.metadata({ topics: [topic] })
  return Array.from({ length: topics.get(topic)?.partitionsCount ?? 0 }, (_, index) => index)
}

/** Timestamp -1 asks for the end of each partition, -2 for its beginning (Kafka protocol, ListOffsets). */
async function offsets(admin: Admin, topic: string, partitions: number[], timestamp: bigint): Promise<number> {
  const found = await admin.listOffsets({
    topics: [{ name: topic, partitions: partitions.map((partitionIndex) => ({ partitionIndex, timestamp })) }],
  })
  return found.flatMap((each) => each.partitions).reduce((sum, { offset }) => sum + Number(offset), 0)
}

/** How many records a topic has been given; asks for the ends of its partitions alone, so that whoever waits for records takes hardly any processor time from those who write them. */
export class TopicEnd {
  readonly #admin: Admin
  readonly #topic: string
  #partitions: number[] | undefined

  constructor(brokers: string, topic: string) {
    this.#admin = new Admin({ clientId: 'bench-reader', bootstrapBrokers: brokers.split(',') })
    this.#topic = topic
  }

  async records(): Promise<number> {
    this.#partitions ??= await partitionsOf(this.#admin, this.#topic)
    return offsets(this.#admin, this.#topic, this.#partitions, -1n)
  }

  /** How many records there are when there are `atLeast` so many, and no more come. */
  async settled(atLeast: number): Promise<number> {
    let count = 0
    let since = Date.now()
    await until(`records on ${this.#topic}`, async () => {
      const now = await this.records()
      if (now !== count) since = Date.now()
      count = now
      return now >= atLeast && Date.now() - since >= quiet
    })
    return count
  }

  async close(): Promise<void> {
    await this.#admin.close()
  }
}
