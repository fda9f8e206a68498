import { randomBytes } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { KafkaAdmin } from './kafka-admin.ts'
import { BrokerProcess, type KafkaBroker, settingsFile } from './kafka-broker.ts'
import type { KafkaOptions } from './kafka-options.ts'
import { formatStorage } from './kafka-programs.ts'
import { type KafkaNode, kafkaSettings } from './kafka-settings.ts'

const triesForPorts = 3

/** A Kafka of our own: Apache's broker in KRaft mode, on free ports and temporary folders. */
export interface KafkaCluster {
  /** `127.0.0.1:port,…`: what `KAFKA_BROKERS` takes. */
  readonly bootstrap: string
  readonly brokers: readonly KafkaBroker[]
  /** Administration over a listener of its own, that neither SASL nor TLS secures. */
  readonly admin: KafkaAdmin
  /** Ends all brokers at once and deletes their folders. */
  stop(): Promise<void>
}

/**
 * Makes and starts a Kafka: one broker in some 4 s, three in some 10. They are ended and their folders deleted when this process ends,
 * by whatever death. Throws when Kafka or Java is missing: see {@link withoutKafka}.
 */
export async function startKafka(options: KafkaOptions = {}): Promise<KafkaCluster> {
  for (let tries = 1; ; tries++) {
    const nodes = await makeNodes(options)
    const brokers = nodes.map((node) => new BrokerProcess(node, options.java ?? []))
    const cluster = new Cluster(nodes, brokers)
    try {
      await prepare(nodes, options)
      await Promise.all(brokers.map((each) => each.restart()))
      await cluster.admin.whole(brokers.length)
      return cluster
    } catch (error) {
      await cluster.stop()
      const taken = brokers.some((each) => /Address already in use|BindException/.test(each.log()))
      if (!taken || tries === triesForPorts) throw error
    }
  }
}

class Cluster implements KafkaCluster {
  readonly brokers: readonly BrokerProcess[]
  readonly admin: KafkaAdmin

  constructor(nodes: readonly KafkaNode[], brokers: readonly BrokerProcess[]) {
    this.brokers = brokers
    this.admin = new KafkaAdmin(nodes.map((each) => `127.0.0.1:${each.internalPort}`))
  }

  get bootstrap(): string {
    return this.brokers.map((each) => `127.0.0.1:${each.port}`).join(',')
  }

  async stop(): Promise<void> {
    await this.admin.close()
    await Promise.all(this.brokers.map((each) => each.destroy()))
  }
}

async function makeNodes({ brokers = 1 }: KafkaOptions): Promise<KafkaNode[]> {
  const nodes: KafkaNode[] = []
  for (let id = 1; id <= brokers; id++)
    nodes.push({
      id,
      port: await freePort(),
      internalPort: await freePort(),
      controllerPort: await freePort(),
      folder: mkdtempSync(join(tmpdir(), 'trunkline-kafka-')),
    })
  return nodes
}

async function prepare(nodes: readonly KafkaNode[], options: KafkaOptions): Promise<void> {
  const cluster = randomBytes(16).toString('base64url')
  for (const node of nodes) writeFileSync(settingsFile(node), kafkaSettings(node, nodes, options), { mode: 0o600 })
  await Promise.all(nodes.map((node) => formatStorage(cluster, settingsFile(node), scramUsers(options))))
}

/** `SCRAM-SHA-256=[name=alice,password=…]`: the first users of a cluster are written into its storage. */
function scramUsers({ sasl }: KafkaOptions): string[] {
  if (!sasl || sasl.mechanism === 'PLAIN') return []
  return Object.entries(sasl.users).map(([name, password]) => `${sasl.mechanism}=[name=${name},password=${password}]`)
}
