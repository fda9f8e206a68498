import { channelNames, deliveryStatuses } from '@trunkline/channels'
import { Type } from 'typebox'

const nullable = (description: string) => Type.Unsafe<string | null>({ type: ['string', 'null'], description })

/** The data of an event, the same on webhooks, live streams and Kafka. Events of other kinds have other members. */
export const eventDataSchema = Type.Object(
  {
    clientId: Type.String({ pattern: '^AC[0-9a-f]{32}$' }),
    messageId: Type.String({ pattern: '^NT[0-9a-f]{32}$', description: 'Also the record’s key.' }),
    deliveryId: Type.String({ description: 'One message’s trip over one channel.' }),
    channel: Type.Enum([...channelNames]),
    status: Type.Enum([...deliveryStatuses]),
    final: Type.Boolean({ description: 'Whether the status is the last one.' }),
    reason: nullable('Why, in words.'),
    errorCode: nullable('The provider’s or our code.'),
    metadata: Type.Record(Type.String(), Type.Unknown(), { description: 'As the message carried it.' }),
    sequence: Type.Integer({ minimum: 0, description: 'Grows with each move of a delivery.' }),
  },
  { additionalProperties: true, required: ['clientId'] },
)
