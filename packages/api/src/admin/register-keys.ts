import type { ApiKey } from '@trunkline/accounts'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import { keyPage, keyWithSecretSchema, newKeySchema } from '../schema/accounts.ts'
import { pageQuery } from '../schema/page.ts'
import { clientParams, keyParams } from '../schema/params.ts'
import { type AdminRoutes, adminOwner } from './admin-routes.ts'

const tags = ['admin']
const view = ({ sid, name, createdAt }: ApiKey) => ({ id: sid, name, createdAt: createdAt.toISOString() })

/** API keys of a client: make, list, revoke. */
export function registerKeys(
  app: ApiServer,
  { accounts: { keys }, once }: Pick<AdminRoutes, 'accounts' | 'once'>,
): void {
  app.post(
    '/clients/:clientId/keys',
    {
      schema: {
        tags,
        summary: 'Make an API key; its secret is shown this once',
        operationId: 'adminCreateKey',
        params: clientParams,
        body: newKeySchema,
        response: { 201: keyWithSecretSchema },
      },
    },
    (request, reply) =>
      once.run(request, reply, adminOwner, async () => {
        const key = await keys.create(request.params.clientId, request.body)
        return { status: 201, body: { ...view(key), secret: key.secret } }
      }),
  )
  app.get(
    '/clients/:clientId/keys',
    {
      schema: {
        tags,
        summary: 'A client’s API keys',
        operationId: 'adminListKeys',
        params: clientParams,
        querystring: pageQuery(200),
        response: { 200: keyPage },
      },
    },
    async (request) => {
      const page = await keys.list(request.params.clientId, request.query)
      return { keys: page.keys.map(view), next: page.next }
    },
  )
  app.delete(
    '/clients/:clientId/keys/:keyId',
    {
      schema: {
        tags,
        summary: 'Revoke an API key; it is refused at once',
        operationId: 'adminRevokeKey',
        params: keyParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await keys.revoke(request.params.clientId, request.params.keyId)
      return reply.code(204).send()
    },
  )
}
