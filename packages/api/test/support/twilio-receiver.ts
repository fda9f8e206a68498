import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
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
  /** Webhooks that were given up before they had an answer. */
  readonly givenUp: number
  /** The most that ever waited for an answer at a time. */
  readonly mostWaiting: number
  /** From now on nobody is there: those that wait for an answer are cut, and so are those that come. */
  leave(): void
}

/** Starts a receiver. `answer` undefined: 204. `'never'`: the connection stays open without a word. `'cut'`: it is cut. */
export async function twilioReceiver(
  t: TestContext,
  authToken: () => string,
  answer: (webhook: ReceivedWebhook, count: number) => ReceiverAnswer | 'never' | 'cut' | undefined = () => undefined,
): Promise<TwilioReceiver> {
  const received: ReceivedWebhook[] = []
  const waiting = new Set<ServerResponse>()
  let [givenUp, mostWaiting, gone] = [0, 0, false]
  const answerTo = (webhook: ReceivedWebhook, response: ServerResponse): void => {
    const said = gone ? 'cut' : answer(webhook, received.length)
    if (said === 'never') return
    if (said === 'cut') {
      response.destroy()
      return
    }
    response.writeHead(said?.status ?? (said?.body === undefined ? 204 : 200), {
      ...(said?.body === undefined ? {} : { 'content-type': said.type ?? 'text/xml' }),
      ...said?.headers,
    })
    response.end(said?.body)
  }
  const server = createServer((request, response) => {
    waiting.add(response)
    mostWaiting = Math.max(mostWaiting, waiting.size)
    response.once('close', () => {
      waiting.delete(response)
      if (!response.writableFinished) givenUp += 1
    })
    readWebhook(request, authToken()).then(
      (webhook) => {
        received.push(webhook)
        answerTo(webhook, response)
      },
      // Whoever sent it has gone before it was whole.
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterHooks(t, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return {
    ...{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received },
    get givenUp() {
      return givenUp
    },
    get mostWaiting() {
      return mostWaiting
    },
    leave() {
      gone = true
      for (const response of waiting) response.destroy()
    },
  }
}

async function readWebhook(request: IncomingMessage, authToken: string): Promise<ReceivedWebhook> {
  const { url: path = '', method = '', headers } = request
  const form = Object.fromEntries(new URLSearchParams(await text(request)))
  const url = `http://${headers.host}${path}`
  const params = method === 'POST' ? form : Object.fromEntries(new URL(url).searchParams)
  const signature = String(headers['x-twilio-signature'])
  const valid = twilio.validateRequest(authToken, signature, url, method === 'POST' ? form : {})
  return { method, path, headers, valid, params }
}
