import { smsSegments } from '@trunkline/wire'
import type { InboundRow } from '../store/inbound-store.ts'
import { mergeContent } from './content.ts'
import type { DeliveryStatus } from './status.ts'
import { deliveryIdAt, type StoredDelivery, type StoredMessage } from './stored.ts'

/** A picture or the like that goes with a text. `type` is null where only its address is known. */
export interface TextMedia {
  readonly url: string
  readonly type: string | null
}

/** A text to a person (a delivery over the channel sms) or from one. */
export interface TextMessage {
  /** UUID of the delivery, or of the message from a person. */
  readonly id: string
  /** UUID of the client. */
  readonly clientId: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string | null
  readonly to: string
  /** Empty where there is none, it was erased, or it is a code. */
  readonly text: string
  readonly media: readonly TextMedia[]
  readonly segments: number
  readonly status: DeliveryStatus | 'received'
  readonly final: boolean
  readonly errorCode: string | null
  readonly reason: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it was handed to the provider; of a message from a person: when it came in. */
  readonly sentAt: Date | null
  /** The instant before which it must not leave. */
  readonly sendAt: Date | null
  /** What the edge that it came in by remembers of it. */
  readonly origin: Readonly<Record<string, unknown>> | undefined
}

/** Where the text of a message stands among its deliveries; -1 where it has none. */
export const textIndex = (message: StoredMessage): number =>
  message.deliveries.findIndex(({ channel }) => channel === 'sms')

/** The text of a message, with its delivery as it is now; undefined where it has none. */
export function outboundText(message: StoredMessage, now?: StoredDelivery): TextMessage | undefined {
  const index = textIndex(message)
  const stored = message.deliveries[index]
  if (stored === undefined) return undefined
  const delivery = now ?? stored
  const { request } = message
  const content = mergeContent(request.content ?? {}, 'sms')
  const sent = delivery.timeline.find(({ status }) => status === 'sent')
  return {
    id: deliveryIdAt(message.id, index),
    clientId: message.clientId,
    direction: 'outbound',
    from: delivery.from,
    to: delivery.to,
    text: content.text ?? '',
    media: (content.media ?? []).map((url) => ({ url, type: null })),
    segments: delivery.segments ?? 1,
    status: delivery.status,
    final: delivery.final,
    errorCode: delivery.errorCode,
    reason: delivery.reason,
    createdAt: message.createdAt,
    updatedAt: new Date(delivery.timeline.at(-1)?.at ?? message.createdAt),
    sentAt: sent === undefined ? null : new Date(sent.at),
    sendAt: request.sendAt === undefined ? null : new Date(request.sendAt),
    origin: request.origin,
  }
}

/** A text from a person. */
export function inboundText(row: InboundRow): TextMessage {
  const { id, clientId, receivedAt: at, sender, recipient, body } = row
  return {
    ...{ id, clientId, direction: 'inbound', from: sender, to: recipient, text: body.text, media: body.media },
    segments: body.media.length > 0 || body.text === '' ? 1 : smsSegments(body.text).segments,
    ...{ status: 'received', final: true, errorCode: null, reason: null },
    ...{ createdAt: at, updatedAt: at, sentAt: at, sendAt: null, origin: undefined },
  }
}
