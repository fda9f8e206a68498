import { Type } from 'typebox'
import { nullableText, pageOf } from './page.ts'

const closed = { additionalProperties: false } as const
const metadata = Type.Record(Type.String({ maxLength: 128 }), Type.Unknown(), {
  maxProperties: 50,
  description: 'Given back with the verification and its events.',
})
const channel = Type.Enum(['sms', 'call', 'email', 'push', 'whatsapp', 'totp'])

/** Body that starts a verification. */
export const startVerificationSchema = Type.Object(
  {
    to: Type.String({
      maxLength: 320,
      description:
        'Phone number or e-mail address; a label of the push addresses; for totp the identity or the factor (YF…).',
    }),
    channel,
    locale: Type.Optional(
      Type.String({ maxLength: 35, description: 'BCP 47, such as de-CH; the service’s where it is not known.' }),
    ),
    codeLength: Type.Optional(Type.Integer({ minimum: 4, maximum: 10, description: 'Digits. Default 6.' })),
    expiresIn: Type.Optional(Type.Integer({ minimum: 30, maximum: 86_400, description: 'Seconds. Default 600.' })),
    code: Type.Optional(Type.String({ maxLength: 10, description: 'A code of your own: 4 to 10 letters or digits.' })),
    service: Type.Optional(Type.String({ pattern: '^VA[0-9a-f]{32}$', description: 'Default: the client’s own.' })),
    site: Type.Optional(Type.String({ maxLength: 64, description: 'What people are told that the code is for.' })),
    template: Type.Optional(
      Type.String({ maxLength: 1_000, description: 'Own words of the text, with {code} and perhaps {site}.' }),
    ),
    domain: Type.Optional(
      Type.String({ maxLength: 253, description: 'Host that browsers bind the code to: the text’s last line.' }),
    ),
    appHash: Type.Optional(Type.String({ maxLength: 11, description: 'Hash of the Android app that reads the text.' })),
    push: Type.Optional(
      Type.Array(Type.Object({ type: Type.Enum(['webpush', 'fcm', 'apns']) }, { additionalProperties: true }), {
        minItems: 1,
        maxItems: 20,
        description: 'Push addresses, for the channel push.',
      }),
    ),
    fallback: Type.Optional(
      Type.Object(
        {
          channel: Type.Enum(['sms', 'call', 'whatsapp']),
          afterSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_600 })),
        },
        {
          ...closed,
          description: 'The channel that follows where the first fails, or stays silent for so long (60 s).',
        },
      ),
    ),
    identity: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Your name of the person: wrong codes are counted for it over all numbers and factors.',
      }),
    ),
    clientIp: Type.Optional(Type.String({ maxLength: 45, description: 'Address of the person’s device, for limits.' })),
    metadata: Type.Optional(metadata),
  },
  { ...closed, $id: 'StartVerification' },
)

/** Body of a check. */
export const checkSchema = Type.Object(
  { code: Type.String({ maxLength: 128, description: 'As the person typed it.' }) },
  { ...closed, $id: 'CheckCode' },
)

/** Body of a resend; may be left out. */
export const resendSchema = Type.Object(
  { channel: Type.Optional(Type.Enum(['sms', 'call', 'email', 'push', 'whatsapp'])) },
  { ...closed, $id: 'Resend' },
)

const fields = {
  id: Type.String({ description: 'VE and 32 hex digits.' }),
  serviceId: Type.String(),
  to: Type.String(),
  channel,
  status: Type.String({ description: 'pending, approved, canceled, expired, failed or max_attempts_reached' }),
  valid: Type.Boolean({ description: 'Whether the code was right.' }),
  sends: Type.Integer(),
  checks: Type.Integer(),
  locale: Type.String(),
  identity: nullableText,
  reason: nullableText,
  nextSendAt: Type.String({ description: 'When it may be sent again.' }),
  createdAt: Type.String(),
  expiresAt: Type.String(),
  endedAt: nullableText,
  metadata,
}

/** A verification. */
export const verificationSchema = Type.Object(fields, { $id: 'Verification' })

/** One send of a verification. */
export const attemptSchema = Type.Object(
  {
    id: Type.String({ description: 'VL and 32 hex digits.' }),
    verificationId: Type.String(),
    channel: Type.String(),
    status: Type.String({ description: 'waiting, sending, sent, delivered, undelivered, failed, canceled or unknown' }),
    gateway: nullableText,
    country: nullableText,
    errorCode: nullableText,
    reason: nullableText,
    converted: Type.Boolean({ description: 'Whether its code came back.' }),
    createdAt: Type.String(),
    updatedAt: Type.String(),
  },
  { $id: 'VerificationAttempt' },
)

