import { createServer, type IncomingMessage, type Server } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { FetchHandler } from './server/softphone-server.ts'

/** Bytes that a request may have. */
const longestBody = 65_536

/** The body, or undefined where it is too long. It is read to its end all the same: who is still writing would not hear the answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= longestBody) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  return size > longestBody ? undefined : Buffer.concat(chunks)
}

function toRequest(request: IncomingMessage, body: Buffer): Request {
  const url = `http://${request.headers.host ?? 'localhost'}${request.url ?? '/'}`
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const method = request.method ?? 'GET'
  return new Request(url, {
    method,
    headers,
    ...(['GET', 'HEAD'].includes(method) ? {} : { body: new Uint8Array(body) }),
  })
}

async function answer(handle: FetchHandler, request: IncomingMessage): Promise<Response> {
  try {
    const body = await readBody(request)
    if (body === undefined) return new Response('The request is too long.', { status: 413 })
    return await handle(toRequest(request, body))
  } catch (error) {
    console.error('a request failed:', error)
    return new Response('Something went wrong.', { status: 500 })
  }
}

/** Puts a fetch handler behind Node's HTTP server. */
export function createNodeServer(handle: FetchHandler): Server {
  return createServer(async (request, reply) => {
    const response = await answer(handle, request)
    reply.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null || request.method === 'HEAD') reply.end()
    else Readable.fromWeb(response.body as ReadableStream).pipe(reply)
  })
}
