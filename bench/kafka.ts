/**
 * Measures the way through Kafka: records a second from the topic to accepted, to final status and to event, with 1, 2 and 4 processes, beside
 * a bare consumer of the same library that only counts, and beside BullMQ on a Redis that flushes every command: by itself (a bare `queue.add` a
 * message), and between the same two topics.
 *
 *   npm run bench:kafka -- [--records 40000] [--warm-up 15000] [--only bare,accept,all,bullmq,topic] [--processes 1,2,4] [--keys 0]
 *
 * `--keys N` gives the records N keys that take turns (default 0: none). Records of one key leave one after the other, each when the one before
 * it has its end, so that few keys are slower: with N of them no more than N are under way at a time.
 *
 * Everything runs on this machine: one broker, PostgreSQL and Redis with fsync on. Kafka itself writes to the page cache, as it does by
 * default: it relies on its replicas.
 */
import { execFile } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs, promisify } from 'node:util'
import { type Closer, startKafka } from '@trunkline/testkit'
import { installPeers, type PeerResult, runBullmq, runBullmqOnTopic } from './support/bullmq-run.ts'
import { startCluster } from './support/cluster.ts'
import { type RunResult, runThroughKafka, type Surroundings } from './support/kafka-run.ts'
import { readTopic } from './support/read-topic.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    records: { type: 'string', default: '40000' },
    'warm-up': { type: 'string', default: '15000' },
    only: { type: 'string', default: 'bare,accept,all,bullmq,topic' },
    processes: { type: 'string', default: '1,2,4' },
    keys: { type: 'string', default: '0' },
  },
})
const records = Number(values.records)
const warmUp = Number(values['warm-up'])
const parts = new Set(values.only.split(','))
const processes = values.processes.split(',').map(Number)
const keys = Number(values.keys)
const targets = { accepted: 10_000, final: 6_000 }
const partitions = 12
/** So many that fetching counts, and not what the first fetch brought. */
const bareRecords = 300_000

const here = (file: string) => new URL(file, import.meta.url).pathname
const rate = (seconds: number) => records / seconds
const whole = (n: number) => Math.round(n).toLocaleString('en')
const perSecond = (n: number) => `${whole(n)}/s`
const ratio = (a: number, b: number) => `${(a / b).toFixed(2)}×`
const line = (what: string, value: string) => console.log(`  ${what.padEnd(58)} ${value}`)

/** Messages per second of processor time, of ours and of the store. */
const perCpuSecond = ({ trunkline, postgres }: RunResult['cpu']) => records / (trunkline + postgres)
const peerPerCpuSecond = ({ own, redis }: PeerResult) => records / (own + redis)

const closers: (() => unknown)[] = []
const closer: Closer = { after: ((work: () => unknown) => void closers.push(work)) as Closer['after'] }

async function main(): Promise<void> {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, everything on this machine, fsync on; ${whole(records)} records ${keys === 0 ? 'without keys' : `of ${whole(keys)} keys`} after ${whole(warmUp)} to warm up\n`,
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
  if (ends.size > 0) await checkTold(around, ends)
  const [ours] = ends.values()
  if (parts.has('bullmq') || parts.has('topic')) installPeers()
  if (parts.has('bullmq')) await bullmq(ours)
  if (parts.has('topic')) await bullmqOnTopic(around, ours)
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
  line('a bare consumer that counts', `${perSecond(bare)}, ${whole(bareRecords / cpuSeconds)} a CPU second`)
  return bare
}

async function accepting(around: Surroundings, bare: number | undefined): Promise<void> {
  const run = await runThroughKafka(around, { roles: 'intake', processes: 1, records, warmUp, keys, until: 'accepted' })
  const accepted = rate(run.accepted)
  line('topic to accepted, one process that does nothing else', `${perSecond(accepted)}, ${cpu(run)}`)
  line(
    '  beside the target and the bare consumer',
    `${ratio(accepted, targets.accepted)} of ${perSecond(targets.accepted)}${bare ? `, ${ratio(accepted, bare)}` : ''}`,
  )
}

async function throughAll(around: Surroundings, count: number, bare: number | undefined): Promise<RunResult> {
  const run = await runThroughKafka(around, {
    roles: 'worker,intake',
    processes: count,
    records,
    warmUp,
    keys,
    until: 'event',
  })
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
  line('topic to event', `${perSecond(rate(run.event ?? 0))}, ${run.eventsEach.toFixed(2)} events a record`)
  line('CPU', cpu(run))
  return run
}

const each = (seconds: number) => `${whole((seconds / records) * 1e6)} µs`
const cpu = (run: RunResult) =>
  `${whole(perCpuSecond(run.cpu))} a CPU second (a record: Trunkline ${each(run.cpu.trunkline)}, PostgreSQL ${each(run.cpu.postgres)}; the broker besides ${each(run.cpu.kafka)})`

/** Reads what was told, once nothing is measured any more: of each record, one event must tell that it was delivered. */
async function checkTold({ kafka }: Surroundings, ends: ReadonlyMap<number, RunResult>): Promise<void> {
  const delivered = new Set<string>()
  const told = await readTopic(kafka.bootstrap, 'trunkline.events', ({ key, headers }) => {
    if (headers.get('ce_type') === 'delivery.delivered') delivered.add(key)
  })
  const sent = ends.size * (records + warmUp)
  line('\n  told to be delivered', `${whole(delivered.size)} of ${whole(sent)} records, by ${whole(told)} events`)
  if (delivered.size !== sent) throw new Error('not every record was told to be delivered, or more than were sent')
}

const tell = (part: PeerResult) =>
  `${perSecond(rate(part.seconds))}, ${whole(peerPerCpuSecond(part))} a CPU second (BullMQ ${part.own.toFixed(1)} s, Redis ${part.redis.toFixed(1)} s)`

function beside(ours: RunResult | undefined, peer: PeerResult): void {
  if (!ours) return
  const [final, cpu] = [
    ratio(rate(ours.final ?? 0), rate(peer.seconds)),
    ratio(perCpuSecond(ours.cpu), peerPerCpuSecond(peer)),
  ]
  line('Trunkline beside it, to final status', `${final}, a CPU second ${cpu}`)
}

/** One job a message in BullMQ: no record is read, nothing is checked, stored for later or told. */
async function bullmq(ours: RunResult | undefined): Promise<void> {
  const measured = await runBullmq(closer, { records, warmUp })
  console.log('\n  BullMQ, one job a message, appendfsync always')
  line('in', tell(measured.in))
  line('in and processed, one worker process', tell(measured.processed))
  beside(ours, measured.processed)
}

/** BullMQ for the same way from topic to topic: records are read and committed, and of each job one record tells; nothing is checked or kept. */
async function bullmqOnTopic({ kafka }: Surroundings, ours: RunResult | undefined): Promise<void> {
  const measured = await runBullmqOnTopic(closer, kafka, { records, warmUp })
  console.log('\n  BullMQ between two topics, with the same Kafka client: a record in, a job, a record out')
  line('in, processed and told, one process each', tell(measured))
  beside(ours, measured)
}

try {
  await main()
} finally {
  for (const close of closers.reverse()) await close()
}
