import {
  batchSchema,
  type ChannelName,
  channelNames,
  messageSchema,
  type SendRequest,
  sendOnChannelSchema,
  sendSchema,
} from '@trunkline/channels'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { clientOf } from '../auth/client-auth.ts'
import type { ApiServer } from '../http/api-server.ts'
import { parseIdempotencyKey } from '../idempotency/idempotency-key.ts'
import type { Messages } from '../ports.ts'
import { messageParams } from '../schema/params.ts'
import { problemSchema } from '../schema/problem.ts'

/** What the routes of messages need. */
export interface MessageRoutes {
  readonly messages: Messages
  /** Largest body, bytes: attachments and batches are inside. */
  readonly largeBodyBytes: number
}

const sendProblems = [
  'number-invalid',
  'email-invalid',
  'recipient-missing',
  'content-missing',
  'channel-disabled',
  'channel-unrouted',
  'send-at-past',
  'idempotency-key-reused',
  'idempotency-key-in-flight',
  'queue-full',
] as const

const batchAnswer = Type.Object(
  {
    accepted: Type.Array(messageSchema),
    rejected: Type.Array(Type.Object({ index: Type.Integer(), problem: problemSchema })),
  },
  { $id: 'BatchResult' },
)

const page = Type.Object(
  { messages: Type.Array(messageSchema), next: Type.Union([Type.String(), Type.Null()]) },
  { $id: 'MessagePage' },
)

const listQuery = Type.Object(
  {
    status: Type.Optional(Type.String({ pattern: '^[a-z]{1,20}$', description: 'Only messages with this status.' })),
    channel: Type.Optional(Type.Enum([...channelNames], { description: 'Only messages with a delivery on it.' })),
    to: Type.Optional(Type.String({ minLength: 1, maxLength: 320, description: 'Only messages to this address.' })),
    after: Type.Optional(Type.String({ minLength: 1, maxLength: 256, description: '`next` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  },
  { additionalProperties: false },
)

/** Sending, reading and canceling messages: `/v1/messages` and its short forms for one channel. */
export function registerMessages(app: ApiServer, routes: MessageRoutes): void {
  registerSending(app, routes)
  registerBatch(app, routes)
  registerReading(app, routes)
}

const shortForms = { '/sms': 'sms', '/email': 'email', '/push': 'push', '/calls': 'call' } as const

function registerSending(app: ApiServer, { messages, largeBodyBytes }: MessageRoutes): void {
  const base = { tags: ['messages'], response: { 202: messageSchema } }
  const config = { problems: sendProblems }
  app.post(
    '/messages',
    {
      bodyLimit: largeBodyBytes,
      config,
      schema: { ...base, summary: 'Send a message', operationId: 'sendMessage', body: sendSchema },
    },
    sender(messages, undefined),
  )
  for (const [path, channel] of Object.entries(shortForms)) {
    app.post(
      path,
      {
        // Only an e-mail carries files; the others get the ordinary limit.
        ...(channel === 'email' ? { bodyLimit: largeBodyBytes } : {}),
        config,
        schema: {
          ...base,
          summary: `Send a message by ${channel} alone`,
          operationId: `send_${channel}`,
          body: sendOnChannelSchema,
        },
      },
      sender(messages, channel),
    )
  }
}

/** The hot path: one handler a route, made once. */
function sender(messages: Messages, channel: ChannelName | undefined) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const idempotencyKey = parseIdempotencyKey(request.headers['idempotency-key'])
    const body = request.body as SendRequest
    const { message, replayed } = await messages.accept(clientOf(request), body, { idempotencyKey, channel })
    reply.code(202).header('location', `/v1/messages/${message.id}`)
    if (replayed) reply.header('idempotency-replayed', 'true')
    return message
  }
}

function registerBatch(app: ApiServer, { messages, largeBodyBytes }: MessageRoutes): void {
  app.post(
    '/messages/batch',
    {
      bodyLimit: largeBodyBytes,
      config: { problems: ['batch-too-large', 'idempotency-key-reused', 'idempotency-key-in-flight'] },
      schema: {
        tags: ['messages'],
        summary: 'Send up to 1,000 messages',
        description: 'Each message is accepted or rejected by itself.',
        operationId: 'sendBatch',
        body: batchSchema,
        response: { 202: batchAnswer },
      },
    },
    async (request, reply) => {
      const idempotencyKey = parseIdempotencyKey(request.headers['idempotency-key'])
      const result = await messages.acceptBatch(clientOf(request), request.body.messages, { idempotencyKey })
      const rejected = result.rejected.map(({ index, problem }) => ({ index, problem: problem.toBody() }))
      return reply.code(202).send({ accepted: result.accepted, rejected })
    },
  )
}

function registerReading(app: ApiServer, { messages }: MessageRoutes): void {
  app.get(
    '/messages/:id',
    {
      schema: {
        tags: ['messages'],
        summary: 'A message with its deliveries, attempts and timeline',
        operationId: 'getMessage',
        params: messageParams,
        response: { 200: messageSchema },
      },
    },
    async (request) => messages.getMessage(clientOf(request).id, request.params.id),
  )
  app.get(
    '/messages',
    {
      schema: {
        tags: ['messages'],
        summary: 'Messages, the newest first',
        operationId: 'listMessages',
        querystring: listQuery,
        response: { 200: page },
      },
    },
    async (request) => messages.listMessages(clientOf(request).id, request.query),
  )
  app.post(
    '/messages/:id/cancel',
    {
      config: { problems: ['not-found', 'not-cancelable'] },
      schema: {
        tags: ['messages'],
        summary: 'Cancel a message before it is sent',
        description: 'Canceling twice is answered like once, so the Idempotency-Key is not needed here.',
        operationId: 'cancelMessage',
        params: messageParams,
        response: { 200: messageSchema },
      },
    },
    async (request) => messages.cancel(clientOf(request).id, request.params.id),
  )
}
