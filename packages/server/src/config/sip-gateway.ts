import { type Static, Type } from 'typebox'

/** A gateway of type `sip` in the configuration file: a trunk to a carrier, or to a telephone system of one's own. */
export const sipGatewayConfig = Type.Object(
  {
    type: Type.Literal('sip'),
    uri: Type.String({
      pattern: '^sips?:[^\\s@]+$',
      maxLength: 255,
      description: 'Where calls go, such as `sip:trunk.example` or `sip:203.0.113.7:5080;transport=tcp`.',
    }),
    username: Type.Optional(
      Type.String({ minLength: 1, maxLength: 255, description: 'Where the carrier asks who calls.' }),
    ),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 255, description: 'Goes with `username`.' })),
    from: Type.Optional(
      Type.String({
        pattern: '^\\+[1-9][0-9]{1,14}$',
        description: 'Who calls, where neither the message nor the client says it.',
      }),
    ),
    register: Type.Optional(
      Type.Boolean({
        description: 'Whether to register with the carrier, so that calls come in by it. Default: no.',
      }),
    ),
    addresses: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        description: 'Addresses or networks of the carrier that calls are taken from, such as `203.0.113.0/24`.',
      }),
    ),
    country: Type.Optional(
      Type.String({
        pattern: '^[A-Z]{2}$',
        description: 'How numbers without a country code are read that the carrier sends, such as `DE`.',
      }),
    ),
    rate: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, maximum: 10_000, description: 'Calls a second. Default: as they come.' }),
    ),
  },
  { additionalProperties: false },
)

/** A gateway of type `sip` in the configuration file. */
export type SipGatewayConfig = Static<typeof sipGatewayConfig>
