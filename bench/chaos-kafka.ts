/**
 * Sends records through three brokers and three Trunkline processes while processes, one broker at a time, and PostgreSQL are killed (-9) at
 * random moments and started again, and counts what became of them: every record must be accepted once, reach a final status and be told on
 * `trunkline.events`; none may be dispatched twice but those whose attempt is recorded as unknown; and each key's messages must arrive in
 * their order.
 *
 *   npm run bench:chaos -- --kafka [--records 100000] [--kills 15] [--keys 1000] [--keep]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort, type KafkaCluster, type PostgresServer, startKafka } from '@trunkline/testkit'
import pg from 'pg'
import { startCluster } from './support/cluster.ts'
import { type SendTally, sendInOrder, textPattern } from './support/ordered-senders.ts'
import { readTopic } from './support/read-topic.ts'
import { ServerProcess } from './support/server-process.ts'
import { hasUnknownAttempt } from './support/stored-deliveries.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    kafka: { type: 'boolean' },
    records: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '15' },
    keys: { type: 'string', default: '1000' },
    keep: { type: 'boolean', default: false },
  },
})
const total = Number(values.records)
const kills = Number(values.kills)
const keys = Number(values.keys)
/** How far the senders may be ahead of what is accepted, so that they too are under way while things break. */
const ahead = Math.max(2_000, Math.round(total / 20))
const settleWithin = 240_000
const processes = 3
const partitions = 6

interface Cluster {
  readonly kafka: KafkaCluster
  readonly postgres: PostgresServer
  readonly servers: readonly ServerProcess[]
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-chaos-'))
  const [kafka, postgres] = await Promise.all([startKafka({ brokers: 3 }), startCluster()])
  const servers: ServerProcess[] = []
  try {
    for (const topic of ['trunkline.send.sms', 'trunkline.events']) await kafka.admin.createTopic(topic, { partitions })
    for (const topic of ['trunkline.send', 'trunkline.dead']) await kafka.admin.createTopic(topic)
    for (let index = 0; index < processes; index++) {
      servers.push(await prepared(folder, index, kafka, postgres))
      await servers[index]?.start()
    }
    await run({ kafka, postgres, servers })
  } finally {
    await Promise.all(servers.map((each) => each.kill()))
    await Promise.all([kafka.stop(), postgres.stop()])
    if (values.keep) console.log(`logs are kept in ${folder}`)
    else rmSync(folder, { recursive: true, force: true })
  }
}

async function prepared(folder: string, index: number, { bootstrap }: KafkaCluster, postgres: PostgresServer) {
  const own = join(folder, `process-${index + 1}`)
  mkdirSync(own)
  // All arrivals are kept, to be counted.
  const loopback = '{ type: loopback, keep: 1000000 }'
  const config = `gateways: { desk: ${loopback} }\nroutes: { sms: [desk] }\nkafka: { trustClientId: true }\n`
  writeFileSync(join(own, 'trunkline.yaml'), config)
  return new ServerProcess({
    folder: own,
    port: await freePort(),
    databaseUrl: postgres.url(),
    roles: 'api,worker,intake',
    environment: { KAFKA_BROKERS: bootstrap, TRUNKLINE_SECRET: 'a secret that all processes know' },
  })
}

async function run(cluster: Cluster): Promise<void> {
  const { kafka, postgres, servers } = cluster
  const clientId = servers[0]?.demo().accountSid ?? ''
  const progress = watchProgress(postgres)
  const tally: SendTally = { confirmed: 0, again: 0 }
  const began = performance.now()
  const mayGoOn = () => tally.confirmed - progress.accepted < ahead
  const sending = sendInOrder({ brokers: kafka.bootstrap, clientId, records: total, keys, mayGoOn }, tally)
  const killed = await breakThings(cluster, progress)
  await sending
  await allServe(servers)
  const sentIn = (performance.now() - began) / 1000
  console.log(
    `  ${tally.confirmed} confirmed by the brokers in ${sentIn.toFixed(1)} s; waiting for the last to be final and told`,
  )
  await settled(postgres, progress)
  const settledIn = (performance.now() - began) / 1000
  await progress.stop()
  const told = await readEvents(kafka.bootstrap)
  const dead = await readTopic(kafka.bootstrap, 'trunkline.dead', () => undefined)
  report({ tally, killed, told, dead, settledIn, ...(await countAll(postgres)) })
}

