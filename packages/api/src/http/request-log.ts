import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../ports.ts'

/** Told of every answer: route pattern (never the path, which holds ids and numbers), method, status, seconds. */
export type ObserveRequest = (route: string, method: string, status: number, seconds: number) => void

/**
 * Makes the hook that counts and logs answers. What went well is logged at `debug` alone, since at ten thousand requests a second
 * a line each costs more than the request; refusals are `info`, failures `error`. Never a body, a query or a credential.
 */
export function createRequestLog(log: Log, observe: ObserveRequest) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const route = request.routeOptions.url ?? 'unmatched'
    const status = reply.statusCode
    observe(route, request.method, status, reply.elapsedTime / 1000)
    if (status < 400) {
      log.debug({ requestId: request.id, method: request.method, route, status }, 'request answered')
    } else if (status < 500 || status === 501) {
      log.info({ requestId: request.id, method: request.method, route, status }, 'request refused')
    }
    done()
  }
}
