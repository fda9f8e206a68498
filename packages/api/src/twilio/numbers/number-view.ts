import { defaultName, type NumberAbilities, type NumberKind, type PhoneNumber } from '@trunkline/accounts'
import { sidFromUuid } from '@trunkline/wire'
import { rfc2822 } from '../format/dates.ts'
import type { TwilioUrls } from '../http/twilio-urls.ts'

/** Twilio's names for the kinds of numbers, as its paths and resources write them. */
export const kindNames: { readonly [Kind in NumberKind]: { readonly path: string; readonly key: string } } = {
  local: { path: 'Local', key: 'local' },
  mobile: { path: 'Mobile', key: 'mobile' },
  'toll-free': { path: 'TollFree', key: 'toll_free' },
  national: { path: 'National', key: 'national' },
  'shared-cost': { path: 'SharedCost', key: 'shared_cost' },
  voip: { path: 'Voip', key: 'voip' },
}

/** What a number can do. Facsimiles are not served. */
export const capabilitiesOf = ({ voice, sms, mms }: NumberAbilities): object => ({ fax: false, voice, sms, mms })

/** The methods and the API's version stand in every answer; these are what holds where none was given. */
const usualMethod = 'POST'
const usualVersion = '2010-04-01'

/**
 * An IncomingPhoneNumber (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). What is not set is empty or null as Twilio has it.
 * @param typed whether `type` is told: by the resource itself, not by those below Local, Mobile and TollFree
 */
export function incomingNumberView(number: PhoneNumber, urls: TwilioUrls, typed = true): object {
  const accountSid = sidFromUuid('AC', number.clientId)
  return {
    sid: number.sid,
    account_sid: accountSid,
    friendly_name: number.friendlyName ?? defaultName(number.phoneNumber),
    phone_number: number.phoneNumber,
    origin: number.bought ? 'twilio' : 'hosted',
    api_version: number.apiVersion ?? usualVersion,
    beta: false,
    capabilities: capabilitiesOf(number.abilities),
    status: 'in-use',
    ...(typed ? { type: kindNames[number.kind].key } : {}),
    ...voiceView(number),
    ...smsView(number),
    status_callback: number.statusCallback ?? '',
    status_callback_method: number.statusCallbackMethod ?? usualMethod,
    ...regulationView(number),
    date_created: rfc2822(number.createdAt),
    date_updated: rfc2822(number.updatedAt),
    uri: urls.uri(`/Accounts/${accountSid}/IncomingPhoneNumbers/${number.sid}`),
  }
}

const voiceView = (number: PhoneNumber) => ({
  voice_url: number.voiceUrl,
  voice_method: number.voiceMethod ?? usualMethod,
  voice_fallback_url: number.voiceFallbackUrl,
  voice_fallback_method: number.voiceFallbackMethod ?? usualMethod,
  voice_application_sid: number.voiceApplicationSid ?? '',
  voice_caller_id_lookup: number.voiceCallerIdLookup ?? false,
  voice_receive_mode: number.voiceReceiveMode ?? 'voice',
  trunk_sid: number.trunkSid,
})

const smsView = (number: PhoneNumber) => ({
  sms_url: number.smsUrl ?? '',
  sms_method: number.smsMethod ?? usualMethod,
  sms_fallback_url: number.smsFallbackUrl ?? '',
  sms_fallback_method: number.smsFallbackMethod ?? usualMethod,
  sms_application_sid: number.smsApplicationSid ?? '',
})

/** What regulators ask of numbers at Twilio: given back as it was given. Nothing is registered with anybody. */
const regulationView = (number: PhoneNumber) => ({
  address_requirements: 'none',
  address_sid: number.addressSid,
  bundle_sid: number.bundleSid,
  identity_sid: number.identitySid,
  emergency_status: number.emergencyStatus ?? 'Inactive',
  emergency_address_sid: number.emergencyAddressSid,
  emergency_address_status: 'unregistered',
})
