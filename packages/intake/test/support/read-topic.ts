import type { TestContext } from 'node:test'
import { Consumer } from '@platformatic/kafka'
import { eventually, type KafkaCluster } from '@trunkline/testkit'
import { clientOf, patience } from './world.ts'

/** A record as a test sees it. */
export interface SeenRecord {
  readonly key: string | undefined
  readonly value: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly partition: number
  readonly offset: bigint
}

/**
 * Which record it is, however often it stands in a topic: producers write at least once, so what was not acknowledged in time stands there
 * twice. An event is known by its id, a dead record by where it stood, any other by its place.
 */
function identityOf({ headers, partition, offset }: SeenRecord): string {
  const { ce_id: event, 'dead-topic-id': topic, 'dead-partition': deadPartition, 'dead-offset': deadOffset } = headers
  return event ?? (topic === undefined ? `${partition}-${offset}` : `${topic}-${deadPartition}-${deadOffset}`)
}

/**
 * All that a topic has, partition by partition, once there are so many different records.
 * @param identity what makes a record another one; undefined: it does not count
 */
export async function readAll(
  t: TestContext,
  cluster: KafkaCluster,
  topic: string,
  { count, identity = identityOf }: { count: number; identity?: (record: SeenRecord) => string | undefined },
): Promise<SeenRecord[]> {
  const group = `test-${Math.random()}`
  const consumer = new Consumer({ ...clientOf(cluster), groupId: group, retries: 20, retryDelay: 300 })
  t.after(() => consumer.close(true))
  const stream = await consumer.consume({ topics: [topic], mode: 'earliest', autocommit: false })
  const seen: SeenRecord[] = []
  let failure: unknown
  stream.on('error', (error: unknown) => {
    failure = error
  })
  stream.on('data', ({ key, value, headers, partition, offset }) => {
    const text = new Map([...headers].map(([name, each]) => [String(name), String(each)]))
    seen.push({ key: key?.toString(), value: value?.toString(), headers: Object.fromEntries(text), partition, offset })
  })
  const different = new Set<string>()
  let looked = 0
  await eventually(() => {
    for (const each of seen.slice(looked)) {
      const name = identity(each)
      if (name !== undefined) different.add(name)
    }
    looked = seen.length
    if (different.size >= count) return
    throw new Error(`${topic} has ${different.size} different records, not ${count}`, { cause: failure })
  }, patience)
  return seen
}

/** The first of each record that a topic has, partition by partition, once there are so many. */
export async function readTopic(
  t: TestContext,
  cluster: KafkaCluster,
  topic: string,
  count: number,
): Promise<SeenRecord[]> {
  return eachOnce(await readAll(t, cluster, topic, { count }))
}

/** The events of a topic, each once, when it tells that so many messages were delivered: with that their events end. */
export async function readTold(
  t: TestContext,
  cluster: KafkaCluster,
  topic: string,
  messages: number,
): Promise<SeenRecord[]> {
  const identity = ({ key, headers }: SeenRecord) => (headers.ce_type === 'delivery.delivered' ? key : undefined)
  return eachOnce(await readAll(t, cluster, topic, { count: messages, identity }))
}

function eachOnce(all: readonly SeenRecord[]): SeenRecord[] {
  return [...Map.groupBy(all, identityOf).values()].flatMap((same) => same.slice(0, 1))
}
