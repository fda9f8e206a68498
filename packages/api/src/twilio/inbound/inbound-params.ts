import { placeFields } from '@trunkline/accounts'
import type { TextMessage } from '@trunkline/channels'
import { parseAddress, sidFromUuid } from '@trunkline/wire'
import { mediaType } from '../messages/media-type.ts'
import { messageSid } from '../messages/message-view.ts'

/** The parameters of the request about an incoming message (https://www.twilio.com/docs/messaging/guides/webhook-request). */
export function inboundParams(text: TextMessage, messagingServiceSid: string | null): Record<string, string> {
  const sid = messageSid(text)
  const from = text.from ?? ''
  return {
    ...placeFields('To', text.to),
    ...placeFields('From', from),
    ...mediaParams(text),
    SmsMessageSid: sid,
    NumMedia: String(text.media.length),
    SmsSid: sid,
    SmsStatus: 'received',
    Body: text.text,
    To: text.to,
    ...(messagingServiceSid === null ? {} : { MessagingServiceSid: messagingServiceSid }),
    NumSegments: String(text.segments),
    MessageSid: sid,
    AccountSid: sidFromUuid('AC', text.clientId),
    From: from,
    ApiVersion: '2010-04-01',
    ...whatsAppParams(from),
  }
}

function mediaParams({ media }: TextMessage): Record<string, string> {
  const fields = media.flatMap(({ url, type }, index) => [
    [`MediaContentType${index}`, mediaType(url, type)],
    [`MediaUrl${index}`, url],
  ])
  return Object.fromEntries(fields)
}

/** A WhatsApp account's id is its number's digits. */
function whatsAppParams(from: string): Record<string, string> {
  const address = parseAddress(from)
  return address?.prefix === 'whatsapp' ? { WaId: address.value.replace(/^\+/, '') } : {}
}
