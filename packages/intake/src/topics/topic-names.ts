import { type ChannelName, channelNames } from '@trunkline/channels'
import type { KafkaConfig } from '../config/kafka-config.ts'
import { IntakeError } from '../errors.ts'

/** Where all clients send: any channel. */
export const sendTopic = 'trunkline.send'
/** Where events of all clients are told. */
export const eventsTopic = 'trunkline.events'
/** Where records go that cannot be accepted. */
export const deadTopic = 'trunkline.dead'

/** One topic that is read. */
export interface SourceTopic {
  readonly name: string
  /** The channel that it stands for; undefined: the records say. */
  readonly channel?: ChannelName
  /** The client whose topic it is; undefined: shared. */
  readonly clientSid?: string
}

/**
 * The topics that are read, by name: an explicit list, no patterns.
 * @throws IntakeError `CONFIG` where two clients, or a client and Trunkline, claim one topic
 */
export function sourceTopics({ clients = {} }: Pick<KafkaConfig, 'clients'>): ReadonlyMap<string, SourceTopic> {
  const sources = new Map<string, SourceTopic>([
    [sendTopic, { name: sendTopic }],
    ...channelNames.map((channel): [string, SourceTopic] => {
      const name = `${sendTopic}.${channel}`
      return [name, { name, channel }]
    }),
  ])
  for (const [clientSid, { topics = [] }] of Object.entries(clients)) {
    for (const name of topics) {
      const owner = sources.get(name)
      if (owner !== undefined || name === eventsTopic || name === deadTopic) {
        const whose = owner?.clientSid ?? 'Trunkline itself'
        throw new IntakeError(
          'CONFIG',
          `kafka.clients.${clientSid}.topics: ${name} belongs to ${whose}; take another name`,
        )
      }
      sources.set(name, { name, clientSid })
    }
  }
  return sources
}

/**
 * The topics that events of single clients go to besides {@link eventsTopic}: topic → client ids.
 * @throws IntakeError `CONFIG` where such a topic is one that is read, or that of the dead
 */
export function ownEventsTopics(config: Pick<KafkaConfig, 'clients'>): ReadonlyMap<string, readonly string[]> {
  const sources = sourceTopics(config)
  const own = new Map<string, string[]>()
  for (const [clientSid, { eventsTopic: name }] of Object.entries(config.clients ?? {})) {
    if (name === undefined || name === eventsTopic) continue
    if (sources.has(name) || name === deadTopic) {
      throw new IntakeError(
        'CONFIG',
        `kafka.clients.${clientSid}.eventsTopic: ${name} is a topic that is read; take another name`,
      )
    }
    own.set(name, [...(own.get(name) ?? []), clientSid])
  }
  return own
}
