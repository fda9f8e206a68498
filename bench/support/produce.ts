/**
 * Sends messages to a topic as fast as the broker takes them, a batch at a time, and prints how long it took. A process of its own, so
 * that its work is in nobody's measure.
 *
 *   node produce.ts BROKERS TOPIC RECORDS CLIENT_ID [KEYS]
 */
import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka'

const [brokers, topic, records, clientId, keys] = process.argv.slice(2) as [string, string, string, string, string?]
const total = Number(records)
const batch = 500
const inFlight = 4

const producer = new Producer({
  clientId: 'bench-producer',
  bootstrapBrokers: brokers.split(','),
  serializers: stringSerializers,
})

function message(index: number) {
  const text = 'Your parcel arrives today between 14:00 and 16:00.'
  const value = JSON.stringify({ clientId, to: '+14155550123', content: { text } })
  return { topic, value, ...(keys === undefined ? {} : { key: `order-${index % Number(keys)}` }) }
}

let next = 0
async function send(): Promise<void> {
  while (next < total) {
    const from = next
    next = Math.min(total, from + batch)
    const messages = Array.from({ length: next - from }, (_, offset) => message(from + offset))
    // The library heeds `acks` here alone, not in the constructor.
    await producer.send({ messages, acks: ProduceAcks.ALL })
  }
}

const began = Date.now()
await Promise.all(Array.from({ length: inFlight }, send))
console.log(JSON.stringify({ began, took: Date.now() - began }))
await producer.close()
