import { Admin, ConfigResourceTypes } from '@platformatic/kafka'
import type { KafkaConfig } from '../config/kafka-config.ts'
import { isProtocolError, wordsOf } from '../connection/broker-failure.ts'
import { connectionOptions, type KafkaConnection } from '../connection/connection-options.ts'
import { hangUp } from '../connection/hang-up.ts'
import { reachBrokers } from '../connection/reach-brokers.ts'
import type { Log } from '../ports.ts'
import { alterCommand, createCommand, type PlannedTopic, planTopics } from './topic-plan.ts'

/** What was found of one topic. */
export interface TopicFinding {
  readonly name: string
  readonly state: 'ok' | 'missing' | 'differs'
  /** What is there, or what differs, in words. */
  readonly detail: string
  /** The command that mends it. */
  readonly command?: string
}

/** Settings that matter when they are smaller than planned; a longer retention is nobody's loss. */
const compared = ['max.message.bytes'] as const

/** Looks at the topics, and makes those that are missing. */
export class TopicKeeper {
  readonly #connection: KafkaConnection
  readonly #log: Log
  /** Missing topics that were told of; it is looked again every minute. */
  readonly #told = new Set<string>()

  constructor(connection: KafkaConnection, log: Log) {
    this.#connection = connection
    this.#log = log
  }

  /** Compares what is there with the plan. Rejects when the brokers cannot be asked. */
  async check(plan: readonly PlannedTopic[]): Promise<readonly TopicFinding[]> {
    return this.#asAdmin(async (admin) => {
      const there = new Set(await admin.listTopics())
      return Promise.all(
        plan.map((topic) => (there.has(topic.name) ? this.#compare(admin, topic) : this.#missing(topic))),
      )
    })
  }

  /**
   * Makes the topics that are missing. Gives the names of those that are there afterwards. What may not be made is logged. Rejects when the
   * brokers cannot be asked, or when the signal is aborted first.
   */
  async make(plan: readonly PlannedTopic[], create: boolean, signal?: AbortSignal): Promise<ReadonlySet<string>> {
    return this.#asAdmin(async (admin) => {
      const there = new Set(await admin.listTopics())
      for (const topic of plan) {
        if (there.has(topic.name)) continue
        if (create && (await this.#create(admin, topic, signal))) there.add(topic.name)
        else if (!create) this.#tellMissing(topic.name)
      }
      return there
    }, signal)
  }

  async #create(
    admin: Admin,
    { name, partitions, replicas, settings }: PlannedTopic,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const configs = Object.entries(settings).map(([key, value]) => ({ name: key, value }))
    try {
      await admin.createTopics({ topics: [name], partitions, replicas, configs })
      this.#log.info({ topic: name, partitions }, 'made a topic')
      return true
    } catch (error) {
      signal?.throwIfAborted() // Broken off by ourselves: that tells nothing of the topic.
      if (isProtocolError(error, 'TOPIC_ALREADY_EXISTS')) return true
      this.#tellMissing(name, wordsOf(error))
      return false
    }
  }

  #tellMissing(topic: string, reason?: string): void {
    if (this.#told.has(topic)) return
    this.#told.add(topic)
    this.#log.warn(
      { topic, ...(reason === undefined ? {} : { reason }) },
      'a topic is missing; see trunkline kafka check',
    )
  }

  async #missing(topic: PlannedTopic): Promise<TopicFinding> {
    const { name } = topic
    return {
      name,
      state: 'missing',
      detail: 'there is no such topic',
      command: createCommand(topic, this.#connection.brokers),
    }
  }

  async #compare(admin: Admin, { name, settings }: PlannedTopic): Promise<TopicFinding> {
    const { topics } = await admin.metadata({ topics: [name], forceUpdate: true })
    const partitions = topics.get(name)?.partitionsCount ?? 0
    const replicas = topics.get(name)?.partitions[0]?.replicas.length ?? 0
    const detail = `${partitions} partitions, ${replicas} ${replicas === 1 ? 'copy' : 'copies'} of each`
    const resources = [
      { resourceType: ConfigResourceTypes.TOPIC, resourceName: name, configurationKeys: [...compared] },
    ]
    const [described] = await admin.describeConfigs({ resources })
    const found = new Map(described?.configs.map((each) => [each.name, each.value]))
    const small = compared.filter((key) => Number(found.get(key) ?? 0) < Number(settings[key] ?? 0))
    if (small.length === 0) return { name, state: 'ok', detail }
    const mend = Object.fromEntries(small.map((key) => [key, settings[key] ?? '']))
    const words = small.map((key) => `${key} is ${found.get(key)}, ${settings[key]} is needed`)
    return {
      name,
      state: 'differs',
      detail: words.join('; '),
      command: alterCommand(name, mend, this.#connection.brokers),
    }
  }

  async #asAdmin<T>(work: (admin: Admin) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const admin = new Admin(connectionOptions(this.#connection))
    const giveUp = () => hangUp(admin)
    signal?.addEventListener('abort', giveUp, { once: true })
    try {
      return await work(admin)
    } finally {
      signal?.removeEventListener('abort', giveUp)
      await admin.close().catch(() => undefined) // What it was made for is done, or its error is on its way.
    }
  }
}

/**
 * Compares the topics at the brokers with those that the configuration needs.
 * @throws IntakeError where the brokers cannot be asked, or refuse
 */
export function checkTopics(
  connection: KafkaConnection,
  config: KafkaConfig,
  log: Log,
): Promise<readonly TopicFinding[]> {
  return reachBrokers(connection, () => new TopicKeeper(connection, log).check(planTopics(config)))
}
