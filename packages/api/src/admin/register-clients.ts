import type { Client } from '@trunkline/accounts'
import { messageSchema } from '@trunkline/channels'
import { sidFromUuid } from '@trunkline/wire'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import {
  adminClientPage,
  adminClientSchema,
  adminClientWithTokenSchema,
  newClientSchema,
  renameSchema,
} from '../schema/accounts.ts'
import { nullableText, pageQuery } from '../schema/page.ts'
import { clientParams } from '../schema/params.ts'
import { type AdminRoutes, adminOwner } from './admin-routes.ts'

const tags = ['admin']

/** Clients: make, list, rename, rotate, disable, enable; and what a client has waiting, also when it is disabled. */
export function registerClients(app: ApiServer, routes: AdminRoutes): void {
  registerCreation(app, routes)
  registerReading(app, routes)
  registerChanges(app, routes)
}

const view = (client: Client) => ({
  id: client.sid,
  name: client.name,
  status: client.status,
  disabledAt: client.disabledAt?.toISOString() ?? null,
  disabledReason: client.disabledReason,
  declared: client.declared,
  parentId: client.parentId === null ? null : sidFromUuid('AC', client.parentId),
  createdAt: client.createdAt.toISOString(),
})

function registerCreation(app: ApiServer, { accounts, once }: AdminRoutes): void {
  app.post(
    '/clients',
    {
      schema: {
        tags,
        summary: 'Make a client; its auth token is shown this once',
        operationId: 'adminCreateClient',
        body: newClientSchema,
        response: { 201: adminClientWithTokenSchema },
      },
    },
    (request, reply) =>
      once.run(request, reply, adminOwner, async () => {
        const { name, parentId: parent } = request.body
        const { client, authToken } = await accounts.clients.create({
          name,
          ...(parent === undefined ? {} : { parent }),
        })
        return { status: 201, body: { ...view(client), authToken } }
      }),
  )
}

const listQuery = Type.Object(
  {
    ...pageQuery(200).properties,
    status: Type.Optional(Type.Enum(['active', 'disabled'], { description: 'Only clients with this status.' })),
  },
  { additionalProperties: false },
)

function registerReading(app: ApiServer, { accounts, channels }: AdminRoutes): void {
  app.get(
    '/clients',
    {
      schema: {
        tags,
        summary: 'Clients, the oldest first',
        operationId: 'adminListClients',
        querystring: listQuery,
        response: { 200: adminClientPage },
      },
    },
    async (request) => {
      const { clients, next } = await accounts.clients.list(request.query)
      return { clients: clients.map(view), next }
    },
  )
  app.get(
    '/clients/:clientId',
    {
      schema: {
        tags,
        summary: 'One client',
        operationId: 'adminGetClient',
        params: clientParams,
        response: { 200: adminClientSchema },
      },
    },
    async (request) => view(await accounts.clients.get(request.params.clientId)),
  )
  app.get(
    '/clients/:clientId/messages',
    {
      schema: {
        tags,
        summary: 'A client’s messages, the newest first',
        operationId: 'adminListMessages',
        params: clientParams,
        querystring: pageQuery(200),
        response: { 200: Type.Object({ messages: Type.Array(messageSchema), next: nullableText }) },
      },
    },
    async (request) => {
      const { id } = await accounts.clients.get(request.params.clientId)
      return channels.listMessages(id, request.query)
    },
  )
}

function registerChanges(app: ApiServer, { accounts: { clients }, once }: AdminRoutes): void {
  app.put(
    '/clients/:clientId',
    {
      config: { problems: ['client-declared'] },
      schema: {
        tags,
        summary: 'Rename a client',
        operationId: 'adminRenameClient',
        params: clientParams,
        body: renameSchema,
        response: { 200: adminClientSchema },
      },
    },
    async (request) => view(await clients.rename(request.params.clientId, request.body.name)),
  )
  app.post(
    '/clients/:clientId/rotate',
    {
      config: { problems: ['client-declared'] },
      schema: {
        tags,
        summary: 'Give a client a new auth token; the old one is refused at once',
        operationId: 'adminRotateClient',
        params: clientParams,
        response: { 200: adminClientWithTokenSchema },
      },
    },
    (request, reply) =>
      once.run(request, reply, adminOwner, async () => {
        const { client, authToken } = await clients.rotate(request.params.clientId)
        return { status: 200, body: { ...view(client), authToken } }
      }),
  )
  const turns = {
    disable: ['Refuse a client’s credentials; what it had accepted is kept', (id: string) => clients.disable(id)],
    enable: ['Take a client’s work again', (id: string) => clients.enable(id)],
  } as const
  for (const [name, [summary, turn]] of Object.entries(turns)) {
    app.post(
      `/clients/:clientId/${name}`,
      {
        config: { problems: ['client-declared'] },
        schema: {
          tags,
          summary,
          operationId: `admin_${name}_client`,
          params: clientParams,
          response: { 200: adminClientSchema },
        },
      },
      async (request) => view(await turn(request.params.clientId)),
    )
  }
}
