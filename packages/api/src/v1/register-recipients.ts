import {
  categories,
  channelNames,
  deviceSid,
  mostDevices,
  type Preferences,
  type Profile,
  type PushAddress,
} from '@trunkline/channels'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import type { ChannelsPort } from '../ports.ts'
import { pageOf, pageQuery } from '../schema/page.ts'

const tags = ['recipients']
const closed = { additionalProperties: false } as const
const refusals = ['number-invalid', 'email-invalid', 'zone-unknown'] as const
const recipientId = Type.String({ minLength: 1, maxLength: 128, description: 'Your own name for the person.' })
const params = Type.Object({ id: recipientId })
const deviceParams = Type.Object({ id: recipientId, deviceId: Type.String({ pattern: '^DV[0-9a-f]{32}$' }) })

const ofChannels = Type.Object(
  Object.fromEntries(channelNames.map((name) => [name, Type.Optional(Type.Boolean())])),
  closed,
)
const preferences = Type.Object(Object.fromEntries(categories.map((name) => [name, Type.Optional(ofChannels)])), {
  ...closed,
  description: 'What the person wants, by category and channel: false keeps it off; what is not said is wanted.',
})

const profileFields = {
  phone: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'In international form.' })),
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
  timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'IANA name.' })),
  locale: Type.Optional(Type.String({ pattern: '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$', maxLength: 35 })),
  preferences: Type.Optional(Type.Unsafe<Preferences>(preferences)),
}
const putSchema = Type.Object(profileFields, { ...closed, $id: 'PutRecipient' })

const addressSchema = Type.Unsafe<PushAddress>(
  Type.Object(
    { type: Type.Enum(['webpush', 'fcm', 'apns']) },
    {
      additionalProperties: true,
      $id: 'PushAddress',
      description: 'A browser’s subscription (`endpoint`, `keys`) or a phone’s `token`, as in `to.push` of a message.',
    },
  ),
)
const recipientSchema = Type.Object(
  {
    id: Type.String(),
    ...profileFields,
    devices: Type.Array(
      Type.Object({
        id: Type.String(),
        type: Type.String(),
        registeredAt: Type.String(),
      }),
    ),
    createdAt: Type.String(),
    updatedAt: Type.String(),
  },
  { $id: 'Recipient' },
)
const deviceSchema = Type.Object({ id: Type.String(), recipient: recipientSchema }, { $id: 'RegisteredDevice' })

/** `/v1/recipients`: people as the client knows them, with their devices and what they allow. */
export function registerRecipients(
  app: ApiServer,
  { recipients, gateways }: Pick<ChannelsPort, 'recipients' | 'gateways'>,
): void {
  registerPeople(app, recipients)
  registerKey(app, gateways)
  app.post(
    '/recipients/:id/devices',
    {
      schema: {
        tags,
        summary: 'Register a push address with a person',
        description: `At most ${mostDevices}. Register at every start of the app: an address that was there is kept, and one of somebody else becomes this person’s.`,
        operationId: 'addDevice',
        params,
        body: addressSchema,
        response: { 200: deviceSchema, 201: deviceSchema },
      },
    },
    async (request, reply) => {
      const { id } = clientOf(request)
      const { profile, deviceId, added } = await recipients.addDevice(id, request.params.id, request.body)
      return reply.code(added ? 201 : 200).send({ id: deviceId, recipient: view(profile) })
    },
  )
  app.delete(
    '/recipients/:id/devices/:deviceId',
    {
      schema: {
        tags,
        summary: 'Forget a push address',
        operationId: 'removeDevice',
        params: deviceParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await recipients.removeDevice(clientOf(request).id, request.params.id, request.params.deviceId)
      return reply.code(204).send(null)
    },
  )
}

function registerKey(app: ApiServer, gateways: ChannelsPort['gateways']): void {
  const schema = Type.Object(
    { keys: Type.Array(Type.Object({ gateway: Type.String(), applicationServerKey: Type.String() })) },
    { $id: 'PushKeys' },
  )
  app.get(
    '/push/keys',
    {
      schema: {
        tags,
        summary: 'What a page gives to pushManager.subscribe',
        description: 'One for each gateway of Web Push. Public: it stands in every page that subscribes.',
        operationId: 'pushKeys',
        response: { 200: schema },
      },
    },
    async () => ({
      keys: gateways
        .list()
        .flatMap(({ name: gateway, applicationServerKey }) =>
          applicationServerKey === undefined ? [] : { gateway, applicationServerKey },
        ),
    }),
  )
}

function registerPeople(app: ApiServer, recipients: ChannelsPort['recipients']): void {
  app.put(
    '/recipients/:id',
    {
      config: { problems: [...refusals] },
      schema: {
        tags,
        summary: 'Say how a person is reached, and what they allow',
        description: 'Replaces what was said; devices stay. Then `to: {"recipient": "…"}` reaches them.',
        operationId: 'putRecipient',
        params,
        body: putSchema,
        response: { 200: recipientSchema },
      },
    },
    async (request) => view(await recipients.put(clientOf(request).id, request.params.id, request.body)),
  )
  app.get(
    '/recipients',
    {
      schema: {
        tags,
        summary: 'People',
        operationId: 'listRecipients',
        querystring: pageQuery(200),
        response: { 200: pageOf('recipients', recipientSchema) },
      },
    },
    async (request) => {
      const page = await recipients.list(clientOf(request).id, request.query)
      return { recipients: page.recipients.map(view), next: page.next }
    },
  )
  app.get(
    '/recipients/:id',
    {
      schema: {
        tags,
        summary: 'One person',
        operationId: 'getRecipient',
        params,
        response: { 200: recipientSchema },
      },
    },
    async (request) => view(await recipients.get(clientOf(request).id, request.params.id)),
  )
  app.delete(
    '/recipients/:id',
    {
      schema: {
        tags,
        summary: 'Forget a person and their devices',
        description: 'Messages stay until their time is up; `trunkline forget` takes everything.',
        operationId: 'deleteRecipient',
        params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await recipients.remove(clientOf(request).id, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

/** The addresses of devices are not shown: whoever has one can write to it. */
const view = ({ devices, createdAt, updatedAt, ...rest }: Profile) => ({
  ...rest,
  devices: devices.map(({ id, address, registeredAt }) => ({
    id: deviceSid(id),
    type: address.type,
    registeredAt: registeredAt.toISOString(),
  })),
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})
