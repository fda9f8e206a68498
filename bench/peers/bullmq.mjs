// BullMQ doing one job a message, worked off by processes whose handler does nothing. BATCH says how many are added at a time: 1, with 64
// calls in flight, is how programs do it; 100, with 4 in flight, is the best it can.
//   node bullmq.mjs REDIS_PORT JOBS WORKERS BATCH WARM_UP
// First JOBS are added while nobody works (in), then JOBS more while WORKERS do (processed), each after WARM_UP more that are not measured. Prints how long each took, and the processor
// time of all its processes and of Redis meanwhile, in seconds.
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'

const [port, jobs, workers, batch, warmUp] = process.argv.slice(2).map(Number)
const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null }
const data = { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } }
const inFlight = batch === 1 ? 64 : 4

if (process.argv[7] === 'worker') await work()
else await bench()

async function work() {
  let done = 0
  const options = { connection, concurrency: 100, removeOnComplete: { count: 0 } }
  const worker = new Worker('sms', async () => void done++, options)
  await worker.waitUntilReady()
  process.on('message', () => process.send({ done, cpu: seconds(process.cpuUsage()) }))
  process.send('ready')
}

async function bench() {
  const queue = new Queue('sms', { connection })
  const redis = new Redis(connection)
  await queue.waitUntilReady()
  await add(queue, warmUp)
  const incoming = await measured(redis, [], () => add(queue, jobs))
  await queue.obliterate({ force: true })
  const children = await Promise.all(Array.from({ length: workers }, start))
  const workOff = async (count, until) => {
    const adding = add(queue, count)
    while (sum(await Promise.all(children.map(ask)), 'done') < until) await sleep(25)
    await adding
    // The handler has run for the last ones; they are done when Redis has it too.
    while (sum([await queue.getJobCounts('active', 'waiting')], 'active', 'waiting') > 0) await sleep(10)
  }
  await workOff(warmUp, warmUp)
  const processed = await measured(redis, children, () => workOff(jobs, warmUp + jobs))
  console.log(JSON.stringify({ jobs, in: incoming, processed }))
  for (const child of children) child.kill('SIGKILL')
  process.exit(0)
}

async function add(queue, count) {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const size = Math.min(batch, count - next)
      next += size
      if (size === 1) await queue.add('sms', data)
      else await queue.addBulk(Array.from({ length: size }, () => ({ name: 'sms', data })))
    }
  }
  await Promise.all(Array.from({ length: inFlight }, lane))
}

async function start() {
  const child = fork(process.argv[1], [...process.argv.slice(2, 7), 'worker'])
  await new Promise((resolve) => child.once('message', resolve))
  return child
}

async function measured(redis, children, task) {
  const used = async () => {
    const info = await redis.info('cpu')
    const ofRedis = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].reduce(
      (total, [, value]) => total + Number(value),
      0,
    )
    const own = seconds(process.cpuUsage()) + sum(await Promise.all(children.map(ask)), 'cpu')
    return { own, redis: ofRedis }
  }
  const before = await used()
  const began = performance.now()
  await task()
  const took = (performance.now() - began) / 1000
  const after = await used()
  return { seconds: took, own: after.own - before.own, redis: after.redis - before.redis }
}

function ask(child) {
  return new Promise((resolve) => {
    child.once('message', resolve)
    child.send('how far?')
  })
}

function seconds({ user, system }) {
  return (user + system) / 1e6
}

function sum(all, ...names) {
  return all.reduce((total, one) => total + names.reduce((part, name) => part + (one[name] ?? 0), 0), 0)
}
