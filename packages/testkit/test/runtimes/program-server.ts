/** The server that the portable program talks to. It lets browsers in from every origin. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A running server. */
export interface ProgramServer {
  readonly origin: string
  stop(): Promise<void>
}

const events = ['delivery.sent', 'delivery.delivered']
  .map((type, index) => `id: 7-${index}\nevent: ${type}\ndata: ${JSON.stringify({ id: `EV${index}`, type })}\n\n`)
  .join('')

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const path = request.url ?? '/'
  const send = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  if (request.method === 'OPTIONS') response.writeHead(204).end()
  else if (path.startsWith('/status/404')) send(404, { code: 20404, message: 'refused by the test', status: 404 })
  else if (path.startsWith('/slow')) setTimeout(() => send(200, {}), 600_000).unref()
  else if (path === '/trunk/v1/events') response.writeHead(200, { 'content-type': 'text/event-stream' }).end(events)
  else if (path.startsWith('/trunk/v1/')) send(202, { id: 'NT1' })
  else if (path.startsWith('/echo/')) send(201, { method: request.method, body, type: request.headers['content-type'] })
  else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>runtime</title>')
}

/** Starts the server on a free port. */
export async function startProgramServer(): Promise<ProgramServer> {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('access-control-allow-headers', '*, authorization')
      response.setHeader('access-control-allow-methods', '*')
      answer(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
