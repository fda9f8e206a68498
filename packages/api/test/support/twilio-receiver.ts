import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { afterHooks } from '@trunkline/testkit'
import twilio from 'twilio'

/** A webhook as it came. */
export interface ReceivedWebhook {
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Form of a POST, query of a GET. */
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingMessage['headers']
  /** Whether the official library says that the account sent it. */
  readonly valid: boolean
}

/** What is answered: a status, a body, its type, further headers; or nothing at all, ever. */
export interface ReceiverAnswer {
  readonly status?: number
  readonly type?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
}

/** A program that is called back, as one written with the official library. */
export interface TwilioReceiver {
  readonly url: string
  readonly received: readonly ReceivedWebhook[]
}

/** Starts a receiver. `answer` undefined: 204. `'never'`: the connection stays open without a word. `'cut'`: it is cut. */
export async function twilioReceiver(
  t: TestContext,
  authToken: () => string,
  answer: (webhook: ReceivedWebhook, count: number) => ReceiverAnswer | 'never' | 'cut' | undefined = () => undefined,
): Promise<TwilioReceiver> {
  const received: ReceivedWebhook[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const path = request.url ?? ''
    const form = Object.fromEntries(new URLSearchParams(body))
    const url = `http://${request.headers.host}${path}`
    const signature = String(request.headers['x-twilio-signature'])
    const valid = twilio.validateRequest(authToken(), signature, url, request.method === 'POST' ? form : {})
    const query = Object.fromEntries(new URL(url).searchParams)
    const webhook = {
      ...{ method: request.method ?? '', path, headers: request.headers, valid },
      params: request.method === 'POST' ? form : query,
    }
    received.push(webhook)
    const said = answer(webhook, received.length)
    if (said === 'never') return
    if (said === 'cut') {
      request.socket.destroy()
      return
    }
    response.writeHead(said?.status ?? (said?.body === undefined ? 204 : 200), {
      ...(said?.body === undefined ? {} : { 'content-type': said.type ?? 'text/xml' }),
      ...said?.headers,
    })
    response.end(said?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterHooks(t, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}
