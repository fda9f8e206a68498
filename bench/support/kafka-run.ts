import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, type KafkaCluster, type PostgresServer } from '@trunkline/testkit'
import pg from 'pg'
import { cpuSeconds } from './cpu-seconds.ts'
import { TopicEnd } from './read-topic.ts'
import { ServerProcess } from './server-process.ts'
import { lastMoveAt } from './stored-deliveries.ts'
import { until } from './until.ts'

/** Where the parts run. */
export interface Surroundings {
  readonly postgres: PostgresServer
  readonly kafka: KafkaCluster
}

/**
 * What the gateway of the measured messages does, which is the built-in one: `nothing` of what arrives is kept, or it is written to its `inbox` in
 * PostgreSQL.
 */
export type BenchGateway = 'nothing' | 'inbox'

/** What a run is made of. */
export interface RunOptions {
  /** Roles of each process; the first one serves the API besides, since that is what makes the client. */
  readonly roles: string
  readonly processes: number
  readonly records: number
  /** Records that go before, all the way, so that what is measured is what the processes do for hours, and not how they begin. */
  readonly warmUp: number
  /** Record keys that take turns, each of which keeps its records in order; 0: records have none. */
  readonly keys: number
  readonly gateway: BenchGateway
  /** Whether the run ends with the last acceptance, or with the last event. */
  readonly until: 'accepted' | 'event'
}

/** How long a run took from its first record being sent, in seconds, and the processor time of the parts meanwhile. */
export interface RunResult {
  readonly accepted: number
  readonly final: number | undefined
  readonly event: number | undefined
  readonly cpu: { readonly trunkline: number; readonly postgres: number; readonly kafka: number }
  /** Events told of each record. */
  readonly eventsEach: number
}

const sendTopic = 'trunkline.send'

/** The configuration file of each gateway. Without any, every channel has the built-in one with its inbox. */
const configurations: Readonly<Record<BenchGateway, string>> = {
  nothing: 'gateways: { nothing: { type: loopback, keep: 0 } }\nroutes: { sms: [nothing] }\n',
  inbox: '',
}

/** Starts processes over a database of their own, sends records to `trunkline.send`, and waits for what became of them. */
export async function runThroughKafka(around: Surroundings, options: RunOptions): Promise<RunResult> {
  const database = await freshDatabase(around.postgres)
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-bench-'))
  const servers: ServerProcess[] = []
  const events = new TopicEnd(around.kafka.bootstrap, 'trunkline.events')
  try {
    for (let index = 0; index < options.processes; index++) {
      servers.push(await prepared(folder, index, database, around.kafka.bootstrap, options))
      await servers[index]?.start()
    }
    return await measured(around, options, { database, servers, events })
  } finally {
    await events.close()
    await Promise.all(servers.map((each) => each.kill('SIGTERM')))
    await dropDatabase(around.postgres, database)
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Parts {
  readonly database: string
  readonly servers: readonly ServerProcess[]
  readonly events: TopicEnd
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
  const { records, warmUp, keys } = options
  try {
    const before = await warmedUp(around, options, { clientId, servers, events })
    const cpu = () => ({
      trunkline: servers.reduce((sum, { pid }) => sum + cpuSeconds(pid ?? 0), 0),
      postgres: cpuSeconds(postgres.pid),
      kafka: kafka.brokers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0),
    })
    const cpuBefore = cpu()
    const { began } = await produce(kafka.bootstrap, sendTopic, records, clientId, keys)
    // The broker is asked where it can tell: to answer for its metrics forty times a second is work that no user gives a process.
    const all = before.events + before.eventsEach * records
    if (options.until === 'event') await until('events', async () => (await events.records()) >= all)
    else await until('acceptance', async () => (await acceptedBy(servers)) >= warmUp + records)
    const last = Date.now()
    const cpuAfter = cpu()
    const row = await stored(db)
    if (options.until === 'event') checkStored(row, options)
    const since = (instant: number) => (instant - began) / 1000
    return {
      accepted: since(row.accepted.getTime()),
      final: options.until === 'event' && row.final ? since(row.final.getTime()) : undefined,
      event: options.until === 'event' ? since(last) : undefined,
      cpu: {
        trunkline: cpuAfter.trunkline - cpuBefore.trunkline,
        postgres: cpuAfter.postgres - cpuBefore.postgres,
        kafka: cpuAfter.kafka - cpuBefore.kafka,
      },
      eventsEach: before.eventsEach,
    }
  } finally {
    await db.end()
  }
}

/** What the database holds when all is told. */
interface Stored {
  readonly accepted: Date
  readonly final: Date | null
  readonly finals: number
  readonly inInbox: number
}

async function stored(db: pg.Client): Promise<Stored> {
  const { rows } = await db.query<Stored>(
    `select max(created_at) as accepted, max(${lastMoveAt('m')}) filter (where final) as final, (count(*) filter (where final))::int as finals,
            (select count(*) from channels_loopback)::int as "inInbox" from channels_message m`,
  )
  if (!rows[0]) throw new Error('the database did not say what it holds')
  return rows[0]
}

/** Each record must be final, and in the inbox or not, as the gateway was configured: else something other than what is printed was measured. */
function checkStored({ finals, inInbox }: Stored, { records, warmUp, gateway }: RunOptions): void {
  const all = warmUp + records
  if (finals !== all) throw new Error(`of ${all} records ${finals} are final`)
  const expected = gateway === 'inbox' ? all : 0
  if (inInbox !== expected) throw new Error(`the inbox has ${inInbox} messages, and not ${expected}`)
}

/** Sends the records that are not measured, and waits for what comes of them. Gives how many events there are then, and how many each record made. */
async function warmedUp(
  { kafka }: Surroundings,
  { until: end, warmUp, keys }: RunOptions,
  { clientId, servers, events }: Omit<Parts, 'database'> & { readonly clientId: string },
): Promise<{ readonly events: number; readonly eventsEach: number }> {
  const first = await events.records()
  await produce(kafka.bootstrap, sendTopic, warmUp, clientId, keys)
  await until('acceptance', async () => (await acceptedBy(servers)) >= warmUp)
  const last = end === 'event' ? await events.settled(first + warmUp) : first
  return { events: last, eventsEach: (last - first) / warmUp }
}

async function prepared(
  folder: string,
  index: number,
  databaseUrl: string,
  brokers: string,
  { roles, gateway }: RunOptions,
) {
  const own = mkdtempSync(join(folder, 'process-'))
  writeFileSync(join(own, 'trunkline.yaml'), `kafka: { trustClientId: true }\n${configurations[gateway]}`)
  const environment = { KAFKA_BROKERS: brokers, TRUNKLINE_SECRET: 'a secret that all processes know' }
  const port = await freePort()
  return new ServerProcess({ folder: own, port, databaseUrl, roles: index === 0 ? `api,${roles}` : roles, environment })
}

/** Sends records from a process of its own; resolves when the broker has them all. */
export async function produce(
  brokers: string,
  topic: string,
  records: number,
  clientId = `AC${'0'.repeat(32)}`,
  keys = 0,
): Promise<{ readonly began: number; readonly took: number }> {
  const program = new URL('./produce.ts', import.meta.url).pathname
  const parameters = [program, brokers, topic, String(records), clientId, ...(keys === 0 ? [] : [String(keys)])]
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
