import type { TextMessage } from '@trunkline/channels'
import { sidFromUuid } from '@trunkline/wire'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { firstStatus, messageFault, messageStatus } from './message-status.ts'
import { readOrigin } from './origin.ts'

/** A message's SID: `MM…` where media go with it, else `SM…`; the rest is the same either way. */
export const messageSid = ({ id, media }: Pick<TextMessage, 'id' | 'media'>): string =>
  sidFromUuid(media.length > 0 ? 'MM' : 'SM', id)

/** The path of a message below the version. */
export const messagePath = (accountSid: string, sid: string): string => `/Accounts/${accountSid}/Messages/${sid}`

/** A Message (https://www.twilio.com/docs/messaging/api/message-resource#message-properties). Prices are not known here: null. */
export function messageView(text: TextMessage, accountSid: string, urls: TwilioUrls): object {
  const origin = readOrigin(text.origin)
  const sid = messageSid(text)
  const path = messagePath(accountSid, sid)
  const fault = messageFault(text)
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: text.text,
    date_created: rfc2822(text.createdAt),
    date_sent: rfc2822(text.sentAt),
    date_updated: rfc2822(text.updatedAt),
    direction: text.direction === 'inbound' ? 'inbound' : (origin.direction ?? 'outbound-api'),
    error_code: fault?.code ?? null,
    error_message: fault?.message ?? null,
    from: text.from,
    messaging_service_sid: origin.messagingServiceSid ?? null,
    num_media: String(text.media.length),
    num_segments: String(text.media.length > 0 ? 1 : text.segments),
    price: null,
    price_unit: null,
    sid,
    status: messageStatus(text.status, origin),
    subresource_uris: { media: urls.uri(`${path}/Media`), feedback: urls.uri(`${path}/Feedback`) },
    to: text.to,
    uri: urls.uri(path),
  }
}

/**
 * A Message as the request that made it is answered: where it begins, whatever has become of it meanwhile. Where a messaging service chose the sender, it
 * and the segments are told later, as at Twilio.
 */
export function createdView(text: TextMessage, accountSid: string, urls: TwilioUrls, chosen: boolean): object {
  const origin = readOrigin(text.origin)
  const { subresource_uris: _all, ...view } = messageView(text, accountSid, urls) as Record<string, unknown>
  const media = urls.uri(`${messagePath(accountSid, messageSid(text))}/Media`)
  const pooled = chosen ? { from: null, num_segments: '0' } : {}
  const begin = { status: firstStatus(origin), date_sent: null, error_code: null, error_message: null }
  return { ...view, ...begin, ...pooled, subresource_uris: { media } }
}