/** A verification with its sends. */
export const verificationDetailSchema = Type.Object(
  { ...fields, attempts: Type.Array(attemptSchema) },
  { $id: 'VerificationDetail' },
)
/** A page of verifications, and one of sends. */
export const verificationPage = pageOf('verifications', verificationSchema)
export const attemptPage = pageOf('attempts', attemptSchema)

/** How many codes came back. */
export const summarySchema = Type.Object(
  {
    total: Type.Integer(),
    converted: Type.Integer(),
    unconverted: Type.Integer(),
    conversionRate: Type.Union([Type.Number(), Type.Null()], { description: 'Percent.' }),
  },
  { $id: 'ConversionSummary' },
)

/** Whose wrong codes are forgotten. */
export const unlockSchema = Type.Object(
  {
    to: Type.Optional(
      Type.String({ minLength: 1, maxLength: 320, description: 'The number in E.164, or the address.' }),
    ),
    identity: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  },
  { ...closed, minProperties: 1, maxProperties: 1, $id: 'Unlock' },
)

const sid = (prefix: string) => Type.String({ pattern: `^${prefix}[0-9a-f]{32}$` })
/** Parameters of paths. */
export const verificationParams = Type.Object({ id: sid('VE') })
export const factorParams = Type.Object({ id: sid('YF') })

/** Body that makes a factor. */
export const newFactorSchema = Type.Object(
  {
    identity: Type.String({ minLength: 1, maxLength: 64, description: 'Your name of the person.' }),
    type: Type.Enum(['totp', 'backup-codes', 'device']),
    friendlyName: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    service: Type.Optional(sid('VA')),
    account: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Shown by the app. Default: identity.' }),
    ),
    issuer: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'Shown by the app.' })),
    algorithm: Type.Optional(Type.Enum(['sha1', 'sha256', 'sha512'])),
    digits: Type.Optional(Type.Integer({ minimum: 6, maximum: 8 })),
    period: Type.Optional(Type.Integer({ minimum: 20, maximum: 60 })),
    skew: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 })),
    secret: Type.Optional(Type.String({ maxLength: 256, description: 'One that exists already, in base32.' })),
    expiresIn: Type.Optional(Type.Integer({ minimum: 60, description: 'Device: seconds. Default: 30 days.' })),
  },
  { ...closed, $id: 'NewFactor' },
)

const factorFields = {
  id: Type.String({ description: 'YF and 32 hex digits.' }),
  serviceId: Type.String(),
  identity: Type.String(),
  type: Type.String({ description: 'totp, backup-codes or device' }),
  friendlyName: Type.String(),
  status: Type.String({ description: 'unverified or verified' }),
  codesLeft: Type.Union([Type.Integer(), Type.Null()]),
  expiresAt: nullableText,
  lastUsedAt: nullableText,
  createdAt: Type.String(),
  updatedAt: Type.String(),
  config: Type.Union([
    Type.Object({ algorithm: Type.String(), digits: Type.Integer(), period: Type.Integer(), skew: Type.Integer() }),
    Type.Null(),
  ]),
}
/** A factor. */
export const factorSchema = Type.Object(factorFields, { $id: 'Factor' })
/** A factor with what is shown this once. */
export const factorWithSecretsSchema = Type.Object(
  {
    ...factorFields,
    secret: Type.Optional(Type.String()),
    uri: Type.Optional(Type.String({ description: 'otpauth URI.' })),
    qr: Type.Optional(Type.String({ description: 'The URI as a QR code, SVG.' })),
    codes: Type.Optional(Type.Array(Type.String())),
    token: Type.Optional(Type.String({ description: 'What the device’s browser keeps.' })),
  },
  { $id: 'FactorWithSecrets' },
)
/** The factors of a person. */
export const factorListSchema = Type.Object({ factors: Type.Array(factorSchema), next: Type.Null() })
/** What a check of a factor’s code came to. */
export const factorCheckSchema = Type.Object(
  { valid: Type.Boolean(), factor: Type.Union([factorSchema, Type.Null()]) },
  { $id: 'FactorCheck' },
)
/** Body of a check over all factors of a person. */
export const checkIdentitySchema = Type.Object(
  {
    identity: Type.String({ minLength: 1, maxLength: 64 }),
    code: Type.String({ maxLength: 128, description: 'Of an authenticator, a backup code, or a device’s token.' }),
  },
  { ...closed, $id: 'CheckFactors' },
)

/** The client's settings of verification, and what changes them. */
export const verifySettingsSchema = Type.Object(
  { id: Type.String(), friendlyName: Type.String(), settings: Type.Record(Type.String(), Type.Unknown()) },
  { $id: 'VerificationSettings' },
)
export const putVerifySettingsSchema = Type.Object(
  {
    friendlyName: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { ...closed, $id: 'ChangeVerificationSettings' },
)