/** What is accepted so far, asked for twice a second; the last answer while the database is away. */
interface Progress {
  readonly accepted: number
  stop(): Promise<void>
}

function watchProgress(postgres: PostgresServer): Progress {
  let accepted = 0
  let stopped = false
  const watching = (async () => {
    while (!stopped) {
      accepted =
        (await ask(postgres, 'select count(*)::int as n from channels_message').catch(() => undefined)) ?? accepted
      await sleep(500)
    }
  })()
  return {
    get accepted() {
      return accepted
    },
    stop() {
      stopped = true
      return watching
    },
  }
}

/** One number from the database, on a connection of its own, since the database comes and goes. */
async function ask(postgres: PostgresServer, sql: string): Promise<number> {
  const db = new pg.Client(postgres.url())
  db.on('error', () => undefined) // The query below rejects with it.
  try {
    await db.connect()
    return Number((await db.query(sql)).rows[0]?.n ?? 0)
  } finally {
    await db.end().catch(() => undefined) // It is gone already.
  }
}

/** Kills one thing after another, each when its share of the records has been accepted, at a random moment after that. */
async function breakThings(cluster: Cluster, progress: Progress): Promise<Record<string, number>> {
  const killed: Record<string, number> = { trunkline: 0, broker: 0, postgresql: 0 }
  for (let kill = 1; kill <= kills; kill++) {
    while (progress.accepted < (total * kill) / (kills + 1)) await sleep(50)
    await sleep(Math.random() * 1000)
    const victim = ['trunkline', 'broker', 'trunkline', 'postgresql', 'broker'][kill % 5] as string
    killed[victim] = (killed[victim] ?? 0) + 1
    const which = 1 + Math.floor(Math.random() * 3)
    const name = victim === 'postgresql' ? victim : `${victim} ${which}`
    console.log(`  ${String(progress.accepted).padStart(6)} accepted; kill -9 of ${name}`)
    await breakOne(cluster, victim, which)
  }
  return killed
}

async function breakOne({ kafka, postgres, servers }: Cluster, victim: string, which: number): Promise<void> {
  if (victim === 'postgresql') {
    await postgres.kill()
    await sleep(Math.random() * 1500)
    return postgres.start()
  }
  if (victim === 'trunkline') {
    const server = servers[which - 1]
    await server?.kill()
    await sleep(Math.random() * 2000)
    return server?.start(false)
  }
  await inSync(kafka)
  const broker = kafka.brokers[which - 1]
  await broker?.kill()
  await sleep(Math.random() * 3000)
  await broker?.restart()
}

/** Rejects when a process did not come back: the others would hide that it ended at its start. */
async function allServe(servers: readonly ServerProcess[]): Promise<void> {
  const end = Date.now() + 60_000
  for (const { url, options } of servers)
    for (;;) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      await answer?.arrayBuffer()
      if (answer?.ok) break
      if (Date.now() > end)
        throw new Error(`the process on port ${options.port} did not come back: see ${options.folder} (--keep)`)
      await sleep(250)
    }
}

/** Resolves when every replica is up to date: two brokers that are away at once would be more than a cluster of three promises to survive. */
async function inSync(kafka: KafkaCluster): Promise<void> {
  const end = Date.now() + 60_000
  for (const topic of ['trunkline.send.sms', 'trunkline.events']) {
    for (;;) {
      const found = await kafka.admin.describeTopic(topic).catch(() => [])
      if (found.length > 0 && found.every((each) => each.inSync.length === 3)) break
      if (Date.now() > end) throw new Error(`the replicas of ${topic} were not in step within 60 s`)
      await sleep(200)
    }
  }
}

/** Resolves when all is final and no event waits to be told, or when the patience is at its end: the report then says what is missing. */
async function settled(postgres: PostgresServer, progress: Progress): Promise<void> {
  const end = Date.now() + settleWithin
  const left = `select (select count(*) from channels_message where not final) + (select count(*) from events_outbox)
    + (select coalesce(max(position), 0) from events_log) - (select position from events_follower where name = 'kafka') as n`
  while (Date.now() < end) {
    if (progress.accepted >= total && (await ask(postgres, left)) === 0) return
    await sleep(500)
  }
}

