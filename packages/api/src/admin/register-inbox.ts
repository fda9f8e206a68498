import { incomingText, loopbackRuleSchema } from '@trunkline/channels'
import { ProblemError } from '@trunkline/wire'
import { Type } from 'typebox'
import type { ApiServer } from '../http/api-server.ts'
import type { InboxPort } from '../ports.ts'
import { nullableText, pageOf, pageQuery } from '../schema/page.ts'
import { type AdminRoutes, adminOwner } from './admin-routes.ts'

const tags = ['admin']

const arrival = Type.Object(
  {
    id: Type.String({ description: 'Its place in the order of arrival.' }),
    gateway: Type.String(),
    deliveryId: Type.String(),
    messageId: Type.String(),
    clientId: Type.String(),
    attempt: Type.Integer(),
    providerId: Type.String(),
    channel: Type.String(),
    to: Type.String(),
    from: nullableText,
    category: Type.String(),
    content: Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()]),
    status: nullableText,
    at: Type.String(),
  },
  { $id: 'Arrival' },
)

const rule = Type.Object(
  { id: Type.String(), remaining: Type.Union([Type.Integer(), Type.Null()]), ...loopbackRuleSchema.properties },
  { $id: 'LoopbackRule' },
)

const inboxQuery = Type.Object(
  { ...pageQuery(200).properties, to: Type.Optional(Type.String({ minLength: 1, maxLength: 320 })) },
  { additionalProperties: false },
)

/** What arrived at the built-in phones and mailboxes, and how the built-in gateway is told to behave. */
export function registerInbox(app: ApiServer, routes: AdminRoutes): void {
  app.get(
    '/inbox',
    {
      schema: {
        tags,
        summary: 'What arrived at the built-in gateway, the newest first',
        operationId: 'adminInbox',
        querystring: inboxQuery,
        response: { 200: pageOf('messages', arrival) },
      },
    },
    async (request) => builtIn(routes).inbox.list(request.query),
  )
  registerIncoming(app, routes)
  registerRules(app, routes)
}

const incoming = Type.Object(
  {
    from: Type.String({ minLength: 1, maxLength: 64, description: 'The number of the phone.' }),
    to: Type.String({ minLength: 1, maxLength: 64, description: 'One of our numbers.' }),
    text: Type.Optional(Type.String({ maxLength: 1600 })),
    media: Type.Optional(
      Type.Array(
        Type.Object(
          { url: Type.String({ format: 'uri', maxLength: 2048 }), type: Type.String({ minLength: 3, maxLength: 127 }) },
          { additionalProperties: false },
        ),
        { maxItems: 10 },
      ),
    ),
  },
  { additionalProperties: false, $id: 'IncomingText' },
)

/** A built-in phone writes to one of our numbers, as a person would. */
function registerIncoming(app: ApiServer, routes: AdminRoutes): void {
  app.post(
    '/inbox/messages',
    {
      schema: {
        tags,
        summary: 'Send a text from a built-in phone to one of our numbers',
        description:
          'It comes in as by any gateway: the client whose number it is hears of it, and its webhook is asked.',
        operationId: 'adminSendIncoming',
        body: incoming,
        response: { 202: Type.Object({ from: Type.String(), to: Type.String(), receivedAt: Type.String() }) },
      },
    },
    (request, reply) =>
      routes.once.run(request, reply, adminOwner, async () => {
        builtIn(routes)
        const at = routes.clock.now()
        const message = incomingText('loopback', request.body, { id: routes.randomUuid(), at })
        await routes.channels.sink.inbound(message)
        return { status: 202, body: { from: message.from, to: message.to, receivedAt: new Date(at).toISOString() } }
      }),
  )
}

function builtIn({ inbox }: AdminRoutes): InboxPort {
  if (inbox !== undefined) return inbox
  const detail = 'The configuration file has gateways and none of type loopback, so there is no built-in inbox.'
  throw new ProblemError('not-found', detail)
}

function registerRules(app: ApiServer, routes: AdminRoutes): void {
  app.get(
    '/inbox/rules',
    {
      schema: {
        tags,
        summary: 'How the built-in gateway was told to behave',
        operationId: 'adminListRules',
        response: { 200: Type.Object({ rules: Type.Array(rule) }) },
      },
    },
    async () => ({ rules: await builtIn(routes).behaviour.list() }),
  )
  app.post(
    '/inbox/rules',
    {
      schema: {
        tags,
        summary: 'Tell the built-in gateway to refuse, defer, delay or lose messages, or how to receipt them',
        description: 'Of the rules that match a message the oldest counts.',
        operationId: 'adminAddRule',
        body: loopbackRuleSchema,
        response: { 201: rule },
      },
    },
    (request, reply) =>
      routes.once.run(request, reply, adminOwner, async () => ({
        status: 201,
        body: await builtIn(routes).behaviour.set(request.body),
      })),
  )
  app.delete(
    '/inbox/rules',
    { schema: { tags, summary: 'Remove all rules', operationId: 'adminClearRules', response: { 204: Type.Null() } } },
    async (_request, reply) => {
      await builtIn(routes).behaviour.clear()
      return reply.code(204).send()
    },
  )
  app.delete(
    '/inbox/rules/:id',
    {
      schema: {
        tags,
        summary: 'Remove one rule',
        operationId: 'adminRemoveRule',
        params: Type.Object({ id: Type.String() }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      if (!(await builtIn(routes).behaviour.remove(request.params.id))) throw new ProblemError('not-found')
      return reply.code(204).send()
    },
  )
}
