import { type Static, Type } from 'typebox'
import type { Category, ChannelName, Content, PushAddress } from '../ports.ts'

/** The channels by name, in the order in which they are listed everywhere. */
export const channelNames = ['sms', 'email', 'push', 'call'] as const satisfies readonly ChannelName[]

/** The categories, most important first. Their position is the priority in the queue. */
export const categories = ['otp', 'transactional', 'marketing'] as const satisfies readonly Category[]

/** How several channels are used: all of them, or one after the other until one is delivered. */
export const strategies = ['all', 'first'] as const
/** One of {@link strategies}. */
export type Strategy = (typeof strategies)[number]

const closed = { additionalProperties: false } as const
const instant = (description: string) => Type.String({ format: 'date-time', maxLength: 40, description })

const contentFields = {
  text: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100_000,
      description: 'Plain text: the SMS, the e-mail’s text part, what a call says.',
    }),
  ),
  subject: Type.Optional(
    Type.String({ minLength: 1, maxLength: 998, pattern: '^[^\\r\\n]*$', description: 'Subject of the e-mail.' }),
  ),
  html: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000_000, description: 'HTML part of the e-mail.' })),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'Title of the push notification.' })),
  data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: 'Data that goes with a push notification.' }),
  ),
  collapseKey: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'A push notification takes the place of an earlier one with the same key.',
    }),
  ),
  media: Type.Optional(
    Type.Array(Type.String({ format: 'uri', maxLength: 2048 }), {
      maxItems: 10,
      description: 'URLs of pictures and the like (MMS).',
    }),
  ),
  attachments: Type.Optional(
    Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 255, pattern: '^[^\\r\\n/\\\\]*$' }),
          type: Type.Optional(
            Type.String({ pattern: '^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$', maxLength: 127 }),
          ),
          content: Type.Optional(Type.String({ description: 'The bytes in base64.' })),
          url: Type.Optional(Type.String({ format: 'uri', maxLength: 2048 })),
        },
        closed,
      ),
      { maxItems: 20, description: 'Files that go with the e-mail.' },
    ),
  ),
  url: Type.Optional(Type.String({ format: 'uri', maxLength: 2048, description: 'Where the TwiML of the call is.' })),
  twiml: Type.Optional(Type.String({ minLength: 1, maxLength: 100_000, description: 'The TwiML of the call itself.' })),
  method: Type.Optional(Type.Enum(['GET', 'POST'], { description: 'How `url` is fetched. Default POST.' })),
  ringSeconds: Type.Optional(
    Type.Integer({ minimum: 5, maximum: 600, description: 'How long the phone rings. Default: the gateway’s own.' }),
  ),
}

const perChannel = Type.Optional(Type.Object(contentFields, closed))

/** What is to be said, with overrides for single channels. */
export const contentSchema = Type.Object(
  {
    ...contentFields,
    sms: perChannel,
    email: perChannel,
    push: perChannel,
    call: perChannel,
    template: Type.Optional(Type.String({ minLength: 1, maxLength: 128 })),
    variables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { ...closed, description: 'What is to be said. Fields of a channel’s own object go before the general ones.' },
)

/** Content as the client gives it: the general fields, and those of single channels. */
export interface ContentRequest extends Content {
  readonly sms?: Content
  readonly email?: Content
  readonly push?: Content
  readonly call?: Content
  readonly template?: string
  readonly variables?: Readonly<Record<string, unknown>>
}

/** A recipient as the client gives it, normalised: never a bare string. */
export interface Recipient {
  readonly phone?: string
  readonly email?: string
  readonly push?: readonly PushAddress[]
  readonly timeZone?: string
  readonly locale?: string
  /** The client's own name of the person, where the message named one: the addresses are that person's. */
  readonly recipient?: string
}

// `type` lists instead of anyOf: a wrong field is then reported where it is, not as «matches none of the alternatives».
const recipientProperties = {
  recipient: Type.String({
    minLength: 1,
    maxLength: 128,
    description: 'A person of /v1/recipients. Fields beside it go before those of the person.',
  }),
  phone: Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'Phone number in international form; a prefix such as whatsapp: is kept.',
  }),
  email: Type.String({ minLength: 3, maxLength: 320 }),
  push: Type.Array(
    Type.Object(
      { type: Type.Enum(['webpush', 'fcm', 'apns']) },
      { additionalProperties: true, description: 'A browser’s subscription or a phone’s token.' },
    ),
    { minItems: 1, maxItems: 20 },
  ),
  timeZone: Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, such as Europe/Berlin.' }),
  locale: Type.String({ pattern: '^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$', maxLength: 35 }),
}

