import { execFile, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Closer, KafkaCluster } from '@trunkline/testkit'
import { closing } from './closing.ts'
import { cpuSeconds } from './cpu-seconds.ts'
import { produce } from './kafka-run.ts'
import { TopicEnd } from './read-topic.ts'
import { startRedis } from './redis.ts'
import { until } from './until.ts'

/** How long BullMQ took for a number of messages, and the processor time of its processes and of Redis meanwhile. Seconds. */
export interface PeerResult {
  readonly seconds: number
  readonly own: number
  readonly redis: number
}

/** Who does what: one process adds jobs `apart` from those that work, or each does both `together`. */
export type PeerLayout = 'apart' | 'together'

/** How many messages are measured, how many go before, and how many processes work. */
export interface PeerOptions {
  readonly records: number
  readonly warmUp: number
  readonly processes: number
}

const peers = new URL('../peers/', import.meta.url).pathname

/** Fetches the peers' packages where they are not there yet. */
export function installPeers(): void {
  if (existsSync(`${peers}node_modules/bullmq`)) return
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: peers, stdio: 'ignore' })
}

/** BullMQ by itself: `queue.add` a message, and a handler that does nothing; `in`: nobody works. No record is read, nothing is checked or told. */
export function runBullmq(layout: 'in' | PeerLayout, { records, warmUp, processes }: PeerOptions): Promise<PeerResult> {
  return closing(async (closer) => {
    const { port } = await startRedis(closer)
    const parameters = [port, records, warmUp, layout, processes].map(String)
    const { stdout } = await promisify(execFile)(process.execPath, [`${peers}bullmq.mjs`, ...parameters])
    return JSON.parse(stdout)
  })
}

/**
 * BullMQ between two topics: records are read and become a job each, offsets are committed when the jobs are in Redis, and of each job that is worked
 * off a record tells on another topic. From the first record being sent to the last one being told.
 */
export function runBullmqOnTopic(kafka: KafkaCluster, layout: PeerLayout, options: PeerOptions): Promise<PeerResult> {
  return closing(async (closer) => {
    const { port, pid: redis } = await startRedis(closer)
    const [source, told] = ['source', 'told'].map((each) => `bench.bullmq-${each}-${randomUUID().slice(0, 8)}`) as [
      string,
      string,
    ]
    for (const topic of [source, told]) await kafka.admin.createTopic(topic, { partitions: 12 })
    const parameters = [String(port), kafka.bootstrap, source, told]
    const working: string[] = Array(options.processes).fill(layout === 'apart' ? 'work' : 'feed+work')
    const roles = layout === 'apart' ? ['feed', ...working] : working
    const pids = await Promise.all(roles.map((role) => startRole(closer, role, parameters)))
    const end = new TopicEnd(kafka.bootstrap, told)
    closer.after(() => end.close())
    const used = () => ({ own: pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0), redis: cpuSeconds(redis) })
    await produce(kafka.bootstrap, source, options.warmUp)
    const first = await end.settled(options.warmUp)
    const before = used()
    const { began } = await produce(kafka.bootstrap, source, options.records)
    await until('jobs told', async () => (await end.records()) >= first + options.records)
    const seconds = (Date.now() - began) / 1000
    const after = used()
    return { seconds, own: after.own - before.own, redis: after.redis - before.redis }
  })
}

/** Starts one process, and gives its id when it is ready. */
async function startRole(closer: Closer, role: string, parameters: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [`${peers}bullmq-topic.mjs`, role, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  closer.after(() => {
    child.kill('SIGKILL')
    return gone
  })
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve)
    child.once('exit', (code) => reject(new Error(`BullMQ's ${role} ended with ${code}`)))
  })
  return child.pid ?? 0
}
