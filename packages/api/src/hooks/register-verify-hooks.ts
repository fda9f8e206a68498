import type { CallAnswer, Verify } from '@trunkline/verify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'

/** What the routes for calls need. */
export interface VerifyHookRoutes {
  readonly verify: Pick<Verify, 'calls' | 'statuses'>
  /** Base URL that providers call, where one is configured; signatures are over it. */
  readonly publicUrl: string | undefined
}

/**
 * `/hooks/verify/call/{token}`: what a call that brings a code is to hear, and `/hooks/verify/status/{gateway}`: what became of texts and
 * calls. Bodies are handed on as they came; who may ask is for the domain to check.
 */
export function registerVerifyHooks(app: ApiServer, { verify, publicUrl }: VerifyHookRoutes): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.route({
      method: ['GET', 'POST'],
      url: '/hooks/verify/call/:token',
      exposeHeadRoute: false,
      schema: { hide: true, params: Type.Object({ token: Type.String({ maxLength: 64 }) }) },
      handler: async (request, reply) => {
        const { token } = request.params as { readonly token: string }
        return send(reply, await verify.calls.answer({ method: request.method, token, ...asked(request, publicUrl) }))
      },
    })
    scope.route({
      method: 'POST',
      url: '/hooks/verify/status/:gateway',
      schema: { hide: true, params: Type.Object({ gateway: Type.String({ maxLength: 64 }) }) },
      handler: async (request, reply) => {
        const { gateway } = request.params as { readonly gateway: string }
        return send(reply, await verify.statuses.answer({ gateway, ...asked(request, publicUrl) }))
      },
    })
  })
}

function asked(request: FastifyRequest, publicUrl: string | undefined) {
  const signature = request.headers['x-twilio-signature']
  return {
    url: `${publicUrl ?? `${request.protocol}://${request.host}`}${request.url}`,
    signature: typeof signature === 'string' ? signature : undefined,
    rawBody: typeof request.body === 'string' ? request.body : '',
  }
}

// The code is in it: no cache, no proxy may keep it.
const send = (reply: FastifyReply, { status, contentType, body }: CallAnswer) =>
  reply.code(status).type(contentType).header('cache-control', 'no-store').send(body)
