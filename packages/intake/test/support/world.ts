import { randomBytes } from 'node:crypto'
import { kill } from 'node:process'
import type { TestContext } from 'node:test'
import { Admin, type MessageToProduce, Producer } from '@platformatic/kafka'
import { migrations as accountMigrations, createAccounts } from '@trunkline/accounts'
import { type ChannelName, createChannels, type Gateway, migrations, type OutboundMessage } from '@trunkline/channels'
import { createAddressPolicy, createEvents, migrations as eventMigrations } from '@trunkline/events'
import { type Acceptance, createIntake, type Intake, type IntakeOptions } from '@trunkline/intake'
import { migrations as intakeMigrations, type KafkaConfig } from '@trunkline/intake/contract'
import { createSealer, type Database } from '@trunkline/postgres'
import {
  afterHooks,
  eventually,
  freshDatabase,
  type KafkaBroker,
  type KafkaCluster,
  type KafkaOptions,
  startKafka,
  withoutPostgres,
} from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'

export const migrationSets = [eventMigrations, accountMigrations, migrations, intakeMigrations]
/** Brokers start and groups rebalance in seconds, on a busy machine in tens of them. */
export const patience = 90_000

/** Sends nothing anywhere, and remembers what it was given. */
export class RememberingGateway implements Gateway {
  readonly name = 'remembering'
  readonly type = 'remembering'
  readonly channels: readonly ChannelName[] = ['sms', 'email', 'push', 'call']
  readonly concurrency = 100
  readonly receiptTimeout = 3_600_000
  readonly sent: OutboundMessage[]

  /** @param sent where what is sent is remembered; several processes may share it */
  constructor(sent: OutboundMessage[] = []) {
    this.sent = sent
  }

  async send(message: OutboundMessage) {
    this.sent.push(message)
    const receipt = { status: 'delivered', at: Date.now() } as const
    return { kind: 'accepted', providerId: `p-${message.deliveryId}`, receipt } as const
  }

  /** The texts that were sent, in their order. */
  get texts(): string[] {
    return this.sent.map(({ content }) => content.text ?? '')
  }
}

/** Keeps what was logged. */
export class KeptLog {
  readonly lines: { level: string; fields: object; message: string }[] = []
  debug = (fields: object, message: string): unknown => this.lines.push({ level: 'debug', fields, message })
  info = (fields: object, message: string): unknown => this.lines.push({ level: 'info', fields, message })
  warn = (fields: object, message: string): unknown => this.lines.push({ level: 'warn', fields, message })
  error = (fields: object, message: string): unknown => this.lines.push({ level: 'error', fields, message })
}

/** Adds up what was counted and keeps the last of each gauge: `name{value of labels}`. */
export class KeptMeter {
  readonly counts = new Map<string, number>()
  readonly gauges = new Map<string, number>()
  count(name: string, labels: Readonly<Record<string, string>>, by = 1): void {
    const key = keyOf(name, labels)
    this.counts.set(key, (this.counts.get(key) ?? 0) + by)
  }
  gauge(name: string, labels: Readonly<Record<string, string>>, value: number): void {
    this.gauges.set(keyOf(name, labels), value)
  }
  observe(): void {}
}

const keyOf = (name: string, labels: Readonly<Record<string, string>>) => `${name}{${Object.values(labels).join()}}`

/** A broker for the tests of one file. Each test deletes its topics, so that the next begins with none. */
export class TestBroker {
  #cluster: Promise<KafkaCluster> | undefined
  readonly #lent: boolean

  /** @param own a broker that the test sees to itself, and which ends with it */
  constructor(own?: KafkaCluster) {
    this.#lent = own !== undefined
    if (own !== undefined) this.#cluster = Promise.resolve(own)
  }

