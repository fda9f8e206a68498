import { type Static, Type } from 'typebox'

/** A gateway of type `fcm` in the configuration file. */
export const fcmGatewayConfig = Type.Object(
  {
    type: Type.Literal('fcm'),
    serviceAccount: Type.String({
      minLength: 1,
      description: "File with the service account's key, as the Firebase console gives it (JSON).",
    }),
    baseUrl: Type.Optional(
      Type.String({
        pattern: '^https://[^/?#\\s]+$',
        description: 'Another server that speaks FCM’s HTTP v1 API. Default: https://fcm.googleapis.com.',
      }),
    ),
    ttlSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_419_200,
        description: 'How long FCM keeps a message for a device that is away. Default 86,400; 28 days are the most.',
      }),
    ),
    rate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Messages a second, over all processes. Default 9,000: a project may send 600,000 a minute.',
      }),
    ),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'Requests in flight of one process. Default 100.' }),
    ),
    timeoutSeconds: Type.Optional(
      Type.Number({ minimum: 1, maximum: 600, description: 'How long an answer is waited for. Default 30.' }),
    ),
  },
  { additionalProperties: false },
)

/** A gateway of type `fcm` in the configuration file. */
export type FcmGatewayConfig = Static<typeof fcmGatewayConfig>
