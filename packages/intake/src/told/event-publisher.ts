import type { Events, Follower, LoggedEvents } from '@trunkline/events'
import { uuidFromSid } from '@trunkline/wire'
import type { KafkaConfig } from '../config/kafka-config.ts'
import type { KafkaConnection } from '../connection/connection-options.ts'
import { SteadyProducer } from '../connection/steady-producer.ts'
import type { Log, Meter } from '../ports.ts'
import { within } from '../reader/pause.ts'
import { eventsTopic, ownEventsTopics } from '../topics/topic-names.ts'
import { MoveKinds } from './move-kinds.ts'
import { ToldRows } from './told-rows.ts'
import { writeTold } from './write-told.ts'

/**
 * Rows of the log in one batch. A row holds the events of one transaction and client, up to some thousand, so this bounds the memory that a
 * backlog takes, and how much is told again when a write fails half-way. Ten times as many took no less processor time.
 */
const rowsAtOnce = 50
/** How long a write that is under way is waited for at the end. Milliseconds. */
const finishWithin = 5000
const cutWords = 'an event is larger than its topic takes and was told in part; raise max.message.bytes'

/** Of what a publisher is made. */
export interface PublisherParts {
  readonly events: Pick<Events, 'follow'>
  readonly connection: KafkaConnection
  readonly config: Pick<KafkaConfig, 'clients'>
  readonly log: Log
  readonly meter: Meter
}

interface Outlet {
  readonly follower: Follower
  readonly producer: SteadyProducer
}

/**
 * Tells all events on `trunkline.events`, and those of single clients on their own topics too: at least once, with the same ids each time,
 * those of one message in order. Each topic has a follower of its own, so that one that cannot be written holds up no other.
 */
export class EventPublisher {
  readonly #parts: PublisherParts
  readonly #outlets: Outlet[] = []

  constructor(parts: PublisherParts) {
    this.#parts = parts
  }

  /** Begins. Resolves once what happens from now on is sure to be told, also while the brokers are away. */
  async start(): Promise<void> {
    this.#open('kafka', eventsTopic, undefined)
    for (const [topic, clients] of ownEventsTopics(this.#parts.config)) {
      this.#open(`kafka:${topic}`, topic, new Set(clients.map((sid) => uuidFromSid(sid))))
    }
    await Promise.all(this.#outlets.map(({ follower }) => follower.registered()))
  }

  /** Whether this process is one that tells events. */
  get leading(): boolean {
    return this.#outlets.some(({ follower }) => follower.leading)
  }

  /** Finishes what is under way; brokers that hang are waited for only so long: what they did not acknowledge is told again. */
  async stop(): Promise<void> {
    const outlets = this.#outlets.splice(0)
    const ended = Promise.all(outlets.map(({ follower }) => follower.stop()))
    await within(finishWithin, ended)
    await Promise.all(outlets.map(({ producer }) => producer.close()))
    await ended
  }

  #open(name: string, topic: string, clients: ReadonlySet<string> | undefined): void {
    const { events, connection, log, meter } = this.#parts
    const producer = new SteadyProducer(connection)
    const kinds = new MoveKinds()
    const handle = async (rows: readonly LoggedEvents[]) => {
      const told = clients === undefined ? rows : rows.filter(({ clientId }) => clients.has(clientId))
      if (told.length === 0) return undefined
      const count = await writeTold(producer, topic, new ToldRows(topic, told, kinds), (bytes) =>
        log.error({ topic, bytes }, cutWords),
      )
      meter.count('trunkline_kafka_events_total', { topic }, count)
      return undefined
    }
    this.#outlets.push({ follower: events.follow({ name, limit: rowsAtOnce, handle }), producer })
  }
}