const recipientSchema = Type.Unsafe<string | Recipient>({
  type: ['string', 'object'],
  minLength: 1,
  maxLength: 320,
  properties: recipientProperties,
  additionalProperties: false,
  minProperties: 1,
  description: 'A phone number or e-mail address, or an object with an address for each channel.',
})

/** One step of a message: a channel, and how long to wait for its delivery before the next step (strategy `first`). */
export interface Step {
  readonly channel: ChannelName
  readonly timeoutSeconds?: number
}

/** A step as it is stored: one for each delivery. A person with several devices has several deliveries of one step. */
export interface StoredStep extends Step {
  /** Push: which of the recipient's push addresses it is for; absent: all. */
  readonly push?: number
  /** The place of the first delivery of the same step, where there are several. */
  readonly group?: number
}

const stepSchema = Type.Unsafe<ChannelName | Step>({
  type: ['string', 'object'],
  pattern: '^(sms|email|push|call)$',
  required: ['channel'],
  properties: {
    channel: { type: 'string', enum: [...channelNames] },
    timeoutSeconds: { type: 'integer', minimum: 1, maximum: 604_800 },
  },
  additionalProperties: false,
})

const common = {
  to: recipientSchema,
  from: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 320,
      pattern: '^[^\\r\\n]*$',
      description: 'Sender; without it the client’s or the gateway’s own.',
    }),
  ),
  content: Type.Unsafe<ContentRequest>(contentSchema),
  category: Type.Optional(Type.Enum([...categories], { default: 'transactional' })),
  orderKey: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      description: 'Messages with one key leave in the order in which they were accepted.',
    }),
  ),
  sendAt: Type.Optional(instant('Not before this instant (RFC 3339), at most a year ahead.')),
  expiresAt: Type.Optional(instant('Not after this instant (RFC 3339).')),
  metadata: Type.Optional(
    Type.Record(Type.String({ maxLength: 128 }), Type.Unknown(), {
      maxProperties: 50,
      description: 'Given back with the message and its events.',
    }),
  ),
}

/** Body of `POST /v1/sms`, `/v1/email`, `/v1/push` and `/v1/calls`. */
export const sendOnChannelSchema = Type.Object(common, { ...closed, $id: 'SendOnChannel' })

/** Body of `POST /v1/messages`. */
export const sendSchema = Type.Object(
  {
    ...common,
    channels: Type.Optional(Type.Array(stepSchema, { minItems: 1, maxItems: 8 })),
    strategy: Type.Optional(Type.Enum([...strategies])),
  },
  { ...closed, $id: 'Send' },
)

/** What a client asks to have sent. */
export type SendRequest = Static<typeof sendSchema>

/** The most messages that one batch may hold. */
export const batchLimit = 1000

/** Body of `POST /v1/messages/batch`. Its messages are validated one by one, so that one bad message rejects only itself. */
export const batchSchema = Type.Object(
  { messages: Type.Array(Type.Unknown(), { minItems: 1, description: 'Up to 1,000 bodies of POST /v1/messages.' }) },
  { ...closed, $id: 'Batch' },
)

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const status = Type.String({
  description:
    'accepted, held, queued, sending, sent, delivered, undelivered, failed, expired, rejected, canceled or suppressed',
})

