// BullMQ between two topics, with the Kafka client that Trunkline uses: what is read becomes one job a record, offsets are committed once the jobs
// are in Redis, and each job that is processed is told of by a record. Two processes:
//   node bullmq-topic.mjs feeder REDIS_PORT BROKERS TOPIC     reads the topic from its end on, and prints "ready" once it does
//   node bullmq-topic.mjs worker REDIS_PORT BROKERS TOLD      works the jobs off
import { Consumer, MessagesStreamModes, ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka'
import { Queue, Worker } from 'bullmq'

const [role, port, brokers, topic] = process.argv.slice(2)
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null }
const bootstrapBrokers = brokers.split(',')
/** Calls of `queue.add` under way, as in the run without Kafka. */
const inFlight = 64
/** Records between two commits, and told in one request at most. */
const batch = 500

if (role === 'feeder') await feed()
else await work()

async function feed() {
  const queue = new Queue('told', { connection })
  await queue.waitUntilReady()
  const consumer = new Consumer({
    ...{ clientId: 'bench-feeder', groupId: 'bench-feeder', bootstrapBrokers },
    ...{ autocommit: false, maxWaitTime: 100 },
  })
  const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.LATEST })
  console.log('ready')
  const adding = new Set()
  const read = new Map()
  let records = 0
  const commit = async () => {
    await Promise.all(adding)
    const offsets = [...read].map(([partition, offset]) => ({ topic, partition, offset: offset + 1n, leaderEpoch: -1 }))
    await consumer.commit({ offsets })
  }
  for await (const { partition, offset, value } of stream) {
    const added = queue.add('sms', JSON.parse(value.toString())).finally(() => adding.delete(added))
    adding.add(added)
    read.set(partition, offset)
    if (++records % batch === 0) await commit()
    else if (adding.size >= inFlight) await Promise.race(adding)
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
      for (const { told } of now) told()
    }
    sending = false
  }
  const tell = ({ id, data }) =>
    new Promise((told) => {
      const value = JSON.stringify({ jobId: id, to: data.to, status: 'processed' })
      waiting.push({ told, message: { topic, key: id, value } })
      if (!sending) setImmediate(() => sending || flush())
    })
  const worker = new Worker('told', tell, { connection, concurrency: 100, removeOnComplete: { count: 0 } })
  await worker.waitUntilReady()
  console.log('ready')
}
