import { type Static, Type } from 'typebox'

/** Hosts of the push services of the browsers that are in use. A subscription is data from outside: its endpoint is called only there. */
export const knownPushServices: readonly string[] = [
  '*.googleapis.com',
  '*.push.services.mozilla.com',
  '*.push.apple.com',
  '*.notify.windows.com',
]

/** A gateway of type `webpush` in the configuration file. */
export const webPushGatewayConfig = Type.Object(
  {
    type: Type.Literal('webpush'),
    subject: Type.String({
      pattern: '^(mailto:[^@\\s]+@[^@\\s]+|https://\\S+)$',
      maxLength: 255,
      description: 'Whom a push service may turn to: a mailto: or https: URL (RFC 8292 §2.1).',
    }),
    keys: Type.String({
      minLength: 1,
      description: 'File with the VAPID keys, `{publicKey, privateKey}` in base64url. Made where there is none.',
    }),
    endpoints: Type.Optional(
      Type.Array(Type.String({ pattern: '^(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?$' }), {
        minItems: 1,
        description: `Hosts that subscriptions may name, \`*.\` for any host below. Default: ${knownPushServices.join(', ')}.`,
      }),
    ),
    ttlSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 2_419_200,
        description: 'How long a push service keeps a message for a browser that is away. Default 86,400.',
      }),
    ),
    rate: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: 'Messages a second, over all processes.' })),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'Requests in flight of one process. Default 50.' }),
    ),
    timeoutSeconds: Type.Optional(
      Type.Number({ minimum: 1, maximum: 600, description: 'How long an answer is waited for. Default 30.' }),
    ),
  },
  { additionalProperties: false },
)

/** A gateway of type `webpush` in the configuration file. */
export type WebPushGatewayConfig = Static<typeof webPushGatewayConfig>