  async cluster(t: TestContext): Promise<KafkaCluster> {
    this.#cluster ??= startKafka()
    const cluster = await this.#cluster
    // Not before the test's processes have ended: they would make their topics again.
    if (!this.#lent) afterHooks(t, () => deleteTopics(cluster))
    return cluster
  }

  async stop(): Promise<void> {
    await (await this.#cluster)?.stop()
  }
}

/** A broker, or three, for one test, which ends after all that the test has to do with it. */
export async function ownCluster(t: TestContext, options: KafkaOptions = {}): Promise<KafkaCluster> {
  const cluster = await startKafka(options)
  // A broker that the test has halted takes no leave of those who close their connections to it.
  t.after(() => cluster.brokers.forEach(goOn))
  afterHooks(t, () => cluster.stop())
  return cluster
}

function goOn(broker: KafkaBroker): void {
  try {
    kill(broker.pid, 'SIGCONT')
  } catch {
    // It was killed.
  }
}

async function deleteTopics(cluster: KafkaCluster): Promise<void> {
  const admin = new Admin({ clientId: 'test', bootstrapBrokers: [cluster.bootstrap], retries: 10, retryDelay: 500 })
  const topics = (await admin.listTopics()).filter((each) => !each.startsWith('__'))
  if (topics.length > 0) await admin.deleteTopics({ topics })
  await eventually(async () => {
    if ((await admin.listTopics()).some((each) => topics.includes(each))) throw new Error('topics are still there')
  }, patience)
  await admin.close()
}

/** What a process is made of besides the defaults. */
export interface ProcessOptions {
  readonly config?: KafkaConfig
  readonly queueLimit?: number
  readonly dispatch?: boolean
  readonly gateway?: RememberingGateway
  readonly connection?: Partial<IntakeOptions['connection']>
  /** Stands between intake and channels. */
  readonly acceptance?: (channels: Acceptance) => Acceptance
}

/** What one Trunkline process has, over a database that others may share. */
export function startProcess(
  t: Pick<TestContext, 'after'>,
  db: Database,
  cluster: KafkaCluster,
  options: ProcessOptions = {},
) {
  const clock = { now: () => Date.now() }
  const ids = createIdGenerator({ now: clock.now })
  const log = new KeptLog()
  const meter = new KeptMeter()
  const sealer = createSealer(new Uint8Array(32).fill(7))
  const gateway = options.gateway ?? new RememberingGateway()
  const accounts = createAccounts({ db, clock, ids, sealer, log })
  const privateAddresses = createAddressPolicy({ loopback: true })
  const events = createEvents({
    ...{ db, clock, ids, sealer, log, privateAddresses },
    metrics: meter,
    random: () => 0.5,
  })
  const all = [gateway.name]
  const channels = createChannels({
    randomBytes,
    ...{ db, clock, ids, sealer, log, meter },
    random: () => 0.5,
    gateways: [gateway],
    routes: { sms: all, email: all, push: all, call: all },
    disabledClients: async () => [],
    ownerOf: async () => undefined,
    onEvents: () => events.wake(),
    poll: 50,
    ...(options.queueLimit === undefined ? {} : { queueLimit: options.queueLimit }),
  })
  const intake: Intake = createIntake({
    db,
    connection: { brokers: cluster.bootstrap.split(','), clientId: 'trunkline', ...options.connection },
    config: { topics: { partitions: 3 }, ...options.config },
    acceptance: options.acceptance?.(channels) ?? channels,
    clients: { find: (sid) => accounts.clients.find(sid), onChange: (listener) => accounts.onChange(listener) },
    ...{ events, clock, log, meter },
  })
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= stopAll())
  const stopAll = async () => {
    await intake.stop()
    await events.stop()
    await channels.stop()
    await accounts.stop()
  }
  t.after(stop)
  const start = async () => {
    await accounts.start()
    await events.start({ relay: true })
    await channels.start({ dispatch: options.dispatch ?? true })
    await intake.start()
  }
  return { accounts, channels, events, gateway, intake, log, meter, start, stop }
}

/** A database, a client on it, and one process that runs. */
export async function world(
  t: TestContext,
  broker: TestBroker,
  options: ProcessOptions | ((sid: string) => ProcessOptions) = {},
) {
  const cluster = await broker.cluster(t)
  const engine = withoutPostgres === false ? 'postgresql' : 'pglite'
  const db = await freshDatabase(t, { migrations: migrationSets, engine })
  const clock = { now: () => Date.now() }
  const ids = createIdGenerator({ now: clock.now })
  const log = new KeptLog()
  const accounts = createAccounts({ db, clock, ids, log, sealer: createSealer(new Uint8Array(32).fill(7)) })
  const { client } = await accounts.clients.create({ name: 'first' })
  const { client: other } = await accounts.clients.create({ name: 'second' })
  const own = typeof options === 'function' ? options(client.sid) : options
  const process = startProcess(t, db, cluster, own)
  await process.start()
  const send = senderTo(t, cluster)
  return { cluster, db, accounts, client, other, process, send, options: own }
}

/**
 * Makes a function that sends records, each once, as soon as their topics are there. Whoever waits for so many messages cannot use a
 * producer that sends all of them again when one partition was not ready.
 */
export function senderTo(t: TestContext, cluster: KafkaCluster) {
  const producer = new Producer({ ...clientOf(cluster), ...{ idempotent: true, retries: 100, retryDelay: 300 } })
  t.after(() => producer.close())
  return async (messages: readonly MessageToProduce[]) => {
    for (const topic of new Set(messages.map((each) => each.topic))) await cluster.admin.served(topic)
    return producer.send({ messages: [...messages], acks: -1 })
  }
}

/** How clients of the library reach a cluster. */
export const clientOf = (cluster: KafkaCluster) => ({
  clientId: 'test',
  bootstrapBrokers: cluster.bootstrap.split(','),
})

/** A record that asks for an SMS. */
export function smsRecord(
  clientId: string | undefined,
  text: string,
  more: { topic?: string; key?: string; headers?: Record<string, string>; body?: object; partition?: number } = {},
): MessageToProduce {
  const body = { ...(clientId === undefined ? {} : { clientId }), to: '+14155550123', content: { text }, ...more.body }
  return {
    topic: more.topic ?? 'trunkline.send.sms',
    value: Buffer.from(JSON.stringify(body)),
    ...(more.key === undefined ? {} : { key: Buffer.from(more.key) }),
    ...(more.partition === undefined ? {} : { partition: more.partition }),
    headers: new Map(Object.entries(more.headers ?? {}).map(([name, text]) => [Buffer.from(name), Buffer.from(text)])),
  }
}

/** How many messages there are, of whichever client. */
export async function countMessages(db: Database): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    text: 'select count(*) as count from channels_message',
    values: [],
  })
  return rows[0]?.count ?? 0
}
