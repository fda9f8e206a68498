import { ProblemError } from '@trunkline/wire'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { Hooks } from '../ports.ts'

/** What the routes for providers need. */
export interface HookRoutes {
  readonly hooks: Hooks
  /** Base URL that providers call, where one is configured; signatures are over it. */
  readonly publicUrl: string | undefined
}

const params = Type.Object({ type: Type.String(), gateway: Type.String() })
type Params = { readonly type: string; readonly gateway: string }

/**
 * `/hooks/{type}/{gateway}`: what providers call with receipts and inbound messages. The body is handed on as it came, since providers
 * sign its bytes; who may call is for the gateway to check.
 */
export function registerHooks(app: ApiServer, { hooks, publicUrl }: HookRoutes): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.route({
      method: ['GET', 'POST', 'PUT'],
      url: '/hooks/:type/:gateway',
      exposeHeadRoute: false,
      schema: { hide: true, params },
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const { type, gateway } = request.params as Params
        if (!hooks.list().some((one) => one.name === gateway && one.type === type)) {
          throw new ProblemError('not-found', `There is no gateway ${gateway} of type ${type}.`)
        }
        const { status, contentType, body } = await hooks.hook(gateway, hookRequest(request, publicUrl))
        if (contentType !== undefined) reply.type(contentType)
        return reply.code(status).send(body ?? '')
      },
    })
  })
}

function hookRequest(request: FastifyRequest, publicUrl: string | undefined) {
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ])
  return {
    method: request.method,
    url: `${publicUrl ?? `${request.protocol}://${request.host}`}${request.url}`,
    headers: Object.fromEntries(headers) as Record<string, string | undefined>,
    rawBody: typeof request.body === 'string' ? request.body : '',
  }
}
