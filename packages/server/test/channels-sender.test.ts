import { randomBytes } from 'node:crypto'
import {
  migrations as channelMigrations,
  createChannels,
  createLoopbackGateway,
  type LoopbackArrival,
} from '@trunkline/channels'
import { migrations as eventMigrations } from '@trunkline/events'
import { createSealer } from '@trunkline/postgres'
import { describeSender, freshDatabase, quietLog, type SenderArrival } from '@trunkline/testkit'
import { createIdGenerator } from '@trunkline/wire'
import { createChannelsSender } from '../src/compose/channels-sender.ts'

const traits = { methods: ['sms', 'call', 'email', 'push', 'whatsapp'], repeatable: true } as const

describeSender('channels', traits, async (t) => {
  const db = await freshDatabase(t, { migrations: [eventMigrations, channelMigrations] })
  const clock = { now: () => Date.now() }
  const ids = createIdGenerator({ now: clock.now })
  const sealer = createSealer(randomBytes(32))
  const loopback = createLoopbackGateway('loopback', { type: 'loopback' }, { db, clock, log: quietLog, sealer })
  const all = ['loopback']
  const channels = createChannels({
    randomBytes,
    ...{ db, clock, ids, sealer, log: quietLog, random: () => 0.5, gateways: [loopback], poll: 20 },
    meter: { count() {}, gauge() {}, observe() {} },
    routes: { sms: all, email: all, push: all, call: all },
    disabledClients: async () => [],
    ownerOf: async () => undefined,
    onEvents: () => undefined,
  })
  await channels.start({ dispatch: true })
  t.after(() => channels.stop(500))
  const clientId = ids.uuid()
  const arrivals = async (): Promise<SenderArrival[]> => {
    // A message is sent in the background; what is handed over twice would be there twice by then.
    for (let tries = 0; tries < 1_000; tries += 1) {
      const { messages: found } = await loopback.inbox.list({ limit: 10 })
      if (found.length > 0) return found.map(arrivalOf)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return []
  }
  return { sender: createChannelsSender(channels, randomBytes(32)), arrivals, clientId }
})

function arrivalOf({ channel, to, content }: LoopbackArrival): SenderArrival {
  const whatsapp = to.startsWith('whatsapp:')
  const { text, url } = content ?? {}
  return {
    method: whatsapp ? 'whatsapp' : channel,
    to: to.replace('whatsapp:', ''),
    raw: JSON.stringify(content),
    ...(text === undefined ? {} : { text }),
    ...(url === undefined ? {} : { url }),
  }
}
