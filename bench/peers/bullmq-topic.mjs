// BullMQ between two topics, with the Kafka client that Trunkline uses: what is read becomes one job a record, offsets are committed once the jobs
// are in Redis, and each job that is processed is told of by a record. Options of BullMQ as in bullmq.mjs.
//   node bullmq-topic.mjs ROLES REDIS_PORT BROKERS SOURCE TOLD
// ROLES is what this process does, and what it says "ready" to once it does it: `feed` reads SOURCE and adds; `work` works jobs off
// and tells of each on TOLD; `feed+work` does both.
import {
  Consumer,
  MessagesStreamFallbackModes,
  MessagesStreamModes,
  ProduceAcks,
  Producer,
  stringSerializers,
} from '@platformatic/kafka'
import { Queue, Worker } from 'bullmq'

const [roles, port, brokers, source, told] = process.argv.slice(2)
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null }
const bootstrapBrokers = brokers.split(',')
/** Calls of `queue.add` under way, as in the run without Kafka. */
const inFlight = 64
/** Records between two commits, and told in one request at most. */
const batch = 500

const parts = { feed, work }
for (const role of roles.split('+')) await parts[role]()
console.log('ready')

async function feed() {
  const queue = new Queue('told', { connection })
  await queue.waitUntilReady()
  const consumer = new Consumer({
    ...{ clientId: 'bench-feeder', groupId: `bench-feeder-${source}`, bootstrapBrokers },
    ...{ autocommit: false, maxWaitTime: 100 },
  })
  const stream = await consumer.consume({
    ...{ topics: [source], mode: MessagesStreamModes.COMMITTED, fallbackMode: MessagesStreamFallbackModes.EARLIEST },
  })
  void addAll(stream, queue, consumer)
}

async function addAll(stream, queue, consumer) {
  let adding = 0
  let fewer = () => {}
  const until = async (most) => {
    while (adding > most)
      await new Promise((resolve) => {
        fewer = resolve
      })
  }
  const add = async (job) => {
    adding++
    await queue.add('sms', job)
    adding--
    fewer()
  }
  const read = new Map()
  let records = 0
  for await (const { partition, offset, value } of stream) {
    void add(JSON.parse(value.toString()))
    read.set(partition, offset)
    if (++records % batch === 0) {
      await until(0)
      const offsets = [...read].map(([at, last]) => ({
        topic: source,
        partition: at,
        offset: last + 1n,
        leaderEpoch: -1,
      }))
      await consumer.commit({ offsets })
    } else await until(inFlight - 1)
  }
}

async function work() {
  const producer = new Producer({
    ...{ clientId: 'bench-teller', bootstrapBrokers, idempotent: true, acks: ProduceAcks.ALL },
    serializers: stringSerializers,
  })
  const waiting = []
  let sending = false
  // What is processed while a request is under way goes with the next one.
  const flush = async () => {
    sending = true
    while (waiting.length > 0) {
      const now = waiting.splice(0, batch)
      await producer.send({ messages: now.map(({ message }) => message) })
      for (const { done } of now) done()
    }
    sending = false
  }
  const tell = ({ id, data }) =>
    new Promise((done) => {
      const value = JSON.stringify({ jobId: id, to: data.to, status: 'processed' })
      waiting.push({ done, message: { topic: told, key: id, value } })
      if (!sending) setImmediate(() => sending || flush())
    })
  const options = { connection, concurrency: 100, removeOnComplete: { count: 0 } }
  await new Worker('told', tell, options).waitUntilReady()
}
