import type { EndpointView, EndpointWithSecret, ReplayRequest, ReplayResult } from '@trunkline/events'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { Once } from '../idempotency/once.ts'
import { pageQuery } from '../schema/page.ts'
import { webhookParams } from '../schema/params.ts'
import { replaySchema, webhookPage, webhookSchema, webhookWithSecretSchema } from '../schema/webhooks.ts'

/** A client's webhook endpoints. */
export interface Webhooks {
  create(
    clientId: string,
    request: { readonly url: string; readonly events?: readonly string[] },
  ): Promise<EndpointWithSecret>
  list(
    clientId: string,
    page: { readonly after?: string; readonly limit?: number },
  ): Promise<{ webhooks: readonly EndpointView[]; next: string | null }>
  get(clientId: string, id: string): Promise<EndpointView>
  remove(clientId: string, id: string): Promise<void>
  rotate(clientId: string, id: string): Promise<EndpointWithSecret>
  enable(clientId: string, id: string): Promise<EndpointView>
  replay(clientId: string, id: string, request?: ReplayRequest): Promise<ReplayResult>
}

/** `/v1/webhooks`: where a client is told of events. */
export function registerWebhooks(app: ApiServer, webhooks: Webhooks, once: Once): void {
  registerCreation(app, webhooks, once)
  registerReading(app, webhooks)
  registerActions(app, webhooks, once)
}

function registerCreation(app: ApiServer, webhooks: Webhooks, once: Once): void {
  const body = Type.Object(
    {
      url: Type.String({
        format: 'uri',
        maxLength: 2048,
        description: 'http or https; private addresses are refused.',
      }),
      events: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
          minItems: 1,
          maxItems: 50,
          description: 'Types such as `delivery.delivered`, branches such as `delivery.*`, or `*`. All where left out.',
        }),
      ),
    },
    { additionalProperties: false, $id: 'NewWebhook' },
  )
  app.post(
    '/webhooks',
    {
      config: { problems: ['url-refused', 'webhook-limit'] },
      schema: {
        tags: ['webhooks'],
        summary: 'Have events sent to a URL',
        description: 'Signed by Standard Webhooks; tried again for three days. The secret is shown this once.',
        operationId: 'createWebhook',
        body,
        response: { 201: webhookWithSecretSchema },
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      return once.run(request, reply, id, async () => ({ status: 201, body: await webhooks.create(id, request.body) }))
    },
  )
}

function registerReading(app: ApiServer, webhooks: Webhooks): void {
  const tags = ['webhooks']
  app.get(
    '/webhooks',
    {
      schema: {
        tags,
        summary: 'The client’s webhooks',
        operationId: 'listWebhooks',
        querystring: pageQuery(50),
        response: { 200: webhookPage },
      },
    },
    async (request) => webhooks.list(clientOf(request).id, request.query),
  )
  app.get(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'One webhook',
        operationId: 'getWebhook',
        params: webhookParams,
        response: { 200: webhookSchema },
      },
    },
    async (request) => webhooks.get(clientOf(request).id, request.params.id),
  )
  app.delete(
    '/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Delete a webhook, with what waits for it',
        operationId: 'deleteWebhook',
        params: webhookParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await webhooks.remove(clientOf(request).id, request.params.id)
      return reply.code(204).send()
    },
  )
}

function registerActions(app: ApiServer, webhooks: Webhooks, once: Once): void {
  const base = { tags: ['webhooks'], params: webhookParams }
  app.post(
    '/webhooks/:id/rotate',
    {
      schema: {
        ...base,
        summary: 'Give a webhook a new secret',
        description: 'For 24 hours the old secret signs too, so that a receiver can change over.',
        operationId: 'rotateWebhook',
        response: { 200: webhookWithSecretSchema },
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = async () => ({ status: 200, body: await webhooks.rotate(id, request.params.id) })
      return once.run(request, reply, id, work)
    },
  )
  app.post(
    '/webhooks/:id/enable',
    {
      schema: {
        ...base,
        summary: 'Put a disabled webhook back to work',
        operationId: 'enableWebhook',
        response: { 200: webhookSchema },
      },
    },
    async (request) => webhooks.enable(clientOf(request).id, request.params.id),
  )
  app.post(
    '/webhooks/:id/replay',
    {
      // Its body may be left out: then what was given up is sent again.
      preValidation: (request, _reply, done) => {
        request.body ??= {}
        done()
      },
      schema: {
        ...base,
        summary: 'Send events again',
        description: 'Since an instant or a position, or what was given up. A week of events is kept.',
        operationId: 'replayWebhook',
        body: replaySchema,
        response: {
          202: Type.Object({ requeued: Type.Integer(), since: Type.Union([Type.String(), Type.Null()]) }),
        },
      },
    },
    (request, reply) => {
      const { id } = clientOf(request)
      const work = async () => ({ status: 202, body: await webhooks.replay(id, request.params.id, request.body) })
      return once.run(request, reply, id, work)
    },
  )
}
