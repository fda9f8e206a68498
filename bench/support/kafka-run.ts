import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Consumer, MessagesStreamModes, stringDeserializers } from '@platformatic/kafka'
import { freePort, type KafkaCluster, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { cpuSeconds } from './cpu-seconds.ts'
import { ServerProcess } from './server-process.ts'

/** Where the parts run. */
export interface Surroundings {
  readonly postgres: PostgresServer
  readonly kafka: KafkaCluster
}

/** What a run is made of. */
export interface RunOptions {
  /** Roles of each process; the first one serves the API besides, since that is what makes the client. */
  readonly roles: string
  readonly processes: number
  readonly records: number
  /** Whether the run ends with the last acceptance, or with the last event. */
  readonly until: 'accepted' | 'event'
}

/** How long a run took from its first record being sent, in seconds, and the processor time of the parts meanwhile. */
export interface RunResult {
  readonly accepted: number
  readonly final: number | undefined
  readonly event: number | undefined
  readonly cpu: { readonly trunkline: number; readonly postgres: number; readonly kafka: number }
}

const warmUp = 2_000
const patience = 120_000

/** Starts processes over a database of their own, sends records to `trunkline.send`, and waits for what became of them. */
export async function runThroughKafka(around: Surroundings, options: RunOptions): Promise<RunResult> {
  const database = await freshDatabase(around.postgres)
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  const servers: ServerProcess[] = []
  const events = new EventCount(around.kafka.bootstrap)
  try {
    for (let index = 0; index < options.processes; index++) {
      servers.push(await prepared(folder, index, database, around.kafka.bootstrap, options))
      await servers[index]?.start()
    }
    await events.start()
    return await measured(around, options, { database, servers, events })
  } finally {
    await events.stop()
    await Promise.all(servers.map((each) => each.kill('SIGTERM')))
    await dropDatabase(around.postgres, database)
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Parts {
  readonly database: string
  readonly servers: readonly ServerProcess[]
  readonly events: EventCount
}

async function measured(
  around: Surroundings,
  options: RunOptions,
  { database, servers, events }: Parts,
): Promise<RunResult> {
  const { postgres, kafka } = around
  const clientId = servers[0]?.demo().accountSid ?? ''
  const db = new pg.Client(database)
  await db.connect()
  const arrived = async (records: number) => {
    if (options.until === 'event') return until('events', () => events.seen >= records)
    return until('acceptance', async () => (await acceptedBy(servers)) >= records)
  }
  try {
    await produce(kafka.bootstrap, warmUp, clientId)
    await arrived(warmUp)
    const cpu = () => ({
      trunkline: servers.reduce((sum, { pid }) => sum + cpuSeconds(pid ?? 0), 0),
      postgres: cpuSeconds(postgres.pid),
      kafka: kafka.brokers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0),
    })
    const before = cpu()
    const { began } = await produce(kafka.bootstrap, options.records, clientId)
    await arrived(warmUp + options.records)
    const lastEvent = events.last
    const after = cpu()
    const { rows } = await db.query<{ accepted: Date; final: Date | null }>(
      `select max(created_at) as accepted, max((deliveries->0->'timeline'->-1->>'at')::timestamptz) filter (where final) as final from channels_message`,
    )
    const since = (instant: number) => (instant - began) / 1000
    const [row] = rows
    return {
      accepted: since(row?.accepted.getTime() ?? 0),
      final: options.until === 'event' && row?.final ? since(row.final.getTime()) : undefined,
      event: options.until === 'event' ? since(lastEvent) : undefined,
      cpu: {
        trunkline: after.trunkline - before.trunkline,
        postgres: after.postgres - before.postgres,
        kafka: after.kafka - before.kafka,
      },
    }
  } finally {
    await db.end()
  }
}

async function prepared(folder: string, index: number, databaseUrl: string, brokers: string, { roles }: RunOptions) {
  const own = mkdtempSync(join(folder, 'process-'))
  writeFileSync(join(own, 'trunkline.yaml'), 'kafka: { trustClientId: true }\n')
  const environment = { KAFKA_BROKERS: brokers, TRUNKLINE_SECRET: 'a secret that all processes know' }
  const port = await freePort()
  return new ServerProcess({ folder: own, port, databaseUrl, roles: index === 0 ? `api,${roles}` : roles, environment })
}

/** Sends records from a process of its own; resolves when the broker has them all. */
async function produce(brokers: string, records: number, clientId: string): Promise<{ began: number; took: number }> {
  const program = new URL('./produce.ts', import.meta.url).pathname
  const parameters = [program, brokers, 'trunkline.send', String(records), clientId]
  const { stdout } = await promisify(execFile)(process.execPath, parameters)
  return JSON.parse(stdout) as { began: number; took: number }
}

/** What the processes say that they have accepted, which costs the database nothing. */
async function acceptedBy(servers: readonly ServerProcess[]): Promise<number> {
  const counts = servers.map(async ({ url }) => {
    const text = await (await fetch(`${url}/metrics`)).text()
    return Number(/^trunkline_accepted_total(?:\{\})? (\d+)/m.exec(text)?.[1] ?? 0)
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patience / 1000} s`)
    await sleep(50)
  }
}

/** Counts the events that tell of an end, from now on. */
class EventCount {
  readonly #consumer: Consumer<string, string, string, string>
  #reading: Promise<void> = Promise.resolve()
  seen = 0
  /** When the last one came, milliseconds since the epoch. */
  last = 0

  constructor(brokers: string) {
    this.#consumer = new Consumer({
      clientId: 'bench-events',
      groupId: `bench-events-${randomUUID()}`,
      bootstrapBrokers: brokers.split(','),
      deserializers: stringDeserializers,
      autocommit: false,
      maxWaitTime: 100,
    })
  }

  async start(): Promise<void> {
    const stream = await this.#consumer.consume({ topics: ['trunkline.events'], mode: MessagesStreamModes.LATEST })
    this.#reading = (async () => {
      for await (const { headers } of stream) {
        if (headers.get('ce_type') !== 'delivery.delivered') continue
        this.seen++
        this.last = Date.now()
      }
    })()
  }

  async stop(): Promise<void> {
    await this.#consumer.close(true)
    await this.#reading
  }
}

async function freshDatabase(postgres: PostgresServer): Promise<string> {
  const name = `bench_${randomUUID().slice(0, 8)}`
  await asAdministrator(postgres, `create database ${name}`)
  return postgres.url(name)
}

/** Its vacuum would run beside what is measured next. */
async function dropDatabase(postgres: PostgresServer, url: string): Promise<void> {
  await asAdministrator(postgres, `drop database ${new URL(url).pathname.slice(1)} with (force)`)
}

async function asAdministrator(postgres: PostgresServer, sql: string): Promise<void> {
  const admin = new pg.Client(postgres.url())
  await admin.connect()
  await admin.query(sql)
  await admin.end()
}
