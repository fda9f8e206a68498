import { randomBytes, randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { createSealer } from '@trunkline/postgres'
import { type OpenDatabase, quietLog } from '@trunkline/testkit'
import { createTwilioWebhooks } from '../../src/twilio/callbacks/twilio-webhooks.ts'
import { type Bench, openBench } from './api-bench.ts'
import { type TwilioForms, twilioForms } from './twilio-forms.ts'

/** The bench with one number, and with Twilio's webhooks at work. */
export interface TwilioBench extends TwilioForms {
  readonly bench: Bench
  /** The client's number. */
  readonly ours: string
  /** A text from a person to our number. */
  receive(text: string, from?: string, media?: readonly { url: string; type: string }[]): Promise<void>
  /** Stops the webhooks, as a process that ends. */
  stopWebhooks(): Promise<void>
  /** Starts webhooks of another process. */
  startWebhooks(): Promise<void>
}

/** Opens a bench on an engine and starts the webhooks. */
export async function openTwilioBench(t: TestContext, open: OpenDatabase): Promise<TwilioBench> {
  const bench = await openBench(t, { open })
  const ours = '+15005550006'
  await bench.accounts.numbers.put(bench.clientId, ours)
  const sealer = createSealer(randomBytes(32))
  const running: ReturnType<typeof createTwilioWebhooks>[] = []
  const startWebhooks = async () => {
    const { db, accounts, channels, events } = bench
    const clock = { now: () => Date.now() }
    const made = createTwilioWebhooks({
      db,
      accounts,
      channels,
      events,
      clock,
      log: quietLog,
      sealer,
      randomUuid: randomUUID,
    })
    running.push(made)
    await made.start()
  }
  const stopWebhooks = async () => {
    for (const one of running.splice(0)) await one.stop()
  }
  await startWebhooks()
  t.after(stopWebhooks)
  return {
    ...twilioForms(bench),
    ...{ bench, ours, startWebhooks, stopWebhooks },
    async receive(text, from = '+14155550123', media = []) {
      const message = {
        gateway: 'loopback',
        channel: 'sms',
        providerId: randomUUID(),
        from,
        to: ours,
        text,
        media,
        at: Date.now(),
      } as const
      await bench.channels.sink.inbound(message)
    },
  }
}
