import { type NumberKind, numberKinds, numberSettings } from '@trunkline/accounts'
import { kafkaConfigSchema } from '@trunkline/intake/contract'
import { type Static, Type } from 'typebox'
import { verifyConfigSchema } from './verify-schema.ts'

const closed = { additionalProperties: false } as const
const name = '^[a-z0-9][a-z0-9-]{0,62}$'

const gateway = Type.Object(
  {
    type: Type.String({
      description: 'Kind of gateway, such as `twilio` or `smtp`. It decides which other keys there are.',
    }),
  },
  { additionalProperties: true },
)

const route = Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true }))

const phoneNumber = Type.String({ pattern: '^\\+[1-9][0-9]{1,14}$' })

/** What a number may say besides its identity: the same settings that the API takes. */
const ofNumber = Object.fromEntries(
  Object.entries(numberSettings).map(([setting, kind]) => [
    setting,
    Type.Optional(kind === 'boolean' ? Type.Boolean() : Type.String({ minLength: 1, maxLength: 2048 })),
  ]),
)

const declaredNumber = Type.Object(
  { phoneNumber, identity: Type.Optional(Type.String({ minLength: 1, maxLength: 121 })), ...ofNumber },
  closed,
)

const declaredClient = Type.Object(
  {
    accountSid: Type.String({ pattern: '^AC[0-9a-f]{32}$', description: 'The client id.' }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    authToken: Type.String({ minLength: 16, maxLength: 255 }),
    numbers: Type.Optional(Type.Array(declaredNumber, { description: 'Its phone numbers.' })),
  },
  closed,
)

const bytes = (description: string) => Type.Optional(Type.Integer({ minimum: 1024, maximum: 1024 ** 3, description }))
const milliseconds = (description: string) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400_000, description }))
const count = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description }))

/** Bounds of the HTTP server; the same names as in the API package. Bytes and milliseconds. */
const limits = Type.Object(
  {
    bodyBytes: bytes('Largest body of an ordinary request.'),
    largeBodyBytes: bytes('Largest body of messages, e-mail and batches.'),
    headerBytes: bytes('Largest request line and headers together.'),
    headersTimeout: milliseconds('Time for the headers to come in whole.'),
    requestTimeout: milliseconds('Time for a request to come in whole.'),
    keepAliveTimeout: milliseconds('Time that an idle connection is kept.'),
    connections: count('Connections at a time.'),
    streams: count('Live event streams at a time.'),
    streamsPerClient: count('Live event streams of one client at a time.'),
    streamHeartbeat: milliseconds('Silence after which a stream gets a comment line.'),
    streamStall: milliseconds('Time that a reader of a stream may take nothing before it is cut off.'),
    stopTimeout: milliseconds('Time that requests in flight have to finish at a stop.'),
  },
  closed,
)

const iceServer = Type.Object(
  {
    url: Type.String({
      pattern: '^(stun|stuns|turn|turns):',
      description: 'Such as `turn:turn.example:3478?transport=udp`.',
    }),
    username: Type.Optional(Type.String({ description: 'Where the credentials are fixed.' })),
    credential: Type.Optional(Type.String({ description: 'Where the credentials are fixed.' })),
    secret: Type.Optional(
      Type.String({
        description:
          'Shared with the TURN server (`use-auth-secret` in coturn): credentials are made of it that run out.',
      }),
    ),
  },
  closed,
)

const ability = Type.Optional(Type.Boolean())

const numberRange = Type.Object(
  {
    first: phoneNumber,
    last: Type.Optional(phoneNumber),
    kind: Type.Optional(
      Type.Unsafe<NumberKind>({
        type: 'string',
        enum: [...numberKinds],
        description: 'Default: by the numbering plan.',
      }),
    ),
    abilities: Type.Optional(
      Type.Object({ voice: ability, sms: ability, mms: ability }, { ...closed, description: 'Default: all.' }),
    ),
  },
  closed,
)

const words = Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 200 }))
const answer = Type.Optional(Type.String({ maxLength: 320 }))

