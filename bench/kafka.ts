/**
 * Measures the way through Kafka: records a second from the topic to accepted, to final status and to event, with 1, 2 and 4 processes, beside
 * a bare consumer of the same library that only counts, and beside BullMQ with as many processes on a Redis that flushes every command: by itself
 * (a bare `queue.add` a message), and between two topics.
 *
 *   npm run bench:kafka -- [--records 40000] [--warm-up 15000] [--only bare,accept,all,both,bullmq,topic] [--processes 1,2,4] [--keys 0]
 *                          [--gateway nothing] [--repeat 1]
 *
 * `--gateway` says what the gateway does with what is sent: `nothing`, as BullMQ's handler does nothing, or it writes each message to an `inbox` in
 * PostgreSQL, as the built-in gateway does by default. With one process both are measured and printed (`both` of `--only`).
 *
 * `--repeat N` measures N times what is measured with one process, Trunkline and BullMQ by turns, and prints the ratios of each round and their
 * median: a single run's processor time is 5 to 8 % off.
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
import { startKafka } from '@trunkline/testkit'
import { installPeers, type PeerLayout, type PeerResult, runBullmq, runBullmqOnTopic } from './support/bullmq-run.ts'
import { closing } from './support/closing.ts'
import { startCluster } from './support/cluster.ts'
import {
  bestOf,
  type Figures,
  figuresOf,
  heading,
  line,
  ourCpu,
  peerFigures,
  peerRun,
  type Ratios,
  ratiosOf,
  targets,
  tellMedian,
  tellRatios,
  tellRun,
  whole,
} from './support/kafka-report.ts'
import { type BenchGateway, type RunResult, runThroughKafka, type Surroundings } from './support/kafka-run.ts'
import { perSecond, ratio } from './support/printed.ts'
import { readTopic } from './support/read-topic.ts'

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: {
    records: { type: 'string', default: '40000' },
    'warm-up': { type: 'string', default: '15000' },
    only: { type: 'string', default: 'bare,accept,all,both,bullmq,topic' },
    processes: { type: 'string', default: '1,2,4' },
    keys: { type: 'string', default: '0' },
    gateway: { type: 'string', default: 'nothing' },
    repeat: { type: 'string', default: '1' },
  },
})
const records = Number(values.records)
const warmUp = Number(values['warm-up'])
const parts = new Set(values.only.split(','))
const keys = Number(values.keys)
const gateways: Readonly<Record<BenchGateway, string>> = {
  nothing: 'the gateway keeps nothing, as BullMQ’s handler does nothing',
  inbox: 'the gateway writes each message to its inbox in PostgreSQL',
}
const gateway = gatewayNamed(values.gateway)
const otherGateway: BenchGateway = gateway === 'nothing' ? 'inbox' : 'nothing'
const partitions = 12
/** So many that fetching counts, and not what the first fetch brought. */
const bareRecords = 300_000

/** Runs through Kafka whose records were told to be delivered. */
let toldRuns = 0

/** What BullMQ is measured at, by the name that is printed. */
type Peers = ReadonlyMap<string, Figures>

async function main(): Promise<void> {
  console.log(
    `${availableParallelism()} cores (${cpus()[0]?.model}), Node ${process.version}, everything on this machine, fsync on; ${whole(records)} records ${keys === 0 ? 'without keys' : `of ${whole(keys)} keys`} after ${whole(warmUp)} to warm up`,
  )
  if (parts.has('bullmq') || parts.has('topic')) installPeers()
  await closing(async (closer) => {
    const kafka = await startKafka({ java: ['-Xmx512m', '-XX:TieredStopAtLevel=4'] })
    closer.after(() => kafka.stop())
    const postgres = await startCluster()
    closer.after(() => postgres.stop())
    for (const topic of ['trunkline.send', 'trunkline.events']) await kafka.admin.createTopic(topic, { partitions })
    await kafka.admin.createTopic('trunkline.dead')
    await measureAll({ kafka, postgres })
  })
}

async function measureAll(around: Surroundings): Promise<void> {
  console.log('\nParts of the way')
  const bare = parts.has('bare') ? await bareConsumer(around) : undefined
  if (parts.has('accept')) await accepting(around, bare)
  if (parts.has('bullmq')) await bullmqIn()
  for (const processes of values.processes.split(',').map(Number)) {
    const rounds: ReadonlyMap<string, Ratios>[] = []
    const times = processes === 1 ? Number(values.repeat) : 1
    for (let round = 1; round <= times; round++) {
      const title = processes === 1 ? '1 process' : `${processes} processes`
      console.log(`\n${title}${times > 1 ? `, round ${round} of ${times}` : ''}`)
      rounds.push(await sideBySide(around, processes, bare, round === 1))
    }
    if (times > 1) tellMedians(rounds)
  }
  if (toldRuns > 0) await checkTold(around)
}

