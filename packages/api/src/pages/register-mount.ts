import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiServer } from '../http/api-server.ts'
import { isOpenTo, type Reach } from './page-access.ts'

/** A small program that answers below a path of this server, to who sits at this machine. */
export interface MountedApp {
  /** `/softphone`. */
  readonly path: string
  /** For people: `Browser phone`, and what it is good for. */
  readonly name: string
  readonly about: string
  readonly fetch: (request: Request) => Promise<Response>
}

/** Bytes that a request to it may have. */
const longestBody = 65_536

function toRequest(request: FastifyRequest): Request {
  const url = `${request.protocol}://${request.host}${request.originalUrl}`
  const headers = Object.entries(request.raw.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = request.body instanceof Uint8Array ? new Uint8Array(request.body) : undefined
  return new Request(url, { method: request.method, headers, ...(body === undefined ? {} : { body }) })
}

async function send(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return reply.send(response.body === null ? undefined : Buffer.from(await response.arrayBuffer()))
}

/** Mounts a program. Who is not at this machine is told that there is nothing ({@link isOpenTo}). */
export function registerMount(app: ApiServer, { path, fetch }: MountedApp, reach: Reach): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isOpenTo({ peer: request.socket.remoteAddress, headers: request.headers }, reach))
      throw new ProblemError('not-found', `There is no ${path} here.`)
    return send(reply, await fetch(toRequest(request)))
  }
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    const options = { parseAs: 'buffer', bodyLimit: longestBody } as const
    scope.addContentTypeParser('*', options, (_request, body, done) => done(null, body))
    for (const url of [path, `${path}/*`])
      scope.route({ method: ['GET', 'POST', 'OPTIONS'], url, schema: { hide: true }, handler: answer })
  })
}
