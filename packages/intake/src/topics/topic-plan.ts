import type { KafkaConfig } from '../config/kafka-config.ts'
import { deadTopic, eventsTopic, ownEventsTopics, sourceTopics } from './topic-names.ts'

const hourMs = 3_600_000
const defaults = { partitions: 12, sendHours: 168, eventsHours: 168, deadHours: 720 }
/** A record as large as the largest that is read, and what is written about it. */
const deadMargin = 65_536
const kafkaMaxMessageBytes = 1_048_588

/** A topic as it should be. */
export interface PlannedTopic {
  readonly name: string
  readonly purpose: 'send' | 'events' | 'dead'
  readonly partitions: number
  /** Copies; -1: what the brokers take by default. */
  readonly replicas: number
  readonly settings: Readonly<Record<string, string>>
}

/** The topics that the configuration needs. @throws IntakeError `CONFIG` as {@link sourceTopics} */
export function planTopics(config: KafkaConfig): readonly PlannedTopic[] {
  const { topics = {}, maxRecordBytes = 1_048_576 } = config
  const { partitions, sendHours, eventsHours, deadHours } = { ...defaults, ...topics }
  const base = { partitions, replicas: topics.replicas ?? -1 }
  const bytes = Math.max(maxRecordBytes + deadMargin, kafkaMaxMessageBytes)
  const kept = (hours: number) => ({ 'retention.ms': String(hours * hourMs), 'cleanup.policy': 'delete' })
  const large = { 'max.message.bytes': String(bytes) }
  const send = [...sourceTopics(config).keys()]
  const events = [eventsTopic, ...ownEventsTopics(config).keys()]
  return [
    ...send.map((name) => ({ ...base, name, purpose: 'send' as const, settings: { ...kept(sendHours), ...large } })),
    ...events.map((name) => ({ ...base, name, purpose: 'events' as const, settings: kept(eventsHours) })),
    // It takes whatever was taken before, and what is said about it.
    {
      ...base,
      name: deadTopic,
      purpose: 'dead',
      settings: { ...kept(deadHours), 'max.message.bytes': String(bytes + deadMargin) },
    },
  ]
}

/** The command of Kafka's own tools that makes a topic. */
export function createCommand(
  { name, partitions, replicas, settings }: PlannedTopic,
  brokers: readonly string[],
): string {
  const copies = replicas === -1 ? '' : ` --replication-factor ${replicas}`
  const configs = Object.entries(settings).map(([key, value]) => ` --config ${key}=${value}`)
  return `kafka-topics.sh --bootstrap-server ${brokers.join(',')} --create --topic ${name} --partitions ${partitions}${copies}${configs.join('')}`
}

/** The command that changes settings of a topic. */
export function alterCommand(
  name: string,
  settings: Readonly<Record<string, string>>,
  brokers: readonly string[],
): string {
  const configs = Object.entries(settings).map(([key, value]) => `${key}=${value}`)
  return `kafka-configs.sh --bootstrap-server ${brokers.join(',')} --alter --entity-type topics --entity-name ${name} --add-config ${configs.join(',')}`
}