/** Measures Trunkline and BullMQ one after the other. Gives the ratios by what Trunkline is beside. */
async function sideBySide(
  around: Surroundings,
  processes: number,
  bare: number | undefined,
  first: boolean,
): Promise<ReadonlyMap<string, Ratios>> {
  const asAsked = parts.has('all') ? await throughAll(around, processes, gateway, bare) : undefined
  const withBoth = parts.has('both') && processes === 1 && first
  const otherwise = withBoth ? await throughAll(around, processes, otherGateway, bare) : undefined
  const peers: Peers = new Map([
    ...(parts.has('bullmq') ? [['BullMQ by itself', await bullmq(processes)] as const] : []),
    ...(parts.has('topic') ? [['BullMQ between two topics', await bullmqOnTopic(around, processes)] as const] : []),
  ])
  const ratios = asAsked ? beside(asAsked, gateway, peers) : new Map<string, Ratios>()
  if (otherwise) beside(otherwise, otherGateway, peers)
  return ratios
}

function gatewayNamed(name: string): BenchGateway {
  if (name === 'nothing' || name === 'inbox') return name
  throw new Error(`--gateway is nothing or inbox, not ${name}`)
}

async function child(program: string, ...parameters: string[]): Promise<string> {
  const file = new URL(program, import.meta.url).pathname
  return (await promisify(execFile)(process.execPath, [file, ...parameters])).stdout
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
  const options = {
    roles: 'intake',
    processes: 1,
    records,
    warmUp,
    keys,
    gateway: 'nothing',
    until: 'accepted',
  } as const
  const run = await runThroughKafka(around, options)
  const accepted = records / run.accepted
  line('topic to accepted, one process that does nothing else', `${perSecond(accepted)}, ${ourCpu(run, records)}`)
  const besideBare = bare ? `, ${ratio(accepted, bare)} of the bare consumer` : ''
  line('  beside the target', `${ratio(accepted, targets.accepted)} of ${perSecond(targets.accepted)}${besideBare}`)
}

async function throughAll(
  around: Surroundings,
  processes: number,
  kind: BenchGateway,
  bare: number | undefined,
): Promise<RunResult> {
  const options = { roles: 'worker,intake', processes, records, warmUp, keys, gateway: kind, until: 'event' } as const
  const run = await runThroughKafka(around, options)
  toldRuns++
  heading(`Trunkline with all roles; ${gateways[kind]}`)
  tellRun(run, records, bare)
  return run
}

/** Reads what was told, once nothing is measured any more: of each record, one event must tell that it was delivered. */
async function checkTold({ kafka }: Surroundings): Promise<void> {
  const delivered = new Set<string>()
  const told = await readTopic(kafka.bootstrap, 'trunkline.events', ({ key, headers }) => {
    if (headers.get('ce_type') === 'delivery.delivered') delivered.add(key)
  })
  const sent = toldRuns * (records + warmUp)
  console.log(`\nTold to be delivered: ${whole(delivered.size)} of ${whole(sent)} records, by ${whole(told)} events`)
  if (delivered.size !== sent) throw new Error('not every record was told to be delivered, or more than were sent')
}

/** How fast jobs are added in BullMQ while nobody works. */
async function bullmqIn(): Promise<void> {
  line(
    'BullMQ by itself, jobs added while nobody works',
    peerRun(await runBullmq('in', { records, warmUp, processes: 1 }), records),
  )
}

/** One job a message in BullMQ: no record is read, nothing is checked, stored for later or told. */
async function bullmq(processes: number): Promise<Figures> {
  heading('BullMQ by itself, one job a message, appendfsync always')
  return await bothLayouts(processes, 'adds', (layout) => runBullmq(layout, { records, warmUp, processes }))
}

/** BullMQ for the same way from topic to topic: records are read and committed, and of each job one record tells; nothing is checked or kept. */
async function bullmqOnTopic({ kafka }: Surroundings, processes: number): Promise<Figures> {
  heading('BullMQ between two topics, with the same Kafka client: a record in, a job, a record out')
  const run = (layout: PeerLayout) => runBullmqOnTopic(kafka, layout, { records, warmUp, processes })
  return await bothLayouts(processes, 'reads and adds', run)
}

/** The better of each figure, of the two ways in which BullMQ's processes can share the work. */
async function bothLayouts(
  processes: number,
  adds: string,
  measure: (layout: PeerLayout) => Promise<PeerResult>,
): Promise<Figures> {
  const [apart, together] = [await measure('apart'), await measure('together')]
  line(`one process ${adds}, ${processes} work`, peerRun(apart, records))
  line(
    processes === 1 ? `one process ${adds} and works` : `${processes} processes, each ${adds} and works`,
    peerRun(together, records),
  )
  return bestOf([peerFigures(apart, records), peerFigures(together, records)])
}

/** Prints and gives how many times as many Trunkline does as each peer, whose better figures count. */
function beside(run: RunResult, kind: BenchGateway, peers: Peers): ReadonlyMap<string, Ratios> {
  const ratios = new Map([...peers].map(([name, peer]) => [name, ratiosOf(figuresOf(run, records), peer)]))
  if (ratios.size > 0) heading(`Trunkline beside BullMQ at the better of each of its figures; ${gateways[kind]}`)
  for (const [name, each] of ratios) tellRatios(name, each)
  return ratios
}

function tellMedians(rounds: readonly ReadonlyMap<string, Ratios>[]): void {
  console.log(`\n1 process, median of ${rounds.length} rounds`)
  heading(`Trunkline beside BullMQ at the better of each of its figures; ${gateways[gateway]}`)
  for (const name of rounds[0]?.keys() ?? [])
    tellMedian(
      name,
      rounds.flatMap((round) => round.get(name) ?? []),
    )
}

await main()
