// Made by packages/sdk/generate/main.ts. Do not edit.
import type { BareFetch, Callable, Listing } from '../../rest/types.ts'

/** A place on the way. */
export interface PhoneNumbersListInstance {
  readonly countries: PhoneNumberCountryListInstance
}

/** A record of PhoneNumberCountry. */
export interface PhoneNumberCountryInstance extends BareFetch<PhoneNumberCountryInstance> {
  country: string
  isoCountry: string
  phoneNumberPrices: Array<{ basePrice: number; currentPrice: number; numberType: string }>
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/PhoneNumbers/Countries/{IsoCountry}` */
export interface PhoneNumberCountryContext extends BareFetch<PhoneNumberCountryInstance> {}

/** list: `GET /v1/PhoneNumbers/Countries` */
export interface PhoneNumberCountryListInstance extends Callable<[isoCountry: string], PhoneNumberCountryContext>, Listing<unknown, PhoneNumberCountryInstance> {}

/** A place on the way. */
export interface MessagingListInstance {
  readonly countries: MessagingCountryListInstance
}

/** A record of MessagingCountry. */
export interface MessagingCountryInstance extends BareFetch<MessagingCountryInstance> {
  country: string
  isoCountry: string
  outboundSmsPrices: Array<{ carrier: string; mcc: string; mnc: string; prices: Array<{ base_price: number; current_price: number; number_type: string }> }>
  inboundSmsPrices: Array<{ basePrice: number; currentPrice: number; numberType: string }>
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Messaging/Countries/{IsoCountry}` */
export interface MessagingCountryContext extends BareFetch<MessagingCountryInstance> {}

/** list: `GET /v1/Messaging/Countries` */
export interface MessagingCountryListInstance extends Callable<[isoCountry: string], MessagingCountryContext>, Listing<unknown, MessagingCountryInstance> {}

/** A place on the way. */
export interface VoiceListInstance {
  readonly countries: VoiceCountryListInstance
  readonly numbers: VoiceNumberListInstance
}

/** A record of VoiceCountry. */
export interface VoiceCountryInstance extends BareFetch<VoiceCountryInstance> {
  country: string
  isoCountry: string
  outboundPrefixPrices: Array<{ prefixes: Array<string>; basePrice: number; currentPrice: number; friendlyName: string }>
  inboundCallPrices: Array<{ basePrice: number; currentPrice: number; numberType: string }>
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/Countries/{IsoCountry}` */
export interface VoiceCountryContext extends BareFetch<VoiceCountryInstance> {}

/** list: `GET /v1/Voice/Countries` */
export interface VoiceCountryListInstance extends Callable<[isoCountry: string], VoiceCountryContext>, Listing<unknown, VoiceCountryInstance> {}

/** A record of VoiceNumber. */
export interface VoiceNumberInstance extends BareFetch<VoiceNumberInstance> {
  number: string
  country: string
  isoCountry: string
  outboundCallPrice: { basePrice: number; currentPrice: number }
  inboundCallPrice: { basePrice: number; currentPrice: number; numberType: string }
  priceUnit: string
  url: string
  toJSON(): Record<string, any>
}

/** fetch: `GET /v1/Voice/Numbers/{Number}` */
export interface VoiceNumberContext extends BareFetch<VoiceNumberInstance> {}

/** A place on the way. */
export interface VoiceNumberListInstance extends Callable<[number: string], VoiceNumberContext> {}

/** Version v1 of pricing. */
export interface PricingV1 {
  readonly phoneNumbers: PhoneNumbersListInstance
  readonly messaging: MessagingListInstance
  readonly voice: VoiceListInstance
}
