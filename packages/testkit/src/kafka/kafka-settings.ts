import type { KafkaOptions } from './kafka-options.ts'

/** One node of a cluster, before it runs. */
export interface KafkaNode {
  readonly id: number
  /** What clients connect to. */
  readonly port: number
  /** What brokers and our own administration connect to: plain text, so that a test's SASL and TLS are in nobody's way but the clients'. */
  readonly internalPort: number
  readonly controllerPort: number
  readonly folder: string
}

/** `server.properties` of one node, which is broker and controller (KRaft, Kafka's documentation §6.8), small and quick to start. */
export function kafkaSettings(node: KafkaNode, nodes: readonly KafkaNode[], options: KafkaOptions): string {
  const replicas = String(nodes.length)
  const settings: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': nodes.map((each) => `${each.id}@127.0.0.1:${each.controllerPort}`).join(','),
    listeners: `CLIENT://127.0.0.1:${node.port},INTERNAL://127.0.0.1:${node.internalPort},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${node.port},INTERNAL://127.0.0.1:${node.internalPort}`,
    'listener.security.protocol.map': `CLIENT:${clientProtocol(options)},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT`,
    'inter.broker.listener.name': 'INTERNAL',
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': `${node.folder}/log`,
    'auto.create.topics.enable': 'false',
    // Enough for a write to survive any one node, as production has it.
    'min.insync.replicas': nodes.length > 1 ? '2' : '1',
    'default.replication.factor': replicas,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '3',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': nodes.length > 1 ? '2' : '1',
    'transaction.state.log.num.partitions': '3',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.num.partitions': '1',
    // A test waits for a group no longer than it must: for its first members, and for one that was killed.
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000',
    'group.consumer.min.session.timeout.ms': '1000',
    'group.consumer.min.heartbeat.interval.ms': '300',
    // A killed broker is given up after 4 s (9 s is the default), so that the others lead what it led.
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',
    'num.network.threads': '2',
    'num.io.threads': '4',
    'background.threads': '2',
    // The default of 128 MiB would not fit the small heap.
    'log.cleaner.dedupe.buffer.size': '4194304',
    'num.recovery.threads.per.data.dir': '1',
    ...clientSecurity(options),
    ...options.settings,
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`)
    .join('')
}

function clientProtocol({ sasl, tls }: KafkaOptions): string {
  const transport = tls ? 'SSL' : 'PLAINTEXT'
  return sasl ? `SASL_${transport}` : transport
}

function clientSecurity({ sasl, tls }: KafkaOptions): Record<string, string> {
  const settings: Record<string, string> = {}
  if (sasl) {
    const listener = `listener.name.client.${sasl.mechanism.toLowerCase()}.sasl.jaas.config`
    settings['sasl.enabled.mechanisms'] = sasl.mechanism
    settings[listener] = sasl.mechanism === 'PLAIN' ? plainUsers(sasl.users) : scramModule
  }
  if (tls) {
    settings['listener.name.client.ssl.keystore.type'] = 'PEM'
    settings['listener.name.client.ssl.keystore.key'] = tls.key
    settings['listener.name.client.ssl.keystore.certificate.chain'] = tls.cert
  }
  return settings
}

const scramModule = 'org.apache.kafka.common.security.scram.ScramLoginModule required;'

function plainUsers(users: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(users).map(([name, password]) => `user_${name}="${password}"`)
  return `org.apache.kafka.common.security.plain.PlainLoginModule required ${pairs.join(' ')};`
}
