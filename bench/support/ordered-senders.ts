import { setTimeout as sleep } from 'node:timers/promises'
import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka'

/** What is sent: `records` in all, dealt to `keys` in turn, so that record i is the (i div keys)th of its key. */
export interface SendOptions {
  readonly brokers: string
  readonly clientId: string
  readonly records: number
  readonly keys: number
  /** Whether more may be sent now. */
  readonly mayGoOn: () => boolean
}

/** What the senders have seen. */
export interface SendTally {
  /** Records that the brokers have confirmed. */
  confirmed: number
  /** Batches without an answer, or with an error, which were sent again: what they hold may be on the topic twice. */
  again: number
}

const senders = 6
const batch = 50

/** The text of a record says where it belongs: `key 17 number 204`. */
export const textPattern = 'key (\\d+) number (\\d+)'

/**
 * Sends all records, each key's in their order: a key belongs to one sender, which has one batch under way at a time and sends it again, with
 * the same idempotency keys, until the brokers have confirmed it.
 */
export async function sendInOrder(options: SendOptions, tally: SendTally): Promise<void> {
  await Promise.all(Array.from({ length: senders }, (_, index) => sendOf(index, options, tally)))
}

async function sendOf(sender: number, options: SendOptions, tally: SendTally): Promise<void> {
  const { brokers, records, keys, mayGoOn } = options
  const open = () =>
    new Producer({
      clientId: `chaos-${sender}`,
      bootstrapBrokers: brokers.split(','),
      serializers: stringSerializers,
      timeout: 10_000,
      retries: 1,
    })
  let producer = open()
  let waiting: ReturnType<typeof record>[] = []
  const flush = async () => {
    for (;;) {
      try {
        // The library heeds `acks` here alone: given to the constructor it is passed over, and one replica's word is taken.
        await producer.send({ messages: waiting, acks: ProduceAcks.ALL })
        break
      } catch {
        tally.again++
        await producer.close(true).catch(() => undefined) // What broke may break its goodbye too.
        await sleep(200)
        producer = open()
      }
    }
    tally.confirmed += waiting.length
    waiting = []
  }
  for (let index = 0; index < records; index++) {
    if ((index % keys) % senders !== sender) continue
    waiting.push(record(index, options))
    if (waiting.length < batch) continue
    while (!mayGoOn()) await sleep(50)
    await flush()
  }
  if (waiting.length > 0) await flush()
  await producer.close()
}

function record(index: number, { clientId, keys }: SendOptions) {
  const key = index % keys
  const text = `key ${key} number ${Math.floor(index / keys)}`
  return {
    topic: 'trunkline.send.sms',
    key: `key-${key}`,
    value: JSON.stringify({ clientId, to: '+14155550123', content: { text } }),
    headers: { 'idempotency-key': `chaos-${index}` },
  }
}