const attemptSchema = Type.Object({
  gateway: Type.String(),
  outcome: nullable(Type.String({ description: 'accepted, refused, deferred or unknown; null while it runs' })),
  providerId: nullable(Type.String()),
  startedAt: Type.String(),
  endedAt: nullable(Type.String()),
  errorCode: nullable(Type.String()),
})

const deliverySchema = Type.Object({
  id: Type.String(),
  channel: Type.String(),
  to: Type.String(),
  from: nullable(Type.String()),
  gateway: nullable(Type.String()),
  status,
  final: Type.Boolean(),
  dueAt: nullable(Type.String()),
  reason: nullable(Type.String()),
  segments: nullable(Type.Integer()),
  errorCode: nullable(Type.String()),
  attempts: Type.Array(attemptSchema),
  timeline: Type.Array(Type.Object({ status: Type.String(), at: Type.String() })),
})

/** A message as it is returned everywhere. */
export const messageSchema = Type.Object(
  {
    id: Type.String(),
    clientId: Type.String(),
    to: Type.Object({}, { additionalProperties: true }),
    channels: Type.Array(Type.String()),
    strategy: Type.String(),
    category: Type.String(),
    orderKey: Type.Optional(Type.String()),
    sendAt: Type.Optional(Type.String()),
    expiresAt: Type.Optional(Type.String()),
    status,
    final: Type.Boolean(),
    createdAt: Type.String(),
    metadata: Type.Object({}, { additionalProperties: true }),
    deliveries: Type.Array(deliverySchema),
  },
  { $id: 'Message' },
)

/** A message as it is returned everywhere. */
export type MessageView = Static<typeof messageSchema>
/** One of a message's deliveries as it is returned. */
export type DeliveryView = MessageView['deliveries'][number]

const time = '^([01][0-9]|2[0-3]):[0-5][0-9]$'

/** Body of `PUT /v1/client/channels/{channel}` and what `GET` returns. */
export const channelSettingsSchema = Type.Object(
  {
    enabled: Type.Optional(Type.Boolean({ default: true })),
    gateways: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 16, uniqueItems: true }),
    ),
    from: Type.Optional(Type.String({ minLength: 1, maxLength: 320, pattern: '^[^\\r\\n]*$' })),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'IANA name, or «recipient».' })),
    windows: Type.Optional(
      Type.Array(
        Type.Object(
          {
            days: Type.Array(Type.Enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']), {
              minItems: 1,
              maxItems: 7,
              uniqueItems: true,
            }),
            opens: Type.String({ pattern: time }),
            closes: Type.String({ pattern: `${time.slice(0, -1)}$|^24:00$` }),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
    holidays: Type.Optional(Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), { maxItems: 1000 })),
    outside: Type.Optional(Type.Enum(['hold', 'reject', 'expire'], { default: 'hold' })),
    bypass: Type.Optional(Type.Array(Type.Enum([...categories]), { uniqueItems: true })),
    unknown: Type.Optional(Type.Enum(['resend', 'give-up'], { default: 'give-up' })),
    rate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 100_000,
        description: 'Messages a second that the client may send on this channel.',
      }),
    ),
  },
  { ...closed, $id: 'ChannelSettings' },
)

/** A client's settings of one channel, as given. */
export type ChannelSettings = Static<typeof channelSettingsSchema>

/** The default routing of a client: the channels that are used when a message names none. */
export const clientRoutingSchema = Type.Object(
  {
    channels: Type.Optional(Type.Array(stepSchema, { minItems: 1, maxItems: 8 })),
    strategy: Type.Optional(Type.Enum([...strategies])),
    timeZone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description:
          'IANA name: the zone that counts where none is set for a channel, or the recipient’s is not known. UTC without it.',
      }),
    ),
    retentionDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3_650,
        description:
          'How long messages are kept after they are final. Default: as long as the server keeps them, 90 days.',
      }),
    ),
  },
  { ...closed, $id: 'ClientRouting' },
)

/** The default routing of a client. */
export type ClientRouting = Static<typeof clientRoutingSchema>
