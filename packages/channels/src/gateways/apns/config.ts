import { type Static, Type } from 'typebox'

/** A gateway of type `apns` in the configuration file. */
export const apnsGatewayConfig = Type.Object(
  {
    type: Type.Literal('apns'),
    key: Type.String({ minLength: 1, description: 'File with the signing key of the team (.p8).' }),
    keyId: Type.String({ pattern: '^[A-Z0-9]{10}$', description: 'Id of the key, 10 characters.' }),
    teamId: Type.String({ pattern: '^[A-Z0-9]{10}$', description: 'Id of the team, 10 characters.' }),
    topic: Type.String({ minLength: 1, maxLength: 255, description: 'Bundle id of the app.' }),
    environment: Type.Optional(
      Type.Enum(['production', 'sandbox'], {
        description: 'Which of Apple’s two services; apps in development have tokens of `sandbox`. Default production.',
      }),
    ),
    baseUrl: Type.Optional(
      Type.String({ pattern: '^https://[^/?#\\s]+$', description: 'Another server that speaks APNs, for tests.' }),
    ),
    ttlSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_592_000,
        description: 'How long APNs keeps a message for a device that is away; 0: it is tried once. Default 86,400.',
      }),
    ),
    rate: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'Messages a second, over all processes.' })),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'Requests in flight of one process. Default 100.' }),
    ),
    timeoutSeconds: Type.Optional(
      Type.Number({ minimum: 1, maximum: 600, description: 'How long an answer is waited for. Default 30.' }),
    ),
  },
  { additionalProperties: false },
)

/** A gateway of type `apns` in the configuration file. */
export type ApnsGatewayConfig = Static<typeof apnsGatewayConfig>
