import { type Static, Type } from 'typebox'

const seconds = (maximum: number, description: string) =>
  Type.Optional(Type.Number({ minimum: 1, maximum, description }))

/** A gateway of type `twilio` in the configuration file. */
export const twilioGatewayConfig = Type.Object(
  {
    type: Type.Literal('twilio'),
    accountSid: Type.String({ pattern: '^AC[0-9a-f]{32}$', description: 'The account that pays.' }),
    authToken: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'Auth token of the account. Status callbacks and inbound messages are signed with it, so without it there are none.',
      }),
    ),
    apiKey: Type.Optional(
      Type.String({ pattern: '^SK[0-9a-f]{32}$', description: 'API key to send with, instead of the auth token.' }),
    ),
    apiSecret: Type.Optional(Type.String({ minLength: 1, description: 'Secret of the API key.' })),
    from: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 255,
        description: 'Sender of messages that name none: a number, short code or name.',
      }),
    ),
    messagingServiceSid: Type.Optional(
      Type.String({
        pattern: '^MG[0-9a-f]{32}$',
        description: 'Messaging Service that picks the sender; before `from`, for messages.',
      }),
    ),
    region: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', description: 'Twilio region, such as `ie1`.' })),
    edge: Type.Optional(Type.String({ pattern: '^[a-z0-9-]+$', description: 'Twilio edge, such as `dublin`.' })),
    baseUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^/?#\\s]+/?$',
        description: "Another server that speaks Twilio's API, such as a Trunkline.",
      }),
    ),
    statusCallback: Type.Optional(
      Type.Boolean({ description: 'Whether receipts are asked for. Default: yes, where the public URL is known.' }),
    ),
    answersOptOuts: Type.Optional(
      Type.Boolean({
        description:
          'Whether Twilio itself answers STOP, START and HELP, as it does unless that was turned off for the number or Messaging Service. They take effect here either way. Default: yes.',
      }),
    ),
    rate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        description: 'Messages a second, over all processes. Default: no limit, Twilio queues for itself.',
      }),
    ),
    concurrency: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000, description: 'Requests in flight of one process. Default 20.' }),
    ),
    timeoutSeconds: seconds(600, 'How long an answer is waited for. Default 30.'),
    receiptTimeoutSeconds: seconds(
      604_800,
      'After how long without a receipt `sent` is final. Default 14,400: some carriers never send one, and a call may last as long.',
    ),
    settleSeconds: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 3_600,
        description: 'How long after an unanswered request its message may still turn up at Twilio. Default 30.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** A gateway of type `twilio` in the configuration file. */
export type TwilioGatewayConfig = Static<typeof twilioGatewayConfig>

/** The credentials of requests: user name and password of Basic authentication. */
export interface TwilioCredentials {
  readonly username: string
  readonly password: string
}

/**
 * The credentials that a configuration gives: the API key where there is one, else the account and its token.
 * @throws Error in one line that names what is missing
 */
export function credentialsOf(name: string, config: TwilioGatewayConfig): TwilioCredentials {
  const { accountSid, authToken, apiKey, apiSecret } = config
  if (apiKey !== undefined && apiSecret !== undefined) return { username: apiKey, password: apiSecret }
  if (apiKey !== undefined || apiSecret !== undefined)
    throw new Error(`gateways.${name}: apiKey and apiSecret go together; give both, or authToken alone`)
  if (authToken === undefined) throw new Error(`gateways.${name}: give authToken, or apiKey and apiSecret`)
  return { username: accountSid, password: authToken }
}

/** `https://api.dublin.ie1.twilio.com` and the like (https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region). */
export function baseUrlOf(config: TwilioGatewayConfig): string {
  if (config.baseUrl !== undefined) return config.baseUrl.replace(/\/$/, '')
  const { edge } = config
  // An edge alone means the default region, which then has to be named.
  const region = config.region ?? (edge === undefined ? undefined : 'us1')
  return `https://${['api', edge, region, 'twilio', 'com'].filter((part) => part !== undefined).join('.')}`
}
