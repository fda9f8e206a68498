import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const topicPattern = '^[A-Za-z0-9._-]{1,249}$'
const topicName = Type.String({ pattern: topicPattern })

const clientRule = Type.Object(
  {
    topics: Type.Optional(
      Type.Array(topicName, {
        uniqueItems: true,
        description:
          'Topics of this client alone. What comes on them is the client’s; let the broker’s ACLs see to who may write there. ' +
          'The shared topics then take nothing of this client, unless it has a `secret` or `keyPrefix`.',
      }),
    ),
    eventsTopic: Type.Optional(
      Type.String({
        pattern: topicPattern,
        description: 'Where this client’s events go besides `trunkline.events`.',
      }),
    ),
    secret: Type.Optional(
      Type.String({
        minLength: 16,
        maxLength: 512,
        description: 'On the shared topics, records of this client need the header `trunkline-secret` with this text.',
      }),
    ),
    keyPrefix: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description:
          'On the shared topics, keys of this client’s records begin with this. It narrows `trustClientId`, and does not stand in for it.',
      }),
    ),
  },
  closed,
)

const tls = Type.Object(
  {
    ca: Type.Optional(
      Type.String({ description: 'File with the certificates (PEM) to trust instead of the usual ones.' }),
    ),
    cert: Type.Optional(Type.String({ description: 'File with our certificate, where the brokers ask for one.' })),
    key: Type.Optional(Type.String({ description: 'File with the key of that certificate.' })),
    serverName: Type.Optional(
      Type.String({ description: 'Name in the brokers’ certificate, where it is not their host.' }),
    ),
  },
  { ...closed, description: 'Connect by TLS. `{}` trusts the usual certificates.' },
)

const sasl = Type.Object(
  {
    mechanism: Type.Enum(['plain', 'scram-sha-256', 'scram-sha-512']),
    username: Type.String({ minLength: 1 }),
    password: Type.String({ minLength: 1, description: 'Best taken from a variable.' }),
  },
  { ...closed, description: 'How to log in at the brokers.' },
)

const hours = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: 87_600, description }))

const topics = Type.Object(
  {
    create: Type.Optional(
      Type.Boolean({
        default: true,
        description: 'Make the topics that are missing, at the start. Without, only look.',
      }),
    ),
    partitions: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1000, default: 12, description: 'Partitions of a topic that is made.' }),
    ),
    replicas: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 15,
        description: 'Copies of each; without, what the brokers take by default.',
      }),
    ),
    sendHours: hours('How long what was sent is kept (168).'),
    eventsHours: hours('How long events are kept (168).'),
    deadHours: hours('How long records that could not be accepted are kept (720).'),
  },
  closed,
)

/** The section `kafka` of the configuration file. */
export const kafkaConfigSchema = Type.Object(
  {
    trustClientId: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Believe the `clientId` in records of the shared topics. Only where whoever may write there may send as anybody.',
      }),
    ),
    group: Type.Optional(
      Type.String({
        pattern: topicPattern,
        default: 'trunkline',
        description: 'The consumer group of all processes.',
      }),
    ),
    tls: Type.Optional(tls),
    sasl: Type.Optional(sasl),
    topics: Type.Optional(topics),
    maxRecordBytes: Type.Optional(
      Type.Integer({
        minimum: 1024,
        maximum: 64 * 1024 ** 2,
        default: 1_048_576,
        description: 'Largest value of a record; a larger one goes to `trunkline.dead`.',
      }),
    ),
    clients: Type.Optional(
      Type.Record(Type.String(), clientRule, {
        propertyNames: { pattern: '^AC[0-9a-f]{32}$' },
        description: 'Clients with topics of their own, or held to a secret or a key, by client id.',
      }),
    ),
  },
  closed,
)

/** The section `kafka` after reading. */
export type KafkaConfig = Static<typeof kafkaConfigSchema>
/** What the configuration says of one client. */
export type ClientRule = Static<typeof clientRule>
