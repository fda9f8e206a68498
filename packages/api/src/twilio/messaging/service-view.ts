import { readNumber } from '@trunkline/accounts'
import { sidFromUuid } from '@trunkline/wire'
import type { SenderRow } from '../../store/messaging-service-store.ts'
import { iso8601 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'
import { serviceSid } from './messaging-services.ts'
import type { MessagingService } from './service-settings.ts'

/** A Service (https://www.twilio.com/docs/messaging/api/service-resource#service-properties). */
export function serviceView(service: MessagingService, accountSid: string, urls: TwilioUrls): object {
  const sid = serviceSid(service)
  const url = urls.url('messaging', `/v1/Services/${sid}`)
  return {
    account_sid: accountSid,
    area_code_geomatch: service.areaCodeGeomatch,
    date_created: iso8601(service.createdAt),
    date_updated: iso8601(service.updatedAt),
    fallback_method: service.fallbackMethod,
    fallback_to_long_code: service.fallbackToLongCode,
    fallback_url: service.fallbackUrl,
    friendly_name: service.friendlyName,
    inbound_method: service.inboundMethod,
    inbound_request_url: service.inboundRequestUrl,
    links: {
      phone_numbers: `${url}/PhoneNumbers`,
      short_codes: `${url}/ShortCodes`,
      alpha_senders: `${url}/AlphaSenders`,
      messages: `${url}/Messages`,
      us_app_to_person: `${url}/Compliance/Usa2p`,
      us_app_to_person_usecases: `${url}/Compliance/Usa2p/Usecases`,
      channel_senders: `${url}/ChannelSenders`,
      destination_alpha_senders: `${url}/DestinationAlphaSenders`,
    },
    mms_converter: service.mmsConverter,
    scan_message_content: service.scanMessageContent,
    sid,
    smart_encoding: service.smartEncoding,
    status_callback: service.statusCallback,
    sticky_sender: service.stickySender,
    synchronous_validation: service.synchronousValidation,
    url,
    us_app_to_person_registered: false,
    use_inbound_webhook_on_number: service.useInboundWebhookOnNumber,
    usecase: service.usecase,
    validity_period: service.validityPeriod ?? 36_000,
  }
}

/** A sender of a service: a PhoneNumber or an AlphaSender of it. */
export function senderView(row: SenderRow, accountSid: string, urls: TwilioUrls): object {
  const service = sidFromUuid('MG', row.serviceId)
  const number = row.kind === 'phone-number'
  const sid = sidFromUuid(number ? 'PN' : 'AI', row.id)
  const list = number ? 'PhoneNumbers' : 'AlphaSenders'
  return {
    sid,
    account_sid: accountSid,
    service_sid: service,
    ...(number
      ? {
          phone_number: row.sender,
          country_code: readNumber(row.sender).country,
          capabilities: ['SMS', 'MMS', 'Voice'],
        }
      : { alpha_sender: row.sender, capabilities: ['SMS'] }),
    date_created: iso8601(row.createdAt),
    date_updated: iso8601(row.updatedAt),
    url: urls.url('messaging', `/v1/Services/${service}/${list}/${sid}`),
  }
}
