/**
 * Measures the way through Kafka: records a second from the topic to accepted, to final status and to event, with 1, 2 and 4 processes, beside
 * a bare consumer of the same library that only counts, and beside BullMQ on a Redis that flushes every command.
 *
 *   npm run bench:kafka -- [--records 20000] [--only bare,accept,all,bullmq] [--processes 1,2,4]
 *
 * Everything runs on this machine: one broker, PostgreSQL and Redis with fsync on. Kafka itself writes to the page cache, as it does by
 * default: it relies on its replicas.
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs, promisify } from 'node:util'
import { type Closer, startKafka } from '@trunkline/testkit'
import { startCluster } from './support/cluster.ts'
import { type RunResult, runThroughKafka, type Surroundings } from './support/kafka-run.ts'
import { startRedis } from './support/redis.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    records: { type: 'string', default: '20000' },
    only: { type: 'string', default: 'bare,accept,all,bullmq' },
    processes: { type: 'string', default: '1,2,4' },
  },
})
const records = Number(values.records)
const parts = new Set(values.only.split(','))
const processes = values.processes.split(',').map(Number)
const targets = { accepted: 10_000, final: 6_000 }
const partitions = 12
/** So many that fetching counts, and not what the first fetch brought. */
const bareRecords = 300_000

const here = (file: string) => new URL(file, import.meta.url).pathname
const rate = (seconds: number) => records / seconds
const perSecond = (n: number) => `${Math.round(n).toLocaleString('en')}/s`
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`
const line = (what: string, value: string) => console.log(`  ${what.padEnd(58)} ${value}`)

/** Messages per second of processor time, of ours and of the store. */
const perCpuSecond = ({ trunkline, postgres }: RunResult['cpu']) => records / (trunkline + postgres)

const closers: (() => unknown)[] = []
const closer: Closer = { after: ((work: () => unknown) => void closers.push(work)) as Closer['after'] }

async function main(): Promise<void> {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, everything on this machine, fsync on; ${records.toLocaleString('en')} records\n`,
  )
  const kafka = await startKafka({ java: ['-Xmx512m', '-XX:TieredStopAtLevel=4'] })
  closer.after(() => kafka.stop())
  const postgres = await startCluster()
  closer.after(() => postgres.stop())
  for (const topic of ['trunkline.send', 'trunkline.events']) await kafka.admin.createTopic(topic, { partitions })
  await kafka.admin.createTopic('trunkline.dead')
  const around = { kafka, postgres }
  const bare = parts.has('bare') ? await bareConsumer(around) : undefined
  if (parts.has('accept')) await accepting(around, bare)
  const ends = new Map<number, RunResult>()
  if (parts.has('all')) for (const count of processes) ends.set(count, await throughAll(around, count, bare))
  if (parts.has('bullmq')) await bullmq(ends.values().next().value)
}

async function child(program: string, ...parameters: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [here(program), ...parameters])
  return stdout
}

/** Records a second of a consumer that does nothing with them. */
async function bareConsumer({ kafka }: Surroundings): Promise<number> {
  await kafka.admin.createTopic('bench.bare', { partitions })
  await child('./support/produce.ts', kafka.bootstrap, 'bench.bare', String(bareRecords), `AC${'0'.repeat(32)}`)
  const counted = await child('./support/count-records.ts', kafka.bootstrap, 'bench.bare', String(bareRecords))
  const { seconds, cpuSeconds } = JSON.parse(counted) as { seconds: number; cpuSeconds: number }
  const bare = bareRecords / seconds
  line(
    'a bare consumer that counts',
    `${perSecond(bare)}, ${Math.round(bareRecords / cpuSeconds).toLocaleString('en')} a CPU second`,
  )
  return bare
}

async function accepting(around: Surroundings, bare: number | undefined): Promise<void> {
  const run = await runThroughKafka(around, { roles: 'intake', processes: 1, records, until: 'accepted' })
  const accepted = rate(run.accepted)
  line('topic to accepted, one process that does nothing else', `${perSecond(accepted)}, ${cpu(run)}`)
  line(
    '  beside the target and the bare consumer',
    `${ratio(accepted, targets.accepted)} of ${perSecond(targets.accepted)}${bare ? `, ${ratio(accepted, bare)}` : ''}`,
  )
}

async function throughAll(around: Surroundings, count: number, bare: number | undefined): Promise<RunResult> {
  const run = await runThroughKafka(around, { roles: 'worker,intake', processes: count, records, until: 'event' })
  const final = rate(run.final ?? 0)
  console.log(`\n  ${count === 1 ? '1 process' : `${count} processes`} with all roles`)
  line(
    'topic to accepted',
    `${perSecond(rate(run.accepted))} (${ratio(rate(run.accepted), targets.accepted)} of the target)`,
  )
  line(
    'topic to final status',
    `${perSecond(final)} (${ratio(final, targets.final)} of the target${bare ? `, ${ratio(final, bare)} of the bare consumer` : ''})`,
  )
  line('topic to event', perSecond(rate(run.event ?? 0)))
  line('CPU', cpu(run))
  return run
}

const cpu = (run: RunResult) =>
  `${Math.round(perCpuSecond(run.cpu)).toLocaleString('en')} a CPU second (Trunkline ${run.cpu.trunkline.toFixed(1)} s, PostgreSQL ${run.cpu.postgres.toFixed(1)} s; the broker besides ${run.cpu.kafka.toFixed(1)} s)`

interface PeerPart {
  readonly seconds: number
  readonly own: number
  readonly redis: number
}

/** One job a message in BullMQ: no record is read, nothing is checked, stored for later or told. */
async function bullmq(ours: RunResult | undefined): Promise<void> {
  if (!existsSync(here('./peers/node_modules/bullmq')))
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here('./peers'), stdio: 'ignore' })
  const { port } = await startRedis(closer)
  const measured = JSON.parse(await child('./peers/bullmq.mjs', String(port), String(records), '1', '1'))
  const { in: incoming, processed } = measured as { in: PeerPart; processed: PeerPart }
  const perCpu = ({ own, redis }: PeerPart) => records / (own + redis)
  const tell = (part: PeerPart) =>
    `${perSecond(rate(part.seconds))}, ${Math.round(perCpu(part)).toLocaleString('en')} a CPU second (BullMQ ${part.own.toFixed(1)} s, Redis ${part.redis.toFixed(1)} s)`
  console.log('\n  BullMQ, one job a message, appendfsync always')
  line('in', tell(incoming))
  line('in and processed, one worker process', tell(processed))
  if (!ours) return
  const final = rate(ours.final ?? 0)
  line(
    'Trunkline with one process beside it, to final status',
    `${ratio(final, rate(processed.seconds))}, a CPU second ${ratio(perCpuSecond(ours.cpu), perCpu(processed))}`,
  )
}

try {
  await main()
} finally {
  for (const close of closers.reverse()) await close()
}
