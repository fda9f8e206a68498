import { setTimeout as sleep } from 'node:timers/promises'
import { Admin, ListOffsetTimestamps } from '@platformatic/kafka'

const patienceMs = 120_000
const pauseMs = 50

/** A topic as a test wants it. */
export interface NewTopic {
  /** Partitions (1). */
  readonly partitions?: number
  /** Copies of each partition (as many as there are brokers). */
  readonly replicas?: number
  /** Settings of the topic, e.g. `{ 'cleanup.policy': 'compact' }`. */
  readonly settings?: Readonly<Record<string, string>>
}

/** One partition of a topic. */
export interface KafkaPartition {
  /** The id of the broker that leads it; -1 while none does. */
  readonly leader: number
  readonly replicas: readonly number[]
  /** The replicas that are up to date. */
  readonly inSync: readonly number[]
}

/** What a test asks of a cluster besides sending and reading. */
export class KafkaAdmin {
  readonly #servers: readonly string[]
  #client: Admin | undefined

  constructor(servers: readonly string[]) {
    this.#servers = servers
  }

  /** Resolves when all brokers know each other. */
  async whole(brokers: number): Promise<void> {
    await until(`${brokers} brokers`, async () => {
      const { brokers: found } = await this.#admin().metadata({ topics: [], forceUpdate: true })
      return found.size === brokers
    })
  }

  /** Creates a topic and waits until it is {@link served}. Fails when it exists. */
  async createTopic(name: string, { partitions = 1, replicas = -1, settings = {} }: NewTopic = {}): Promise<void> {
    const configs = Object.entries(settings).map(([key, value]) => ({ name: key, value }))
    if ((await this.topics()).includes(name)) throw new Error(`there is a topic ${name} already`)
    try {
      await this.#admin().createTopics({ topics: [name], partitions, replicas, configs })
    } catch (error) {
      // Asked again for want of an answer, the cluster says that the topic exists: made by the first question.
      if (!(await this.topics()).includes(name)) throw error
    }
    await this.served(name, partitions)
  }

  /**
   * Resolves when there is such a topic and its brokers serve each of its partitions. They tell of a topic and its leaders a moment before they
   * have made its files, and meanwhile they may take the records of one partition and refuse those of the next.
   * @param partitions how many it is to have; as many as it has where left out
   */
  async served(name: string, partitions?: number): Promise<void> {
    await until(`${name} is served`, async () => {
      const found = await this.describeTopic(name)
      if (found.length !== (partitions ?? found.length) || found.some(({ leader }) => leader < 0)) return false
      const asked = found.map((_, partitionIndex) => ({ partitionIndex, timestamp: ListOffsetTimestamps.LATEST }))
      await this.#admin().listOffsets({ topics: [{ name, partitions: asked }] })
      return true
    })
  }

  /** The partitions of a topic in their order. Fails when there is no such topic. */
  async describeTopic(name: string): Promise<readonly KafkaPartition[]> {
    const { topics } = await this.#admin().metadata({ topics: [name], forceUpdate: true })
    const found = topics.get(name)
    if (!found) throw new Error(`there is no topic ${name}`)
    return found.partitions.map(({ leader, replicas, isr }) => ({ leader, replicas, inSync: isr }))
  }

  /** The names of all topics but Kafka's own. */
  async topics(): Promise<readonly string[]> {
    return (await this.#admin().listTopics()).toSorted()
  }

  /** Gives a topic more partitions, `partitions` in all, which makes the groups that read it rebalance. */
  async addPartitions(name: string, partitions: number): Promise<void> {
    const there = await this.describeTopic(name)
    // The client sends an empty list of assignments where the protocol wants none, so each new partition is told its brokers.
    const brokerIds = there.flatMap((each) => [...each.replicas]).filter((id, index, all) => all.indexOf(id) === index)
    const assignments = Array.from({ length: partitions - there.length }, () => ({ brokerIds }))
    await this.#admin().createPartitions({ topics: [{ name, count: partitions, assignments }], validateOnly: false })
    await this.served(name, partitions)
  }

  /** The offsets that a group has committed, by `topic-partition`. */
  async committed(group: string): Promise<ReadonlyMap<string, bigint>> {
    const [found] = await this.#admin().listConsumerGroupOffsets({ groups: [group] })
    return new Map(
      (found?.topics ?? []).flatMap((topic) =>
        topic.partitions.map((each): [string, bigint] => [
          `${topic.name}-${each.partitionIndex}`,
          each.committedOffset,
        ]),
      ),
    )
  }

  async close(): Promise<void> {
    await this.#client?.close()
    this.#client = undefined
  }

  #admin(): Admin {
    this.#client ??= new Admin({
      clientId: 'testkit',
      bootstrapBrokers: [...this.#servers],
      timeout: 10_000,
      retries: 5,
      retryDelay: 200,
    })
    return this.#client
  }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs
  for (let last: unknown; ; await sleep(pauseMs)) {
    try {
      if (await holds()) return
    } catch (error) {
      last = error // Nodes that are only starting refuse.
    }
    if (performance.now() > end) throw new Error(`not within ${patienceMs} ms: ${what}`, { cause: last })
  }
}
