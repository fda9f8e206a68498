import { Type } from 'typebox'
import { nullableText, pageOf } from './page.ts'

const fields = {
  id: Type.String({ description: 'WE and 32 hex digits.' }),
  url: Type.String(),
  events: Type.Array(Type.String(), { description: 'Patterns of the events that it gets; `*` is all.' }),
  status: Type.String({ description: 'enabled or disabled' }),
  disabledReason: nullableText,
  disabledAt: nullableText,
  failingSince: nullableText,
  lastError: nullableText,
  previousSecretUntil: nullableText,
  createdAt: Type.String(),
}

/** A webhook as its client sees it. */
export const webhookSchema = Type.Object(fields, { $id: 'Webhook' })
/** A webhook with its secret, which is shown once. */
export const webhookWithSecretSchema = Type.Object(
  { ...fields, secret: Type.String({ description: 'whsec_…, to verify signatures with.' }) },
  { $id: 'WebhookWithSecret' },
)
/** A page of webhooks. */
export const webhookPage = pageOf('webhooks', webhookSchema)

/** What to send again. */
export const replaySchema = Type.Object(
  {
    since: Type.Optional(
      Type.String({ minLength: 1, maxLength: 40, description: 'An instant (RFC 3339), or a place such as `123-0`.' }),
    ),
    failed: Type.Optional(Type.Boolean({ description: 'What was given up, and what waits for another try.' })),
  },
  { additionalProperties: false, $id: 'Replay' },
)
