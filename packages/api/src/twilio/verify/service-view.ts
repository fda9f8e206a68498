import type { Service } from '@trunkline/verify'
import { sidFromUuid } from '@trunkline/wire'
import { iso8601 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

const flag = (value: unknown): boolean => value === true
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What lies below a service, by Twilio's names for it. */
const below: Readonly<Record<string, string>> = {
  verification_checks: 'VerificationCheck',
  verifications: 'Verifications',
  rate_limits: 'RateLimits',
  messaging_configurations: 'MessagingConfigurations',
  entities: 'Entities',
  webhooks: 'Webhooks',
  access_tokens: 'AccessTokens',
}

/** A service as Twilio shows it (https://www.twilio.com/docs/verify/api/service). */
export function serviceView({ settings, edge, ...service }: Service, urls: TwilioUrls): object {
  const url = urls.url('verify', `/v2/Services/${service.sid}`)
  return {
    sid: service.sid,
    account_sid: sidFromUuid('AC', service.clientId),
    friendly_name: service.friendlyName,
    code_length: settings.codeLength,
    lookup_enabled: flag(edge.lookupEnabled),
    psd2_enabled: false,
    skip_sms_to_landlines: flag(edge.skipSmsToLandlines),
    dtmf_input_required: settings.keyPress,
    tts_name: text(edge.ttsName),
    do_not_share_warning_enabled: flag(edge.doNotShareWarningEnabled),
    custom_code_enabled: settings.customCode,
    push: {
      include_date: flag(edge.pushIncludeDate),
      apn_credential_sid: text(edge.apnCredentialSid),
      fcm_credential_sid: text(edge.fcmCredentialSid),
    },
    totp: {
      issuer: settings.totpIssuer ?? service.friendlyName,
      time_step: settings.totpPeriod,
      code_length: settings.totpDigits,
      skew: settings.totpSkew,
    },
    default_template_sid: null,
    whatsapp: { msg_service_sid: text(edge.whatsappServiceSid), from: text(edge.whatsappFrom) },
    passkeys: null,
    verify_event_subscription_enabled: flag(edge.verifyEventSubscriptionEnabled),
    date_created: iso8601(service.createdAt),
    date_updated: iso8601(service.updatedAt),
    url,
    links: Object.fromEntries(Object.entries(below).map(([name, segment]) => [name, `${url}/${segment}`])),
  }
}
