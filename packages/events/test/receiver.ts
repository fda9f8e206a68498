import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** A request as a receiver got it. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A real local HTTP server that plays the receiver of webhooks. */
export interface Receiver {
  readonly url: string
  readonly port: number
  readonly received: Received[]
  /** Requests that have come but not been answered. */
  readonly open: () => number
  /** Waits until `count` requests have come. */
  until(count: number): Promise<void>
}

type Answer = (request: Received, response: ServerResponse, nth: number) => void

async function read(request: IncomingMessage): Promise<Received> {
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
  return { method: request.method ?? '', path: request.url ?? '', headers, body }
}

/** Starts a receiver on a free port; it is closed when the test ends. By default it answers 204. */
export async function startReceiver(
  t: TestContext,
  answer: Answer = (_request, response) => response.writeHead(204).end(),
  host = '127.0.0.1',
): Promise<Receiver> {
  const received: Received[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  let open = 0
  const server = createServer(async (request, response) => {
    open += 1
    response.on('close', () => {
      open -= 1
    })
    const got = await read(request)
    received.push(got)
    answer(got, response, received.length)
    for (const wait of waiting.filter(({ count }) => count <= received.length)) wait.resolve()
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  t.after(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const until = (count: number): Promise<void> =>
    received.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))
  return { url: `http://${host}:${port}`, port, received, open: () => open, until }
}