const optOuts = Type.Object(
  {
    enabled: Type.Optional(
      Type.Boolean({ description: 'Whether STOP, START and HELP take effect here. They do by default.' }),
    ),
    words: Type.Optional(
      Type.Object(
        { stop: words, start: words, help: words },
        { ...closed, description: 'Words beside the usual ones, such as `FERMATI`.' },
      ),
    ),
    replies: Type.Optional(
      Type.Object(
        { stop: answer, start: answer, help: answer },
        { ...closed, description: 'What is answered, once; an empty text answers nothing.' },
      ),
    ),
  },
  { ...closed, description: 'Texts from people that say whether they want to be written to.' },
)

const prefixes = (description: string) =>
  Type.Optional(Type.Array(Type.String({ pattern: '^\\+[0-9]{0,15}$' }), { uniqueItems: true, description }))

const calls = Type.Object(
  {
    allow: prefixes('Beginnings of numbers that may be called, such as `+49`. Default: `+`, every number.'),
    deny: prefixes(
      'Beginnings that may not; the longest of both lists decides. Default: satellite phones and international premium numbers.',
    ),
    premium: Type.Optional(Type.Boolean({ description: 'Whether premium-rate numbers may be called. Default: no.' })),
    perSecond: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        maximum: 10_000,
        description: 'Calls a second that are dialled for the API; the others wait. Default 50.',
      }),
    ),
    perMinute: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 1_000_000,
        description: 'Calls a minute that leave the server. Default 600.',
      }),
    ),
    concurrent: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 100_000,
        description: 'Calls at a time that have left the server. Default 500.',
      }),
    ),
    origins: Type.Optional(
      Type.Array(Type.String({ pattern: '^https?://[^/]+$', maxLength: 255 }), {
        uniqueItems: true,
        description:
          'Web origins whose pages may connect as browser phones, such as `https://app.example`. Default: any, for tokens say whose they are.',
      }),
    ),
    publicRecordings: Type.Optional(
      Type.Boolean({
        description:
          'Whether whoever knows the address of a recording may fetch its sound without credentials, for every client. Default: no.',
      }),
    ),
  },
  { ...closed, description: 'What each client may call; operators may set other limits for single clients.' },
)

/** The configuration file, `trunkline.yaml`. */
export const configFileSchema = Type.Object(
  {
    gateways: Type.Optional(
      Type.Record(Type.String(), gateway, {
        propertyNames: { pattern: name },
        description: 'The gateways by name: lower-case letters, digits and hyphens.',
      }),
    ),
    routes: Type.Optional(
      Type.Object(
        { sms: route, email: route, push: route, call: route },
        { ...closed, description: 'The gateways of each channel, in the order in which they are tried.' },
      ),
    ),
    clients: Type.Optional(
      Type.Array(declaredClient, { description: 'Clients that this file declares; the API cannot change them.' }),
    ),
    numbers: Type.Optional(
      Type.Object(
        {
          builtIn: Type.Optional(
            Type.Boolean({
              description:
                'Whether numbers that are kept for fiction and ring nobody are offered. They are by default.',
            }),
          ),
          ranges: Type.Optional(
            Type.Array(numberRange, { description: 'Numbers of your carrier, each alone or in a row.' }),
          ),
        },
        { ...closed, description: 'The numbers that clients may take.' },
      ),
    ),
    optOuts: Type.Optional(optOuts),
    retentionDays: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 3_650,
        description: 'How long messages are kept after they are final, where their client does not say. Default: 90.',
      }),
    ),
    kafka: Type.Optional(kafkaConfigSchema),
    verify: Type.Optional(verifyConfigSchema),
    webhooks: Type.Optional(
      Type.Object(
        {
          privateAddresses: Type.Optional(
            Type.Array(Type.String({ minLength: 1 }), {
              description: 'Private networks that webhooks may reach, such as `10.0.0.0/8`.',
            }),
          ),
        },
        closed,
      ),
    ),
    iceServers: Type.Optional(
      Type.Array(iceServer, { description: 'STUN and TURN servers that browser phones are told of.' }),
    ),
    calls: Type.Optional(calls),
    limits: Type.Optional(limits),
  },
  closed,
)

/** The configuration file after reading. */
export type ConfigFile = Static<typeof configFileSchema>
