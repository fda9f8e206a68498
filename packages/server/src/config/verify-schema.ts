import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const name = '^[a-z0-9][a-z0-9-]{0,62}$'
const method = Type.Optional(Type.String({ pattern: name }))

const account = {
  accountSid: Type.String({ pattern: '^AC[0-9a-f]{32}$' }),
  authToken: Type.String({ minLength: 1 }),
  region: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$' })),
  edge: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$' })),
  baseUrl: Type.Optional(Type.String({ pattern: '^https?://[^/?#\\s]+/?$' })),
}

/** Gateways for codes by type: which keys each has. */
export const codeGatewaySchemas = {
  twilio: Type.Object(
    {
      type: Type.Literal('twilio'),
      ...account,
      callerId: Type.String({
        pattern: '^\\+[1-9][0-9]{1,14}$',
        description: 'Number that calls and texts come from.',
      }),
      messagingServiceSid: Type.Optional(
        Type.String({ pattern: '^MG[0-9a-f]{32}$', description: 'Picks the sender of texts, in place of callerId.' }),
      ),
    },
    closed,
  ),
  'twilio-verify': Type.Object(
    { type: Type.Literal('twilio-verify'), ...account, serviceSid: Type.String({ pattern: '^VA[0-9a-f]{32}$' }) },
    closed,
  ),
  log: Type.Object({ type: Type.Literal('log') }, closed),
} as const

const gateway = Type.Object(
  { type: Type.Enum(['twilio', 'twilio-verify', 'log'], { description: 'It decides which other keys there are.' }) },
  { additionalProperties: true },
)

/** The part of the configuration file that says how codes are brought to people. */
export const verifyConfigSchema = Type.Object(
  {
    methods: Type.Optional(
      Type.Object(
        { sms: method, call: method, email: method, push: method, whatsapp: method },
        {
          ...closed,
          description:
            'The gateway of each method: one of those below, or `channels` (the routes above). Without it, `channels` for every channel that has a route.',
        },
      ),
    ),
    gateways: Type.Optional(
      Type.Record(Type.String(), gateway, {
        propertyNames: { pattern: name },
        description:
          'Gateways for codes alone: `twilio` directly, `twilio-verify`, which makes and checks them, or `log`.',
      }),
    ),
  },
  { ...closed, description: 'How codes are brought to people.' },
)
