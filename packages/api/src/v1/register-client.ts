import { channelSettingsSchema, clientRoutingSchema } from '@trunkline/channels'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { Client, ClientSettings } from '../ports.ts'
import { channelParams } from '../schema/params.ts'

const clientView = Type.Object(
  {
    id: Type.String({ description: 'The client id, AC and 32 hex digits.' }),
    name: Type.String(),
    status: Type.String({ description: 'active or disabled' }),
    createdAt: Type.String(),
    ...clientRoutingSchema.properties,
  },
  { $id: 'Client' },
)

/** The client itself: its default routing and the settings of its channels. */
export function registerClient(app: ApiServer, settings: ClientSettings): void {
  app.get(
    '/client',
    {
      schema: {
        tags: ['client'],
        summary: 'The client that asks, with its default routing',
        operationId: 'getClient',
        response: { 200: clientView },
      },
    },
    async (request) => view(clientOf(request), await settings.getClient(clientOf(request).id)),
  )
  app.put(
    '/client',
    {
      schema: {
        tags: ['client'],
        summary: 'Set the default routing',
        description: 'Which channels a message takes that names none, and how they are tried.',
        operationId: 'putClient',
        body: clientRoutingSchema,
        response: { 200: clientView },
      },
    },
    async (request) => view(clientOf(request), await settings.putClient(clientOf(request).id, request.body)),
  )
  registerChannels(app, settings)
}

const view = (client: Client, routing: object) => ({
  id: client.sid,
  name: client.name,
  status: client.status,
  createdAt: client.createdAt.toISOString(),
  ...routing,
})

function registerChannels(app: ApiServer, settings: ClientSettings): void {
  app.get(
    '/client/channels/:channel',
    {
      schema: {
        tags: ['client'],
        summary: 'The client’s settings of one channel',
        operationId: 'getChannel',
        params: channelParams,
        response: { 200: channelSettingsSchema },
      },
    },
    async (request) => settings.getChannel(clientOf(request).id, request.params.channel),
  )
  app.put(
    '/client/channels/:channel',
    {
      config: { problems: ['gateway-unknown', 'zone-unknown', 'window-never-opens', 'sender-invalid'] },
      schema: {
        tags: ['client'],
        summary: 'Set the windows, gateways, sender and pace of one channel',
        description: 'Replaces what was set. What waits for a window is looked at anew.',
        operationId: 'putChannel',
        params: channelParams,
        body: channelSettingsSchema,
        response: { 200: channelSettingsSchema },
      },
    },
    async (request) => settings.putChannel(clientOf(request).id, request.params.channel, request.body),
  )
}
