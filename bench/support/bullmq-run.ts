import { execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Closer, KafkaCluster } from '@trunkline/testkit'
import { cpuSeconds } from './cpu-seconds.ts'
import { produce, until } from './kafka-run.ts'
import { TopicEnd } from './read-topic.ts'
import { startRedis } from './redis.ts'

/** How long BullMQ took for a number of messages, and the processor time of its processes and of Redis meanwhile. Seconds. */
export interface PeerResult {
  readonly seconds: number
  readonly own: number
  readonly redis: number
}

/** How many messages are measured, and how many go before. */
export interface PeerOptions {
  readonly records: number
  readonly warmUp: number
}

const peers = new URL('../peers/', import.meta.url).pathname

/** Fetches the peers' packages where they are not there yet. */
export function installPeers(): void {
  if (existsSync(`${peers}node_modules/bullmq`)) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'ignore' })
}

/** BullMQ by itself: `queue.add` a message, and a handler that does nothing. No record is read, nothing is checked or told. */
export async function runBullmq(
  closer: Closer,
  { records, warmUp }: PeerOptions,
): Promise<{ readonly in: PeerResult; readonly processed: PeerResult }> {
  const { port } = await startRedis(closer)
  const parameters = [`${peers}bullmq.mjs`, String(port), String(records), '1', '1', String(warmUp)]
  const { stdout } = await promisify(execFile)(process.execPath, parameters)
  return JSON.parse(stdout)
}

/**
 * BullMQ between two topics: a process reads records and makes each a job, and commits offsets when the jobs are in Redis; another works the
 * jobs off and tells of each on a topic. From the first record being sent to the last one being told.
 */
export async function runBullmqOnTopic(
  closer: Closer,
  kafka: KafkaCluster,
  { records, warmUp }: PeerOptions,
): Promise<PeerResult> {
  const { port, pid: redis } = await startRedis(closer)
  const [source, told] = ['bench.bullmq', 'bench.bullmq-told']
  for (const topic of [source, told]) await kafka.admin.createTopic(topic, { partitions: 12 })
  const pids = await Promise.all([
    startRole(closer, ['feeder', String(port), kafka.bootstrap, source]),
    startRole(closer, ['worker', String(port), kafka.bootstrap, told]),
  ])
  const end = new TopicEnd(kafka.bootstrap, told)
  const used = () => ({ own: pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0), redis: cpuSeconds(redis) })
  try {
    await produce(kafka.bootstrap, source, warmUp)
    await until('jobs told', async () => (await end.records()) >= warmUp)
    const before = used()
    const { began } = await produce(kafka.bootstrap, source, records)
    await until('jobs told', async () => (await end.records()) >= warmUp + records)
    const seconds = (Date.now() - began) / 1000
    const after = used()
    return { seconds, own: after.own - before.own, redis: after.redis - before.redis }
  } finally {
    await end.close()
  }
}

/** Starts one process, and gives its id when it is ready. */
async function startRole(closer: Closer, parameters: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [`${peers}bullmq-topic.mjs`, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  closer.after(() => child.kill('SIGKILL'))
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`BullMQ's ${parameters[0]} ended with ${code}`)))
  })
  return child.pid ?? 0
}