/** What the acknowledgments say, by message: how often each event came, and how many messages were told to be final. */
async function readEvents(
  brokers: string,
): Promise<{ readonly records: number; readonly final: number; readonly repeated: number }> {
  const ids = new Set<string>()
  const final = new Set<string>()
  const records = await readTopic(brokers, 'trunkline.events', ({ key, value, headers }) => {
    ids.add(headers.get('ce_id') ?? '')
    if ((JSON.parse(value) as { final: boolean }).final) final.add(key)
  })
  return { records, final: final.size, repeated: records - ids.size }
}

async function countAll(postgres: PostgresServer) {
  const number = (sql: string) => ask(postgres, sql)
  const arrivals = 'select * from channels_loopback where content is not null'
  const message = `(left(delivery_id::text, 32) || '0000')::uuid`
  const inDoubt = hasUnknownAttempt('m')
  const doubled = `select delivery_id from (${arrivals}) l group by 1 having count(*) > 1`
  // The first arrival of each delivery, by key, in the order of arrival.
  const ordered = `
    select distinct on (delivery_id) id, delivery_id, (regexp_match(content->>'text', '${textPattern}'))[1]::int as key,
      (regexp_match(content->>'text', '${textPattern}'))[2]::int as number
    from (${arrivals}) l order by delivery_id, id`
  const before = `select *, max(number) over (partition by key order by id rows between unbounded preceding and 1 preceding) as before from (${ordered}) o`
  return {
    stored: await number('select count(*) as n from channels_message'),
    distinct: await number(`select count(distinct request->'content'->>'text') as n from channels_message`),
    final: await number('select count(*) as n from channels_message where final'),
    delivered: await number(`select count(*) as n from channels_message where deliveries->0->>'status' = 'delivered'`),
    arrivals: await number(`select count(*) as n from (${arrivals}) l`),
    doubled: await number(`select count(*) as n from (${doubled}) d`),
    doubledUnrecorded: await number(
      `select count(*) as n from (${doubled}) d join channels_message m on m.id = ${message} where not ${inDoubt}`,
    ),
    unknown: await number(`select count(*) as n from channels_message m where ${inDoubt}`),
    outOfOrder: await number(`select count(*) as n from (${before}) b where number < before`),
  }
}

interface Counts extends Awaited<ReturnType<typeof countAll>> {
  readonly tally: SendTally
  readonly killed: Readonly<Record<string, number>>
  readonly told: Awaited<ReturnType<typeof readEvents>>
  readonly dead: number
  readonly settledIn: number
}

function report(counts: Counts): void {
  const { tally, killed, told } = counts
  const lost = total - counts.final
  console.log(`
killed                                ${Object.entries(killed)
    .map(([name, times]) => `${name} ${times}×`)
    .join(', ')}
sent and confirmed                    ${tally.confirmed} records, ${tally.again} batches sent again
accepted                              ${counts.stored} messages (${counts.distinct} distinct), refused to trunkline.dead ${counts.dead}
reached a final status                ${counts.final}: ${counts.delivered} delivered, ${counts.final - counts.delivered} otherwise
lost                                  ${lost}
arrivals at the gateway               ${counts.arrivals}
dispatched twice                      ${counts.doubled}, of which not recorded as unknown: ${counts.doubledUnrecorded}
attempts recorded as unknown          ${counts.unknown}
out of their key's order              ${counts.outOfOrder} (${keys} keys)
told on trunkline.events              ${told.records} events, ${told.repeated} of them repeats; messages told to be final ${told.final}
until all were final and told         ${counts.settledIn.toFixed(1)} s`)
  const good =
    lost === 0 &&
    counts.stored === total &&
    counts.distinct === total &&
    counts.dead === 0 &&
    counts.doubledUnrecorded === 0 &&
    counts.outOfOrder === 0 &&
    told.final === total
  console.log(good ? 'ok: nothing lost, nothing doubled, order kept' : 'FAILED')
  if (!good) process.exitCode = 1
}

await main()
