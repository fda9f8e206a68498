/** Hook for fastify, and for anything with requests and replies of its shape. */
import type { WebhookParams } from '@trunkline/wire'
import { authTokenFor, refusalOf, type WebhookOptionsWithToken, webhookUrl } from './check.ts'

/** What is needed of a fastify request. Forms need a parser, such as `@fastify/formbody`. */
export interface FastifyLikeRequest {
  readonly protocol: string
  /** With its port. */
  readonly host?: string
  readonly originalUrl?: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body?: unknown
  /** The body as it came, where a plugin kept it; needed for webhooks with a JSON body. */
  readonly rawBody?: string | Uint8Array | undefined
}

/** What is needed of a fastify reply. */
export interface FastifyLikeReply {
  code(status: number): FastifyLikeReply
  type(type: string): FastifyLikeReply
  send(body: string): unknown
}

/** A `preHandler` that turns away what Twilio did not sign: `app.post('/sms', { preHandler: fastifyWebhook() }, …)`. */
export function fastifyWebhook(
  options: WebhookOptionsWithToken = {},
): (request: FastifyLikeRequest, reply: FastifyLikeReply) => Promise<unknown> {
  return async (request, reply) => {
    if (options.validate === false) return undefined
    const signature = request.headers['x-twilio-signature']
    const seen = {
      protocol: request.protocol,
      host: request.host ?? String(request.headers.host),
      path: request.originalUrl ?? request.url,
    }
    const refusal = refusalOf(
      {
        signature: Array.isArray(signature) ? signature[0] : signature,
        url: webhookUrl(options, seen),
        params: (request.body ?? {}) as WebhookParams,
        rawBody: typeof request.rawBody === 'object' ? new TextDecoder().decode(request.rawBody) : request.rawBody,
      },
      authTokenFor(options.authToken),
    )
    return refusal === undefined ? undefined : reply.code(refusal.status).type('text/plain').send(refusal.text)
  }
}
