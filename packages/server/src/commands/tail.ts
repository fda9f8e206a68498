import { type Options, textOf } from '../command-line/command.ts'
import { CommandError } from '../command-line/command-error.ts'
import type { HttpClient, ServerEvent } from '../command-line/http-client.ts'
import { clientFor } from '../command-line/options.ts'
import { type DeliveryFacts, deliveryLine } from './delivery-line.ts'

/** Pause before a lost stream is opened again, milliseconds. */
const reopenAfter = 1_000

/** `tail`: writes a line for each move, until it is interrupted. A lost stream is taken up where it broke off. */
export async function run(options: Options): Promise<undefined> {
  const http = clientFor(options)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  if (process.stderr.isTTY) process.stderr.write('Watching the deliveries; Ctrl-C ends.\n')
  let after = textOf(options, 'after')
  let opened = false
  while (!stop.signal.aborted) {
    try {
      for await (const event of follow(http, after, stop.signal)) {
        opened = true
        after = event.id
        process.stdout.write(`${options.json ? event.data : lineOf(event)}\n`)
      }
      opened = true
    } catch (error) {
      if (stop.signal.aborted) return
      // Wrong from the start is an error to tell; lost later is a server that restarts.
      if (!opened || (error instanceof CommandError && /^4\d\d /.test(error.message))) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, stop.signal.aborted ? 0 : reopenAfter))
  }
}

const follow = (http: HttpClient, after: string | undefined, signal: AbortSignal): AsyncIterable<ServerEvent> =>
  http.events('client', `/v1/events${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`, signal)

/** An event of the stream, as far as a line tells it. */
interface Told {
  readonly type: string
  readonly timestamp: string
  readonly data: Partial<DeliveryFacts> & {
    readonly deliveryId?: string
    readonly callSid?: string
    readonly verificationId?: string
  }
}

function lineOf({ data }: ServerEvent): string {
  const { type, timestamp, data: facts } = JSON.parse(data) as Told
  // Calls and verifications move too; they name themselves by other fields.
  const [kind = '', move = ''] = type.split('.', 2)
  const id = facts.deliveryId ?? facts.callSid ?? facts.verificationId ?? ''
  const line = deliveryLine({ ...facts, id, channel: facts.channel ?? kind, status: facts.status ?? move })
  return `${timestamp.slice(11, 19)}  ${line}`
}
