// BullMQ doing one job a message, by `queue.add` and a handler that does nothing. Prints how long it took, and the processor time of all its processes and
// of Redis meanwhile, in seconds.
//   node bullmq.mjs REDIS_PORT JOBS WARM_UP LAYOUT PROCESSES
// WARM_UP jobs go before, which are not measured. LAYOUT says who does what:
//   in         one process adds, nobody works; PROCESSES means nothing
//   apart      one process adds, and PROCESSES others work while it does
//   together   PROCESSES processes each add their part and work
// This process only counts; what it needs for it is in no measure.
//
// Options as BullMQ's documentation advises for production, and as they turned out best here: each worker has 100 jobs at a time (300 and 1,000 need more
// processor time, 50 no less), 64 calls of `queue.add` are under way (256 and addBulk hardly change anything, 1,000 are slower), and finished jobs are
// removed at once. Automatic pipelining of commands does not help, nor does a shorter stream of events.
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'

const [port, jobs, warmUp] = process.argv.slice(2, 5).map(Number)
const [layout, processes, roles] = process.argv.slice(5)
const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null }
const data = { to: '+14155550123', content: { text: 'Your parcel arrives today between 14:00 and 16:00.' } }
/** Calls of `queue.add` under way, of all who add. */
const calls = 64
/** Jobs at a time of each who works. */
const concurrency = 100

if (roles) await child(roles.split('+'), Number(processes))
else await bench()

async function child(mine, count) {
  const status = { added: 0, done: 0 }
  const queue = new Queue('sms', { connection })
  await queue.waitUntilReady()
  if (mine.includes('work')) {
    const options = { connection, concurrency, removeOnComplete: { count: 0 } }
    await new Worker('sms', async () => void status.done++, options).waitUntilReady()
  }
  const add = async (until) => {
    while (status.added < until) {
      status.added++
      await queue.add('sms', data)
    }
  }
  const lanes = mine.includes('work') ? Math.ceil(calls / count) : calls
  process.on('message', (more) => {
    const until = status.added + more
    if (more > 0) for (let lane = 0; lane < lanes; lane++) void add(until)
    else process.send({ ...status, cpu: seconds(process.cpuUsage()) })
  })
  process.send('ready')
}

async function bench() {
  const count = Number(processes)
  const parts = {
    in: ['add'],
    apart: ['add', ...Array(count).fill('work')],
    together: Array(count).fill('add+work'),
  }[layout]
  const children = await Promise.all(parts.map(start))
  const adding = children.filter((_, index) => parts[index].includes('add'))
  const queue = new Queue('sms', { connection })
  const redis = new Redis(connection)
  let sent = 0
  const send = async (more) => {
    for (const [index, each] of adding.entries()) each.send(Math.floor((more + index) / adding.length))
    sent += more
    if (layout === 'in') while ((await queue.getJobCounts('waiting')).waiting < sent) await sleep(25)
    else {
      while (sum(await Promise.all(children.map(ask)), 'done') < sent) await sleep(25)
      // The handler has run for the last ones; they are done when Redis has it too.
      while (sum([await queue.getJobCounts('active', 'waiting')], 'active', 'waiting') > 0) await sleep(10)
    }
  }
  await send(warmUp)
  console.log(JSON.stringify(await measured(redis, children, () => send(jobs))))
  for (const each of children) each.kill('SIGKILL')
  process.exit(0)
}

async function start(part) {
  const each = fork(process.argv[1], [...process.argv.slice(2, 7), part])
  await new Promise((resolve) => each.once('message', resolve))
  return each
}

async function measured(redis, children, task) {
  const used = async () => {
    const info = await redis.info('cpu')
    const own = sum(await Promise.all(children.map(ask)), 'cpu')
    const ofRedis = [...info.matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)].map(([, value]) => ({
      value: Number(value),
    }))
    return { own, redis: sum(ofRedis, 'value') }
  }
  const before = await used()
  const began = performance.now()
  await task()
  const took = (performance.now() - began) / 1000
  const after = await used()
  return { seconds: took, own: after.own - before.own, redis: after.redis - before.redis }
}

/** What a child has added and done so far, and the processor time it has used. */
function ask(each) {
  return new Promise((resolve) => {
    each.once('message', resolve)
    each.send(0)
  })
}

function seconds({ user, system }) {
  return (user + system) / 1e6
}

function sum(all, ...names) {
  return all.reduce((total, one) => total + names.reduce((part, name) => part + (one[name] ?? 0), 0), 0)
}
