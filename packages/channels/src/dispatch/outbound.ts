import { sidFromUuid } from '@trunkline/wire'
import { mergeContent } from '../message/content.ts'
import type { ContentRequest } from '../message/schema.ts'
import { deliverySid, type StoredRequest } from '../message/stored.ts'
import type { ChannelName, OutboundMessage } from '../ports.ts'
import type { Trip } from './trip.ts'

/**
 * An attempt of a delivery as its gateway gets it.
 * @param open opens content that is sealed; what it throws is thrown
 */
export function outbound(
  { row, index, delivery, message }: Trip,
  open: (sealed: string, messageId: string) => ContentRequest,
  attempt: number,
): OutboundMessage {
  const { request } = message
  const content = request.content ?? (request.sealed === undefined ? {} : open(request.sealed, message.id))
  const outbound: Writable<OutboundMessage> = {
    deliveryId: deliverySid(delivery.channel, row.delivery_id),
    messageId: sidFromUuid('NT', message.id),
    clientId: sidFromUuid('AC', row.client_id),
    attempt,
    channel: delivery.channel,
    to: delivery.to,
    content: mergeContent(content, delivery.channel),
    category: request.category,
  }
  const push = pushOf(request, delivery.channel, index)
  if (push !== undefined) outbound.push = push
  if (delivery.from !== null) outbound.from = delivery.from
  if (request.to.locale !== undefined) outbound.locale = request.to.locale
  if (request.expiresAt !== undefined) outbound.expiresAt = Date.parse(request.expiresAt)
  return outbound
}

type Writable<Of> = { -readonly [Name in keyof Of]: Of[Name] }

/** The push addresses of a delivery: one of a person's devices, or all that the request gave. */
function pushOf({ to, steps }: StoredRequest, channel: ChannelName, index: number): OutboundMessage['push'] {
  if (channel !== 'push' || to.push === undefined) return undefined
  const place = steps[index]?.push
  return place === undefined ? to.push : to.push.slice(place, place + 1)
}
