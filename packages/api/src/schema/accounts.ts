import { Type } from 'typebox'
import { nullableText, pageOf } from './page.ts'

const clientFields = {
  id: Type.String({ description: 'The client id, AC and 32 hex digits.' }),
  name: Type.String(),
  status: Type.String({ description: 'active or disabled' }),
  disabledAt: nullableText,
  disabledReason: nullableText,
  declared: Type.Boolean({ description: 'Declared in the configuration file, and so read-only here.' }),
  parentId: nullableText,
  createdAt: Type.String(),
}

/** A client as operators see it. */
export const adminClientSchema = Type.Object(clientFields, { $id: 'AdminClient' })
/** The same with its auth token, which is shown once. */
export const adminClientWithTokenSchema = Type.Object(
  { ...clientFields, authToken: Type.String({ description: 'Shown this once.' }) },
  { $id: 'AdminClientWithToken' },
)
/** A page of clients. */
export const adminClientPage = pageOf('clients', adminClientSchema)

const name = Type.String({ minLength: 1, maxLength: 64 })
/** Body that makes a client. */
export const newClientSchema = Type.Object(
  {
    name,
    parentId: Type.Optional(Type.String({ pattern: '^AC[0-9a-f]{32}$', description: 'Makes it a subaccount.' })),
  },
  { additionalProperties: false, $id: 'NewClient' },
)
/** Body that renames a client. */
export const renameSchema = Type.Object({ name }, { additionalProperties: false, $id: 'ClientName' })

const keyFields = {
  id: Type.String({ description: 'SK and 32 hex digits.' }),
  name: Type.String(),
  createdAt: Type.String(),
}
/** A page of API keys, without their secrets. */
export const keyPage = pageOf('keys', Type.Object(keyFields, { $id: 'ApiKey' }))
/** An API key with its secret, which is shown once. */
export const keyWithSecretSchema = Type.Object(
  { ...keyFields, secret: Type.String({ description: 'Shown this once.' }) },
  { $id: 'ApiKeyWithSecret' },
)
/** Body that makes an API key. */
export const newKeySchema = Type.Object(
  { name: Type.Optional(name) },
  { additionalProperties: false, $id: 'NewApiKey' },
)

const url = (description: string) =>
  Type.Optional(Type.Union([Type.String({ format: 'uri', maxLength: 2048 }), Type.Null()], { description }))
const method = Type.Optional(Type.Union([Type.Literal('GET'), Type.Literal('POST'), Type.Null()]))
const application = Type.Optional(Type.Union([Type.String({ pattern: '^AP[0-9a-f]{32}$' }), Type.Null()]))

const numberFields = {
  identity: Type.Optional(
    Type.Union([Type.String({ minLength: 1, maxLength: 121 }), Type.Null()], {
      description: 'The browser phone that it rings.',
    }),
  ),
  friendlyName: Type.Optional(Type.Union([Type.String({ maxLength: 255 }), Type.Null()])),
  smsUrl: url('Where an incoming text is told.'),
  smsMethod: method,
  smsFallbackUrl: url('Asked where smsUrl fails.'),
  smsFallbackMethod: method,
  smsApplicationSid: application,
  voiceUrl: url('Where the TwiML for an incoming call is.'),
  voiceMethod: method,
  voiceFallbackUrl: url('Asked where voiceUrl fails.'),
  voiceFallbackMethod: method,
  voiceApplicationSid: application,
  statusCallback: url('Where the end of a call is told.'),
  statusCallbackMethod: method,
}

/** Body that sets a number. What is left out stays as it is, null takes it away. */
export const putNumberSchema = Type.Object(numberFields, { additionalProperties: false, $id: 'NumberSettings' })
/** The same for operators, who say whose the number is. */
export const adminPutNumberSchema = Type.Object(
  { clientId: Type.String({ pattern: '^AC[0-9a-f]{32}$' }), ...numberFields },
  { additionalProperties: false, $id: 'AdminNumberSettings' },
)

/** A phone number with its settings. */
export const numberSchema = Type.Object(
  {
    id: Type.String({ description: 'PN and 32 hex digits.' }),
    phoneNumber: Type.String(),
    clientId: Type.String(),
    declared: Type.Boolean(),
    createdAt: Type.String(),
    updatedAt: Type.String(),
    ...Object.fromEntries(Object.keys(numberFields).map((field) => [field, nullableText])),
  },
  { $id: 'PhoneNumber' },
)
/** A page of phone numbers. */
export const numberPage = pageOf('numbers', numberSchema)
