/**
 * Reads a topic from its beginning in a consumer group, as intake does, but only counts: what the broker and the library give when nothing
 * is done with the records. Prints how many, in how many seconds, and the processor time of this process meanwhile.
 *
 *   node count-records.ts BROKERS TOPIC RECORDS
 */
import { randomUUID } from 'node:crypto'
import { Consumer, MessagesStreamModes } from '@platformatic/kafka'

const [brokers, topic, records] = process.argv.slice(2) as [string, string, string]
const consumer = new Consumer({
  clientId: 'bench-counter',
  groupId: `bench-${randomUUID()}`,
  bootstrapBrokers: brokers.split(','),
  autocommit: false,
  maxWaitTime: 100,
})
const stream = await consumer.consume({ topics: [topic], mode: MessagesStreamModes.EARLIEST })
// Counted from here on, with the first fetch still to come: what is buffered at the first record would else be had for nothing.
const began = performance.now()
const cpu = process.cpuUsage()
let count = 0
for await (const _ of stream) if (++count >= Number(records)) break
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(cpu)
console.log(JSON.stringify({ records: count, seconds, cpuSeconds: (user + system) / 1e6 }))
await consumer.close(true)
