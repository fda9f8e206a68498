import { type CallQuality, SignallingError } from '@trunkline/voice'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ApiServer } from '../http/api-server.ts'

/** A report has about 6 kB. */
const mostBytes = 64 * 1024
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, x-twilio-token',
  'access-control-max-age': '86400',
} as const

/**
 * `/v4/EndpointEvents` and `/v4/EndpointMetrics`: what Twilio's browser SDK tells of its calls, with the page's token in `X-Twilio-Token`. Its host is fixed in the SDK (`eventgw.<home>.twilio.com`), so it
 * arrives where a name server or a proxy leads that host here. Pages of any origin may post: the token says whose they are.
 */
export function registerCallQuality(app: ApiServer, quality: Pick<CallQuality, 'take'>): void {
  for (const url of ['/v4/EndpointEvents', '/v4/EndpointMetrics']) {
    app.route({
      method: 'OPTIONS',
      url,
      schema: { hide: true },
      handler: async (_request, reply) => reply.code(204).headers(cors).send(),
    })
    app.route({
      method: 'POST',
      url,
      bodyLimit: mostBytes,
      schema: { hide: true },
      handler: (request, reply) => take(quality, request, reply.headers(cors)),
    })
  }
}

async function take(quality: Pick<CallQuality, 'take'>, request: FastifyRequest, reply: FastifyReply) {
  const token = request.headers['x-twilio-token']
  try {
    await quality.take(typeof token === 'string' ? token : '', request.body)
  } catch (error) {
    if (!(error instanceof SignallingError)) throw error
    return reply.code(401).send({ code: error.code, message: error.message })
  }
  return reply.code(202).send()
}
